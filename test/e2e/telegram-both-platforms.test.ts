import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlack } from '../../adapters/slack/slack.ts';
import { createTelegram } from '../../adapters/telegram/telegram.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { createFriday } from '../../src/friday.ts';
import { silentLog } from '../../src/log.ts';
import { createSlackHarness } from '../contract/slack-harness.ts';
import type { FakeTelegram } from '../fakes/telegram/fake-telegram.ts';
import { startFakeTelegram } from '../fakes/telegram/fake-telegram.ts';
import type { TelegramPerson } from '../fakes/telegram/person.ts';
import type { TestClock } from '../support/clock.ts';
import { createTestClock } from '../support/clock.ts';
import { fastPacing, fastTelegramPacing } from '../support/fast-pacing.ts';
import { TEST_SETTINGS } from '../support/settings.ts';
import { OWN_COMMANDS } from '../support/slack-agency.ts';
import { openTestStore } from '../support/store.ts';
import { asSeen } from '../support/telegram-scene.ts';
import { expectWell } from '../support/telegram-well.ts';

type Town = Awaited<ReturnType<typeof openTown>>;

/** Friday in a fake Slack and a fake Telegram at once, over one store. */
async function openTown() {
  const clock: TestClock = createTestClock('2026-11-23T08:00:00Z');
  const telegram: FakeTelegram = await startFakeTelegram({ clock });
  const { store, close } = await openTestStore();
  const parts: { friday?: ReturnType<typeof createFriday> } = {};
  const base = { commands: COMMANDS, log: silentLog };

  const slackSide = createSlackHarness(
    async (slack) => {
      const inSlack = createSlack({
        ...base,
        botToken: slack.botToken,
        apiUrl: slack.apiUrl,
        connection: { kind: 'http', signingSecret: slack.signingSecret },
        clock,
        pacing: fastPacing(),
      });
      const inTelegram = createTelegram({
        ...base,
        botToken: telegram.token,
        apiRoot: telegram.apiRoot,
        webhook: undefined,
        polling: { longPollSeconds: 1, pauseMs: 5, longestPauseMs: 50 },
        pacing: fastTelegramPacing(),
      });
      const adapters = [inSlack, inTelegram];
      const friday = createFriday({ store, clock, log: silentLog, settings: TEST_SETTINGS, adapters });
      parts.friday = friday;
      return {
        start: () => friday.start(),
        async stop() {
          await friday.stop();
          await close();
        },
        settle,
        ...(inSlack.onRequest ? { onRequest: inSlack.onRequest } : {}),
      };
    },
    { transport: 'http', ownCommands: OWN_COMMANDS, fake: { clock } },
  );

  /** Resolves when nothing moves in Telegram and nothing is owed to anybody. */
  async function settle(): Promise<void> {
    let seen = -1;
    const movements = () => telegram.world.shown.length + telegram.calls.length - polls();
    const polls = () => telegram.calls.filter(({ method }) => method === 'getUpdates').length;
    while (seen !== movements()) {
      while (telegram.pendingUpdates() > 0 || telegram.inFlight() > 0) await pause(2);
      seen = movements();
      await parts.friday?.outbox.drain();
      await pause(5);
    }
  }

  /** What this account is shown in Telegram because of it. */
  async function inTelegram(who: TelegramPerson, act: () => unknown): Promise<string> {
    const from = telegram.world.shown.length;
    await slackSide.does(async () => void (await act()));
    return shownTo(who, from);
  }

  function shownTo(who: TelegramPerson, from: number): string {
    return telegram.world.shown
      .slice(from)
      .filter(({ to }) => to === who.id)
      .map(({ text }) => asSeen(text))
      .join('\n');
  }

  /** What this account is shown in Slack because of it, without Home. */
  async function inSlack(name: string, text: string): Promise<string> {
    const person = slackSide.person(name);
    await person.hears();
    await person.says(text);
    return (await person.hears()).join('\n');
  }

  await slackSide.start();
  return {
    ...{ clock, telegram, store, inTelegram, inSlack, settle },
    does: slackSide.does,
    slackSide,
    friday: () => parts.friday ?? expect.fail('Friday is not there'),
    hearsInSlack: async (name: string) => (await slackSide.person(name).hears()).join('\n'),
    /** @param act what is heard of in Telegram meanwhile */
    async whileIn(who: TelegramPerson, act: () => Promise<unknown>): Promise<string> {
      const from = telegram.world.shown.length;
      await act();
      await settle();
      return shownTo(who, from);
    },
    async stop() {
      await slackSide.stop();
      await telegram.stop();
      expectWell(telegram);
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

describe('one person in Slack and in Telegram', () => {
  let town: Town;
  /** Anna, whose account in Slack is `anna` */
  let there: TelegramPerson;

  const link = (said: string) =>
    /https:\/\/t\.me\/friday_tasks_bot\?start=(link_[\w-]{1,59})/.exec(said)?.[1] ?? expect.fail(said);

  beforeEach(async () => {
    town = await openTown();
    await town.inSlack('olha', '/timer');
    await town.inSlack('bob', '/timer');
    there = town.telegram.user('anna_lys');
    const given = await town.inSlack('anna', '/friday link');
    const hello = await town.inTelegram(there, () => there.starts(link(given)));
    expect(hello).toContain('Hello Anna');
  });
  afterEach(() => town.stop());

  const says = (text: string) => town.inTelegram(there, () => there.says(text));

  it('comes in by the link, is asked no zone that Slack has told, and has the same tasks', async () => {
    expect(await town.inTelegram(there, () => there.starts())).toContain(
      'Your time zone is Kyiv, where it is 10:00 now.',
    );
    await town.inSlack('anna', '/task Banner tomorrow');
    expect(await says('/tasks')).toContain('1 Banner');
    expect(await town.inSlack('olha', '/friday people')).not.toContain('anna_lys');
  });

  it('is given a task in Slack, told of it in Telegram, closes it there, and the author hears in Slack', async () => {
    await says('/timer');
    const told = await town.whileIn(there, () => town.inSlack('bob', '/task Banner @anna !high tomorrow 18:00'));
    expect(told).toMatch(/^Bob gave you a task:\n1 Banner\n/);
    expect(await town.hearsInSlack('anna')).toBe('');
    expect(there.buttons().map(({ label }) => label)).toEqual(['Took it', 'Done', 'Propose deadline', 'Open']);
    await town.hearsInSlack('bob');
    expect(await town.inTelegram(there, () => there.presses(/^Done$/))).toContain('What came of it?');
    expect(await says('In the shared folder')).toContain('Result saved.');
    const heard = await town.hearsInSlack('bob');
    expect(heard).toContain('Anna closed a task as done:');
    expect(heard).toContain('In the shared folder');
    expect(await town.inSlack('bob', '/friday show 1')).toMatch(/Anna · Mon 23 Nov, 10:00 · Telegram/);
  });

  it('creates in Slack and closes in Telegram', async () => {
    await town.inSlack('anna', '/task Own report tomorrow');
    expect(await says('/done 1 sent')).toMatch(/^Done\.\n1 Own report/);
    expect(await town.inSlack('anna', '/tasks done')).toContain('Own report');
  });

  it('is written to where they were last', async () => {
    const give = (title: string) => town.whileIn(there, () => town.inSlack('bob', `/task ${title} @anna`));
    expect(await give('First')).toContain('First');
    await town.inSlack('anna', '/timer');
    expect(await give('Second')).toBe('');
    expect(await town.hearsInSlack('anna')).toContain('Second');
    await says('/timer');
    expect(await give('Third')).toContain('Third');
  });

  it('has one timer, started in the one and stopped in the other', async () => {
    await town.inSlack('anna', '/task Banner');
    await town.inSlack('anna', '/timer start 1');
    town.clock.advance({ minutes: 30 });
    expect(await says('/timer stop')).toContain('Timer stopped: 1 Banner');
    expect(await town.inSlack('anna', '/timer')).toContain('Today so far: 30 min');
  });

  it('gets one digest, in the messenger used last, and sorts it there', async () => {
    await town.inSlack('bob', '/task Banner @anna tomorrow');
    await says('/timer');
    await town.hearsInSlack('anna');
    town.clock.set('2026-11-27T07:01:00Z');
    const digest = await town.inTelegram(there, () => town.friday().scheduler.runNow());
    expect(digest).toMatch(/^Anna, check and close your overdue tasks\n+Received: 1\n/);
    expect(await town.hearsInSlack('anna')).toBe('');
    expect(await town.inTelegram(there, () => there.presses(/^1 Done$/))).toContain('All sorted: 1 of 1.');
  });

  it('who blocks Friday in Telegram is written to in Slack, until they let it in again', async () => {
    const give = (title: string) => town.whileIn(there, () => town.inSlack('bob', `/task ${title} @anna`));
    await says('/timer');
    await town.does(async () => void (await there.blocks()));
    expect(await give('While blocked')).toBe('');
    expect(await town.hearsInSlack('anna')).toContain('While blocked');
    await town.does(async () => void (await there.unblocks()));
    expect(await give('Again')).toContain('Again');
  });

  it('is written to in Slack at once where only the refusal shows that Telegram is shut', async () => {
    await says('/timer');
    there.account.hasBlocked = true;
    await town.inSlack('bob', '/task Not lost @anna');
    await town.settle();
    expect(await town.hearsInSlack('anna')).toContain('Not lost');
  });

  it('keeps the language that was chosen in either', async () => {
    await says('/settings language uk');
    expect(await town.inSlack('anna', '/timer')).toContain('Таймер');
  });

  it('who was in both before is asked first, and joined by one press', async () => {
    const invite = await town.inSlack('olha', '/friday invite');
    const code = /start=([\w-]{20,})/.exec(invite)?.[1] ?? expect.fail(invite);
    const bohdan = town.telegram.user('bohdan');
    expect(await town.inTelegram(bohdan, () => bohdan.starts(code))).toContain('Hello Bohdan');
    await town.inTelegram(bohdan, () => bohdan.says('/task Menu tomorrow'));
    await town.inSlack('bob', '/task Poster tomorrow');
    const given = await town.inSlack('bob', '/friday link');
    const asked = await town.inTelegram(bohdan, () => bohdan.starts(link(given)));
    expect(asked).toMatch(/^Join “Bohdan” here with “Bob” there, as one person\?\n.*cannot be taken back/);
    expect(await town.inTelegram(bohdan, () => bohdan.presses(/^Join$/))).toBe(
      'Joined. You are Bob in both messengers now.',
    );
    for (const tasks of [
      await town.inTelegram(bohdan, () => bohdan.says('/tasks')),
      await town.inSlack('bob', '/tasks'),
    ]) {
      expect(tasks).toContain('Menu');
      expect(tasks).toContain('Poster');
    }
  });

  it('is not joined to a second account in the same messenger, and the link works once', async () => {
    const given = link(await town.inSlack('anna', '/friday link'));
    const second = town.telegram.user('anna_two');
    expect(await town.inTelegram(second, () => second.starts(given))).toContain('These two cannot be joined');
    const bobs = link(await town.inSlack('bob', '/friday link'));
    const first = town.telegram.user('bob_there');
    expect(await town.inTelegram(first, () => first.starts(bobs))).toContain('Hello Bob');
    expect(await town.inTelegram(second, () => second.starts(bobs))).toContain('That code does not work');
  });

  it('may begin in Telegram: the code for Slack is shown as what is typed there', async () => {
    const said = await says('/link');
    expect(said).toContain('To join your other messenger with this one, send me this there:');
    expect(said).toMatch(/\/link [\w-]{20,}/);
  });
});
