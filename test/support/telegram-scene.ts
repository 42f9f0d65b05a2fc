import type { TelegramMessage } from '../fakes/telegram/messages.ts';
import type { Saying, TelegramPerson } from '../fakes/telegram/person.ts';
import { fastTelegramPacing } from './fast-pacing.ts';
import type { TelegramAgencyOptions } from './telegram-agency.ts';
import { createTelegramAgency } from './telegram-agency.ts';

export type TelegramScene = Awaited<ReturnType<typeof openTelegramScene>>;

export interface TelegramActor {
  id: number;
  self: TelegramPerson;
  /** all that was shown to this person alone since last asked */
  hears(): string;
  /** Does it and waits until nothing moves. @returns all they were shown meanwhile */
  does(act: (self: TelegramPerson) => unknown): Promise<string>;
  /** Says it to the bot alone. */
  says(text: string, saying?: Omit<Saying, 'chat'>): Promise<string>;
  /** @returns what was shown to everybody in the group */
  saysIn(group: string, text: string, saying?: Omit<Saying, 'chat'>): Promise<string>;
  presses(label: RegExp): Promise<string>;
  pressesIn(group: string, label: RegExp): Promise<string>;
  /** of what can be pressed on the latest message with buttons */
  labels(group?: string): string[];
  /** The last message of the bot to this person alone that says so. */
  messageWith(words: string): TelegramMessage;
}

/** Friday in a fake Telegram, started, with people whose deeds return what they are shown because of them. */
export async function openTelegramScene(options: TelegramAgencyOptions = {}) {
  const agency = createTelegramAgency({ pacing: fastTelegramPacing(), ...options });
  await agency.start();
  const { telegram, clock } = agency;

  function person(name: string): TelegramActor {
    const self: TelegramPerson = telegram.user(name);
    const { id } = self;
    let heardUpTo = telegram.world.shown.length;

    function hears(): string {
      const { shown } = telegram.world;
      const texts = shown.slice(heardUpTo).filter(({ to }) => to === id);
      heardUpTo = shown.length;
      return texts.map(({ text }) => asSeen(text)).join('\n');
    }

    async function does(act: (self: TelegramPerson) => unknown): Promise<string> {
      hears();
      await agency.does(() => act(self));
      return hears();
    }

    return {
      id,
      self,
      hears,
      does,
      says: (text, saying = {}) => does(() => self.says(text, saying)),
      async saysIn(group, text, saying = {}) {
        const from = telegram.world.shown.length;
        await does(() => self.says(text, { ...saying, chat: group }));
        return shownSince(from, group);
      },
      presses: (label) => does(() => self.presses(label)),
      async pressesIn(group, label) {
        const from = telegram.world.shown.length;
        await does(() => self.presses(label, { chat: group }));
        return shownSince(from, group);
      },
      labels: (group) => self.buttons(group === undefined ? {} : { chat: group }).map(({ label }) => label),
      messageWith(words) {
        const { messages, bot } = telegram.world;
        const found = messages.findLast(
          (one) => one.by === bot.id && one.chatId === id && !one.isDeleted && asSeen(one.text).includes(words),
        );
        if (!found) throw new Error(`${name} has no message with ${words}`);
        return found;
      },
    };
  }

  function shownSince(from: number, group: string): string {
    const chatId = telegram.world.groupNamed(group)?.id;
    return telegram.world.shown
      .slice(from)
      .filter((one) => one.to === undefined && one.chatId === chatId)
      .map(({ text }) => asSeen(text))
      .join('\n');
  }

  /** Somebody who is let in already. */
  async function member(name: string): Promise<TelegramActor> {
    await agency.letIn(name);
    return person(name);
  }

  const { database, store } = agency.parts();

  /** All tasks of everybody whose title or description has these words. */
  function tasksWith(words: string) {
    const query = database.query.selectFrom('tasks').selectAll().where('search_text', 'like', `%${words}%`);
    return store.transact(() => query.execute());
  }

  return { agency, telegram, clock, person, member, tasksWith, stop: () => agency.stop() };
}

/** What keeps Telegram from making links of words has no width. */
export function asSeen(text: string): string {
  return text.replaceAll('\u2060', '');
}
