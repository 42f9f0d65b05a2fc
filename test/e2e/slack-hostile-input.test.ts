import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { TASK_FROM_MESSAGE } from '../../adapters/slack/manifest.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { en } from '../../src/text/en.ts';
import type { JsonObject } from '../fakes/slack/json.ts';
import type { Done } from '../fakes/slack/person.ts';
import { asKept, HOSTILE_TEXTS, LONG_TEXTS, onOneLine } from '../support/hostile.ts';
import { latestTask } from '../support/latest-task.ts';
import { OWN_COMMANDS } from '../support/slack-agency.ts';
import type { SlackScreens, WatchedSlack } from '../support/slack-watched.ts';
import { expectShown, openWatchedSlack } from '../support/slack-watched.ts';

/**
 * Every hostile text through Slack: as a slash command, a message, a dialog's field and a message that becomes a task;
 * out through answers, notices, lists, dialogs, Home and notifications. CI takes a sample, `FRIDAY_LONG=1` all.
 */
const isLong = process.env.FRIDAY_LONG === '1';
const TEXTS = isLong ? HOSTILE_TEXTS : HOSTILE_TEXTS.filter((_, i) => i % 11 === 0);

vi.setConfig({ testTimeout: 3_600_000 });

let agency: WatchedSlack;
beforeAll(async () => {
  agency = await openWatchedSlack();
  for (const name of ['anna', 'oleh']) await agency.after('hello', () => slash(name, 'help'));
  await slashed('anna', 'project new prostor Prostor shop');
  await slashed('anna', 'task First @oleh');
  agency.slack.channel('design', ['anna', 'oleh']);
});
afterAll(() => agency.stop());

const user = (name: string) => agency.slack.user(name);

/** @param line without the slash */
function slash(name: string, line: string): Promise<Done> {
  const [word = ''] = line.split(' ', 1);
  return OWN_COMMANDS.includes(word)
    ? user(name).slash(`/${word}`, line.slice(word.length + 1))
    : user(name).slash('/friday', line);
}

const slashed = (name: string, line: string) => agency.after(`/${line}`, () => slash(name, line));
/** What a slash command cannot carry is written. */
const says = (name: string, line: string) =>
  line.includes('\n') ? agency.after(line, () => user(name).dm(line)) : slashed(name, line);
const wrote = (name: string, line: string) => agency.after(line, () => user(name).dm(line));
const submitted = (name: string, values: Record<string, string>) =>
  agency.after(JSON.stringify(values), () => user(name).submit(values));

/** Presses a button that carries this command. */
const pressed = (name: string, command: string) =>
  agency.after(command, () => {
    const account = user(name);
    const channel = agency.slack.world.direct(account.id, agency.slack.world.bot.id);
    const message = agency.slack.world.post({ channelId: channel.id, by: agency.slack.world.bot.id, text: 'x' });
    const value = `${account.id}:${command}`;
    const element: JsonObject = { type: 'button', text: { type: 'plain_text', text: 'x' }, value };
    const button = { label: 'x', value, kind: 'button', blockId: 'b', actionId: 'command:1', element } as const;
    return agency.slack.send(agency.slack.requests.blockAction(account.account, button, { message }));
  });

/** Opens a form and sends it with these values. */
async function filled(name: string, opens: string, values: Record<string, string>): Promise<SlackScreens> {
  await pressed(name, opens);
  return submitted(name, values);
}

const latestId = async () => (await latestTask(agency.parts())).id;

/** What a field of so many UTF-16 units can take. */
const fits = (text: string, max: number) => asKept(text) !== '' && text.length <= max;

