import { expect } from 'vitest';
import { createCallbackData } from '../../adapters/telegram/callback-data.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { cleanText } from '../fakes/telegram/clean-text.ts';
import type { TelegramMessage } from '../fakes/telegram/messages.ts';
import type { Saying } from '../fakes/telegram/person.ts';
import { fastTelegramPacing } from './fast-pacing.ts';
import { onScreen } from './hostile.ts';
import type { Screens } from './screens.ts';
import { createWatchedLog, expectWords } from './screens.ts';
import { createTelegramAgency } from './telegram-agency.ts';
import { asSeen } from './telegram-scene.ts';

const OWN_COMMANDS = new Set(COMMANDS.map(({ name }) => name.split(' ')[0]));

/** Friday in Telegram, failing on what must never happen there: bugs, errors, pings, links of people's words, silence. */
export async function openWatchedTelegram() {
  const { log, expectQuiet } = createWatchedLog();
  const agency = createTelegramAgency({ log, pacing: fastTelegramPacing(), transport: 'webhook' });
  await agency.start();
  const { telegram } = agency;
  const { world } = telegram;
  const data = createCallbackData(telegram.token);
  let seenCalls = 0;
  let seenTappable = 0;
  let seenPresses = 0;

  /** Holds all that happened since the last time against what is promised of everything. */
  function expectWell(about: string): void {
    expectQuiet(about);
    const calls = telegram.calls.slice(seenCalls);
    seenCalls = telegram.calls.length;
    const refused = calls.find(({ outcome }) => outcome !== 'ok');
    if (refused) expect.fail(`${about}: ${refused.method}: ${refused.outcome}: ${JSON.stringify(refused.args)}`);
    if (telegram.violations.length > 0) expect.fail(`${about}: ${JSON.stringify(telegram.violations[0])}`);
    if (telegram.pings.length > 0) expect.fail(`${about}: pings ${JSON.stringify(telegram.pings[0])}`);
    const tappable = telegram.tappable.slice(seenTappable);
    seenTappable = telegram.tappable.length;
    const strange = tappable.find(({ command }) => !OWN_COMMANDS.has(/^\/(\w+)/.exec(command)?.[1]));
    if (strange) expect.fail(`${about}: makes a command of ${JSON.stringify(strange)}`);
    const presses = world.callbacks.slice(seenPresses);
    seenPresses = world.callbacks.length;
    if (presses.some(({ answeredAt }) => answeredAt === undefined))
      expect.fail(`${about}: a button is not put to rest`);
  }

  /** What everybody was shown because of this: whoever is in a group reads what is said there. */
  async function after(about: string, act: () => unknown): Promise<Screens> {
    const from = world.shown.length;
    await agency.does(act);
    expectWell(about);
    const shown = world.shown.slice(from);
    return {
      text(name) {
        const { id } = telegram.user(name);
        const own = shown.filter(({ to, chatId }) => to === id || (to === undefined && isIn(chatId, id)));
        return own.map(({ text }) => asSeen(text)).join('\n');
      },
    };
  }

  const isIn = (chatId: number, userId: number) => world.chats.get(chatId)?.members.has(userId) === true;
  const chatOf = (name: string, group?: string) => {
    const chat = group === undefined ? world.privateChat(telegram.user(name).account) : world.groupNamed(group);
    return chat ?? expect.fail(`There is no group ${group}`);
  };

  /** A message of the bot, as if it had said this before. */
  const saidByBot = (name: string, group?: string): TelegramMessage =>
    world.post(chatOf(name, group), { by: world.bot.id }, { text: 'x', entities: [] });

  const wrote = (name: string, text: string, saying: Saying = {}) =>
    after(text, () => telegram.user(name).says(text, saying));

  return {
    ...agency,
    telegram,
    after,
    wrote,
    /** Answers a message of the bot's with words of their own, as an open field for an answer does. */
    answered: (name: string, text: string, group?: string) =>
      after(text, () => telegram.user(name).replies(saidByBot(name, group), text)),
    /** Writes something and then makes this of it. */
    async edited(name: string, first: string, text: string) {
      let sent: { message: TelegramMessage } | undefined;
      await after(first, async () => {
        sent = await telegram.user(name).says(first);
      });
      return after(text, () => sent && telegram.user(name).edits(sent, text));
    },
    /** One writes this, and another, or in private the same, answers that message with this line. */
    async quoted(text: string, line: string, { by, name, group }: { by: string; name: string; group?: string }) {
      let message: TelegramMessage | undefined;
      await after(text, async () => {
        ({ message } = await telegram.user(by).says(text, group === undefined ? {} : { chat: group }));
      });
      // Whatever it was taken for.
      if (group === undefined) await wrote(by, '/cancel');
      return after(text, () => message && telegram.user(name).replies(message, line));
    },
    /** Sends a picture with this under it. */
    captioned: (name: string, caption: string, group?: string) =>
      after(caption, () => {
        const message = world.post(chatOf(name, group), { by: telegram.user(name).id });
        const { text: _, ...rest } = world.messageObject(message);
        const photo = [{ file_id: 'AgAC', file_unique_id: 'AQAD', width: 90, height: 90 }];
        return telegram.sendUpdate({ message: { ...rest, photo, caption } });
      }),
    /** Presses a button that carries this command. */
    pressed: (name: string, command: string, group?: string) =>
      after(command, async () => {
        const { keepsakes } = agency.parts().friday.officeOf('telegram');
        const reference = data.referenceOf(command);
        if (reference !== undefined) await keepsakes.put('command', [{ key: reference, body: command }]);
        const carried = data.of(String(telegram.user(name).id), command);
        await telegram.user(name).presses({ data: carried, message: saidByBot(name, group) });
      }),
    /** Presses a button that was never there. */
    forged: (name: string, carried: string, group?: string) =>
      after(carried, () => telegram.user(name).presses({ data: carried, message: saidByBot(name, group) })),
  };
}

export type WatchedTelegram = Awaited<ReturnType<typeof openWatchedTelegram>>;

/** With less than this there is room for it beside other words of an answer. */
const ROOM = 3000;

/**
 * The words whole, but for what Telegram itself leaves out of every text. Where they go on in another message, the space
 * between may be lost.
 */
export function expectShown(screens: Screens, name: string, kept: string, about: string): void {
  const words = asSeen(cleanText({ text: onScreen(kept), entities: [] }).text);
  const shown = screens.text(name);
  const flat = (text: string) => (words.length < ROOM ? text : text.replaceAll(/\s/g, ''));
  expectWords(flat(shown), flat(words), `${about}: ${name}`);
}
