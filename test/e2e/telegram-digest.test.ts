import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TelegramMessage } from '../fakes/telegram/messages.ts';
import type { TelegramActor, TelegramScene } from '../support/telegram-scene.ts';
import { asSeen, openTelegramScene } from '../support/telegram-scene.ts';
import { expectWell } from '../support/telegram-well.ts';

const MONDAY = '2026-11-23T08:00:00Z';
const FRIDAY_MORNING = '2026-11-27T07:01:00Z';
const HEADING = 'check and close your overdue tasks';

/** The buttons under a message, row by row. */
function rowsOf(message: TelegramMessage): string[][] {
  return message.markup.keyboard.map((row) => row.map(({ text }) => String(text)));
}

describe('the Friday digest in Telegram', () => {
  let scene: TelegramScene;
  let anna: TelegramActor;
  let bob: TelegramActor;

  beforeAll(async () => {
    scene = await openTelegramScene({ at: MONDAY });
    await scene.member('olha');
    [anna, bob] = [await scene.member('anna'), await scene.member('bob')];
    await anna.says('/task Own report !high tomorrow');
    await bob.says('/task Received call @anna tomorrow');
    await bob.says('/task Site of theirs @anna wednesday');
    await anna.says('/task Given banner @bob tomorrow');
    await anna.says('/task Given video @bob tomorrow');
    scene.clock.set(FRIDAY_MORNING);
    anna.hears();
    bob.hears();
    await scene.agency.does(() => scene.agency.parts().friday.scheduler.runNow());
  });
  afterAll(async () => {
    expectWell(scene.telegram);
    await scene.stop();
  });

  const digest = () => anna.messageWith(HEADING);
  const shown = () => asSeen(digest().text);
  const sent = () =>
    scene.telegram.calls.filter(({ method, args }) => method === 'sendMessage' && args.chat_id === String(anna.id));

  it('comes as one message with what was received and what was given', () => {
    const said = anna.hears();
    expect(said).toMatch(/^Anna, check and close your overdue tasks\n+Received: 3\n[\s\S]*\nAssigned by you: 2\n/);
    expect(said).toContain('• 1 Own report\nhigh priority · Tue 24 Nov · 3 days late');
    expect(said).toContain('• 2 Received call\nfrom Bob · Tue 24 Nov · 3 days late');
    expect(said).toContain('• 4 Given banner\nfor Bob · Tue 24 Nov · 3 days late');
    expect(bob.hears()).toContain('Bob, check and close');
    expect(scene.telegram.shownTo('olha').join()).not.toContain(HEADING);
  });

  it('has the verdicts of each task under it, by its number', () => {
    const rows = rowsOf(digest());
    expect(rows.flat().filter((label) => label.startsWith('1 '))).toEqual([
      '1 Done',
      '1 Mon 30 Nov',
      '1 +1 week',
      '1 Date…',
      '1 Not relevant',
      '1 Lower priority',
    ]);
    expect(rows.flat().filter((label) => label.startsWith('4 '))).toEqual([
      '4 Nudge',
      '4 Mon 30 Nov',
      '4 +1 week',
      '4 Date…',
      '4 Drop',
      '4 Done',
    ]);
    for (const row of rows) expect(new Set(row.map((label) => label.split(' ')[0])).size).toBe(1);
  });

  it('is changed in place by one press, and says what is left', async () => {
    const { message_id } = digest();
    const before = sent().length;
    expect(await anna.presses(/^1 Mon 30 Nov$/)).toMatch(
      /^Deadline set\.\n1 Own report\nDeadline: Mon 30 Nov \(Kyiv\)\n/,
    );
    expect(digest().message_id).toBe(message_id);
    expect(shown()).toContain('1 of 5 sorted');
    expect(shown()).not.toMatch(/sorted[\s\S]*Own report/);
    expect(sent()).toHaveLength(before);
    expect((await scene.tasksWith('own report'))[0]?.deadline_on).toBe('2026-11-30');
  });

  it('lets the pressed button rest before anything else', async () => {
    const from = scene.telegram.calls.length;
    await anna.presses(/^3 Lower priority$/);
    const methods = scene.telegram.calls.slice(from).map(({ method }) => method);
    const [first] = methods.filter((method) => method !== 'getUpdates');
    expect(first).toBe('answerCallbackQuery');
    expect(shown()).toContain('Priority is now low.');
    expect(shown()).toContain('2 of 5 sorted');
  });

  it('asks the author where what was received is to be moved to a day of the calendar', async () => {
    bob.hears();
    expect(await anna.presses(/^2 Date…$/)).toMatch(/^Which deadline do you propose\?\n2 Received call\n/);
    expect(await anna.presses(/^Calendar…$/)).toBe('Which day? November 2026');
    expect(await anna.presses(/^December 2026 ›$/)).toBe('Which day? December 2026');
    expect(await anna.presses(/^1$/)).toBe('At what time? Tue 1 Dec');
    const said = await anna.presses(/^12:00$/);
    expect(said).toMatch(/^Asked Bob to move the deadline\. Until Bob agrees, it stays as it is\.\n2 Received call\n/);
    expect(said).toContain('3 of 5 sorted');
    expect(bob.hears()).toMatch(/^Anna asks to move the deadline to Tue 1 Dec, 12:00\. Agree\?\n2 Received call$/);
  });

  it('takes one press to nudge, and the assignee is asked', async () => {
    bob.hears();
    await anna.presses(/^4 Nudge$/);
    expect(bob.hears()).toMatch(/^Anna asks how this is going:\n4 Given banner\n/);
    expect(shown()).toContain('4 of 5 sorted');
    expect(shown()).not.toMatch(/Assigned by you[\s\S]*Given banner/);
  });

  it('takes a verdict back with the button under it', async () => {
    await anna.presses(/^5 Drop$/);
    expect(asSeen(anna.messageWith('All sorted').text)).toContain('All sorted: 5 of 5. Well done!');
    expect((await scene.tasksWith('given video'))[0]?.state).toBe('dropped');
    expect(await anna.presses(/^Undo$/)).toContain('Given video');
    expect((await scene.tasksWith('given video'))[0]?.state).toBe('open');
  });

  it('asked for once more has what is left, and takes the result of what is done in plain words', async () => {
    expect(await anna.says('/digest')).toMatch(/Assigned by you: 2\n• 4 Given banner[\s\S]*• 5 Given video/);
    bob.hears();
    expect(await anna.presses(/^5 Done$/)).toMatch(
      /^Done\. What came of it\? Write a line or two, or leave it\.\n5 Given video/,
    );
    expect(await anna.says('Sent by mail')).toMatch(/^Result saved\.\n5 Given video\nSent by mail$/);
    expect(bob.hears()).toMatch(/Anna closed a task as done:\n5 Given video[\s\S]*Sent by mail/);
  });

  it('of which the message is gone is shown anew', async () => {
    await anna.says('/digest');
    const message = digest();
    const data = String(message.markup.keyboard.flat().find(({ text }) => text === '4 +1 week')?.callback_data);
    anna.self.deletes({ message });
    const said = await anna.does((self) => self.presses({ data, message }));
    expect(said).toContain('Deadline: Fri 4 Dec (Kyiv)');
    expect(said).toContain('1 of 3 sorted');
    expect(anna.messageWith('Fri 4 Dec').message_id).toBeGreaterThan(message.message_id);
  });

  it('that Telegram does not let be changed any more is shown anew', async () => {
    scene.clock.set('2026-11-30T08:00:00Z');
    await anna.says('/task Too old for edits tuesday');
    scene.clock.set('2026-12-04T07:01:00Z');
    await anna.says('/digest');
    const message = digest();
    const description = "Bad Request: message can't be edited";
    scene.telegram.faults.add({
      method: 'editMessageText',
      fault: { kind: 'refused', code: 400, description },
      times: 1,
    });
    const said = await anna.presses(/ Not relevant$/);
    expect(said).toContain('Dropped: no longer relevant.');
    expect(anna.messageWith('Dropped').message_id).toBeGreaterThan(message.message_id);
  });

  it('is for one person: pressed data of it does nothing for another', async () => {
    await bob.says('/task Only mine thursday');
    scene.clock.set('2026-12-11T07:01:00Z');
    await bob.says('/digest');
    const message = bob.messageWith(HEADING);
    const data = String(message.markup.keyboard.flat()[0]?.callback_data);
    const own = anna.messageWith('Dropped');
    expect(await anna.does((self) => self.presses({ data, message: own }))).toContain('made for somebody else');
    expect((await scene.tasksWith('only mine'))[0]?.state).toBe('open');
  });

  it('of nothing overdue is a word of praise, and on Friday none at all', async () => {
    const dan = await scene.member('dan');
    expect(await dan.says('/digest')).toBe('Nothing is overdue, neither received nor assigned by you. Well done!');
    scene.clock.set('2026-12-18T07:01:00Z');
    dan.hears();
    await scene.agency.does(() => scene.agency.parts().friday.scheduler.runNow());
    expect(dan.hears()).toBe('');
    await dan.says('/settings digest always');
    scene.clock.set('2026-12-25T07:01:00Z');
    await scene.agency.does(() => scene.agency.parts().friday.scheduler.runNow());
    expect(dan.hears()).toContain('Nothing is overdue');
  });
});