it('shows a task’s own words literally wherever Slack shows the task', async () => {
  for (const text of TEXTS) {
    if (!fits(text, 3000)) continue;
    const about = JSON.stringify(text);
    const title = fits(text, 300) ? onOneLine(text) : 'Long';
    const values = { title: fits(text, 300) ? text : 'Long', description: text, assignee: user('oleh').id };
    const created = await filled('anna', 'task', { ...values, day: agency.clock.now().slice(0, 10) });
    for (const words of [title, asKept(text)]) {
      expectShown(created, 'anna', words, about);
      expectShown(created, 'oleh', words, about);
    }
    const id = await latestId();
    const shown = await slashed('oleh', `show ${id}`);
    expectShown(shown, 'oleh', title, about);
    expectShown(shown, 'oleh', asKept(text), about);
    expectShown(await slashed('oleh', 'tasks'), 'oleh', title, about);
    expectShown(await agency.after('Home', () => user('oleh').openHome()), 'oleh', title, about);
    // The dialogs that say which task they are about.
    for (const line of [`done ${id}`, `move ${id}`, `pass ${id}`, `note ${id}`, `remind ${id}`]) {
      expectShown(await pressed('oleh', line), 'oleh', `${id} ${title}`, about);
    }
    await slashed('oleh', `timer start ${id}`);
    expectShown(await slashed('oleh', 'timer'), 'oleh', title, about);
    agency.clock.advance({ minutes: 30 });
    await slashed('oleh', 'timer stop');
    agency.clock.advance({ hours: 23, minutes: 30 });
    expectShown(await slashed('oleh', 'digest'), 'oleh', title, about);
    expectShown(await slashed('anna', 'digest'), 'anna', title, about);
    const done = await filled('oleh', `done ${id}`, fits(text, 3000) ? { result: text } : {});
    expectShown(done, 'oleh', asKept(text), about);
    expectShown(done, 'anna', `${id} ${title}`, about);
    expectShown(done, 'anna', asKept(text), about);
    expectShown(await slashed('anna', 'time last 3 days @oleh by task'), 'anna', `${id}`, about);
    await slashed('anna', `drop ${id}`);
  }
});

it('keeps notes, reasons, results and times as they were written, whichever way', async () => {
  for (const [i, text] of TEXTS.entries()) {
    const words = asKept(text);
    if (words === '' || words.length > 3900) continue;
    const about = JSON.stringify(text);
    await filled('anna', 'task', { title: 'Something', assignee: user('oleh').id });
    const id = await latestId();
    const noted = [
      () => wrote('oleh', `note ${id} ${text}`),
      () => says('oleh', `note ${id} ${text}`),
      () => (fits(text, 3000) ? filled('oleh', `note ${id}`, { rest: text }) : wrote('oleh', `note ${id} ${text}`)),
      () => agency.after(about, () => user('oleh').mention(`note ${id} ${text}`, 'design')),
    ][i % 4];
    if (!noted) continue;
    const screens = await noted();
    expectShown(screens, 'oleh', words, about);
    expectShown(screens, 'anna', words, about);
    const dropped = await says('oleh', `drop ${id} ${text}`);
    expectShown(dropped, 'anna', words, about);
    expectShown(await slashed('anna', `show ${id}`), 'anna', words, about);
    await slashed('anna', `agree ${id}`);
    if (fits(text, 3000)) {
      const written = await filled('oleh', `result ${id}`, { rest: text });
      expectShown(written, 'oleh', words, about);
    }
    agency.clock.advance({ hours: 1 });
    await says('oleh', `timer start 1 ${text}`);
    expectShown(await slashed('oleh', 'timer'), 'oleh', words, about);
    await slashed('oleh', 'timer stop');
  }
});

it('shows names of people and projects literally, wherever they come from', async () => {
  for (const [i, text] of TEXTS.entries()) {
    const about = JSON.stringify(text);
    const name = onOneLine(text);
    if (name === '' || Array.from(name).length > 100) continue;
    const project = await filled('anna', 'project new', { rest: `p${i} ${text}` });
    expectShown(project, 'anna', name, about);
    expectShown(await slashed('oleh', 'project list'), 'oleh', `p${i}`, about);
    await slashed('anna', `edit 1 #p${i}`);
    expectShown(await slashed('anna', 'show 1'), 'anna', name, about);
    await slashed('anna', `project archive p${i}`);

    await agency.after(about, () => agency.slack.changeUser('anna', { real_name: text }));
    expectShown(await slashed('anna', 'settings'), 'anna', name, about);
    expectShown(await slashed('anna', 'nudge 1'), 'oleh', name, about);
    expectShown(await agency.after('Home', () => user('anna').openHome()), 'anna', name, about);
    await agency.after(about, () => agency.slack.changeUser('anna', { real_name: 'Anna' }));
    const own = await filled('oleh', 'settings name', { rest: text });
    if (!own.text('oleh').includes(en.settings.saved)) continue;
    expectShown(own, 'oleh', name, about);
    await slashed('oleh', 'settings name Oleh');
  }
});

