import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';

/** One request as a platform posts it. */
export interface Posted {
  headers: Record<string, string>;
  body: string;
}

export interface Sending {
  /** @throws unless it is acknowledged, and with these words where they are given */
  send(request: Posted, expected?: RegExp): Promise<void>;
  close(): Promise<void>;
}

/** A client with so many connections, which it keeps. */
export function openSending(url: string, connections: number): Sending {
  const { origin, pathname: path } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  return {
    async send({ headers, body }, expected) {
      const response = await pool.request({ path, method: 'POST', headers, body });
      const said = await response.body.text();
      if (response.statusCode === 200 && (!expected || expected.test(said))) return;
      throw new Error(`${response.statusCode} ${said.slice(0, 300)} to ${body}`);
    },
    close: () => pool.close(),
  };
}

interface Closed {
  requests: readonly Posted[];
  connections: number;
  ms: number;
  expected?: RegExp | undefined;
}

/**
 * As many as go, for so long or until there are no more: each connection sends when it was answered.
 * @returns how many went
 */
export async function sendInTurn(sending: Sending, { requests, connections, ms, expected }: Closed): Promise<number> {
  const startedAt = performance.now();
  let count = 0;
  const rest = requests[Symbol.iterator]();
  const client = async () => {
    for (const request of rest) {
      await sending.send(request, expected);
      count += 1;
      if (performance.now() - startedAt > ms) return;
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  return count;
}

/**
 * So many a second, whether or not those before are answered, until something else is over.
 * @returns how long each took in milliseconds, from the moment at which it should have been sent
 */
export async function latencies(
  perSecond: number,
  send: () => Promise<void>,
  over: Promise<unknown>,
): Promise<number[]> {
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  void over.then(end, end);
  const startedAt = performance.now();
  const taken: number[] = [];
  const underWay: Promise<void>[] = [];
  for (let nth = 0; !isOver; nth += 1) {
    const dueAt = startedAt + (nth * 1000) / perSecond;
    const earlyMs = dueAt - performance.now();
    if (earlyMs > 0) await sleep(earlyMs);
    underWay.push(send().then(() => void taken.push(performance.now() - dueAt)));
  }
  await Promise.all(underWay);
  return taken;
}

export function spread(taken: readonly number[]) {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { requests: sorted.length, p50: at(0.5), p99: at(0.99), longest: at(1) };
}
