import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import { FORM_TITLE_MAX } from '../../src/chat/form.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { createCommandTable } from '../../src/chat/route.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import type { Language } from '../../src/domain/language.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { buttonsOf, openAgency, textOfReply } from '../support/agency.ts';
import { ALL_FORMS, formIn, textBlocksOf } from '../support/forms.ts';
import { refused, taskId } from '../support/three-languages.ts';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  await anna.says('/project new prostor Prostor shop');
  await anna.says('/task Banner @oleh #prostor tomorrow');
  await oleh.hears();
});
afterEach(() => agency.close());

const taskOf = (id: number) => agency.store.transact((tx) => tx.tasks.get(taskId(id)));
const table = createCommandTable(COMMANDS);

/** A reply to somebody who filled in a form, as text. */
const says = async (reply: Promise<Reply>) => textOfReply(await reply);

it.each(LANGUAGES)(
  'shows every form in %s within what a dialog takes, and leaves no question behind it',
  async (language) => {
    await anna.says(`/settings language ${language}`);
    await anna.says('/log 15m 1');
    await anna.says('/task Header');
    await anna.says('/done 2');
    await anna.says('/cancel');
    agency.clock.set('2026-11-26T08:00:00Z');
    await anna.says('/digest');
    for (const line of ALL_FORMS) {
      const reply = await anna.opens(line);
      const form = formIn(reply, line);
      expect(textBlocksOf(reply), line).toEqual([]);
      for (const words of [form.title, form.submit, form.cancel]) {
        expect(Array.from(words).length, `${line}: ${words}`).toBeLessThanOrEqual(FORM_TITLE_MAX);
        expect(words.trim(), line).not.toBe('');
      }
      expect(form.title, line).not.toBe('Friday');
      expect(Object.values(catalogueOf(language).form.titles), line).toContain(form.title);
      const names = form.fields.map(({ name }) => name);
      expect(new Set(names).size, line).toBe(names.length);
      for (const field of form.fields) {
        expect(field.name, line).toMatch(/^[a-z]+$/);
        expect(field.label.trim(), line).not.toBe('');
      }
      expect(table.find(form.command), line).toBeDefined();
      // Nothing waits for an answer: what is said next is no answer.
      expect(await anna.says('plain words'), line).toContain(catalogueOf(language).button.createTask);
    }
  },
);

it('names each form’s fields, and which may be left empty', async () => {
  await anna.says('/log 15m 1');
  const fieldsOf = async (line: string) =>
    formIn(await anna.opens(line), line).fields.map(({ name, kind, isOptional }) => [name, kind, isOptional]);
  expect(await fieldsOf('task')).toEqual([
    ['title', 'text', false],
    ['assignee', 'person', true],
    ['project', 'choice', true],
    ['priority', 'choice', true],
    ['day', 'day', true],
    ['time', 'time', true],
    ['description', 'text', true],
  ]);
  expect(await fieldsOf('done 1')).toEqual([['result', 'text', true]]);
  expect(await fieldsOf('move 1')).toEqual([
    ['day', 'day', false],
    ['time', 'time', true],
  ]);
  expect(await fieldsOf('pass 1')).toEqual([['assignee', 'person', false]]);
  for (const line of ['note 1', 'edit 1', 'remind 1', 'log', 'log edit 1', 'settings name', 'project new']) {
    expect(await fieldsOf(line), line).toEqual([['rest', 'text', false]]);
  }
});

it('begins the form with what the line already said', async () => {
  const form = formIn(await anna.opens('/task @oleh #prostor !high tomorrow 18:00', 'typed'), '/task');
  const values = Object.fromEntries(form.fields.map((field) => [field.name, field.value]));
  expect(values).toEqual({
    title: undefined,
    assignee: 'oleh',
    project: 'prostor',
    priority: 'high',
    day: '2026-11-24',
    time: '18:00',
    description: undefined,
  });
  const move = formIn(await anna.opens('move 1'), 'move 1');
  expect(move.fields.map((field) => field.value)).toEqual(['2026-11-24', undefined]);
  expect(move.note).toBe(`1 Banner\n${en.task.when}`);
  expect(formIn(await oleh.opens('move 1'), 'move 1').note).toContain(en.task.whenPropose);
});

