import type { TakeAccounts } from '../../../src/chat/chat-adapter.ts';
import type { Sender } from '../../../src/chat/incoming.ts';
import { within } from '../../../src/chat/within.ts';
import type { Instant } from '../../../src/domain/instant.ts';
import { secondsBetween } from '../../../src/domain/instant.ts';
import type { Clock, Log } from '../../../src/ports/world.ts';
import type { SlackApi } from '../sending/web-api.ts';
import { SlackApiError } from '../sending/web-api.ts';
import { accountOf, updatedOf } from './account.ts';
import type { ReadAccountsDeps } from './read-accounts.ts';
import { readAccounts } from './read-accounts.ts';

/** The accounts of the workspace, as Slack told of them last. */
export interface Directory {
  /**
   * Who this is: `member` for full members, `outsider` for everybody else, with the direct chat where it is known. What
   * was told within an hour is not asked again, and what is older still serves where Slack cannot be asked.
   * Never throws: `unsure` where nothing is known.
   */
  account(userId: string): Promise<Sender>;
  /** The channel with this account alone. @throws SlackApiError */
  directChannel(userId: string, signal?: AbortSignal): Promise<string>;
  learnDirectChannel(userId: string, channelId: string): void;
  /** @param user a user object of an event */
  learnUser(user: unknown): Promise<void>;
  /** Begins to read everybody from time to time, since events may be lost. */
  start(): void;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

export interface DirectoryOptions {
  api: SlackApi;
  teamId: string;
  enterpriseId?: string | undefined;
  clock: Clock;
  log: Log;
  takeAccounts: TakeAccounts;
  /** known from before the start */
  directChats?: ReadonlyMap<string, string>;
  /** milliseconds of a clock that never goes back */
  elapsedMs?: () => number;
  wait?: ReadAccountsDeps['wait'];
  chance?: ReadAccountsDeps['chance'];
}

interface Entry {
  account: Sender;
  readAt: Instant;
  /** orders what was learned: what was asked for before something was learned is older than that */
  mark: number;
  updated: number | undefined;
}

const FRESH_SECONDS = 3600;
const ENTRIES_MAX = 5000;
/** They are short, and to ask for one is slow. */
const CHANNELS_MAX = 50_000;
/** Whoever is known does not wait long for what may be new of them. */
const PATIENCE_MS = 1000;

const NOBODY = new Set(['user_not_found', 'user_not_visible']);

export function createDirectory(options: DirectoryOptions): Directory {
  const { api, clock, log, takeAccounts, elapsedMs = () => performance.now() } = options;
  const entries = new Map<string, Entry>();
  const channels = new Map<string, string>(options.directChats);
  const asking = new Map<string, Promise<Sender>>();
  const opening = new Map<string, Promise<string>>();
  const underWay = new Set<Promise<void>>();
  const controller = new AbortController();
  let limitedUntilMs = 0;
  let lastMark = 0;
  let reading: Promise<void> | undefined;

  /** @returns what is known by then, which may be newer */
  function keep(account: Sender, mark: number, updated?: number): Sender {
    const known = entries.get(account.externalId);
    const isOld = updated !== undefined && known?.updated !== undefined && updated < known.updated;
    if (known && (isOld || known.mark > mark)) return known.account;
    // Events need not tell all that a question brings.
    const whole: Sender = { ...optional(known?.account), ...account };
    lastMark += 1;
    remember(entries, account.externalId, { account: whole, readAt: clock.now(), mark: lastMark, updated });
    return whole;
  }

  function withDirectChat(account: Sender): Sender {
    const directChat = channels.get(account.externalId);
    return directChat === undefined ? account : { directChat, ...account };
  }

  async function tell(accounts: readonly Sender[]): Promise<void> {
    try {
      await takeAccounts(accounts.map(withDirectChat));
    } catch (error) {
      log.error({ err: error }, 'what Slack says of accounts was not taken');
    }
  }

  function tellAside(account: Sender): void {
    const telling = tell([account]).finally(() => underWay.delete(telling));
    underWay.add(telling);
  }

  function guess(userId: string): Sender {
    return entries.get(userId)?.account ?? { externalId: userId, name: userId, standing: 'unsure' };
  }

  async function ask(userId: string): Promise<Sender> {
    const mark = lastMark;
    try {
      const { user } = await api.call('users.info', { user: userId, include_locale: true });
      const account = accountOf(user, options);
      if (account?.externalId !== userId || account.standing === 'unsure') return guess(userId);
      const kept = keep(account, mark, updatedOf(user));
      tellAside(kept);
      return kept;
    } catch (error) {
      if (!(error instanceof SlackApiError)) log.error({ err: error }, 'an account could not be looked up');
      else if (error.kind === 'limited') limitedUntilMs = elapsedMs() + (error.retryAfterSeconds ?? 1) * 1000;
      else if (NOBODY.has(error.code)) {
        // Too weak a word to send somebody away for good: it is not told.
        return keep({ externalId: userId, name: guess(userId).name, standing: 'outsider' }, mark);
      }
      return guess(userId);
    }
  }

  /** Those who ask for the same at the same time share one request. */
  function shared<T>(underWay: Map<string, Promise<T>>, key: string, begin: () => Promise<T>): Promise<T> {
    const known = underWay.get(key);
    if (known) return known;
    const begun = begin().finally(() => underWay.delete(key));
    underWay.set(key, begun);
    return begun;
  }

  async function open(userId: string): Promise<string> {
    const { channel } = await api.call('conversations.open', { users: userId });
    if (typeof channel?.id !== 'string') {
      throw new SlackApiError('unknown', 'conversations.open: answer not understood');
    }
    learnDirectChannel(userId, channel.id);
    return channel.id;
  }

  function learnDirectChannel(userId: string, channelId: string): void {
    if (channels.get(userId) === channelId) return;
    remember(channels, userId, channelId, CHANNELS_MAX);
    tellAside(guess(userId));
  }

  return {
    async account(userId) {
      const known = entries.get(userId);
      const isHeld = elapsedMs() < limitedUntilMs;
      if (isHeld || (known && isFresh(known.readAt, clock.now()))) return withDirectChat(guess(userId));
      const asked = shared(asking, userId, () => ask(userId));
      return withDirectChat(known ? ((await within(asked, PATIENCE_MS))?.value ?? known.account) : await asked);
    },
    async directChannel(userId, signal) {
      // The request goes on for those who share it: to open a channel once more does no harm.
      return (
        channels.get(userId) ??
        unlessAborted(
          signal,
          shared(opening, userId, () => open(userId)),
        )
      );
    },
    learnDirectChannel,
    async learnUser(user) {
      const account = accountOf(user, options);
      if (account && account.standing !== 'unsure') await tell([keep(account, lastMark, updatedOf(user))]);
    },
    start() {
      const { wait, chance, enterpriseId, teamId } = options;
      reading ??= readAccounts(
        {
          api,
          teamId: enterpriseId && teamId,
          log,
          mark: () => lastMark,
          async take(users, askedAt) {
            const accounts = users.flatMap((user) => {
              const account = accountOf(user, options);
              return account && account.standing !== 'unsure' ? [keep(account, askedAt, updatedOf(user))] : [];
            });
            await tell(accounts);
          },
          wait,
          chance,
        },
        controller.signal,
      );
    },
    async stop() {
      controller.abort();
      await reading;
      await Promise.all(underWay);
    },
  };
}

function isFresh(readAt: Instant, now: Instant): boolean {
  // Either way: a clock that was set back must not make it last.
  return Math.abs(secondsBetween(readAt, now)) < FRESH_SECONDS;
}

function optional(account: Sender | undefined): Partial<Sender> {
  if (!account) return {};
  const { externalId, name, standing, ...rest } = account;
  return rest;
}

/** The one that was learned longest ago gives way. */
function remember<T>(map: Map<string, T>, key: string, value: T, max = ENTRIES_MAX): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > max && oldest !== undefined) map.delete(oldest);
}

async function unlessAborted<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (!signal) return work;
  let onAbort = () => {};
  const calledOff = new Promise<never>((_, reject) => {
    onAbort = () => reject(new SlackApiError('not sent', 'conversations.open: called off'));
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
  return Promise.race([work, calledOff]).finally(() => signal.removeEventListener('abort', onAbort));
}
