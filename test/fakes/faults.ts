import { seeded } from '../support/seeded.ts';

/**
 * What goes wrong with a call to any platform.
 * `limited`: 429. `status`: an answer of the front servers, nothing was done. `reset`: the connection breaks before
 * anything was done. `dropped`: done, and the connection breaks before the answer. `hang`: silence for so long; whether
 * it is done after that says `acts`. `slow`: done at once, the answer comes late. `malformed`: no JSON in the answer.
 */
export type Outage =
  | { kind: 'limited'; retryAfterSeconds: number }
  | { kind: 'status'; status: number }
  | { kind: 'reset' }
  | { kind: 'dropped' }
  | { kind: 'hang'; ms: number; acts?: boolean }
  | { kind: 'slow'; ms: number }
  | { kind: 'malformed'; acts?: boolean };

export interface FaultRule<Fault> {
  /** calls of which method: a name, or `*` for all but those that are spared */
  method: string;
  fault: Fault;
  /** how many more calls it hits; default: all */
  times?: number;
  /** in [0, 1]; default 1 */
  probability?: number;
  /** only calls of these arguments */
  when?: (args: Record<string, unknown>) => boolean;
}

/**
 * @param spared methods that `*` does not mean, such as those without which a bot does not even start
 * @param seed for faults with a probability
 */
export function createFaults<Fault>(spared: ReadonlySet<string>, seed = 1) {
  const random = seeded(seed);
  let rules: FaultRule<Fault>[] = [];
  const happened: { method: string; fault: Fault; args: Record<string, unknown> }[] = [];
  return {
    /** every fault that hit a call, in order */
    happened,
    /** The latest rule that fits is the one that hits. @returns takes the rule back */
    add(rule: FaultRule<Fault>): () => void {
      const own = { ...rule };
      rules = [own, ...rules];
      return () => {
        rules = rules.filter((one) => one !== own);
      };
    },
    clear(): void {
      rules = [];
    },
    /** @returns the fault that hits this call */
    take(method: string, args: Record<string, unknown>): Fault | undefined {
      for (const rule of rules) {
        const isMeant = rule.method === method || (rule.method === '*' && !spared.has(method));
        if (!isMeant || rule.times === 0 || (rule.when && !rule.when(args))) continue;
        if (rule.probability !== undefined && random() >= rule.probability) continue;
        if (rule.times !== undefined) rule.times -= 1;
        happened.push({ method, fault: rule.fault, args });
        return rule.fault;
      }
      return undefined;
    },
  };
}