it('creates a task of all that was filled in, and tells who got it', async () => {
  const filled = {
    title: '  Footer \n for it ',
    assignee: 'oleh',
    project: 'prostor',
    priority: 'urgent',
    day: '2026-11-30',
    time: '10:30',
    description: 'In three\nsizes',
  };
  const account = { externalId: 'oleh', name: 'Oleh', standing: 'member' } as const;
  const created = await says(anna.fills('task', filled, account));
  expect(created).toContain('2 Footer for it\n│ In three\n│ sizes\nFor:      Oleh');
  expect(await oleh.hears()).toHaveLength(1);
  expect(await taskOf(2)).toMatchObject({
    title: 'Footer for it',
    description: 'In three\nsizes',
    priority: 'urgent',
    deadline: { kind: 'moment', at: '2026-11-30T08:30:00.000Z' },
  });
  await anna.fills('task', { title: 'Mine' });
  expect(await taskOf(3)).toMatchObject({ title: 'Mine', priority: 'normal', deadline: null, projectId: null });
});

it('lets somebody in who was picked on the form and has never been here', async () => {
  const vira = { externalId: 'vira', name: 'Vira', standing: 'member' } as const;
  expect(await says(anna.fills('task', { title: 'Footer', assignee: 'vira' }, vira))).toMatch(/For: +Vira/);
  expect(await agency.person('vira').hears()).toHaveLength(1);
});

it('says all that is wrong with the form at once, beside its fields, and does nothing', async () => {
  await anna.says('/project new old Old shop');
  await anna.says('/project archive old');
  await agency.person('vira').says('/help');
  await anna.says('/people remove @vira');
  const before = await agency.rows();
  const vira = { externalId: 'vira', name: 'Vira', standing: 'member' } as const;
  const filled = {
    title: 'т'.repeat(301),
    assignee: 'vira',
    project: 'old',
    day: '2026-11-22',
    description: 'd'.repeat(4001),
  };
  const reply = await anna.fills('task', filled, vira);
  expect(reply.blocks).toEqual([]);
  const problems = new Map(anna.problems().map(({ field, text }) => [field, text]));
  expect([...problems.keys()].sort()).toEqual(['assignee', 'day', 'description', 'project', 'title']);
  expect(problems.get('title')).toContain('301 characters, 300 fit');
  expect(problems.get('description')).toContain('4001 characters, 4000 fit');
  expect(problems.get('assignee')).toContain('Vira has left');
  expect(problems.get('project')).toContain('#old is archived');
  expect(problems.get('day')).toContain('Sun 22 Nov');
  // Beside a field nothing follows: no sentence ends as if an example came.
  for (const text of problems.values()) expect(text).not.toMatch(/:\s*$/);
  await anna.fills('task', { title: ' \n ' });
  expect(anna.problems().map(({ field }) => field)).toEqual(['title']);
  expect(await agency.rows()).toEqual(before);
  await anna.fills('task', { title: 'Right' });
  expect(anna.problems()).toEqual([]);
});

it('takes only what can be a person', async () => {
  const guest = { externalId: 'guest', name: 'Guest', standing: 'outsider' } as const;
  await anna.fills('task', { title: 'Footer', assignee: 'guest' }, guest);
  expect(anna.problems()).toHaveLength(1);
  // An id that no account came with, as somebody would who forges it.
  await anna.fills('task', { title: 'Footer', assignee: 'nobody' });
  expect(anna.problems().map(({ field }) => field)).toEqual(['assignee']);
  await anna.fills('pass 1', { assignee: 'guest' }, guest);
  expect(anna.problems().map(({ field }) => field)).toEqual(['assignee']);
  expect(await taskOf(2)).toBeUndefined();
});

it('closes with the result that was filled in, or with none', async () => {
  await anna.says('/task Header');
  await anna.says('/task Footer');
  const form = formIn(await anna.opens('done 1,2'), 'done 1,2');
  expect(form.note).toBe('1 Banner\n2 Header');
  expect(await taskOf(1)).toMatchObject({ state: 'open' });
  expect(await says(anna.fills(form.command, { result: 'In the\nfolder' }))).toContain('│ In the\n│ folder');
  expect(await taskOf(2)).toMatchObject({ state: 'done', result: 'In the\nfolder' });
  expect(await says(anna.fills('done 3', {}))).not.toContain(en.task.addResult(1));
  expect(await taskOf(3)).toMatchObject({ state: 'done', result: null });
  // Whoever left it empty is not asked again.
  expect(await anna.says('plain words')).toContain(en.button.createTask);
  await anna.says('/reopen 3');
  expect(await says(anna.fills('done 3', { result: 'r'.repeat(4001) }))).toContain('4001 characters, 4000 fit');
  expect(await taskOf(3)).toMatchObject({ state: 'open' });
});