it('makes tasks of messages with their words literally, in the dialog and in the task', async () => {
  for (const text of TEXTS) {
    const words = asKept(text);
    if (words === '' || words.length > 2400) continue;
    const about = JSON.stringify(text);
    const message = user('oleh').writes(text, 'design');
    const opened = await agency.after(about, () => user('anna').shortcut(TASK_FROM_MESSAGE.callbackId, message));
    expect(opened.text('anna').replaceAll('\n', ''), about).toContain(words.slice(0, 40).replaceAll('\n', ''));
    const [first = ''] = words.split('\n', 1);
    if (Array.from(onOneLine(first)).length > 300 || onOneLine(first) === '') continue;
    const created = await submitted('anna', {});
    expectShown(created, 'anna', onOneLine(first), about);
    if (onOneLine(first) !== words) expectShown(created, 'anna', words, about);
    await slashed('anna', `drop ${await latestId()}`);
  }
});

it('answers every command with every text, typed, written and pressed', async () => {
  // Each command meets a quarter of the texts, and each text a quarter of the commands.
  const inTurn = 12;
  for (const [i, text] of TEXTS.entries()) {
    if (asKept(text) === '' || text.length > 1900) continue;
    for (let k = 0; k < inTurn; k++) {
      const { name } = COMMANDS[(i * inTurn + k) % COMMANDS.length] ?? { name: 'tasks' };
      const line = `${name} ${text}`;
      const screens = await [
        () => says('oleh', line),
        () => wrote('oleh', line),
        () => pressed('oleh', line),
        () => says('oleh', `${name} 1 ${text}`),
      ][(i + k) % 4]?.();
      if (!screens?.text('oleh').trim()) expect.fail(`${JSON.stringify(line)}: no answer`);
    }
    if (!text.startsWith('/')) await wrote('oleh', text);
    await slashed('oleh', 'cancel');
    await slashed('oleh', 'settings language en');
  }
});

it('refuses what is too long with its length, and cuts nothing', async () => {
  for (const text of isLong ? LONG_TEXTS : LONG_TEXTS.slice(0, 4)) {
    if (asKept(text) === '') continue;
    const about = JSON.stringify(text.slice(0, 20));
    for (const line of ['task', 'note 1', 'done 1', 'tasks', 'log 5m 1', 'settings name']) {
      const said = await wrote('anna', `${line} ${text}`);
      expect(said.text('anna'), about).toContain('10000 fit');
    }
    const message = user('oleh').writes(text, 'design');
    const opened = await agency.after(about, () => user('anna').shortcut(TASK_FROM_MESSAGE.callbackId, message));
    expect(opened.text('anna'), about).toContain(en.form.messageShortened);
  }
  const values = { title: 'x', description: 'd'.repeat(3000) };
  expectShown(await filled('anna', 'task', values), 'anna', values.description, '3000 characters');
});

it('says beside the field what cannot be taken, in the words of whoever wrote it', async () => {
  await slashed('anna', 'task One that is open @oleh');
  const id = await latestId();
  for (const text of TEXTS) {
    if (!fits(text, 300)) continue;
    await pressed('anna', 'task');
    const { errors } = await submitted('anna', { title: text, day: '2026-11-01' });
    expect(Object.keys(errors ?? {}), JSON.stringify(text)).toEqual(['day']);
    await filled('anna', `remind ${id}`, { rest: text });
    await filled('anna', `edit ${id}`, { rest: text });
  }
});