describe('a Friday digest of many tasks in Telegram', () => {
  let scene: TelegramScene;
  let olha: TelegramActor;
  let anna: TelegramActor;

  beforeAll(async () => {
    scene = await openTelegramScene({ at: MONDAY });
    [olha, anna] = [await scene.member('olha'), await scene.member('anna')];
    for (let i = 1; i <= 20; i++) {
      await olha.says(`/task Received ${'word '.repeat(30)}${i} @anna !urgent tomorrow`);
      await anna.says(`/task Given ${'word '.repeat(30)}${i} @olha !low tomorrow`);
    }
    // That they are overdue is told when they become so, and has come before.
    scene.clock.set('2026-11-25T07:01:00Z');
    await scene.agency.does(() => scene.agency.parts().friday.scheduler.runNow());
    scene.clock.set(FRIDAY_MORNING);
    await scene.agency.does(() => scene.agency.parts().friday.scheduler.runNow());
  });
  afterAll(async () => {
    expectWell(scene.telegram);
    await scene.stop();
  });

  /** What the messages of it say now. */
  const pages = () => {
    const first = anna.messageWith(HEADING).message_id;
    return scene.telegram.world.messages.filter(
      (one) => one.chatId === anna.id && one.by === scene.telegram.bot.id && one.message_id >= first && !one.isDeleted,
    );
  };
  const words = () =>
    pages()
      .map(({ text }) => asSeen(text))
      .join('\n');

  it('has ten of each on two messages, and the others behind a button', () => {
    expect(pages()).toHaveLength(2);
    expect(words()).toMatch(/Received: 20\n[\s\S]*Assigned by you: 20\n/);
    for (const section of ['Received', 'Given']) {
      for (let i = 1; i <= 10; i++) expect(words()).toMatch(new RegExp(`${section} (word )+${i}\\n`));
      expect(words()).not.toMatch(new RegExp(`${section} (word )+11\\n`));
    }
    const labels = pages().flatMap((page) => rowsOf(page).flat());
    expect(labels.filter((label) => label === '10 more')).toHaveLength(2);
    for (const page of pages()) {
      const data = page.markup.keyboard.flat().map(({ callback_data }) => String(callback_data));
      for (const each of data) expect(Buffer.byteLength(each)).toBeLessThanOrEqual(64);
      const numbers = new Set([...asSeen(page.text).matchAll(/^• (\d+) /gm)].map(([, number]) => number));
      const pressed = new Set(
        rowsOf(page)
          .flat()
          .flatMap((label) => /^(\d+) (?!more)/.exec(label)?.[1] ?? []),
      );
      expect(pressed).toEqual(numbers);
    }
  });

  it('shows the others in a message of their own', async () => {
    const said = await anna.presses(/^10 more$/);
    expect(said).toMatch(/\w+ (word )+11\n/);
    expect(said).toMatch(/\w+ (word )+20\n/);
    anna.self.deletes({ message: scene.telegram.world.messages.at(-1) ?? expect.fail() });
  });

  it.each([
    ['first', 0],
    ['second', 1],
  ] as const)('is changed as two, pressed on the %s', async (_, page) => {
    const before = pages();
    const message = before[page] ?? expect.fail();
    const button = message.markup.keyboard.flat().find(({ text }) => /^\d+ (Not relevant|Drop)$/.test(String(text)));
    await anna.does((self) => self.presses({ data: String(button?.callback_data), message }));
    expect(pages().map(({ message_id }) => message_id)).toEqual(before.map(({ message_id }) => message_id));
    expect(words()).toContain(`${page + 1} of 40 sorted`);
    expect(words().match(/check and close/g)).toHaveLength(1);
    expect(words()).toMatch(/Received (word )+11\n/);
  });

  it('becomes one message when one is enough for what is left', async () => {
    const [first, second] = pages();
    const button = second?.markup.keyboard.flat().find(({ text }) => /^\d+ Drop$/.test(String(text)));
    const pressed = Number(/^\d+/.exec(String(button?.text))?.[0]);
    const open = (await scene.tasksWith('')).filter(({ state }) => state === 'open').map(({ id }) => Number(id));
    const others = open.filter((id) => id !== pressed);
    for (let i = 0; i < others.length; i += 10) await olha.says(`/done ${others.slice(i, i + 10).join(', ')}`);
    const message = second ?? expect.fail();
    await anna.does((self) => self.presses({ data: String(button?.callback_data), message }));
    expect(first?.text).toContain('All sorted: 40 of 40.');
    expect(first?.isDeleted).toBe(false);
    expect(second?.isDeleted).toBe(true);
  });
});

describe.each([
  [
    'uk',
    'завтра',
    'Отримані: 1',
    /перевірте й закрийте прострочені/i,
    /^1 На пн 30 листопада$/,
    'Усе розібрано: 1 з 1.',
  ],
  ['ru', 'завтра', 'Полученные: 1', /проверьте и закройте просроченные/i, /^1 .*30 ноября$/, 'Всё разобрано: 1 из 1'],
])('the Friday digest in Telegram in %s', (language, tomorrow, section, heading, monday, sorted) => {
  it('comes and is sorted in that language', async () => {
    const scene = await openTelegramScene({ at: MONDAY });
    scene.telegram.addUser({ name: 'olena', language_code: language });
    const olena = await scene.member('olena');
    await olena.says(`/task 123 ${tomorrow}`);
    scene.clock.set(FRIDAY_MORNING);
    await scene.agency.does(() => scene.agency.parts().friday.scheduler.runNow());
    const said = olena.hears();
    expect(said).toMatch(heading);
    expect(said).toContain(section);
    expect(await olena.presses(monday)).toContain(sorted);
    expectWell(scene.telegram);
    await scene.stop();
  });
});