it('takes the verdicts of the digest on forms, and shows what is left', async () => {
  await anna.says('/task Header');
  await anna.says('/move 2 today');
  agency.clock.set('2026-11-27T08:00:00Z');
  await anna.says('/digest');
  const [, digestId] = JSON.stringify(await anna.asks('/digest')).match(/verdict (\d+) 1 done/) ?? [];
  const done = formIn(await anna.opens(`verdict ${digestId} 1 done`), 'verdict done');
  expect(await taskOf(1)).toMatchObject({ state: 'open' });
  expect(await says(anna.fills(done.command, { result: 'In the folder' }))).toContain('2 Header');
  expect(await taskOf(1)).toMatchObject({ state: 'done', result: 'In the folder' });
  const move = formIn(await anna.opens(`verdict ${digestId} 2 move`), 'verdict move');
  await anna.fills(move.command, { day: '2026-11-26' });
  expect(anna.problems().map(({ field }) => field)).toEqual(['day']);
  expect(await says(anna.fills(move.command, { day: '2026-12-01' }))).toContain(en.task.moved);
  expect(await taskOf(2)).toMatchObject({ deadline: { kind: 'day', on: '2026-12-01' } });
});

it('hands a task over to who was picked', async () => {
  const vira = { externalId: 'vira', name: 'Vira', standing: 'member' } as const;
  expect(formIn(await anna.opens('pass 1'), 'pass 1').note).toBe('1 Banner');
  expect(await says(anna.fills('pass 1', { assignee: 'vira' }, vira))).toMatch(/For: +Vira/);
  expect(await agency.person('vira').hears()).toHaveLength(1);
  expect(await oleh.hears()).toHaveLength(1);
});

it('runs the line that the rest of was asked for', async () => {
  await anna.says('/log 15m 1');
  const fill = async (line: string, rest: string) => {
    const form = formIn(await anna.opens(line), line);
    const said = await says(anna.fills(form.command, { rest }));
    return said;
  };
  expect(await fill('note 1', 'one\ntwo')).toContain('│ one\n│ two');
  expect(await fill('edit 1', 'Big banner !low')).toContain('1 Big banner');
  expect(await taskOf(1)).toMatchObject({ title: 'Big banner', priority: 'low' });
  expect(await fill('remind 1', 'in 1 hour')).toContain('1 Big banner');
  expect(await fill('log', '5m 1 call')).toContain('│ call');
  expect(await fill('log edit 1', '10m')).toContain('10 min');
  expect(await fill('settings name', 'Anna B')).toContain('Anna B');
  expect(await fill('project new', 'fresh Fresh shop')).toContain('#fresh');
  await anna.fills('done 1', {});
  expect(await fill('result 1', 'One, as asked')).toContain('│ One, as asked');
  expect(await fill('write settings zone', 'Warsaw')).toContain('Warsaw');
  expect(await fill('write settings language', 'en')).toContain(en.settings.saved);
});

it('keeps what is written on a form from being read as anything but the rest of its line', async () => {
  // The rest of `log` is not the word that makes it `log edit`.
  await anna.says('/log 15m 1');
  const before = await agency.rows();
  for (const rest of ['/done 1', 'cancel', 'answer yes']) {
    await anna.fills('remind 1', { rest });
    await anna.fills('log', { rest });
  }
  expect(await agency.rows()).toEqual(before);
});

it('keeps the choices of a question, with a button to write something else', async () => {
  for (const [line, choice] of [
    ['priority 1', 'priority 1 urgent'],
    ['settings zone', 'settings zone Europe/Warsaw'],
    ['settings language', 'settings language uk'],
  ] as const) {
    const reply = await anna.opens(line);
    expect(reply.form, line).toBeUndefined();
    const commands = buttonsOf(reply).map(({ command }) => command);
    expect(commands, line).toContain(choice);
    expect(commands.at(-1), line).toBe(`write ${line}`);
    expect(buttonsOf(reply).at(-1)?.label).toBe(en.button.write);
    const form = formIn(await anna.opens(`write ${line}`), line);
    expect(form.command).toBe(line);
    // The question that the choices stood under is asked by the form now.
    expect(await anna.says('plain words'), line).toContain(en.button.createTask);
  }
});

