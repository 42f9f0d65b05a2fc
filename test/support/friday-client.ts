import { join } from 'node:path';
import type { Platform } from '../../src/domain/person.ts';
import { builtProduct } from './built-product.ts';
import { type Running, run } from './process.ts';

export interface Request {
  id: string;
  platform: Platform;
  from: string;
  text: string;
}

export interface Acknowledged {
  said: string;
  repeated: boolean;
}

export interface FridayProcess {
  running: Running;
  /** @returns undefined when the process ended before it answered */
  ask(request: Request): Promise<Acknowledged | undefined>;
  setClock(iso: string): Promise<void>;
  /** runs what the heartbeat would run */
  tick(): Promise<void>;
  delivered: { to: string; text: string }[];
  /** how many requests were answered */
  answered(): number;
  /** called after each answer */
  onAnswer: (() => void) | undefined;
}

/** Friday as a process of its own; see friday-process.ts. Resolves when it is ready. */
export async function startFriday(file: string): Promise<FridayProcess> {
  const running = run(process.execPath, [join(builtProduct(), 'test', 'support', 'friday-process.js'), file], {
    cwd: process.cwd(),
  });
  const waiting = new Map<string, (line: Acknowledged | undefined) => void>();
  let answered = 0;
  const expect = (key: string, line: object) =>
    new Promise<Acknowledged | undefined>((resolve) => {
      waiting.set(key, resolve);
      running.write(`${JSON.stringify(line)}\n`);
    });
  const friday: FridayProcess = {
    running,
    delivered: [],
    answered: () => answered,
    onAnswer: undefined,
    ask: (request) => expect(request.id, request),
    setClock: async (iso) => void (await expect('clock', { clock: iso })),
    tick: async () => void (await expect('ticked', { tick: true })),
  };

  function settle(key: string, line?: Acknowledged): void {
    waiting.get(key)?.(line);
    waiting.delete(key);
  }
  running.onLine = (text) => {
    const line = JSON.parse(text);
    if ('delivered' in line) friday.delivered.push({ to: line.delivered, text: line.text });
    else if ('clock' in line) settle('clock');
    else if ('ticked' in line) settle('ticked');
    else if ('id' in line) {
      answered += 1;
      settle(line.id, line);
      friday.onAnswer?.();
    }
  };
  running.exited.then(() => {
    for (const key of [...waiting.keys()]) settle(key);
  });
  await running.until(/"ready":true/);
  return friday;
}
