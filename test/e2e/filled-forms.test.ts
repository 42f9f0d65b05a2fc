import { afterEach, beforeEach, expect, it } from 'vitest';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { textOfReply } from '../support/agency.ts';
import { formIn, openWithBanner, taskIn, textOf } from '../support/forms.ts';
import { refused, taskId } from '../support/three-languages.ts';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
beforeEach(async () => {
  ({ agency, anna, oleh } = await openWithBanner());
});
afterEach(() => agency.close());

const taskOf = (id: number) => taskIn(agency, id);

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
  const created = await textOf(anna.fills('task', filled, account));
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
  expect(await textOf(anna.fills('task', { title: 'Footer', assignee: 'vira' }, vira))).toMatch(/For: +Vira/);
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
  expect(await textOf(anna.fills(form.command, { result: 'In the\nfolder' }))).toContain('│ In the\n│ folder');
  expect(await taskOf(2)).toMatchObject({ state: 'done', result: 'In the\nfolder' });
  expect(await textOf(anna.fills('done 3', {}))).not.toContain(en.task.addResult(1));
  expect(await taskOf(3)).toMatchObject({ state: 'done', result: null });
  // Whoever left it empty is not asked again.
  expect(await anna.says('plain words')).toContain(en.button.createTask);
  await anna.says('/reopen 3');
  expect(await textOf(anna.fills('done 3', { result: 'r'.repeat(4001) }))).toContain('4001 characters, 4000 fit');
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
  expect(await textOf(anna.fills(done.command, { result: 'In the folder' }))).toContain('2 Header');
  expect(await taskOf(1)).toMatchObject({ state: 'done', result: 'In the folder' });
  const move = formIn(await anna.opens(`verdict ${digestId} 2 move`), 'verdict move');
  await anna.fills(move.command, { day: '2026-11-26' });
  expect(anna.problems().map(({ field }) => field)).toEqual(['day']);
  expect(await textOf(anna.fills(move.command, { day: '2026-12-01' }))).toContain(en.task.moved);
  expect(await taskOf(2)).toMatchObject({ deadline: { kind: 'day', on: '2026-12-01' } });
});

it('hands a task over to who was picked', async () => {
  const vira = { externalId: 'vira', name: 'Vira', standing: 'member' } as const;
  expect(formIn(await anna.opens('pass 1'), 'pass 1').note).toBe('1 Banner');
  expect(await textOf(anna.fills('pass 1', { assignee: 'vira' }, vira))).toMatch(/For: +Vira/);
  expect(await agency.person('vira').hears()).toHaveLength(1);
  expect(await oleh.hears()).toHaveLength(1);
});

it('runs the line that the rest of was asked for', async () => {
  await anna.says('/log 15m 1');
  const fill = async (line: string, rest: string) => {
    const form = formIn(await anna.opens(line), line);
    const said = await textOf(anna.fills(form.command, { rest }));
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

it('keeps a form of before from doing what may not be done any more', async () => {
  const form = formIn(await oleh.opens('done 1'), 'done 1');
  await anna.says('/done 1 Did it myself');
  expect(await textOf(oleh.fills(form.command, { result: 'Mine' }))).toBe(
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
