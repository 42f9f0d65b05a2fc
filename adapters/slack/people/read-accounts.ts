import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../../src/ports/world.ts';
import type { SlackApi } from '../sending/web-api.ts';
import { SlackApiError } from '../sending/web-api.ts';

/** Events may be lost for good, so everybody is read again from time to time. */
const EVERY_MS = 6 * 3600 * 1000;
const FIRST_MS = 10_000;
const FIRST_RETRY_MS = 60_000;
const SLOWEST_RETRY_MS = 3600 * 1000;
/** `users.list` may be called twenty times a minute, docs.slack.dev/apis/web-api/rate-limits. */
const PAGE_EVERY_MS = 3100;
const PAGE_SIZE = 200;
/** Far more than a workspace has; a cursor that never ends must not be followed for ever. */
const PAGES_MAX = 5000;

export interface ReadAccountsDeps {
  api: SlackApi;
  /** of an app that is installed for a whole enterprise */
  teamId: string | undefined;
  log: Log;
  /** takes a page of user objects. @param askedAt what `mark` gave before the page was asked for */
  take(users: readonly unknown[], askedAt: number): Promise<void>;
  mark(): number;
  /** @returns early when it is called off */
  wait?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
  /** 0 to 1 */
  chance?: (() => number) | undefined;
}

/** Reads all accounts of the workspace soon after the start, and then every few hours, until it is called off. */
export async function readAccounts(deps: ReadAccountsDeps, signal: AbortSignal): Promise<void> {
  const { log, wait = pause, chance = Math.random } = deps;
  // Several bots that were started together do not ask together.
  await wait(FIRST_MS * (0.5 + chance()), signal);
  let failures = 0;
  while (!signal.aborted) {
    try {
      const count = await readOnce(deps, wait, signal);
      if (signal.aborted) return;
      failures = 0;
      log.debug({ count }, 'the accounts of the workspace were read');
      await wait(EVERY_MS * (0.9 + chance() / 5), signal);
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      const waitMs =
        Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 30), SLOWEST_RETRY_MS) * (0.5 + chance() / 2);
      log.warn({ err: error, failures, waitMs: Math.round(waitMs) }, 'the accounts of the workspace were not read');
      await wait(waitMs, signal);
    }
  }
}

async function readOnce(
  deps: ReadAccountsDeps,
  wait: NonNullable<ReadAccountsDeps['wait']>,
  signal: AbortSignal,
): Promise<number> {
  let cursor = '';
  let count = 0;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    if (page > 0) await wait(PAGE_EVERY_MS, signal);
    if (signal.aborted) return count;
    const askedAt = deps.mark();
    const said = await askPage(deps, cursor, wait, signal);
    if (!said) return count;
    const users: unknown[] = Array.isArray(said.members) ? said.members : [];
    count += users.length;
    await deps.take(users, askedAt);
    const next: unknown = said.response_metadata?.next_cursor;
    if (typeof next !== 'string' || next === '' || next === cursor) return count;
    cursor = next;
  }
  return count;
}

/** A limit delays the page and loses none of those before it. @returns undefined where it was called off */
async function askPage(
  { api, teamId }: ReadAccountsDeps,
  cursor: string,
  wait: NonNullable<ReadAccountsDeps['wait']>,
  signal: AbortSignal,
) {
  const args = {
    include_locale: true,
    limit: PAGE_SIZE,
    ...(cursor && { cursor }),
    ...(teamId && { team_id: teamId }),
  };
  while (!signal.aborted) {
    try {
      return await api.call('users.list', args, { signal });
    } catch (error) {
      if (!(error instanceof SlackApiError) || error.kind !== 'limited') throw error;
      await wait((error.retryAfterSeconds ?? 60) * 1000, signal);
    }
  }
  return undefined;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => {});
}
