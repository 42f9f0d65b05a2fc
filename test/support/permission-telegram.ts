import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFileMaker } from '../../adapters/files/file-maker.ts';
import type { CallbackData } from '../../adapters/telegram/callback-data.ts';
import { createCallbackData } from '../../adapters/telegram/callback-data.ts';
import { renderMessages } from '../../adapters/telegram/render/messages.ts';
import { createTelegram } from '../../adapters/telegram/telegram.ts';
import { wordsOf } from '../../adapters/telegram/words.ts';
import type { Answer, Handle, KeptHere } from '../../src/chat/chat-adapter.ts';
import { createOffice } from '../../src/chat/office.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { addSeconds } from '../../src/domain/instant.ts';
import type { Person } from '../../src/domain/person.ts';
import { silentLog } from '../../src/log.ts';
import type { Store } from '../../src/ports/store.ts';
import { textIn } from '../fakes/slack/json.ts';
import type { TelegramChat } from '../fakes/telegram/chats.ts';
import type { FakeTelegram } from '../fakes/telegram/fake-telegram.ts';
import { startFakeTelegram } from '../fakes/telegram/fake-telegram.ts';
import type { TelegramMessage } from '../fakes/telegram/messages.ts';
import type { Shown } from '../fakes/telegram/world.ts';
import { createTestClock } from './clock.ts';
import { fastTelegramPacing } from './fast-pacing.ts';
import { moveIn } from './permission-accounts.ts';
import { withoutPresence } from './permission-presence.ts';
import type { Seen } from './permission-seen.ts';
import { untilSeen } from './permission-seen.ts';
import type { World } from './permission-world.ts';
import { makeWorld } from './permission-world.ts';
import { seeded } from './seeded.ts';
import { openTestStore } from './store.ts';
import { asSeen } from './telegram-scene.ts';
import { createTakingBack, createTryDispatch } from './try-out.ts';

export type Where = 'private' | 'group';

export interface SeenInTelegram extends Seen {
  /** of what was shown, that which everybody in the group reads */
  inGroup: string;
}

const ORIGIN = 'https://friday.example.com';
const GROUP = 'Project 0';

