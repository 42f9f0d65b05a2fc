import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { refused } from '../support/three-languages.ts';

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
  await oleh.says('/help');
  await zoe.says('/help');
});
afterEach(() => agency.close());

/** The numbers of the tasks in a list, in its order. */
function numbersIn(list: string): number[] {
  return [...list.matchAll(/^• (\d+) /gm)].map(([, number]) => Number(number));
}
const lists = async (person: AgencyPerson, line: string) => numbersIn(await person.says(line));

/** Monday 2026-11-23; afterwards it is Wednesday noon. */
async function fillTheWeek() {
  await anna.says('/task One @oleh #prostor !high tuesday'); // 1: overdue
  await anna.says('/task Two @oleh #prostor !low wednesday'); // 2: due today
  await anna.says('/task Three @oleh !high wednesday 18:00'); // 3: high and due today
  await anna.says('/task Four @oleh !urgent 1 dec'); // 4: urgent
  await anna.says('/task Five @oleh #prostor sunday'); // 5: this week
  await anna.says('/task Six @oleh'); // 6: no deadline
  await oleh.says('/task Seven tuesday !low'); // 7: own, overdue
  await oleh.says('/task Eight @anna #prostor friday'); // 8: given by Oleh
  await oleh.says('/task Nine @zoe tuesday'); // 9: given by Oleh, overdue
  await anna.says('/task Ten @oleh monday 12:00 #prostor'); // 10: overdue, done
  await anna.says('/task Eleven @oleh'); // 11: dropped
  agency.clock.set('2026-11-25T10:00:00Z');
  await oleh.says('/done 10 Ready');
  await anna.says('/drop 11');
}

