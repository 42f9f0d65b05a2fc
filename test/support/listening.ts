import { setTimeout as sleep } from 'node:timers/promises';
import type { Running } from './process.ts';

/** A Friday that is reached over HTTP. */
export interface Listening {
  running: Running;
  /** `http://127.0.0.1:4000` */
  origin: string;
  /** what `/readyz` says now */
  readiness(): Promise<{ status: number; body: string }>;
  /** @throws when it does not say so within the time */
  untilReadiness(status: number, says?: RegExp, withinMs?: number): Promise<void>;
}

const LONGEST_WAIT_MS = 20_000;

/** Resolves when it listens, whether or not its messenger is there. */
export async function untilListening(running: Running): Promise<Listening> {
  let port = '';
  await until(running, LONGEST_WAIT_MS, 'listen', () => {
    port = /"port":(\d+),"msg":"listening"/.exec(running.err())?.[1] ?? '';
    return port !== '';
  });
  const origin = `http://127.0.0.1:${port}`;

  async function readiness() {
    const response = await fetch(`${origin}/readyz`);
    return { status: response.status, body: await response.text() };
  }
  return {
    running,
    origin,
    readiness,
    async untilReadiness(status, says = /(?:)/, withinMs = LONGEST_WAIT_MS) {
      let said = { status: 0, body: '' };
      await until(running, withinMs, `say ${status} ${says} on /readyz`, async () => {
        said = await readiness();
        return said.status === status && says.test(said.body);
      }).catch((error) => {
        throw new Error(`${error.message}\n/readyz says ${said.status} ${said.body}`);
      });
    },
  };
}

async function until(
  running: Running,
  withinMs: number,
  what: string,
  isSo: () => boolean | Promise<boolean>,
): Promise<void> {
  let hasEnded = false;
  running.exited.then(() => {
    hasEnded = true;
  });
  const latest = performance.now() + withinMs;
  while (!(await isSo())) {
    const why = hasEnded ? 'The process ended' : performance.now() > latest ? `${withinMs} ms went by` : undefined;
    if (why) throw new Error(`${why} and it did not ${what}\n${running.err().slice(-3000)}`);
    await sleep(10);
  }
}
