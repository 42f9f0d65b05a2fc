import { seeded } from '../../support/seeded.ts';

/**
 * What goes wrong with a call.
 * `limited`: 429. `status`: an answer of the front servers, nothing was done. `reset`: the connection breaks before
 * anything was done. `dropped`: done, and the connection breaks before the answer. `hang`: silence for so long; whether
 * it is done after that says `acts`. `slow`: done at once, the answer comes late. `malformed`: no JSON in the answer.
 * `refused`: `ok: false`.
 */
export type Fault =
  | { kind: 'limited'; retryAfterSeconds: number }
  | { kind: 'status'; status: number }
  | { kind: 'reset' }
  | { kind: 'dropped' }
  | { kind: 'hang'; ms: number; acts?: boolean }
  | { kind: 'slow'; ms: number }
  | { kind: 'malformed'; acts?: boolean }
  | { kind: 'refused'; error: string; needed?: string };

export interface FaultRule {
  /** calls of which method: a name, `response_url`, or `*` for all but `apps.connections.open` and `auth.test` */
  method: string;
  fault: Fault;
  /** how many more calls it hits; default: all */
  times?: number;
  /** in [0, 1]; default 1 */
  probability?: number;
  /** only calls of these arguments */
  when?: (args: Record<string, unknown>) => boolean;
}

export type Faults = ReturnType<typeof createFaults>;

/** @param seed for faults with a probability */
export function createFaults(seed = 1) {
  const random = seeded(seed);
  let rules: FaultRule[] = [];
  const happened: { method: string; fault: Fault; args: Record<string, unknown> }[] = [];
  return {
    /** every fault that hit a call, in order */
    happened,
    /** The latest rule that fits is the one that hits. @returns takes the rule back */
    add(rule: FaultRule): () => void {
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
        const isMeant = rule.method === method || (rule.method === '*' && !STARTING.has(method));
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

const STARTING = new Set(['apps.connections.open', 'auth.test']);
