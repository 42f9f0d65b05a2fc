import { randomUUID } from 'node:crypto';
import { render } from '../../adapters/terminal/render.ts';
import type { Database } from '../../data/database.ts';
import type { ChatAdapter, Outgoing } from '../../src/chat/chat-adapter.ts';
import { DeliveryError } from '../../src/chat/chat-adapter.ts';
import type { Organisation } from '../../src/chat/command.ts';
import type { FieldProblem, FilledForm } from '../../src/chat/form.ts';
import type { Chat, Incoming, Quoted, Sender } from '../../src/chat/incoming.ts';
import type { Button, Reply } from '../../src/chat/reply.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Platform } from '../../src/domain/person.ts';
import { PLATFORMS } from '../../src/domain/person.ts';
import { createFriday } from '../../src/friday.ts';
import { silentLog } from '../../src/log.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Log, Meter } from '../../src/ports/world.ts';
import { createTestClock } from './clock.ts';
import { TEST_SETTINGS } from './settings.ts';
import { openTestStore } from './store.ts';

export interface AgencyOptions {
  /** the instant at which it begins; default Monday 2026-11-23 10:00 in Kyiv */
  at?: string;
  file?: string;
  settings?: Partial<Organisation>;
  log?: Log;
  meter?: Meter;
}

/** One bot over a real store, and people who talk to it: the words of a test are the words of a chat. */
export async function openAgency(options: AgencyOptions = {}) {
  const clock = createTestClock(options.at ?? '2026-11-23T08:00:00Z');
  const { store, database, close } = await openTestStore(options.file ?? ':memory:');
  const inboxes = new Map<string, Reply[]>();
  const blocked = new Set<string>();
  let deepLink: ((words: string) => string) | undefined;

  const messenger = (platform: Platform): ChatAdapter => ({
    platform,
    start: async () => {},
    stop: async () => {},
    async deliver({ to, reply }: Outgoing) {
      const key = `${platform}:${to.externalId}`;
      if (blocked.has(key)) throw new DeliveryError('unreachable', 'blocked the bot');
      inboxes.set(key, [...(inboxes.get(key) ?? []), reply]);
      return { ref: String(inboxes.get(key)?.length) };
    },
    ...(platform === 'telegram' ? { deepLink: (words: string) => deepLink?.(words) } : {}),
  });

  const friday = createFriday({
    store,
    clock,
    log: options.log ?? silentLog,
    ...(options.meter ? { meter: options.meter } : {}),
    settings: { ...TEST_SETTINGS, ...options.settings },
    adapters: PLATFORMS.map(messenger),
  });

  /** Runs what the heartbeat would run now, and sends what is owed. */
  async function tick(): Promise<Record<string, Record<string, number>>> {
    const counts = await friday.scheduler.runNow();
    await friday.outbox.drain();
    return counts;
  }

  function person(name: string, about: { platform?: Platform } & Partial<Sender> = {}) {
    const { platform = 'terminal', ...known } = about;
    const sender: Sender = {
      externalId: name,
      name: name.charAt(0).toUpperCase() + name.slice(1),
      standing: 'member',
      ...known,
    };
    const key = `${platform}:${sender.externalId}`;
    let shown: Button[] = [];
    let problems: readonly FieldProblem[] = [];
    let changedFor: readonly PersonId[] = [];

    async function send(
      text: string,
      origin: Incoming['origin'],
      chat?: Chat,
      requestId: string = randomUUID(),
      extra: Partial<Incoming> = {},
    ): Promise<Reply> {
      const answer = await friday.handle({
        platform,
        requestId,
        sender,
        chat: chat ?? { id: `${platform}:${sender.externalId}`, kind: 'direct' },
        text,
        origin,
        // As the terminal does it: whoever is named is an account here.
        ...(platform === 'terminal' ? { mentions: mentionsIn(text) } : {}),
        ...extra,
      });
      problems = answer.problems ?? [];
      changedFor = answer.changedFor ?? [];
      shown = buttonsOf(answer.reply);
      return answer.reply;
    }

    return {
      /** types a line and reads the answer */
      says: async (text: string) => textOfReply(await send(text, 'typed')),
      /** the answer as data */
      asks: (text: string) => send(text, 'typed'),
      saysIn: async (room: string, text: string) =>
        textOfReply(await send(text, 'typed', { id: `room:${room}`, kind: 'group' })),
      asksIn: (room: string, text: string) => send(text, 'typed', { id: `room:${room}`, kind: 'group' }),
      /** the same request delivered again and again */
      saysAs: async (requestId: string, text: string) => textOfReply(await send(text, 'typed', undefined, requestId)),
      /** presses a button of the last answer, or of any message that came in */
      async presses(label: string | RegExp) {
        const all = [...(inboxes.get(key) ?? []).flatMap(buttonsOf), ...shown];
        const button = all.findLast((each) =>
          typeof label === 'string' ? each.label === label : label.test(each.label),
        );
        if (!button)
          throw new Error(`${name} sees no button ${label}; there are: ${all.map((each) => each.label).join(', ')}`);
        return textOfReply(await send(button.command, 'pressed'));
      },
      /** sends a button's command, as somebody would who forges it */
      forges: async (command: string) => textOfReply(await send(command, 'pressed')),
      /** the same, the answer as data */
      pressing: (command: string) => send(command, 'pressed'),
      /** edits the message of an earlier request, see `saysAs` */
      edits: async (requestId: string, text: string, editId?: string) =>
        textOfReply(await send(text, 'typed', undefined, editId, { edits: requestId })),
      /** the answer as data */
      editing: (requestId: string, text: string) => send(text, 'typed', undefined, undefined, { edits: requestId }),
      editsIn: (room: string, requestId: string, text: string) =>
        send(text, 'typed', { id: `room:${room}`, kind: 'group' }, undefined, { edits: requestId }),
      /** says something in answer to somebody's message */
      answers: async (about: Quoted, text: string) =>
        textOfReply(await send(text, 'typed', undefined, undefined, { about })),
      /** presses, where the days of a month can be shown */
      picking: (command: string) => send(command, 'pressed', undefined, undefined, { takesCalendar: true }),
      pickingTyped: (text: string) => send(text, 'typed', undefined, undefined, { takesCalendar: true }),
      /** types or presses where a form can be shown */
      opens: (text: string, origin: Incoming['origin'] = 'pressed') =>
        send(text, origin, undefined, undefined, { takesForm: true }),
      /** sends a form. @param account that was picked on it */
      fills: (command: string, filled: FilledForm, account?: Sender) =>
        send(command, 'pressed', undefined, undefined, {
          filled,
          ...(account ? { mentions: [{ text: account.externalId, account }] } : {}),
        }),
      /** types a line in which the platform says who is meant */
      naming: (text: string, account: Sender) =>
        send(text, 'typed', undefined, undefined, { mentions: [{ text: account.name, account }] }),
      /** what was wrong with the form sent last */
      problems: () => problems,
      /** shows again what is on this person's own page, unasked */
      looksAtHome: () => send('home', 'pressed', undefined, undefined, { isUnasked: true }),
      /** whose work was changed by what was said last */
      changedFor: () => [...changedFor].sort((a, b) => a - b),
      /** the messages that came in since the last time, as text */
      async hears() {
        await friday.outbox.drain();
        const messages = inboxes.get(key) ?? [];
        inboxes.delete(key);
        shown = [...shown, ...messages.flatMap(buttonsOf)];
        return messages.map(textOfReply);
      },
      blocksTheBot: () => void blocked.add(key),
    };
  }

  /** Every row of every table but the requests that came, to be held against those of another moment. */
  async function rows(): Promise<Record<string, unknown[]>> {
    return store.transact(async () => {
      const found: Record<string, unknown[]> = {};
      for (const table of TABLES) found[table] = await database.query.selectFrom(table).selectAll().execute();
      return found;
    });
  }

  return {
    clock,
    store,
    database,
    friday,
    tick,
    person,
    rows,
    close,
    /** as where a chat with the bot can be opened by a link */
    hasDeepLinks(make: (words: string) => string) {
      deepLink = make;
    },
  } satisfies {
    store: Store;
    database: Database;
    [other: string]: unknown;
  };
}