it('offers the result as a button, and in private takes a plain line for it too', async () => {
  const reply = await anna.opens('/done 1', 'typed');
  expect(reply.asks).toBeUndefined();
  const add = buttonsOf(reply).find(({ label }) => label === en.button.addResult);
  expect(await anna.says('plain words')).toContain(en.task.resultSaved);
  const form = formIn(await anna.opens(add?.command ?? ''), 'result');
  expect(await says(anna.fills(form.command, { rest: 'In the folder' }))).toContain('│ In the folder');
  expect(await taskOf(1)).toMatchObject({ result: 'In the folder' });
});

it('puts aside a question that waits in words when the same is asked on a form', async () => {
  for (const [asked, line] of [
    ['/task', 'task'],
    ['/note 1', 'note 1'],
    ['/priority 1', 'write priority 1'],
    ['/task', 'note 1'],
  ] as const) {
    await anna.says(asked);
    formIn(await anna.opens(line), line);
    expect(await anna.says('plain words'), `${asked}, ${line}`).toContain(en.button.createTask);
  }
  expect(await taskOf(2)).toBeUndefined();
});

it('asks in words where no form can be shown', async () => {
  for (const line of ['task', 'done 1', 'move 1', 'pass 1', 'note 1', 'settings name']) {
    expect((await anna.pressing(line)).form, line).toBeUndefined();
    await anna.says('/undo');
    await anna.says('/cancel');
  }
});

it('refuses forms for tasks that one may not see like those that nobody has', async () => {
  const vira = agency.person('vira');
  await vira.says('/help');
  const readsAlike = (reply: Reply, missing: Reply) =>
    expect(JSON.stringify(reply).replaceAll('999', '1')).toBe(JSON.stringify(missing).replaceAll('999', '1'));
  const before = await agency.rows();
  for (const line of ['done', 'move', 'pass', 'note', 'edit', 'remind', 'priority', 'write priority', 'result']) {
    if (line !== 'result') readsAlike(await vira.opens(`${line} 1`), await vira.opens(`${line} 999`));
    const filled = { title: 'x', result: 'x', rest: 'in 1 hour', day: '2026-12-01', assignee: 'anna' };
    const account = { externalId: 'anna', name: 'Anna', standing: 'member' } as const;
    const hidden = await vira.fills(`${line} 1`, filled, account);
    expect(textOfReply(hidden), line).toBe(refused({ kind: 'no such task', id: taskId(1) }));
    expect(vira.problems(), line).toEqual([]);
    readsAlike(hidden, await vira.fills(`${line} 999`, filled, account));
  }
  readsAlike(await vira.opens('verdict 1 1 done'), await vira.opens('verdict 999 1 done'));
  readsAlike(await vira.fills('verdict 1 1 move', {}), await vira.fills('verdict 999 1 move', {}));
  expect(await agency.rows()).toEqual(before);
});

it('keeps a form of before from doing what may not be done any more', async () => {
  const form = formIn(await oleh.opens('done 1'), 'done 1');
  await anna.says('/done 1 Did it myself');
  expect(await says(oleh.fills(form.command, { result: 'Mine' }))).toBe(
    refused({ kind: 'task closed', id: taskId(1), state: 'done' }),
  );
  expect(await taskOf(1)).toMatchObject({ result: 'Did it myself' });
});

it('takes a form once, however often it is sent', async () => {
  const send = (requestId: string) =>
    agency.friday.handle({
      platform: 'terminal',
      requestId,
      sender: { externalId: 'anna', name: 'Anna', standing: 'member' },
      chat: { id: 'terminal:anna', kind: 'direct' },
      text: 'task',
      origin: 'pressed',
      filled: { title: 'Header' },
    });
  const first = await send('once');
  const again = await send('once');
  expect(again).toMatchObject({ repeated: true, reply: first.reply });
  expect(await taskOf(3)).toBeUndefined();
});

