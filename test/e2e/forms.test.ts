import { afterEach, beforeEach, expect, it } from 'vitest';
import { FORM_TITLE_MAX } from '../../src/chat/form.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { createCommandTable } from '../../src/chat/route.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import type { Language } from '../../src/domain/language.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { buttonsOf, textOfReply } from '../support/agency.ts';
import { ALL_FORMS, formIn, openWithBanner, taskIn, textOf } from '../support/forms.ts';
import { refused, taskId } from '../support/three-languages.ts';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
beforeEach(async () => {
  ({ agency, anna, oleh } = await openWithBanner());
});
afterEach(() => agency.close());

const taskOf = (id: number) => taskIn(agency, id);
const table = createCommandTable(COMMANDS);

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
      expect(reply.blocks, line).toEqual([]);
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
    ['estimate', 'text', true],
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
  expect(await textOf(anna.fills(form.command, { rest: 'In the folder' }))).toContain('│ In the folder');
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
    const said = vira.problems()[0]?.text ?? textOfReply(hidden);
    expect(refused({ kind: 'no such task', id: taskId(1) }).startsWith(said), line).toBe(true);
    readsAlike(hidden, await vira.fills(`${line} 999`, filled, account));
    expect((vira.problems()[0]?.text ?? said).replace('999', '1')).toBe(said);
  }
  readsAlike(await vira.opens('verdict 1 1 done'), await vira.opens('verdict 999 1 done'));
  readsAlike(await vira.fills('verdict 1 1 move', {}), await vira.fills('verdict 999 1 move', {}));
  expect(await agency.rows()).toEqual(before);
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