const TABLES = [
  'people',
  'identities',
  'projects',
  'memberships',
  'removed_members',
  'project_chats',
  'tasks',
  'proposals',
  'task_history',
  'changes',
  'time_entries',
  'entry_history',
  'locked_months',
  'reminders',
  'deliveries',
  'digests',
  'digest_verdicts',
  'questions',
  'codes',
  'wrong_codes',
] as const;

export type Agency = Awaited<ReturnType<typeof openAgency>>;
export type AgencyPerson = ReturnType<Agency['person']>;

export function textOfReply(reply: Reply): string {
  let number = 0;
  return render(reply, {
    color: false,
    width: undefined,
    numberOf: () => {
      number += 1;
      return number;
    },
  }).join('\n');
}

export function buttonsOf(reply: Reply): Button[] {
  return reply.blocks.flatMap((block) => {
    if (block.kind === 'buttons') return block.buttons;
    return block.kind === 'list' ? block.items.flatMap((item) => item.buttons ?? []) : [];
  });
}

function mentionsIn(text: string) {
  return [...text.matchAll(/(?<=^|\s)@([\p{L}\p{N}_-]{1,32})/gu)].map(([, name = '']) => ({
    text: name,
    account: {
      externalId: name.toLowerCase(),
      name: name.charAt(0).toUpperCase() + name.slice(1),
      standing: 'member' as const,
    },
    isGuess: true as const,
  }));
}