it('takes a form longer than any line for what it is', async () => {
  const reply = await anna.fills('task', { title: 'x', description: 'd'.repeat(10_001) });
  expect(textOfReply(reply)).toContain('10000 fit');
  expect(await taskOf(2)).toBeUndefined();
});

it('reads a day and a time on the clock of whoever fills in the form', async () => {
  const deadlineOf = async (filled: Record<string, string>) => {
    await anna.fills('task', { title: 'Timed', ...filled });
    expect(anna.problems(), JSON.stringify(filled)).toEqual([]);
    const { tasks = [] } = await agency.rows();
    const newest = tasks.at(-1) as { id: number } | undefined;
    return (await taskOf(newest?.id ?? 0))?.deadline;
  };
  expect(await deadlineOf({ day: '2026-12-01' })).toEqual({ kind: 'day', on: '2026-12-01' });
  expect(await deadlineOf({ day: '2026-12-01', time: '18:00' })).toEqual({
    kind: 'moment',
    at: '2026-12-01T16:00:00.000Z',
  });
  // Without a day it is today.
  expect(await deadlineOf({ time: '18:00' })).toEqual({ kind: 'moment', at: '2026-11-23T16:00:00.000Z' });
  expect(await deadlineOf({})).toBeNull();
  // 03:30 that the clocks skip is the first minute there is; 03:30 that comes twice is the first of both.
  expect(await deadlineOf({ day: '2027-03-28', time: '03:30' })).toEqual({
    kind: 'moment',
    at: '2027-03-28T01:00:00.000Z',
  });
  expect(await deadlineOf({ day: '2027-10-31', time: '03:30' })).toEqual({
    kind: 'moment',
    at: '2027-10-31T00:30:00.000Z',
  });
  await anna.says('/settings zone America/New_York');
  expect(await deadlineOf({ day: '2027-03-14', time: '02:30' })).toEqual({
    kind: 'moment',
    at: '2027-03-14T07:00:00.000Z',
  });
  expect(await deadlineOf({ day: '2027-11-07', time: '01:30' })).toEqual({
    kind: 'moment',
    at: '2027-11-07T05:30:00.000Z',
  });
});

it('holds a whole day to the clock of who has the task', async () => {
  await oleh.says('/settings zone Pacific/Auckland');
  const account = { externalId: 'oleh', name: 'Oleh', standing: 'member' } as const;
  await anna.fills('task', { title: 'Header', assignee: 'oleh', day: '2026-11-24' }, account);
  expect(await taskOf(2)).toMatchObject({ lateFrom: '2026-11-24T11:00:00.000Z' });
  // Already Tuesday in Auckland: what ends there on Monday is over.
  agency.clock.set('2026-11-23T14:00:00Z');
  await anna.fills('task', { title: 'Footer', assignee: 'oleh', day: '2026-11-23' }, account);
  expect(anna.problems().map(({ field }) => field)).toEqual(['day']);
  await anna.fills('task', { title: 'Mine', day: '2026-11-23' });
  expect(anna.problems()).toEqual([]);
  // A moment is the same moment everywhere.
  await anna.fills('task', { title: 'Call', assignee: 'oleh', day: '2026-11-23', time: '18:00' }, account);
  expect(await taskOf(4)).toMatchObject({ lateFrom: '2026-11-23T16:00:00.000Z' });
});

it('refuses a day or time that is over, or that there is none, beside the day', async () => {
  const wrong = async (filled: Record<string, string>, command = 'move 1') => {
    await anna.fills(command, filled);
    return anna.problems();
  };
  expect(await wrong({ day: '2026-11-22' })).toEqual([
    { field: 'day', text: expect.stringContaining('Sun 22 Nov') as string },
  ]);
  for (const filled of [
    { time: '09:59' },
    { day: '2026-11-23', time: '09:59' },
    { day: '2036-12-31' },
    { day: '2027-02-30' },
    { day: 'tomorrow' },
    { day: '2026-12-01', time: '25:00' },
    { day: '2026-12-01', time: 'noon' },
    {},
  ]) {
    expect(
      (await wrong(filled)).map(({ field }) => field),
      JSON.stringify(filled),
    ).toEqual(['day']);
    if (Object.keys(filled).length === 0) continue;
    const problems = await wrong({ title: 'x', ...filled }, 'task');
    expect(
      problems.map(({ field }) => field),
      JSON.stringify(filled),
    ).toEqual(['day']);
  }
  expect(await taskOf(1)).toMatchObject({ deadline: { kind: 'day', on: '2026-11-24' } });
  expect(await taskOf(2)).toBeUndefined();
  await anna.fills('move 1', { day: '2026-11-23', time: '10:01' });
  expect(anna.problems()).toEqual([]);
});

