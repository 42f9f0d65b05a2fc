import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../src/commands/table.ts';
import { en } from '../../src/text/en.ts';
import { cleanText } from '../fakes/telegram/clean-text.ts';
import { asKept, LONG_TEXTS } from '../support/hostile.ts';
import { asMessages, asTyped, isSendable, TELEGRAM_TEXTS } from '../support/telegram-hostile.ts';
import type { WatchedTelegram } from '../support/telegram-watched.ts';
import { expectShown, openWatchedTelegram } from '../support/telegram-watched.ts';
import { expectWell } from '../support/telegram-well.ts';

/**
 * Every hostile text as anything that can be said to Friday in Telegram: with each command, as an answer to each
 * question, behind buttons, and cut into messages where it is too long. Each is answered. CI takes a sample,
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

it('answers every command with every text, typed, edited and pressed, in private and in a group', async () => {
  // Each command meets a part of the texts, and each text a part of the commands.
  const inTurn = 12;
  for (const [i, text] of TELEGRAM_TEXTS.entries()) {
    for (let k = 0; k < inTurn; k++) {
      const { name } = COMMANDS[(i * inTurn + k) % COMMANDS.length] ?? { name: 'tasks' };
      const line = `/${name} ${text}`;
      const [word = ''] = name.split(' ', 1);
      const inGroup = `/${word}${BOT}${name.slice(word.length)} ${text}`;
      if (!isSendable(inGroup)) continue;
      const ways = [
        () => agency.wrote('oleh', line),
        () => agency.wrote('oleh', inGroup, IN_GROUP),
        () => agency.edited('oleh', '/help', line),
        () => agency.pressed('oleh', line.slice(1)),
        () => agency.wrote('oleh', `/${name} 1 ${text}`),
        () => agency.pressed('oleh', line.slice(1), 'design'),
        () => agency.captioned('oleh', inGroup, 'design'),
      ];
      const screens = await ways[(i + k) % ways.length]?.();
      if (!screens?.text('oleh').trim()) expect.fail(`${JSON.stringify(line)}: no answer`);
    }
    if (isSendable(text) && !(await agency.answered('oleh', text, 'design')).text('oleh').trim()) {
      expect.fail(`${JSON.stringify(text)}: no answer`);
    }
    const forged = await agency.forged(
      'oleh',
      Buffer.from(text).subarray(0, 64).toString(),
      i % 2 ? 'design' : undefined,
    );
    expect(forged.text('oleh'), JSON.stringify(text)).toContain('nothing was done');
    await agency.wrote('oleh', '/cancel');
    await agency.wrote('oleh', `/cancel${BOT}`, IN_GROUP);
    await agency.wrote('oleh', '/settings language en');
  }
});

/** Questions that a line of this kind answers. */
const QUESTIONS = [
  ...['task', 'note 1', 'edit 1', 'move 1', 'remind 1', 'priority 1', 'log', 'project new', 'pass 1'],
  ...['name', 'language', 'zone', 'digest', 'work', 'quiet'].map((name) => `settings ${name}`),
];

it('answers every answer to every question, written or pressed', async () => {
  for (const [i, text] of TELEGRAM_TEXTS.entries()) {
    if (!isSendable(text)) continue;
    const questions = QUESTIONS.filter((_, k) => (i + k) % (isLong ? 3 : 5) === 0);
    for (const [k, question] of questions.entries()) {
      await agency.wrote('anna', `/${question}`);
      const screens = k % 2 === 0 ? await agency.answered('anna', text) : await agency.wrote('anna', text);
      if (!screens.text('anna').trim()) expect.fail(`${JSON.stringify(text)} to ${question}: no answer`);
      await agency.pressed('anna', `answer ${text}`);
      await agency.wrote('anna', '/cancel');
      await agency.wrote('anna', '/settings language en');
    }
    for (const step of ['title', 'assignee', 'project', 'deadline', 'priority']) {
      if (step === 'title') await agency.wrote('anna', '/task');
      await agency.pressed('anna', `answer task.${step} ${text}`);
      await agency.answered('anna', step === 'assignee' ? 'me' : '-');
    }
    await agency.wrote('anna', '/cancel');
  }
});

it('takes what clients cut into several messages, and cuts nothing itself without saying so', async () => {
  for (const text of isLong ? LONG_TEXTS : LONG_TEXTS.filter((_, i) => i % 4 === 2)) {
    const about = JSON.stringify(text.slice(0, 20));
    for (const line of isLong ? ['task', 'note 1', 'done 1', 'tasks', 'log 5m 1', 'settings name'] : ['note 1']) {
      for (const message of asMessages(`/${line} ${text}`)) {
        const said = await agency.wrote('anna', message);
        if (!said.text('anna').trim()) expect.fail(`${about}: no answer to ${JSON.stringify(message.slice(0, 20))}`);
        const [, note] = /^\/note 1 (.*)$/s.exec(cleanText({ text: message, entities: [] }).text) ?? [];
        if (note === undefined) continue;
        const kept = asKept(note);
        if (Array.from(kept).length > 4000) expect(said.text('anna'), about).toContain('4000 fit');
        else expectShown(said, 'anna', kept, about);
      }
      await agency.wrote('anna', '/cancel');
    }
    const [message = ''] = asMessages(text);
    if (Array.from(asTyped(message)).length < 4000) continue;
    const quoted = await agency.quoted(message, `/task${BOT} @oleh`, { by: 'oleh', name: 'anna', group: 'design' });
    expect(quoted.text('anna'), about).toContain(en.form.messageShortened);
  }
  const described = await agency.wrote('anna', `/task x @oleh\n${'d'.repeat(4000)}`);
  for (const name of ['anna', 'oleh']) expectShown(described, name, 'd'.repeat(4000), '4000 characters');
});
