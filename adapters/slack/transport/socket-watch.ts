import { setTimeout as sleep } from 'node:timers/promises';
import type { Health } from '../../../src/chat/chat-adapter.ts';
import { ConfigError } from '../../../src/config.ts';
import type { Clock, Log } from '../../../src/ports/world.ts';
import type { JsonObject } from '../../../src/web/read-json.ts';
import { SlackApiError } from '../sending/web-api.ts';
import { appTokenProblem } from './app-token-problem.ts';
import { connectSocket, type SocketConnection } from './socket-connection.ts';

/**
 * Keeps one connection to Slack up for as long as the process lives. Slack replaces each connection every few hours
 * and says so before: the new one is opened while the old one still works, so at most two of the ten that Slack
 * allows are used. Whatever fails is tried again, further and further apart.
 */

export interface SocketPace {
  helloWithinMs: number;
  /** a peer that is silent for three of these is given up */
  pingEveryMs: number;
  firstRetryMs: number;
  /** the longest wait while Slack cannot be reached */
  slowestRetryMs: number;
  /** the longest wait while Slack refuses the token, which somebody has to change */
  slowestRefusedRetryMs: number;
  /** a connection that lasted this long was a good one: the next failure is the first again */
  steadyAfterMs: number;
  /** how long a replaced connection still takes what Slack had sent to it already */
  retireAfterMs: number;
}

const PACE: SocketPace = {
  helloWithinMs: 10_000,
  pingEveryMs: 4_000,
  firstRetryMs: 500,
  slowestRetryMs: 30_000,
  slowestRefusedRetryMs: 5 * 60_000,
  steadyAfterMs: 10_000,
  retireAfterMs: 10_000,
};

interface SocketWatchOptions {
  /** asks Slack for a fresh address. @throws SlackApiError */
  findUrl: (signal: AbortSignal) => Promise<string>;
  onMessage: (message: JsonObject, connection: SocketConnection) => void;
  log: Log;
  clock: Clock;
  pace?: Partial<SocketPace>;
}

export function createSocketWatch(options: SocketWatchOptions) {
  const { log, clock } = options;
  const pace = { ...PACE, ...options.pace };
  const stopping = new AbortController();
  const { signal } = stopping;
  let current: SocketConnection | undefined;
  let retired: SocketConnection | undefined;
  let retiring: NodeJS.Timeout | undefined;
  let lost = { since: clock.now(), why: 'not started' };
  let keeping: Promise<void> | undefined;

  /** Resolves with what went wrong where there is no connection. */
  async function connect(): Promise<{ connection: SocketConnection } | { problem: unknown }> {
    await closeRetired();
    try {
      const url = await options.findUrl(signal);
      const { onMessage } = options;
      const connection = await connectSocket({ ...pace, url, signal, log, onMessage, onClosed });
      if (signal.aborted) {
        await connection.close();
        return { problem: new Error('called off') };
      }
      if (current?.isOpen()) retire(current);
      current = connection;
      log.info({}, 'connected to Slack');
      return { connection };
    } catch (problem) {
      if (!current?.isOpen()) lost = { ...lost, why: appTokenProblem(problem) ?? wordsFor(problem) };
      return { problem };
    }
  }

  function onClosed(why: string, connection: SocketConnection): void {
    if (connection !== current) return;
    lost = { since: clock.now(), why };
    if (!signal.aborted) log.warn({ why }, 'the connection to Slack is gone');
  }

  function retire(connection: SocketConnection): void {
    retired = connection;
    retiring = setTimeout(() => void connection.close(), pace.retireAfterMs);
  }

  async function closeRetired(): Promise<void> {
    clearTimeout(retiring);
    await retired?.close();
    retired = undefined;
  }

  async function keepConnected(first: Awaited<ReturnType<typeof connect>>): Promise<void> {
    let failures = 0;
    let attempt = first;
    while (!signal.aborted) {
      let waitMs = 0;
      if ('connection' in attempt) {
        const openedAt = performance.now();
        await attempt.connection.leaving;
        const wasSteady = performance.now() - openedAt >= pace.steadyAfterMs;
        failures = wasSteady ? 0 : failures + 1;
        // All bots lose their connection when Slack has trouble, and should not come back in the same moment.
        waitMs = wasSteady ? Math.random() * pace.firstRetryMs : retryMs(failures, undefined);
      } else {
        failures += 1;
        waitMs = retryMs(failures, attempt.problem);
        const tellOf = { why: wordsFor(attempt.problem), failures, waitMs: Math.round(waitMs) };
        log.warn(tellOf, 'no new connection to Slack; it is tried again');
      }
      await sleep(waitMs, undefined, { signal }).catch(() => {});
      if (!signal.aborted) attempt = await connect();
    }
  }

  function retryMs(failures: number, problem: unknown): number {
    const slowest = appTokenProblem(problem) ? pace.slowestRefusedRetryMs : pace.slowestRetryMs;
    const longest = Math.min(pace.firstRetryMs * 2 ** Math.min(failures - 1, 30), slowest);
    const asked = problem instanceof SlackApiError ? (problem.retryAfterSeconds ?? 0) * 1000 : 0;
    return Math.max(asked, longest * (0.5 + Math.random() / 2));
  }

  return {
    /**
     * Resolves when the first attempt has ended: with a connection, or with trouble that may pass.
     * @throws ConfigError where the token can never work
     */
    async start(): Promise<void> {
      lost = { since: clock.now(), why: 'connecting' };
      const first = await connect();
      const problem = 'problem' in first ? appTokenProblem(first.problem) : undefined;
      if (problem !== undefined) throw new ConfigError([problem]);
      keeping = keepConnected(first);
    },
    /** Hangs up, for good. */
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.all([current?.close(), closeRetired()]);
      await keeping;
      lost = { since: clock.now(), why: 'stopped' };
    },
    /** @returns whether a connection is there to take it */
    send: (message: object): boolean => current?.send(message) ?? false,
    health(): Health {
      if (current?.isOpen()) return { isReady: true, detail: 'connected' };
      return { isReady: false, detail: `no connection to Slack since ${lost.since}: ${lost.why}` };
    },
  };
}

function wordsFor(error: unknown): string {
  if (error instanceof SlackApiError && error.kind === 'refused') return `Slack says ${error.code}`;
  return error instanceof Error ? error.message : String(error);
}