it('proposes the deadline that the assignee fills in', async () => {
  expect(await says(oleh.fills('move 1', { day: '2026-12-01' }))).toContain(en.task.moveProposed('Anna'));
  expect(await taskOf(1)).toMatchObject({ deadline: { kind: 'day', on: '2026-11-24' } });
  expect(await anna.hears()).toHaveLength(1);
});

const LINK = 'https://prostor.example/archives/C1/p1';

async function draftOf(text: string, person = anna): Promise<Form & { values: Record<string, string | undefined> }> {
  const filled = text === '' ? { link: LINK } : { text, link: LINK };
  const reply = await agency.friday.handle({
    platform: 'terminal',
    requestId: `draft:${Math.random()}`,
    sender: { externalId: person === anna ? 'anna' : 'oleh', name: 'Anna', standing: 'member' },
    chat: { id: 'room:design', kind: 'group' },
    text: 'draft',
    origin: 'pressed',
    takesForm: true,
    filled,
  });
  const form = formIn(reply.reply, 'draft');
  return { ...form, values: Object.fromEntries(form.fields.map((field) => [field.name, field.value])) };
}

it('drafts a task of a message: its first line is the title, all of it and the link the description', async () => {
  const short = await draftOf('Please  make the banner');
  expect(short).toMatchObject({ command: 'task', title: en.form.titles.task });
  expect(short.note).toBeUndefined();
  // Its white space was drawn together, so the message is kept as it was.
  expect(short.values).toMatchObject({
    title: 'Please make the banner',
    description: `Please  make the banner\n\n${LINK}`,
  });
  expect((await draftOf('Make the banner')).values).toMatchObject({ title: 'Make the banner', description: LINK });
  expect((await draftOf('\n\n Make it \n- red\n- green\n')).values).toMatchObject({
    title: 'Make it',
    description: `Make it \n- red\n- green\n\n${LINK}`,
  });
  expect((await draftOf('')).values).toMatchObject({ title: undefined, description: LINK });
  expect(await taskOf(2)).toBeUndefined();
});

it('drafts a task of a message longer than fits, and says so', async () => {
  const oneLine = await draftOf('щ'.repeat(400));
  expect(oneLine.values.title).toBe(`${'щ'.repeat(299)}…`);
  expect(oneLine.values.description).toBe(`${'щ'.repeat(400)}\n\n${LINK}`);
  expect(oneLine.note).toBeUndefined();
  const long = await draftOf(`Title\n${'😀'.repeat(3000)}`);
  expect(long.values.title).toBe('Title');
  expect(long.note).toBe(en.form.messageShortened);
  const description = long.values.description ?? '';
  expect(Array.from(description).length).toBeLessThanOrEqual(3000);
  expect(description.endsWith(`…\n\n${LINK}`)).toBe(true);
  expect(description).not.toMatch(/\p{Surrogate}/u);
  // What the form holds can be sent as it is.
  await anna.fills('task', { title: long.values.title ?? '', description });
  expect(await taskOf(2)).toMatchObject({ title: 'Title', description });
});

it('drafts a task for the project of the room', async () => {
  await anna.saysIn('design', '/project bind prostor');
  expect((await draftOf('Make the banner')).values).toMatchObject({ project: 'prostor' });
});

it.each(['draft', 'draft 1'])('has nothing to say to %s that somebody types', async (line) => {
  expect(await anna.says(`/${line}`)).toBe(refused({ kind: 'nothing asked' }));
});

it('speaks each language on its forms', async () => {
  for (const language of ['uk', 'ru'] satisfies Language[]) {
    await anna.says(`/settings language ${language}`);
    const form = formIn(await anna.opens('task'), 'task');
    expect(form.fields[0]?.label).toBe(catalogueOf(language).form.whatToDo);
    await anna.fills('task', { title: 'x', day: '2026-11-20' });
    expect(anna.problems()[0]?.text).toMatch(/20 (листопада|ноября)/);
  }
});
