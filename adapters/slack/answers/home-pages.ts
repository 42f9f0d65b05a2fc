import { randomUUID } from 'node:crypto';
import type { Handle } from '../../../src/chat/chat-adapter.ts';
import type { Incoming } from '../../../src/chat/incoming.ts';
import type { PersonId } from '../../../src/domain/ids.ts';
import type { Log } from '../../../src/ports/world.ts';
import type { Directory } from '../people/directory.ts';
import { renderHome } from '../render/views.ts';
import type { Pacing } from '../sending/pacing.ts';
import type { SlackApi } from '../sending/web-api.ts';
import { SlackApiError } from '../sending/web-api.ts';

export interface HomePages {
  /** Somebody looks at their Home tab: it is shown anew, and from now on whenever something of theirs changes. */
  open(userId: string): Promise<void>;
  workChanged(people: readonly PersonId[]): void;
  /** Resolves when nothing is being shown. */
  stop(): Promise<void>;
}

export interface HomePagesDeps {
  handle: Handle;
  api: SlackApi;
  directory: Pick<Directory, 'account'>;
  pacing: Pacing;
  ownCommands: ReadonlySet<string>;
  log: Log;
  /** changes that come together are shown together */
  gatherMs?: number;
}

const PUBLISH = 'views.publish';
const GATHER_MS = 500;
/** Whoever looked longest ago is forgotten first; looking again brings them back. */
const WATCHED_MAX = 2000;

interface Page {
  userId: string;
  timer: NodeJS.Timeout | undefined;
  /** pages are shown one after the other, so that the last word is the latest */
  work: Promise<void>;
}

/** Keeps the Home tabs that people look at up to date. Slack shows what was published last when they look again. */
export function createHomePages(deps: HomePagesDeps): HomePages {
  const { handle, api, directory, pacing, ownCommands, log, gatherMs = GATHER_MS } = deps;
  const pages = new Map<string, Page>();
  const userOf = new Map<PersonId, string>();
  const stopping = new AbortController();

  async function open(userId: string): Promise<void> {
    const page = pages.get(userId) ?? { userId, timer: undefined, work: Promise.resolve() };
    pages.delete(userId);
    pages.set(userId, page);
    forgetOldest();
    await publish(page);
  }

  function forgetOldest(): void {
    if (pages.size <= WATCHED_MAX) return;
    const [userId] = pages.keys();
    if (userId === undefined) return;
    clearTimeout(pages.get(userId)?.timer);
    pages.delete(userId);
    for (const [personId, other] of userOf) if (other === userId) userOf.delete(personId);
  }

  function workChanged(people: readonly PersonId[]): void {
    for (const id of people) {
      const page = pages.get(userOf.get(id) ?? '');
      if (page) publishIn(page, gatherMs);
    }
  }

  function publishIn(page: Page, milliseconds: number): void {
    if (page.timer || stopping.signal.aborted) return;
    page.timer = setTimeout(() => {
      page.timer = undefined;
      void publish(page);
    }, milliseconds);
  }

  function publish(page: Page): Promise<void> {
    page.work = page.work.then(() => show(page));
    return page.work;
  }

  async function show(page: Page): Promise<void> {
    if (stopping.signal.aborted) return;
    const { userId } = page;
    try {
      const sender = await directory.account(userId);
      const incoming: Incoming = {
        platform: 'slack',
        requestId: `home:${randomUUID()}`,
        sender,
        chat: { id: sender.directChat ?? userId, kind: 'direct' },
        text: 'home',
        origin: 'pressed',
        isUnasked: true,
      };
      const { reply, language, personId } = await handle(incoming);
      if (personId !== undefined) userOf.set(personId, userId);
      const view = renderHome(reply, { userId, language, ownCommands });
      await pacing.turn(PUBLISH, { patienceSeconds: 0 });
      await api.call(PUBLISH, { user_id: userId, view }, { signal: stopping.signal });
    } catch (error) {
      if (!(error instanceof SlackApiError)) return log.error({ err: error }, 'a Home tab could not be made');
      log.debug({ kind: error.kind, code: error.code }, 'a Home tab was not shown');
      // What it shows by then is made anew.
      if (error.kind === 'limited') publishIn(page, (error.retryAfterSeconds ?? 1) * 1000);
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    for (const { timer } of pages.values()) clearTimeout(timer);
    await Promise.all([...pages.values()].map(({ work }) => work));
  }

  return { open, workChanged, stop };
}
