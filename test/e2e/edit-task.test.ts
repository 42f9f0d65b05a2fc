import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { november, refused, taskId } from '../support/three-languages.ts';

const id = taskId(1);
let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
let zoe: AgencyPerson;
beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  zoe = agency.person('zoe');
  await anna.says('/project new prostor Prostor shop');
  await anna.says('/project new site Site');
  await zoe.says('/help');
  await anna.says('/task Banner @oleh #prostor friday 18:00');
  await oleh.hears();
});
afterEach(() => agency.close());

const BEFORE = {
  title: '1 Banner',
  who: 'For:      Oleh',
  project: 'Project:  #prostor Prostor shop',
  priority: 'Priority: normal',
  deadline: 'Deadline: Fri 27 Nov, 18:00 (Kyiv)',
};

it.each([
  ['the title', 'Banner in three sizes', { title: '1 Banner in three sizes' }],
  ['the project', '#site', { project: 'Project:  #site Site' }],
  ['the priority', '!urgent', { priority: 'Priority: urgent' }],
  ['the deadline', 'tuesday', { deadline: 'Deadline: Tue 24 Nov (Kyiv)' }],
  ['the deadline away', 'no deadline', { deadline: 'Deadline: none' }],
  ['the project away', 'no project', { project: 'Project:  none' }],
  [
    'the project away, with others',
    '!high Without a project, no deadline',
    {
      project: 'Project:  none',
      priority: 'Priority: high',
      deadline: 'Deadline: none',
    },
  ],
  ['the assignee', '@zoe', { who: 'For:      Zoe' }],
  ['the description', 'Banner\nIn three sizes', { title: '1 Banner\n│ In three sizes' }],
  [
    'several at once',
    '!low Header tuesday 9:00 #site',
    {
      title: '1 Header',
      priority: 'Priority: low',
      project: 'Project:  #site Site',
      deadline: 'Deadline: Tue 24 Nov, 09:00 (Kyiv)',
    },
  ],
])('changes %s and nothing else', async (_what, words, changed) => {
  const said = await anna.says(`/edit 1 ${words}`);
  expect(said).toContain(`${en.task.changed}\n1 `);
  for (const part of Object.values({ ...BEFORE, ...changed })) {
    expect(said).toContain(`${part}\n`);
    expect(await anna.says('/show 1')).toContain(`${part}\n`);
  }
  expect(said).toContain('Undo');
});

it.each([
  ['en', 'no deadline', '!high @zoe tomorrow 18:00'],
  ['uk', 'без дедлайну', '!важливо @zoe завтра о 18:00'],
  ['ru', 'без срока', '!важно @zoe завтра в 18:00'],
] as const)('changes a task in %s', async (language, none, words) => {
  await anna.says(`/settings language ${language}`);
  const text = catalogueOf(language);
  const cleared = await anna.says(`/edit 1 ${none}`);
  expect(cleared).toContain(`${text.task.changed}\n1 Banner\n`);
  expect(cleared).not.toMatch(november(27));
  const changed = await anna.says(`/edit 1 ${words}`);
  expect(changed).toMatch(november(24));
  expect(changed).toContain(`18:00 (Kyiv)\n${text.told(['Oleh', 'Zoe'])}`);
  expect(changed).toContain(text.priority.high);
});

it.each(['no project', 'без проєкту', 'без проекту', 'без проекта'])(
  'takes the project away with %j: told, kept in the history, undone',
  async (words) => {
    expect(await anna.says(`/edit 1 ${words}`)).toMatch(/\n1 Banner\n[\s\S]*Project: +none\n/);
    expect(await oleh.hears()).toEqual([
      expect.stringMatching(/^Anna changed a task \(project\):\n1 Banner\n[\s\S]*Project: +none\n/),
    ]);
    expect(await anna.says('/show 1')).toContain('Project: #prostor → none');
    expect(await anna.says(`/edit 1 ${words}`)).toBe(refused({ kind: 'nothing to change', id }));
    expect(await anna.says('/undo')).toContain(en.undo.asBefore(['project']));
    expect(await anna.says('/show 1')).toContain(`${BEFORE.project}\n`);
  },
);

