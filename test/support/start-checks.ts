import { createServer } from 'node:net';
import { expect } from 'vitest';
import type { Running } from './process.ts';

/** How a process ended by itself. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  said: string;
  out: string;
}

export async function endOf(running: Running): Promise<Ended> {
  const exit = await running.exited;
  return { ...exit, said: running.err(), out: running.out() };
}

/** Ended by itself, in words for whoever set it up. */
export function expectRefusal(ended: Ended, names: RegExp, ...secrets: string[]): void {
  expect(ended).toMatchObject({ code: 1, signal: null });
  const told = ended.said.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
  expect(told[0]).toBe('Friday cannot start with these settings:');
  expect(told).toHaveLength(2);
  expect(told[1]).toMatch(names);
  expect(ended.said + ended.out).not.toMatch(/^ {4}at |"stack"/m);
  for (const secret of secrets) expect(ended.said + ended.out).not.toContain(secret);
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const { port, release } = await takenPort();
  await release();
  return port;
}

export async function takenPort(): Promise<{ port: number; release: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return { port: address.port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}
