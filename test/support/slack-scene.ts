import type { Done, SlackPerson } from '../fakes/slack/person.ts';
import type { Shown, SlackMessage } from '../fakes/slack/world.ts';
import { fastPacing } from './fast-pacing.ts';
import type { SlackAgencyOptions } from './slack-agency.ts';
import { createSlackAgency } from './slack-agency.ts';

export type SlackScene = Awaited<ReturnType<typeof openSlackScene>>;
export type SlackActor = ReturnType<SlackScene['person']>;

/** How long something that must come may take before it is taken for granted that it will not. */
const WITHIN_MS = 5000;

/** Friday in a fake Slack, started, with people whose deeds return what they are shown because of them. */
export async function openSlackScene(options: SlackAgencyOptions = {}) {
  const agency = createSlackAgency({ pacing: fastPacing(), ...options });
  await agency.start();
  const { slack, clock } = agency;

  let newcomers = 0;

  function person(name: string) {
    const self: SlackPerson = slack.user(name);
    const { id } = self;
    let heardUpTo = slack.world.shown.length;

    /** All that was shown to this person since last asked, Home left out. */
    function hears(): string {
      const { shown } = slack.world;
      const texts = shown.slice(heardUpTo).filter(({ to, kind }) => to === id && kind !== 'home');
      heardUpTo = shown.length;
      return texts.map(({ text }) => text).join('\n');
    }

    /** Does it and waits until this person is shown something. @returns all they were shown meanwhile */
    async function does(act: (self: SlackPerson) => Promise<unknown>): Promise<string> {
      hears();
      await agency.does(() => act(self), name);
      return hears();
    }

    return {
      id,
      name: self.account.real_name,
      mention: `@${name}`,
      self,
      hears,
      does,
      /** @param room the name of a channel; by default said to the bot alone */
      async says(text: string, room?: string): Promise<string> {
        hears();
        await agency.person(name).says(text, room);
        return hears();
      },
      presses: (label: RegExp) => does(() => self.press(label)),
      /** Presses what does this on this very message. @param command such as `/ 12 done$/`, as the button has it */
      pressesOn: (message: SlackMessage, command: RegExp) => does(() => slack.send(pressOn(message, command))),
      pressesOnHome: (label: RegExp) => does(() => self.pressOnHome(label)),
      /** Fills in and sends the dialog that is open. @returns what was wrong, by block id, or undefined */
      async submits(values: Readonly<Record<string, string>> = {}) {
        let done: Done | undefined;
        const said = await does(async () => {
          done = await self.submit(values);
        });
        return { said, errors: done?.errors };
      },
      /** Does what nobody may answer, and something after it that is answered. */
      async doesInVain(act: (self: SlackPerson) => Promise<unknown>): Promise<void> {
        await agency.does(() => act(self));
        await does(() => self.slash('/timer'));
      },
      /** Looks at Home. @returns what stands there */
      async opensHome(): Promise<string> {
        const before = homes().length;
        await agency.does(() => self.openHome());
        await until(() => homes().length > before);
        return home();
      },
      home,
      /** @returns what stands on Home when it was shown once more since `act` began */
      async homeAfter(act: () => Promise<unknown>): Promise<string> {
        const before = homes().length;
        await act();
        await until(() => homes().length > before);
        await agency.does(async () => {});
        return home();
      },
      /** The last message of the bot to this person alone that says so. */
      messageWith(words: string): SlackMessage {
        const { messages, bot, direct, textOfMessage } = slack.world;
        const chat = direct(id, bot.id).id;
        const found = messages.findLast(
          (one) => one.by === bot.id && one.channelId === chat && textOfMessage(one).includes(words),
        );
        if (!found) throw new Error(`${name} has no message with ${words}`);
        return found;
      },
      /** labels of what can be pressed on what was shown last */
      labels(kind: 'message' | 'home' = 'message'): string[] {
        const last = slack.world.shown.findLast((one) => one.to === id && (one.kind === 'home') === (kind === 'home'));
        return last ? slack.world.pressables(last).map(({ label }) => label) : [];
      },
    };

    function pressOn(message: SlackMessage, command: RegExp) {
      const at: Shown = { to: id, channelId: message.channelId, kind: 'message', text: '', message };
      const all = slack.world.pressables(at);
      const pressable = all.find(({ value }) => command.test(value));
      if (!pressable) throw new Error(`Nothing does ${command}: ${all.map(({ value }) => value).join(', ')}`);
      return slack.requests.blockAction(self.account, pressable, { message });
    }

    function homes() {
      return slack.world.shown.filter((one) => one.to === id && one.kind === 'home');
    }
    function home(): string {
      return homes().at(-1)?.text ?? '';
    }
  }

  /** Somebody new, whose chat is not slowed down by what was sent there before. */
  function somebody(about: Partial<Parameters<typeof slack.addUser>[0]> = {}) {
    newcomers += 1;
    const name = `p${newcomers}`;
    slack.addUser({
      name,
      real_name: `Person ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[newcomers % 26]}${newcomers > 25 ? 'a' : ''}`,
      ...about,
    });
    return person(name);
  }

  const { database, store } = agency.parts();

  /** All tasks of everybody whose title or description has these words. */
  function tasksWith(words: string) {
    const query = database.query.selectFrom('tasks').selectAll().where('search_text', 'like', `%${words}%`);
    return store.transact(() => query.execute());
  }

  return { agency, slack, clock, person, somebody, tasksWith, stop: () => agency.stop() };
}

/** Waits for what must come. @throws when it does not */
export async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + WITHIN_MS;
  while (!isSo()) {
    if (performance.now() > end) throw new Error('It did not come');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Of an answer: the number before this title. */
export function numberOf(said: string, title: string): number {
  const line = said.split('\n').find((one) => one.includes(title) && /^(?:• )?\d+ /.test(one));
  const number = line && /\d+/.exec(line)?.[0];
  if (!number) throw new Error(`There is no ${title} in:\n${said}`);
  return Number(number);
}