it('does not take for a title that there is to be no priority, nobody, or both a project and none', async () => {
  for (const words of ['no priority', 'без пріоритету', 'без приоритета']) {
    expect(await anna.says(`/edit 1 ${words}`)).toBe(refused({ kind: 'never without', field: 'priority', id }));
  }
  for (const words of ['No assignee.', 'без виконавця', 'без исполнителя']) {
    expect(await anna.says(`/edit 1 ${words}`)).toBe(refused({ kind: 'never without', field: 'assignee', id }));
  }
  expect(await anna.says('/edit 1 #site no project')).toContain('You named #site and no project at once.');
  expect(await anna.says('/show 1')).toMatch(/^1 Banner\n[\s\S]*#prostor/);
  expect(await oleh.hears()).toEqual([]);
  expect(await anna.says('/edit 1 @me')).toMatch(/For: +Anna/);
});

it('asks what to change, and takes the next words for it', async () => {
  expect(await anna.says('/edit 1')).toContain(en.task.whichEdit);
  expect(await anna.says('!high tuesday')).toMatch(/Priority: high\nDeadline: Tue 24 Nov/);
  expect(await anna.says('/edit')).toContain('/edit 12');
});

it('tells the other person of a change', async () => {
  expect(await anna.says('/edit 1 !high')).toContain(en.told(['Oleh']));
  expect(await oleh.hears()).toEqual([
    expect.stringMatching(/^Anna changed a task \(priority\):\n1 Banner\n[\s\S]*Priority: high\n/),
  ]);
  expect(await oleh.says('/edit 1 Better banner')).toContain(en.told(['Anna']));
  expect(await anna.hears()).toEqual([
    expect.stringContaining(`${en.notice.changed('Oleh', 'title')}\n1 Better banner\n`),
  ]);
});

describe('reassigning', () => {
  it('tells who had the task and who has it now', async () => {
    expect(await anna.says('/edit 1 @zoe')).toContain(en.told(['Oleh', 'Zoe']));
    expect(await oleh.hears()).toEqual([expect.stringMatching(`^${en.notice.reassigned('Anna', 'Zoe')}\n1 Banner\n`)]);
    expect(await zoe.hears()).toEqual([
      expect.stringMatching(
        `^${en.notice.assigned('Anna')}\n1 Banner\nFor: +Zoe\nFrom: +Anna\n[\\s\\S]*Took it .*Open`,
      ),
    ]);
    expect(await oleh.says('/tasks')).toContain(en.tasks.nothingOpen);
    expect(await zoe.says('/tasks')).toContain('• 1 Banner');
  });

  it.each(['to @zoe', 'на @zoe', 'To: @zoe', 'до @zoe', 'к @zoe', 'for @zoe', '!high to @zoe tuesday'])(
    'takes no word that leads to the mention for a title: %s',
    async (words) => {
      expect(await anna.says(`/edit 1 ${words}`)).toMatch(/\n1 Banner\nFor: +Zoe\n/);
      expect(await zoe.hears()).toEqual([expect.stringContaining('\n1 Banner\n')]);
    },
  );

  it('by the assignee tells the author and the new one', async () => {
    await oleh.says('/took 1');
    await anna.hears();
    await oleh.says('/edit 1 @zoe');
    expect((await zoe.hears())[0]).toMatch(/1 Banner\nFor: +Zoe\nFrom: +Anna/);
    expect((await anna.hears())[0]).toMatch(/1 Banner\nFor: +Zoe/);
    // Nobody has taken it yet: the button is there again.
    expect(await zoe.presses('Took it')).toContain(en.task.took);
  });

  it('to myself leaves nobody to propose to', async () => {
    await anna.says('/edit 1 @anna');
    expect(await anna.says('/show 1')).not.toContain('From:');
    expect(await oleh.hears()).toEqual([expect.stringContaining(en.notice.reassigned('Anna', 'Anna'))]);
    expect(await oleh.says('/show 1')).toBe(refused({ kind: 'no such task', id }));
  });

  it('moves the end of a day deadline to where the new assignee is', async () => {
    await zoe.says('/settings zone America/New_York');
    await anna.says('/edit 1 tuesday');
    expect(await anna.says('/edit 1 @zoe')).toContain('Deadline: Tue 24 Nov (New York)');
    agency.clock.set('2026-11-25T04:59:00Z');
    expect(await zoe.says('/tasks overdue')).toContain(en.tasks.nothingLikeThis);
    agency.clock.set('2026-11-25T05:00:00Z');
    expect(await zoe.says('/tasks overdue')).toContain('• 1 Banner');
  });
});

describe('the deadline', () => {
  it('moves at once by the author, and the assignee is told to when', async () => {
    expect(await anna.says('/move 1 1 dec 12:00')).toContain(
      `1 Banner\nDeadline: Tue 1 Dec, 12:00 (Kyiv)\n${en.told(['Oleh'])}`,
    );
    expect((await oleh.hears())[0]).toContain(`${en.notice.moved('Anna', 'Tue 1 Dec, 12:00')}\n1 Banner\n`);
    expect(await anna.says('/move 1 no deadline')).toContain(`1 Banner\n${en.told(['Oleh'])}`);
    expect((await oleh.hears())[0]).toContain(`${en.notice.deadlineCleared('Anna')}\n1 Banner\n`);
  });

  it('moves by buttons, or by the words that answer', async () => {
    expect(await anna.says('/move 1')).toMatch(
      /When is it due\?\n1 Banner\n.*Today .*Tomorrow .*Friday .*Monday .*\+1 week/,
    );
    expect(await anna.presses('+1 week')).toContain('Deadline: Mon 30 Nov');
    await anna.says('/move 1');
    expect(await anna.says('some day')).toContain(
      refused({ kind: 'not a moment', typed: 'some day', command: 'move', id: taskId(1) }),
    );
    expect(await anna.says('in 2 hours')).toContain('Mon 23 Nov, 12:00');
  });

  it('is a proposal by the assignee, in an edit as well: the author agrees', async () => {
    for (const line of ['/move 1 monday 12:00', '/edit 1 monday 12:00']) {
      expect(await oleh.says(line)).toContain(en.task.moveProposed('Anna'));
      expect(await oleh.says('/show 1')).toMatch(
        /Deadline: Fri 27 Nov[\s\S]*Proposed: Oleh: move to Mon 23 Nov, 12:00/,
      );
      expect((await anna.hears()).at(-1)).toContain(en.notice.proposesMove('Oleh', 'Mon 23 Nov, 12:00'));
      expect(await anna.presses('Agree')).toMatch(/1 Banner\nDeadline: Mon 23 Nov, 12:00 \(Kyiv\)\n.*Oleh/);
      expect((await oleh.hears())[0]).toContain(`${en.notice.agreed('Anna')}\n1 Banner\n`);
      expect(await oleh.says('/show 1')).toMatch(/Deadline: Mon 23 Nov, 12:00/);
      await anna.says('/move 1 friday 18:00');
      await oleh.hears();
    }
  });

  it('is a proposal by the assignee, other words of the same edit are not', async () => {
    const said = await oleh.says('/edit 1 !high monday 12:00');
    expect(said).toMatch(/Asked Anna[\s\S]*Priority: high\nDeadline: Fri 27 Nov/);
    expect(await anna.hears()).toHaveLength(2);
    expect(await anna.presses('Keep')).toContain(en.task.kept);
    expect(await oleh.says('/edit 1 no deadline')).toBe(refused({ kind: 'deadline stays', id, isPartly: false }));
    expect(await oleh.says('/move 1 no deadline')).toBe(refused({ kind: 'deadline stays', id, isPartly: false }));
  });

  it('moved by the author settles what was proposed', async () => {
    await oleh.says('/move 1 1 dec');
    await anna.says('/edit 1 2 dec');
    expect(await anna.says('/show 1')).not.toContain('Agree');
    expect(await anna.forges('agree 1')).toBe(refused({ kind: 'no proposal', id }));
  });

  it('agreed to by a manager is told to both people', async () => {
    await anna.says('/people role @zoe manager');
    await oleh.says('/move 1 1 dec');
    await anna.hears();
    expect(await zoe.forges('agree 1')).toContain(en.told(['Anna', 'Oleh']));
    expect((await anna.hears())[0]).toContain(en.notice.moved('Zoe', 'Tue 1 Dec'));
    expect((await oleh.hears())[0]).toContain(en.notice.agreed('Zoe'));
  });

  it('agreed to too late is refused, with a line that works', async () => {
    await oleh.says('/move 1 today 12:00');
    agency.clock.advance({ hours: 3 });
    await anna.hears();
    expect(await anna.presses('Agree')).toMatch(/in the past \(Mon 23 Nov, 12:00\)[\s\S]*\/move 1 tomorrow/);
    expect(await anna.says('/show 1')).toMatch(/Deadline: Fri 27 Nov[\s\S]*Proposed: Oleh/);
  });
});

it('sets the priority by words and by buttons', async () => {
  expect(await anna.says('/priority 1 терміново')).toContain(`${en.task.prioritySet('urgent')}\n1 Banner\n`);
  expect((await oleh.hears())[0]).toMatch(/Priority: urgent/);
  expect(await oleh.says('/priority 1')).toContain(en.task.howUrgent);
  expect(await oleh.presses(/^low/)).toContain(en.task.prioritySet('low'));
  expect((await anna.hears())[0]).toMatch(/Project: +#prostor[\s\S]*Priority: low/);
  expect(await anna.says('/priority 1 !hihg')).toContain('did you mean !high?');
});

it('says so when nothing would change, and nobody is told', async () => {
  for (const line of [
    '/edit 1 Banner',
    '/edit 1 @oleh #prostor !normal',
    '/move 1 friday 18:00',
    '/priority 1 normal',
  ]) {
    expect(await anna.says(line)).toBe(refused({ kind: 'nothing to change', id }));
  }
  expect(await oleh.says('/move 1 friday 18:00')).toBe(refused({ kind: 'nothing to change', id }));
  expect([await oleh.hears(), await anna.hears()]).toEqual([[], []]);
  expect((await anna.says('/show 1')).match(/^• /gm)).toHaveLength(1);
});

it('refuses what a task cannot be, and changes nothing', async () => {
  const impossible: [string, RegExp][] = [
    ['/edit 1 22.11.2026', /in the past[\s\S]*\/edit 1 tomorrow/],
    ['/edit 1 #prostr !high', /Did you mean #prostor/],
    ['/edit 1 @oleh @zoe', /for one person/],
    [`/edit 1 ${'щ'.repeat(301)}`, /301 characters, 300 fit/],
    [`/edit 1 New\n${'щ'.repeat(4001)}`, /4001 characters, 4000 fit/],
    ['/edit 99 !high', /There is no task 99/],
    ['/move 1 yesterday', /in the past[\s\S]*\/move 1 tomorrow/],
    ['/move 1 1.1.2099', /more than ten years/],
  ];
  for (const [line, answer] of impossible) expect(await anna.says(line)).toMatch(answer);
  expect(await zoe.says('/edit 1 !high')).toBe(refused({ kind: 'no such task', id }));
  await anna.says('/project add prostor @zoe');
  expect(await zoe.says('/edit 1 !high')).toBe(refused({ kind: 'not yours to change', id }));
  expect((await anna.says('/show 1')).match(/^• /gm)).toHaveLength(1);
});

it('tells the author by name of the field that somebody else passed their task on', async () => {
  await oleh.says('/task Cover @zoe');
  await anna.says('/edit 2 @petro');
  expect((await oleh.hears()).join()).toContain('Anna changed a task (assignee):');
});