it('lists what I received and is open, what burns first, and says what matters of each', async () => {
  await fillTheWeek();
  const list = await oleh.says('/tasks');
  // Overdue by priority, urgent, high and due today, then the rest by priority and deadline.
  expect(numbersIn(list)).toEqual([1, 7, 4, 3, 5, 6, 2]);
  expect(list).toMatch(/^Tasks: received\n• 1 One\n {2}#prostor · from Anna · high.* · Tue 24 Nov · 1 day late\n/);
  expect(list).toMatch(/• 4 Four\n {2}burning · from Anna · urgent.* · Tue 1 Dec\n/);
  expect(list).toMatch(/• 3 Three\n {2}burning · from Anna · high.* · Wed 25 Nov, 18:00\n/);
  expect(list).toMatch(/• 7 Seven\n {2}low.* · Tue 24 Nov · 1 day late\n/);
  expect(list).toMatch(/• 6 Six\n {2}from Anna\n/);
  expect(await oleh.presses('Open 4')).toContain('4 Four\nState:    open');
  await oleh.says('/tasks');
  expect(await oleh.presses('Assigned by me')).toMatch(/^Tasks: assigned by you\n• 9 Nine\n {2}for Zoe · Tue 24 Nov/);
  expect(await oleh.presses('My tasks')).toMatch(/^Tasks: received/);
});

it.each([
  ['received', [1, 7, 4, 3, 5, 6, 2]],
  ['given', [9, 8]],
  ['assigned', [9, 8]],
  ['overdue', [1, 7]],
  ['today', [3, 2]],
  ['week', [1, 7, 3, 5, 2]],
  ['done', [10]],
  ['all', [1, 7, 4, 3, 5, 6, 2, 11, 10]],
  ['#prostor', [1, 8, 5, 2]],
  ['@anna', [8]],
  ['@zoe', [9]],
  ['!high', [1, 3]],
  ['given overdue', [9]],
  ['overdue given', [9]],
  ['received #prostor', [1, 5, 2]],
  ['given #prostor', [8]],
  ['received @anna', [1, 4, 3, 5, 6, 2]],
  ['given @zoe', [9]],
  ['@oleh', [1, 7, 4, 3, 5, 6, 2]],
  ['@zoe overdue', [9]],
  ['#prostor @oleh', [1, 5, 2]],
  ['#prostor !low', [2]],
  ['#prostor overdue !high received', [1]],
  ['week !low', [7, 2]],
  ['#prostor done', [10]],
  ['#prostor all', [1, 8, 5, 2, 10]],
  ['thr', [3]],
  ['#prostor t', [8, 2]],
  ['all el', [11]],
  ['отримані прострочені', [1, 7]],
  ['видані', [9, 8]],
  ['сьогодні', [3, 2]],
  ['выданные просроченные', [9]],
  ['!терміново', [4]],
  ['все !обычно', [5, 6, 11, 10]],
])('filters by %s', async (filter, numbers) => {
  await fillTheWeek();
  // Belongs to the project, as who sees its tasks must.
  await anna.says('/project add prostor @oleh');
  expect(await lists(oleh, `/tasks ${filter}`)).toEqual(numbers);
});

it('says which filters it understood', async () => {
  await fillTheWeek();
  await anna.says('/project add prostor @oleh');
  expect(await oleh.says('/tasks !high overdue #prostor @oleh on')).toMatch(
    /^Tasks: overdue, high priority, #prostor, @Oleh, “on”/,
  );
  expect(await oleh.says('/tasks #prostr')).toBe(
    refused({ kind: 'unknown project', tag: 'prostr', nearest: ['prostor'] }),
  );
  expect(await oleh.says('/tasks !hihg')).toBe(
    refused({ kind: 'unknown priority', word: '!hihg', nearest: 'high', command: 'tasks' }),
  );
});

it('says so when there is nothing, and what to do then', async () => {
  expect(await oleh.says('/tasks')).toMatch(/\n.*New task .*Assigned by me .*Done tasks/);
  expect(await oleh.says('/tasks given overdue')).toContain(en.tasks.nothingLikeThis);
  expect(await oleh.says('/tasks nothing like it')).toContain(en.tasks.nothingFound('“nothing like it”', 3));
});

it('shows ten at a time, and the buttons keep the filters', async () => {
  await anna.says('/project add prostor @oleh');
  for (let i = 1; i <= 23; i++) await anna.says(`/task Banner ${i} @oleh #prostor !high`);
  await anna.says('/task Other @oleh #prostor !high');
  const first = await oleh.says('/tasks received #prostor !high banner');
  expect(numbersIn(first)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(first).not.toContain('Back');
  const second = await oleh.presses('More');
  expect(numbersIn(second)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  const third = await oleh.presses('More');
  expect(numbersIn(third)).toEqual([21, 22, 23]);
  expect(third).not.toContain('More');
  expect(numbersIn(await oleh.presses('Back'))[0]).toBe(11);
  expect(await oleh.says('/tasks received page 9')).toContain(
    en.refusal['page past the end']({ kind: 'page past the end', command: '' }).says,
  );
});

it('pages through the tasks of a person whose name others share', async () => {
  const irynas = ['Iryna Koval', 'Iryna Koval'].map((name, i) => agency.person(`U${i}`, { platform: 'slack', name }));
  await irynas[0]?.says('/help');
  for (let i = 1; i <= 12; i++) await irynas[1]?.says(`/task Banner ${i}`);
  const said = await anna.says('/tasks @Iryna Koval');
  expect(said).toMatch(/Iryna Koval: Iryna Koval/);
  const words = [...said.matchAll(/\((@\S+)\)/g)].map(([, word]) => word);
  expect(words).toHaveLength(2);
  const pages = [await lists(anna, `/tasks ${words[0]}`), await lists(anna, `/tasks ${words[1]}`)];
  expect(pages.map((page) => page.length > 0).sort()).toEqual([false, true]);
  await anna.says(`/tasks ${words[pages.findIndex((page) => page.length > 0)]}`);
  expect(numbersIn(await anna.presses('More'))).toEqual([11, 12]);
});

describe('the search', () => {
  it('finds Cyrillic words in title and description, whatever their case, apostrophe or ё', async () => {
    await anna.says('/task БАНЕР для п’ятниці !low\nРозміри від Мар’яни');
    await anna.says('/task Ещё один баннер !low');
    expect(await lists(anna, '/tasks банер')).toEqual([1]);
    expect(await lists(anna, "/tasks П'ЯТНИЦІ")).toEqual([1]);
    expect(await lists(anna, '/tasks МАРʼЯНИ бАнЕр')).toEqual([1]);
    expect(await lists(anna, '/tasks еще')).toEqual([2]);
    expect(await lists(anna, '/tasks ЕЩЁ БАННЕР')).toEqual([2]);
    expect(await lists(anna, '/tasks банер баннер')).toEqual([]);
  });

  it('takes % and _ and \\ for what they are', async () => {
    await anna.says('/task Discount 50% off');
    await anna.says('/task Discount 500 off');
    await anna.says('/task Rename file_name');
    await anna.says('/task Rename file-name');
    await anna.says('/task Path C:\\temp');
    expect(await lists(anna, '/tasks 50%')).toEqual([1]);
    expect(await lists(anna, '/tasks %')).toEqual([1]);
    expect(await lists(anna, '/tasks file_name')).toEqual([3]);
    expect(await lists(anna, '/tasks C:\\temp')).toEqual([5]);
    expect(await lists(anna, "/tasks ' or 1=1 --")).toEqual([]);
  });
});

describe('who sees what', () => {
  beforeEach(async () => {
    await anna.says('/task In the project @oleh #prostor');
    await anna.says('/task Between two @oleh');
    await oleh.says('/task From Oleh to Zoe @zoe #prostor');
  });

  it('a member sees only tasks they are in, until they belong to the project', async () => {
    expect(await lists(zoe, '/tasks @oleh')).toEqual([]);
    expect(await lists(zoe, '/tasks #prostor')).toEqual([3]);
    expect(await lists(zoe, '/tasks all #prostor project')).toEqual([]);
    expect(await lists(zoe, '/tasks #prostor @oleh')).toEqual([]);
    expect(await zoe.says('/show 1')).toBe((await zoe.says('/show 99')).replaceAll('99', '1'));
    await anna.says('/project add prostor @zoe');
    expect(await lists(zoe, '/tasks #prostor')).toEqual([1, 3]);
    expect(await lists(zoe, '/tasks @oleh')).toEqual([1]);
    await anna.says('/project remove prostor @zoe');
    expect(await lists(zoe, '/tasks @oleh')).toEqual([]);
    expect(await lists(zoe, '/tasks')).toEqual([3]);
  });

  it('the owner and managers see all', async () => {
    expect(await lists(anna, '/tasks @zoe')).toEqual([3]);
    await anna.says('/people role @zoe manager');
    expect(await lists(zoe, '/tasks @oleh')).toEqual([1, 2]);
    expect(await lists(zoe, '/tasks #prostor')).toEqual([1, 3]);
  });

  it('a task I set myself is received, not given', async () => {
    await zoe.says('/task For myself');
    expect(await lists(zoe, '/tasks received')).toEqual([3, 4]);
    expect(await lists(zoe, '/tasks given')).toEqual([]);
  });
});

it.each(['assigned by me', 'given by me', 'assigned by you', 'порученные мной', 'Доручені мною', 'доручені вами'])(
  'lists with “%s” what I gave',
  async (words) => {
    await fillTheWeek();
    expect(await oleh.says(`/tasks ${words}`)).toBe(await oleh.says('/tasks given'));
  },
);

it.each(['assigned to me', 'my', 'my tasks', 'мої завдання', 'мои задачи', 'доручені мені', 'порученные мне'])(
  'lists with “%s” what I received',
  async (words) => {
    await fillTheWeek();
    expect(await oleh.says(`/tasks ${words}`)).toBe(await oleh.says('/tasks received'));
  },
);
