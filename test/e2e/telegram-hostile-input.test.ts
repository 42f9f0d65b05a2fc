import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { en } from '../../src/text/en.ts';
import { asKept, onOneLine } from '../support/hostile.ts';
import { latestTask } from '../support/latest-task.ts';
import type { Screens } from '../support/screens.ts';
import { asTyped, isSendable, TELEGRAM_TEXTS } from '../support/telegram-hostile.ts';
import type { WatchedTelegram } from '../support/telegram-watched.ts';
import { expectShown, openWatchedTelegram } from '../support/telegram-watched.ts';
import { expectWell } from '../support/telegram-well.ts';

/**
 * Every hostile text through Telegram: typed, answered, edited, under pictures, behind buttons, as names of people,
 * projects and groups, and quoted; out through answers, notices, lists, questions and alerts. CI takes a sample,
 * `FRIDAY_LONG=1` all.
 */
const isLong = process.env.FRIDAY_LONG === '1';

vi.setConfig({ testTimeout: 3_600_000 });

const BOT = '@friday_tasks_bot';
const IN_GROUP = { chat: 'design' };
let agency: WatchedTelegram;
beforeAll(async () => {
  agency = await openWatchedTelegram();
  for (const name of ['anna', 'oleh']) await agency.letIn(name);
  await agency.wrote('anna', '/project new prostor Prostor shop');
  await agency.wrote('anna', '/task First @oleh');
  agency.telegram.group('design', ['anna', 'oleh']);
});
afterAll(async () => {
  expectWell(agency.telegram);
  await agency.stop();
});

const latest = () => latestTask(agency.parts());

it('shows a task’s own words literally wherever Telegram shows the task', async () => {
  for (const [i, text] of TELEGRAM_TEXTS.entries()) {
    const words = asTyped(text);
    if (!isSendable(text) || words === '') continue;
    const about = JSON.stringify(text);
    const created =
      i % 2 === 0
        ? await agency.quoted(text, `/task${BOT} @oleh today`, { by: 'oleh', name: 'anna', group: 'design' })
        : await agency.quoted(text, '/task @oleh today', { by: 'anna', name: 'anna' });
    const { id, title, description } = await latest();
    const [first = ''] = words.split('\n', 1);
    if (Array.from(onOneLine(first)).length <= 300) expect(title, about).toBe(onOneLine(first));
    expect(description?.includes(words) || title === words, about).toBe(true);
    for (const name of ['anna', 'oleh']) {
      expectShown(created, name, title, about);
      expectShown(created, name, words, about);
    }
    for (const line of [`/show ${id}`, '/tasks', `/move ${id}`, `/priority ${id}`, `/note ${id}`, `/remind ${id}`]) {
      const shown = await agency.wrote('oleh', line);
      expectShown(shown, 'oleh', `${id} ${title}`, about);
      if (line === `/show ${id}`) expectShown(shown, 'oleh', words, about);
    }
    expectShown(await agency.wrote('oleh', `/show${BOT} ${id}`, IN_GROUP), 'oleh', words, about);
    await agency.wrote('oleh', '/cancel');
    await agency.wrote('oleh', `/timer start ${id}`);
    expectShown(await agency.wrote('oleh', '/timer'), 'oleh', title, about);
    agency.clock.advance({ minutes: 30 });
    expectShown(await agency.wrote('oleh', '/timer stop'), 'oleh', title, about);
    agency.clock.advance({ hours: 23, minutes: 30 });
    for (const name of ['anna', 'oleh']) expectShown(await agency.wrote(name, '/digest'), name, title, about);
    const done = await agency.pressed('oleh', `done ${id}`);
    for (const name of ['anna', 'oleh']) expectShown(done, name, `${id} ${title}`, about);
    const time = await agency.wrote('anna', '/time last 3 days @oleh by task');
    // A row of a table has to fit a phone, so that a long title ends in an ellipsis.
    expectShown(time, 'anna', `${id} `, about);
    await agency.wrote('oleh', '/cancel');
  }
});

it('shows what it read of a typed line literally, and follows the message when it is edited', async () => {
  for (const [i, text] of TELEGRAM_TEXTS.entries()) {
    const line = `/task ${text} @oleh`;
    if (!isSendable(line)) continue;
    const about = JSON.stringify(text);
    const before = (await latest()).id;
    const isEdit = i % 2 === 1;
    const screens = isEdit ? await agency.edited('anna', '/task Plain', line) : await agency.wrote('anna', line);
    if (!screens.text('anna').trim()) expect.fail(`${about}: no answer`);
    const task = await latest();
    const readers = task.assigneeId === task.authorId ? ['anna'] : ['anna', 'oleh'];
    // Where the line was refused, there is no task, or it stays as it was.
    if (task.id === before || task.title === 'Plain') continue;
    for (const name of readers) {
      expectShown(screens, name, `${task.id} ${task.title}`, about);
      expectShown(screens, name, task.description ?? '', about);
    }
    await agency.wrote('anna', '/cancel');
  }
});

