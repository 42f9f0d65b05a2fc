import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency, textOfReply } from '../support/agency.ts';
import { commandsOf, november, refused, taskId } from '../support/three-languages.ts';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  await anna.says('/project new prostor Prostor shop');
  await oleh.says('/help');
});
afterEach(() => agency.close());

const LINES = {
  en: ['Banner for Prostor', '@oleh', '#prostor', '!urgent', 'tomorrow 18:00'],
  uk: ['Банер для Простору', '@oleh', '#prostor', '!терміново', 'завтра о 18:00'],
  ru: ['Баннер для Простора', '@oleh', '#prostor', '!срочно', 'завтра в 18:00'],
};

describe('the line', () => {
  it.each(Object.entries(LINES))('is understood in %s whatever its order', async (language, parts) => {
    await anna.says(`/settings language ${language}`);
    const [title = '', who = '', tag = '', priority = '', when = ''] = parts;
    const orders = [
      [title, who, tag, priority, when],
      [when, title, priority, tag, who],
      [who, when, tag, title, priority],
      [priority, title, when, who, tag],
    ];
    for (const [i, order] of orders.entries()) {
      const reply = await anna.asks(`/task ${order.join(' ')}`);
      const said = textOfReply(reply);
      expect(said).toContain(`${i + 1} ${title}\n`);
      expect(said).toMatch(/: +Oleh\n/);
      expect(said).toMatch(/: +#prostor Prostor shop\n/);
      expect(said).toMatch(november(24));
      expect(said).toContain(', 18:00 (Kyiv)');
      expect(commandsOf(reply)).toEqual([`move ${i + 1}`, `priority ${i + 1}`, expect.stringMatching(/^undo \d+$/)]);
    }
    await anna.says('/settings language en');
    expect((await anna.says('/tasks given !urgent')).match(/18:00/g)).toHaveLength(4);
  });

  it('names the weekday, the date, the time and the zone that were understood', async () => {
    const said = await anna.says('/task Call the printer by friday 18:00');
    expect(said).toContain(`${en.task.created}\n1 Call the printer\n`);
    expect(said).toMatch(/Deadline: Fri 27 Nov, 18:00 \(Kyiv\)/);
    expect(said).toContain(en.task.notGiven({ deadline: true, priority: false }));
  });

  it('leaves numbers and words in the title that only look like dates', async () => {
    for (const title of ['buy 3 apples', 'Windows 11', 'May report', 'Meeting notes of tuesday to be typed']) {
      const said = await anna.says(`/task ${title}`);
      expect(said).toContain(` ${title}\n`);
      expect(said).toMatch(/Deadline: none/);
    }
  });

  it('takes what follows the first line break as the description', async () => {
    const said = await anna.says('/task Banner tomorrow\nThree sizes, @oleh knows\n!low is no priority here');
    expect(said).toContain('1 Banner\n│ Three sizes, @oleh knows\n│ !low is no priority here');
    expect(said).toMatch(/For: +Anna/);
    expect(said).toMatch(/Priority: normal/);
    expect(await anna.says('/show 1')).toContain('│ Three sizes, @oleh knows');
  });

  it.each(['everyone', 'everybody', 'channel', 'here', 'all', 'усі', 'все'])(
    'is for one person, not for @%s, who becomes none',
    async (name) => {
      for (const line of [`/task X @${name}`, `/project add prostor @${name}`, `/people role @${name} manager`]) {
        expect(await anna.says(line)).toBe(refused({ kind: 'everybody named', name }));
      }
      expect((await anna.says('/people')).toLowerCase()).not.toContain(name);
    },
  );

  it.each(['\u200b', '\u2060\u200d', '\u00ad', '\u3164', '\u2800', '\ufeff'])(
    'asks for a title where nothing can be seen of it: %j',
    async (title) => {
      expect(await anna.says(`/task ${title} @oleh`)).toContain(en.task.whichTitle);
      expect(await anna.says(`/task ${title}`)).toContain(en.task.whichTitle);
      expect(await anna.says('/tasks all')).toContain(en.tasks.nothingLikeThis);
    },
  );

  it('is refused when it names two of what a task has one of', async () => {
    await anna.says('/project new site Site');
    expect(await anna.says('/task X @oleh @anna')).toBe(
      refused({ kind: 'several assignees', names: ['oleh', 'anna'], command: 'task' }),
    );
    expect(await anna.says('/task X #prostor #site')).toBe(
      refused({ kind: 'several projects', tags: ['prostor', 'site'], command: 'task' }),
    );
    expect(await anna.says('/task X !high !low')).toBe(refused({ kind: 'several priorities', command: 'task' }));
    expect(await anna.says('/task tomorrow X @oleh friday')).toBe(
      refused({ kind: 'several deadlines', command: 'task' }),
    );
    expect(await anna.says('/tasks all')).toContain(en.tasks.nothingLikeThis);
  });

  it('asks for the task when everything else was named, and keeps what was said', async () => {
    expect(await anna.says('/task @oleh #prostor !high friday')).toContain(en.task.whichTitle);
    const said = await anna.says('Banner');
    expect(said).toContain('1 Banner');
    expect(said).toMatch(/For: +Oleh[\s\S]*#prostor[\s\S]*high[\s\S]*Fri 27 Nov/);
  });
});

describe('who it is for', () => {
  beforeEach(async () => {
    const join = (id: string, name: string, handle: string) =>
      agency.person(id, { platform: 'slack', name, handle }).says('/help');
    await join('U1', 'Marko Bondar', 'mbondar');
    await join('U2', 'Iryna Koval', 'iryna');
    await join('U3', 'Iryna Moroz', 'moroz');
  });

  it.each([
    ['the handle', '@mbondar', 'Marko Bondar'],
    ['the first name', '@Marko', 'Marko Bondar'],
    ['the full name', '@Iryna Moroz', 'Iryna Moroz'],
    ['the full name in another case', '@iryna MOROZ', 'Iryna Moroz'],
  ])('is found by %s', async (_how, who, name) => {
    const boss = agency.person('U9', { platform: 'slack', name: 'Boss' });
    const said = await boss.says(`/task Banner ${who} tomorrow`);
    expect(said).toContain('1 Banner\n');
    expect(said).toContain(`For:      ${name}\n`);
    expect(said).toContain(en.task.assigneeTold(name));
  });

  it('is asked back when several people go by that name', async () => {
    await agency.person('U4', { platform: 'slack', name: 'Marko Shevchuk', handle: 'shevchuk' }).says('/help');
    const boss = agency.person('U9', { platform: 'slack', name: 'Boss' });
    const said = await boss.says('/task Banner @marko tomorrow');
    expect(said).toMatch(/Marko: Marko Bondar .*Marko Shevchuk/);
    expect(said).toMatch(/\/task Banner @id\d+ tomorrow/);
    expect(await boss.says('/task Banner @Marko Shevchuk tomorrow')).toContain(en.task.assigneeTold('Marko Shevchuk'));
  });

  it('is refused when nobody goes by that name, naming the nearest and the invite', async () => {
    const boss = agency.person('U9', { platform: 'slack', name: 'Boss' });
    const near = await boss.says('/task Banner @mbonder tomorrow');
    const far = await boss.says('/task Banner @zzz tomorrow');
    expect(far).toBe(refused({ kind: 'unknown person', name: 'zzz', nearest: [], mayInvite: false }));
    for (const said of [near, far]) expect(said).toMatch(/invite[\s\S]*\/people/);
    expect(await boss.says('/task Banner @Mark')).toMatch(/@mark\b.*Marko/);
    expect(await boss.says('/tasks given all')).toContain(en.tasks.nothingLikeThis);
  });

  it('is myself when nobody is named, and nobody is told', async () => {
    const said = await oleh.says('/task Tidy up tomorrow !low');
    expect(said).toMatch(/For: +Oleh\n/);
    expect(said).not.toMatch(/From:|told/);
    expect(await oleh.hears()).toEqual([]);
  });
});

describe('its project', () => {
  it('is refused when there is none of that tag, with the nearest and how to create one', async () => {
    const said = await anna.says('/task Banner #prostr');
    expect(said).toBe(refused({ kind: 'unknown project', tag: 'prostr', nearest: ['prostor'] }));
    expect(said).toContain('/project new prostr');
    expect(await anna.says('/tasks all')).toContain(en.tasks.nothingLikeThis);
  });

  it('is refused when it is archived', async () => {
    await anna.says('/project archive prostor');
    expect(await anna.says('/task Banner #prostor')).toBe(
      refused({ kind: 'project archived', tag: 'prostor', mayRestore: true }),
    );
  });

  it('is the project of the room it is given in, unless another is named', async () => {
    await anna.says('/project new site Site');
    await anna.saysIn('design', '/project bind prostor');
    expect(await oleh.saysIn('design', '/task Banner')).toMatch(/Project: +#prostor Prostor shop/);
    expect(await oleh.saysIn('design', '/task Header #site')).toMatch(/Project: +#site Site/);
    expect(await oleh.saysIn('other', '/task Footer')).toMatch(/Project: +none/);
    expect(await oleh.says('/task Menu')).toMatch(/Project: +none/);
    // Whoever speaks in the room belongs to its project.
    expect(await oleh.says('/tasks #prostor')).toContain('1 Banner');
  });
});

describe('its deadline', () => {
  it.each(['22.11.2026', 'today 9:00', '2026-11-01 10:00'])('is refused in the past: %s', async (when) => {
    const said = await anna.says(`/task Banner до ${when}`);
    expect(said).toContain('in the past');
    expect(said).toMatch(/\n {2}\/task Banner tomorrow(?: \d\d:00)?$/);
    expect(await anna.says('/tasks all')).toContain(en.tasks.nothingLikeThis);
  });

  it('ends with the day where the assignee is', async () => {
    await oleh.says('/settings zone Asia/Tokyo');
    expect(await anna.says('/task Banner @oleh tomorrow')).toContain('Tue 24 Nov (Tokyo)');
    agency.clock.set('2026-11-24T15:00:00Z');
    expect(await anna.says('/tasks given overdue')).toContain('1 Banner');
  });
});

it('takes a title of 300 characters and a description of 4,000, and cuts nothing silently', async () => {
  const title = 'щ'.repeat(300);
  const description = 'ї'.repeat(4000);
  expect(await anna.says(`/task ${title} !low\n${description}`)).toContain(`1 ${title}\n│ ${description}\n`);
  expect(await anna.says(`/task ${title}щ`)).toMatch(/301 characters, 300 fit.*after a line break/s);
  expect(await anna.says(`/task Banner\n${description}ї`)).toMatch(/description has 4001 characters, 4000 fit/);
  expect(await anna.says('/show 2')).toBe(refused({ kind: 'no such task', id: taskId(2) }));
});

it('says when no deadline and no priority were given, and the buttons give them', async () => {
  const said = await anna.says('/task Banner');
  expect(said).toContain(en.task.notGiven({ deadline: false, priority: false }));
  expect(await anna.presses('Friday')).toContain('Deadline: Fri 27 Nov (Kyiv)');
  expect(await anna.says('/task Header')).toContain('2 Header');
  expect(await anna.presses(/^urgent/)).toContain(en.task.prioritySet('urgent'));
  await anna.says('/task Footer !high');
  expect(await anna.presses('Deadline')).toContain(en.task.when);
  expect(await anna.presses('Tomorrow')).toContain('3 Footer\nDeadline: Tue 24 Nov');
  await anna.says('/task Menu no deadline');
  expect(await anna.presses('Priority')).toContain(en.task.howUrgent);
  expect(await anna.presses(/^low/)).toContain(en.task.prioritySet('low'));
  await anna.says('/task Logo');
  expect(await anna.presses('Undo')).toContain(en.undo.taskGone);
  expect(await anna.says('/show 5')).toBe(refused({ kind: 'no such task', id: taskId(5) }));
});

it('tells the assignee at once, whose buttons take it, close it, propose a deadline and open it', async () => {
  for (const title of ['One', 'Two', 'Three', 'Four']) {
    await anna.says(`/task ${title} @oleh #prostor !high friday\nAll about ${title}`);
    const [told = '', ...others] = await oleh.hears();
    expect(others).toEqual([]);
    expect(told).toMatch(/^.*Anna.*\n\d (\w+)\n│ All about \1\nFor: +Oleh\nFrom: +Anna\n/);
    expect(told).toMatch(/#prostor Prostor shop\nPriority: high\nDeadline: Fri 27 Nov \(Kyiv\)/);
    if (title === 'One') expect(await oleh.presses('Took it')).toContain(`${en.task.took} ${en.told(['Anna'])}`);
    if (title === 'Two') expect(await oleh.presses('Done')).toContain(`${en.task.done(1)}\n2 Two`);
    if (title === 'Three') {
      expect(await oleh.presses('Propose deadline')).toContain(en.task.whenPropose);
      expect(await oleh.says('monday 12:00')).toContain(en.task.moveProposed('Anna'));
    }
    if (title === 'Four') expect(await oleh.presses('Open')).toMatch(/State: +open/);
  }
  const heard = (await anna.hears()).join('\n');
  expect(heard).toMatch(
    /Oleh took the task:\n1 One[\s\S]*Oleh closed a task as done:\n2 Two[\s\S]*to Mon 23 Nov, 12:00/,
  );
});
