import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { refused, taskId } from '../support/three-languages.ts';

const id = taskId(1);
let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  await anna.says('/project new prostor Prostor shop');
  await anna.says('/project new site Site');
  await anna.says('/task Banner @oleh #prostor friday 18:00');
  await oleh.hears();
});
afterEach(() => agency.close());

/** All that can be seen of the tasks and of Oleh's time, without the history of the tasks. */
async function everything(): Promise<string[]> {
  const cards = [...['/show 1', '/show 2', '/show 3'].map((line) => anna.says(line)), oleh.says('/show 1')];
  const lists = ['/time week by task', '/time week by project', '/timer'].map((line) => oleh.says(line));
  const withoutHistory = (await Promise.all(cards)).map((card) => card.replace(/\nHistory\n[\s\S]*?(?=\n\[)/, ''));
  return [...withoutHistory, ...(await Promise.all(lists))];
}

it('keeps who changed what, when, from where, and from what to what', async () => {
  const slack = agency.person('U1', { platform: 'slack', name: 'Zoe' });
  await slack.says('/help');
  await anna.says('/people role @Zoe manager');
  agency.clock.advance({ minutes: 5 });
  await oleh.says('/took 1');
  await anna.says('/edit 1 Better banner');
  await anna.says('/edit 1 #site !high');
  await anna.says('/move 1 tuesday');
  agency.clock.advance({ hours: 1 });
  await slack.says('/edit 1 @Anna');
  await anna.says('/note 1 The client called');
  await anna.says('/done 1 In the folder');
  const history = (await anna.says('/show 1')).split('\nHistory\n')[1] ?? '';
  const lines = history.split('\n').filter((line) => !line.startsWith('['));
  const entries = lines.filter((line) => line.startsWith('• ')).map((line) => line.slice(2));
  expect(entries).toEqual(
    expect.arrayContaining([
      en.history.took,
      'Title: Banner → Better banner',
      'Project: #prostor → #site',
      'Priority: normal → high',
      'Deadline: Fri 27 Nov, 18:00 → Tue 24 Nov',
      'For: Oleh → Anna',
      en.history.note('The client called'),
      'State: open → done',
      en.history.result('In the folder'),
    ]),
  );
  expect(lines[entries.indexOf('For: Oleh → Anna') * 2 + 1]).toBe('  Zoe · Mon 23 Nov, 11:05 · Slack');
  expect(lines[entries.indexOf('Priority: normal → high') * 2 + 1]).toBe('  Anna · Mon 23 Nov, 10:05 · terminal');
  // Latest first, ten at a time, down to the beginning.
  expect(entries).toHaveLength(10);
  expect(await anna.presses('Earlier')).toMatch(new RegExp(`• ${en.history.created}\n {2}Anna · Mon 23 Nov, 10:00`));
});

it.each(['en', 'uk', 'ru'] as const)('shows the history and takes back in %s', async (language) => {
  await anna.says(`/settings language ${language}`);
  const text = catalogueOf(language);
  const before = await anna.says('/show 1');
  await anna.says('/edit 1 !high #site');
  const card = await anna.says('/show 1');
  expect(card).toContain(`• ${text.history.changed(text.fields.project, '#prostor', '#site')}\n`);
  expect(card).toContain(`• ${text.history.changed(text.fields.priority, text.priority.normal, text.priority.high)}\n`);
  expect(await anna.says('/undo')).toBe(
    `${text.undo.done}\n1 Banner\n${text.undo.asBefore([text.fields.project, text.fields.priority].map((name) => name.toLowerCase()))}`,
  );
  const undone = await anna.says('/show 1');
  expect(undone).toContain(`• ${text.history.undone}\n`);
  const fields = (shown: string) => shown.split(`\n${text.fields.history}\n`)[0];
  expect(fields(undone)).toBe(fields(before));
  await anna.says('/undo');
  expect(await anna.says('/undo')).toBe(refused({ kind: 'nothing to undo' }, language));
});

const UNDOABLE: [string, string[], string[]][] = [
  ['a new task', [], ['/task Header tomorrow !high #site']],
  ['a done with its timer', ['/timer start 1', '+45'], ['/done 1 Ready']],
  ['a done of several', ['/task Header @anna', '/task Footer'], ['/done 1, 2, 3']],
  ['a result', ['/done 1'], ['/result 1 In the folder']],
  ['a reopening', ['/done 1 In the folder'], ['/reopen 1']],
  ['an edit that moves time', ['/log 1h 1'], ['/edit 1 #site !urgent Better banner\nAll about it']],
  ['a reassignment', ['/took 1'], ['/edit 1 @anna']],
  ['a priority', [], ['/priority 1 low']],
  ['a proposed deadline', [], ['/move 1 tuesday']],
  ['a proposal to drop', [], ['/drop 1 The client left']],
  ['a drop', ['/task Own', '/timer start 2', '+10'], ['/drop 2 No more']],
  ['a moved deadline', ['/task Own friday'], ['/move 2 tuesday']],
  ['a deadline cleared', ['/task Own friday'], ['/move 2 no deadline']],
  ['a took', [], ['/took 1']],
  ['a note', [], ['/note 1 The client called']],
  ['a timer started', [], ['/timer start 1 sketch']],
  ['a timer started over another', ['/task Own', '/timer start 2', '+30'], ['/timer start 1']],
  ['a timer stopped', ['/timer start 1', '+30'], ['/timer stop first draft']],
  ['a timer thrown away', ['/timer start 1', '+30'], ['/timer cancel']],
  ['logged time', [], ['/log 1h30m 1 layout']],
  ['corrected time', ['/log 1h30m 1 layout'], ['/log edit 1 45m']],
  ['deleted time', ['/log 1h30m 1 layout'], ['/log delete 1']],
];

it.each(UNDOABLE)('takes back %s, as if it had not been', async (_what, first, [line = '']) => {
  for (const words of first) {
    if (words.startsWith('+')) agency.clock.advance({ minutes: Number(words) });
    else await oleh.says(words);
  }
  const before = await everything();
  await oleh.says(line);
  if (!line.startsWith('/note')) expect(await everything()).not.toEqual(before);
  const said = await oleh.says('/undo');
  expect(said.startsWith(`${en.undo.done}\n`)).toBe(true);
  // Which task or time it was, and what of it is as it was.
  expect(said).toMatch(/\n(?:As before: .|The task is gone|Time as before:|Time removed:|The timer is running again:)/);
  expect(await everything()).toEqual(before);
});

it('takes back verdicts, agreements and refusals of the author too', async () => {
  await oleh.says('/drop 1');
  const before = await everything();
  for (const press of ['agree 1', 'keep 1']) {
    await anna.forges(press);
    expect(await anna.says('/undo')).toContain(`${en.undo.done}\n1 Banner\nAs before: `);
    expect(await everything()).toEqual(before);
  }
});

it('tells the other person what was taken back', async () => {
  await oleh.says('/done 1 Ready');
  await oleh.presses('Undo');
  expect((await anna.hears()).at(-1)).toContain(`${en.notice.undone('Oleh')}\n1 Banner`);
  await anna.says('/task Header @oleh');
  await anna.presses('Undo');
  expect((await oleh.hears()).at(-1)).toBe(`${en.notice.takenBack('Anna')}\n2 Header`);
});

it('takes back several in a row, the last first, each person their own', async () => {
  const start = await everything();
  await anna.says('/task Header tomorrow');
  await oleh.says('/timer start 1');
  agency.clock.advance({ minutes: 20 });
  await anna.says('/edit 2 !high');
  await oleh.says('/done 1');
  await anna.says('/move 2 friday');
  expect(await anna.says('/undo')).toContain(`${en.undo.done}\n2 Header\nAs before: deadline.`);
  expect(await anna.says('/undo')).toContain(`${en.undo.done}\n2 Header\nAs before: priority.`);
  expect(await oleh.says('/undo')).toContain(`${en.undo.done}\n1 Banner\nAs before: state.`);
  expect(await oleh.says('/timer')).toContain('20 min');
  expect(await oleh.says('/undo')).toContain(`${en.undo.done}\n${en.undo.entryGone}`);
  expect(await anna.says('/undo')).toContain(en.undo.taskGone);
  expect(await oleh.says('/undo')).toBe(refused({ kind: 'nothing to undo' }));
  expect(await everything()).toEqual(start);
});

describe('is refused when somebody has changed the same since', () => {
  const since = refused({ kind: 'changed since', what: 'task', id });

  it.each([
    ['/edit 1 !high', '/edit 1 Better banner'],
    ['/priority 1 low', '/done 1'],
    ['/drop 1', 'agree 1'],
    ['/move 1 tuesday', 'keep 1'],
    ['/done 1', '/reopen 1'],
  ])('%s, then %s', async (mine, theirs) => {
    await oleh.says(mine);
    await (theirs.startsWith('/') ? anna.says(theirs) : anna.forges(theirs));
    const before = await everything();
    expect(await oleh.says('/undo')).toBe(since);
    expect(await everything()).toEqual(before);
    // What they did may be taken back, and then mine as well.
    await anna.says('/undo');
    expect(await oleh.says('/undo')).not.toBe(since);
  });

  it('a new task that others have worked on or written about stays', async () => {
    await oleh.says('/log 1h 1');
    expect(await anna.says('/undo')).toBe(since);
    await oleh.says('/undo');
    await oleh.says('/note 1 Which size?');
    expect(await anna.says('/undo')).toBe(since);
  });

  it('a stopped timer does not come back onto time logged since', async () => {
    await oleh.says('/timer start 1');
    agency.clock.advance({ hours: 1 });
    await oleh.says('/timer stop');
    agency.clock.advance({ hours: 1 });
    await anna.says('/log 30m 1');
    await oleh.says('/timer start 1');
    expect(await oleh.says('/undo')).toContain(`${en.undo.done}\n${en.undo.entryGone}`);
    expect(await oleh.says('/undo')).toContain(`${en.undo.done}\n${en.undo.runsAgain}`);
    expect(await oleh.says('/timer')).toContain('2 h');
  });
});