/** A generated company in Telegram and in a group of a project, with a bot in it that forgets each command again. */
export async function openTelegramPlace(seed: number, tasks: number) {
  const clock = createTestClock('2026-11-23T16:00:00Z');
  const { store, database, close } = await openTestStore();
  const world = await makeWorld(store, seeded(seed), clock.now(), tasks);
  const present = world.people.filter((person) => person.leftAt === null);
  const telegram = await startFakeTelegram({ clock });
  const data = createCallbackData(telegram.token);
  const accounts = await moveIn(store, world, 'telegram', (person) => accountIn(telegram, person));
  const group = telegram.group(
    GROUP,
    present.map(({ name }) => name),
  );
  const project = await bindGroup(store, world, present, group);
  const takingBack = createTakingBack(store, database);
  const dispatch = createTryDispatch(takingBack.store, clock);
  const office = createOffice(
    { store, clock, files: createFileMaker({ store, clock }), take: async () => {}, wake() {} },
    'telegram',
  );
  let looked: number | undefined;
  let answers: Answer[] = [];

  const handle: Handle = async (incoming) => {
    takingBack.begin(looked);
    const answer = await dispatch(incoming);
    answers.push(answer);
    return answer;
  };

  const adapter = createTelegram({
    botToken: telegram.token,
    apiRoot: telegram.apiRoot,
    webhook: { url: ORIGIN, secret: 'fake-webhook-secret' },
    commands: COMMANDS,
    log: silentLog,
    pacing: fastTelegramPacing(),
  });
  const server = createServer((request, response) => adapter.onRequest?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  telegram.useWebhookOrigin(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await adapter.start(handle, office);
  const isOpen = () => telegram.calls.some(({ method, outcome }) => method === 'setWebhook' && outcome === 'ok');
  await untilSeen(isOpen, 'the webhook being set');

  const accountOf = (person: Person) => {
    const account = accounts.get(person.id);
    if (!account) throw new Error(`${person.name} has no account`);
    return account;
  };
  const chatIn = (person: Person, where: Where) => (where === 'group' ? group : accountOf(person).chat);

  /** How many things an answer shows: its messages, and in a group a word of where it is. */
  function countOf(answer: Answer | undefined, person: Person, where: Where, isPressed: boolean): number {
    // Somebody else's button, or one of no use any more: the adapter alone says so.
    if (!answer) return 1;
    const { reply, language } = answer;
    const isElsewhere = where === 'group' && reply.place === 'private';
    const place = isElsewhere ? 'private' : where;
    const botUsername = telegram.bot.username;
    const look = { userId: accountOf(person).externalId, language, data, place, botUsername, words: wordsOf(language) };
    return renderMessages(reply, look).messages.length + (isElsewhere && !isPressed ? 1 : 0);
  }

  async function watched(
    person: Person,
    { task, where, isPress }: { task: number | undefined; where: Where; isPress: boolean },
    act: () => Promise<unknown>,
  ): Promise<SeenInTelegram> {
    looked = task;
    answers = [];
    const [from, callsFrom] = [telegram.world.shown.length, telegram.calls.length];
    const screens = () =>
      telegram.world.shown
        .slice(from)
        .filter(({ to, chatId }) => to === accountOf(person).id || (to === undefined && chatId === group.id));
    await act();
    const isShown = () => screens().length >= countOf(answers.at(-1), person, where, isPress);
    const isAtRest = () => !isPress || telegram.world.callbacks.at(-1)?.answeredAt !== undefined;
    await untilSeen(() => isShown() && isAtRest() && telegram.inFlight() === 0, `${person.name}: an answer`);
    const inOrder = await Promise.all(screens().map((one) => readable(one, person)));
    const reply = answers.at(-1)?.reply ?? { blocks: [] };
    return {
      ...withoutPresence(world, person, { ...takingBack.outcome(), reply }),
      asked: answers.length,
      shown: inOrder.map(({ text }) => text).join('\n---\n'),
      inGroup: inOrder
        .filter(({ to }) => to === undefined)
        .map(({ text }) => text)
        .join('\n---\n'),
      sent: JSON.stringify(telegram.calls.slice(callsFrom).map(({ args }) => args)),
    };
  }

  /** With the commands that stand behind its buttons. */
  async function readable({ to, text, message }: Shown, reader: Person) {
    const lines = [asSeen(text)];
    for (const button of message?.markup.keyboard.flat() ?? []) {
      const behind = textIn(button.url) || (await commandBehind(data, office.keepsakes, reader, button.callback_data));
      lines.push(`[${asSeen(textIn(button.text))} → ${behind}]`);
    }
    return { to, text: lines.join('\n') };
  }

  async function commandBehind(codes: CallbackData, kept: Pick<KeptHere, 'get'>, of: Person, carried: unknown) {
    const read = codes.read(textIn(carried), accountOf(of).externalId);
    if (!read) throw new Error(`${of.name} was shown a button of somebody else: ${carried}`);
    return 'command' in read ? read.command : await kept.get('command', read.reference);
  }

  /** A message of the bot that can be answered, or pressed on. */
  const carrierIn = (chat: TelegramChat): TelegramMessage =>
    telegram.world.post(chat, { by: telegram.world.bot.id }, { text: 'x', entities: [] });

  async function pressing(person: Person, data: string, task: number | undefined, where: Where) {
    const message = carrierIn(chatIn(person, where));
    return watched(person, { task, where, isPress: true }, () => accountOf(person).user.presses({ data, message }));
  }

  return {
    world,
    telegram,
    present,
    /** to which the group belongs */
    project,
    /** @param line without the slash */
    types(person: Person, line: string, task?: number, where: Where = 'private'): Promise<SeenInTelegram> {
      const [word = ''] = line.split(' ', 1);
      const text = where === 'private' ? `/${line}` : `/${word}@${telegram.bot.username}${line.slice(word.length)}`;
      const saying = where === 'private' ? {} : { chat: GROUP };
      return watched(person, { task, where, isPress: false }, () => accountOf(person).user.says(text, saying));
    },
    /**
     * Presses a button with this command, whether or not there was such a one.
     * @param of for whom it was made; by default the one who presses
     */
    async presses(
      person: Person,
      command: string,
      { task, where = 'private', of = person }: { task?: number; where?: Where; of?: Person } = {},
    ): Promise<SeenInTelegram> {
      const reference = data.referenceOf(command);
      if (reference !== undefined) await office.keepsakes.put('command', [{ key: reference, body: command }]);
      return pressing(person, data.of(accountOf(of).externalId, command), task, where);
    },
    /** Sends whatever data for a button that was never there. */
    sends: (person: Person, forged: string, task: number, where: Where) => pressing(person, forged, task, where),
    /** What a button for this person would carry. */
    dataOf: (person: Person, command: string) => data.of(accountOf(person).externalId, command),
    /** Answers the question for the rest of this line, whether or not it could have been asked. */
    async answers(
      person: Person,
      { asked, answer }: { asked: string; answer: string },
      { task, where = 'private' }: { task?: number; where?: Where } = {},
    ): Promise<SeenInTelegram> {
      const { externalId, user } = accountOf(person);
      const chat = chatIn(person, where);
      const place = { platform: 'telegram' as const, externalId, chatId: String(chat.id) };
      const state = { commandLine: asked, isOffer: false };
      const question = { command: 'answer', state, expiresAt: addSeconds(clock.now(), 3600) };
      await store.transact((tx) => tx.arrivals.ask(place, question));
      const message = carrierIn(chat);
      const seen = await watched(person, { task, where, isPress: false }, () => user.replies(message, answer));
      await store.transact((tx) => tx.arrivals.clearQuestion(place));
      return seen;
    },
    async close(): Promise<void> {
      await adapter.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await telegram.stop();
      await close();
    },
  };
}

export type TelegramPlace = Awaited<ReturnType<typeof openTelegramPlace>>;

function accountIn(telegram: FakeTelegram, { name }: Person) {
  const user = telegram.addUser({ name, first_name: name, hasStarted: true });
  const externalId = String(user.id);
  const chat = telegram.world.privateChat(user.account);
  return { externalId, directChat: externalId, profile: {}, id: user.id, user, chat };
}

/** Everybody has spoken in the group before, so that nobody joins the project by it. */
async function bindGroup(store: Store, world: World, present: readonly Person[], group: TelegramChat) {
  const [project] = world.projects;
  const [by] = present;
  if (!project || !by) throw new Error('The world is empty');
  await store.transact(async (tx) => {
    for (const { id } of present) {
      if (!world.members.get(project.id)?.has(id)) await tx.projects.addMember(project.id, id, world.now);
      world.members.get(project.id)?.add(id);
    }
    const binding = { platform: 'telegram' as const, chatId: String(group.id), projectId: project.id, by: by.id };
    await tx.projects.bind({ ...binding, at: world.now });
  });
  return project;
}