it('keeps notes, reasons, results and times as they were written, whichever way', async () => {
  for (const [i, text] of TELEGRAM_TEXTS.entries()) {
    const typed = asTyped(text);
    if (!isSendable(`/timer start 1 ${text}`) || typed === '' || Array.from(typed).length > 4000) continue;
    const about = JSON.stringify(text);
    await agency.wrote('anna', '/task Something @oleh');
    const { id } = await latest();
    const isAnswer = isSendable(text) && !typed.startsWith('/') && !/^cancel$/i.test(typed);
    const ways: (() => Promise<Screens>)[] = [
      () => agency.wrote('oleh', `/note ${id} ${text}`),
      () => agency.wrote('oleh', `/note${BOT} ${id} ${text}`, IN_GROUP),
      () => agency.captioned('oleh', `/note ${id} ${typed}`),
      () => agency.pressed('oleh', `note ${id} ${text}`),
      async () => {
        await agency.wrote('oleh', `/note ${id}`);
        return isAnswer ? agency.answered('oleh', text) : agency.wrote('oleh', `/note ${id} ${text}`);
      },
    ];
    const way = i % ways.length;
    const words = way === 3 ? asKept(text) : typed;
    const noted = await (ways[way] as () => Promise<Screens>)();
    for (const name of ['anna', 'oleh']) expectShown(noted, name, words, about);
    expectShown(await agency.wrote('anna', `/show ${id}`), 'anna', words, about);
    expectShown(await agency.wrote('oleh', `/drop ${id} ${text}`), 'anna', typed, about);
    expectShown(await agency.pressed('anna', `agree ${id}`), 'oleh', typed, about);
    await agency.wrote('oleh', `/result ${id}`);
    // Numbers that a result begins with may be those of further tasks.
    if (isAnswer && !/^,|^[#№tт]?\d/iu.test(typed)) {
      const written = await agency.answered('oleh', text);
      for (const name of ['anna', 'oleh']) expectShown(written, name, typed, about);
    }
    await agency.wrote('oleh', '/cancel');
    agency.clock.advance({ hours: 1 });
    expectShown(await agency.wrote('oleh', `/timer start 1 ${text}`), 'oleh', typed, about);
    expectShown(await agency.wrote('oleh', '/timer'), 'oleh', typed, about);
    agency.clock.advance({ minutes: 5 });
    await agency.wrote('oleh', '/timer stop');
    expectShown(await agency.wrote('oleh', '/log list'), 'oleh', typed, about);
  }
});

it('shows names of people, projects and groups literally, wherever they come from', async () => {
  const { account } = agency.telegram.user('anna');
  const room = agency.telegram.group('room', ['anna']);
  for (const [i, text] of TELEGRAM_TEXTS.entries()) {
    const about = JSON.stringify(text);
    const name = onOneLine(text);
    if (name === '') continue;
    room.name = text;
    await agency.wrote('anna', `/project${BOT} bind prostor`, { chat: text });
    const left = await agency.after(about, () => agency.telegram.removeBot(text));
    expectShown(left, 'anna', text.replace(/\p{Surrogate}/gu, '\ufffd').trim(), about);
    await agency.after(about, () => agency.telegram.addBot(text));
    if (Array.from(name).length > 100) continue;

    if (text.length <= 64) {
      const names = i % 2 === 0 ? { first_name: text } : { first_name: 'A', last_name: text };
      Object.assign(account, { ...names, username: text.slice(0, 32) });
      const full = i % 2 === 0 ? name : `A ${name}`;
      expectShown(await agency.wrote('anna', '/settings'), 'anna', full, about);
      expectShown(await agency.wrote('anna', '/nudge 1'), 'oleh', full, about);
      expectShown(await agency.wrote('oleh', '/people'), 'oleh', full, about);
      const entities = [{ type: 'text_mention', offset: '/task Job '.length, length: 4, userId: account.id }];
      const given = await agency.wrote('oleh', '/task Job Anna today', { entities });
      expectShown(given, 'anna', 'Job', about);
      expectShown(given, 'oleh', full, about);
    }
    Object.assign(account, { first_name: 'Anna', last_name: undefined, username: 'anna' });
    await agency.wrote('anna', '/help');

    if (!isSendable(`/project new p${i} ${text}`)) continue;
    const project = await agency.wrote('anna', `/project new p${i} ${text}`);
    const typed = onOneLine(asTyped(text));
    expectShown(project, 'anna', typed, about);
    await agency.wrote('anna', `/edit 1 #p${i}`);
    expectShown(await agency.wrote('anna', '/show 1'), 'anna', typed, about);
    expectShown(await agency.wrote('anna', `/project p${i}`), 'anna', typed, about);
    await agency.wrote('anna', `/project archive p${i}`);
    const own = await agency.wrote('oleh', `/settings name ${text}`);
    if (own.text('oleh').includes(en.settings.saved)) expectShown(own, 'oleh', typed, about);
    await agency.wrote('oleh', '/settings name Oleh');
  }
});

it('lets people in by whatever name they have, and strangers by none of these codes', async () => {
  for (const [i, text] of TELEGRAM_TEXTS.entries()) {
    const about = JSON.stringify(text);
    const guest = `guest${i}`;
    agency.telegram.addUser({ name: guest, first_name: text, username: undefined });
    // All strangers together are answered only so often.
    const lines = isLong && i % 8 > 0 ? [] : [`/start ${text}`, text, '/tasks'].filter(isSendable);
    for (const line of lines) {
      const { text: shown } = await agency.wrote(guest, line);
      if (!shown(guest).trim()) expect.fail(`${about}: no answer to ${line}`);
      if (line === '/tasks') expect(shown(guest), about).toContain('private bot');
    }
    const code = /\?start=([\w-]{20,})/.exec((await agency.wrote('anna', '/invite')).text('anna'))?.[1];
    const name = Array.from(onOneLine(text)).slice(0, 100).join('').trim();
    const welcome = await agency.after(about, () => agency.telegram.user(guest).starts(code));
    if (!welcome.text(guest).trim()) expect.fail(`${about}: no answer`);
    if (name !== '') expectShown(await agency.wrote(guest, '/settings'), guest, name, about);
  }
});
