import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { examplesIn } from '../support/watched.ts';

/** Monday 2026-11-23, and what Oleh received and gave. */
describe('the filters of a list', () => {
  let agency: Agency;
  let anna: AgencyPerson;
  let oleh: AgencyPerson;
  beforeEach(async () => {
    agency = await openAgency();
    [anna, oleh] = [agency.person('anna'), agency.person('oleh')];
    await anna.says('/project new kava Kava');
    await anna.says('/project new dim Dim');
    const lines = ['One !high tomorrow', 'Two !urgent today', 'Three sunday', 'Four !low', 'Five', 'Six'];
    for (const line of lines) await anna.says(`/task ${line} @oleh`);
    await oleh.says('/task Seven @anna');
    await oleh.says('/done 5 Ready');
    await anna.says('/drop 6');
  });
  afterEach(() => agency.close());

  const listed = async (line: string) =>
    [...(await oleh.says(`/tasks ${line}`)).matchAll(/^• (\d+) /gm)].map(([, id]) => Number(id)).sort();

  it.each<[words: string, ids: number[]]>([
    ['this week; due this week; этой недели; на этой неделе; на эту неделю', [1, 2, 3]],
    ['цього тижня; на цей тиждень; цей тиждень; на цьому тижні', [1, 2, 3]],
    ['tomorrow; due tomorrow; завтра; на завтра', [1]],
    ['today; на сегодня; на сьогодні; due today', [2]],
    ['today tomorrow; завтра сьогодні', [1, 2]],
    ['this week high priority; high tomorrow this week', [1]],
    ['closed; закрытые; закриті', [5, 6]],
    ['done; завершенные; завершённые; сделанные; завершені; зроблені', [5]],
    ['dropped; cancelled; отмененные; отменённые; снятые; скасовані; зняті', [6]],
    ['by me; from me; assigned by me; от меня; порученные мной; від мене; отданные; віддані; надані мною', [7]],
    ['urgent; !urgent; срочно; срочные; терміново; термінові', [2]],
    ['high; high priority; with high priority; високий пріоритет; с высоким приоритетом; !high priority', [1]],
    ['low; з низьким пріоритетом; низкий', [4]],
    ['including closed; разом із закритими; вместе с закрытыми', [1, 2, 3, 4, 5, 6]],
    ['all urgent; все срочные', [2]],
    ['hour; important; now; standard', []],
  ])('are typed in many ways: %s', async (words, ids) => {
    for (const each of words.split(';')) expect(await listed(each.trim()), each).toEqual(ids);
  });

  it.each(LANGUAGES)('are read again as a heading names them, in %s', async (language: Language) => {
    const { filters, priorities } = catalogueOf(language).tasks;
    await oleh.says(`/settings language ${language}`);
    for (const phrase of [...Object.values(filters), ...Object.values(priorities)]) {
      const [heading = ''] = (await oleh.says(`/tasks ${phrase}`)).split('\n');
      expect(heading).toContain(phrase);
      expect(heading).not.toMatch(/[«“]/);
    }
  });

  it.each([
    ['en', 'week !high received overdue', 'Tasks: received, overdue, high priority, due this week'],
    ['en', 'overdue urgent #kava @anna received', 'Tasks: received, overdue, urgent, #kava, @Anna'],
    ['uk', '!терміново', 'Завдання: отримані, термінові'],
    ['uk', 'all тиждень !високий', 'Завдання: отримані, з високим пріоритетом, на цей тиждень, разом із закритими'],
    ['ru', '!срочно прострочені', 'Задачи: полученные, просроченные, срочные'],
    ['ru', '#kava !низкий', 'Задачи: с низким приоритетом, #kava'],
  ])('agree with what they are of and stand in one order, in %s: %s', async (language, line, heading) => {
    await oleh.says(`/settings language ${language}`);
    expect((await oleh.says(`/tasks ${line}`)).split('\n')[0]).toBe(heading);
  });

  it.each([
    ['en', 'no deadline', 'with the words “no deadline” in the title'],
    ['en', 'unicorn', 'with the word “unicorn” in the title'],
    ['uk', 'без терміну', 'зі словами «без терміну» у назві'],
    ['ru', 'единорог', 'со словом «единорог» в названии'],
  ])('are not what is searched for, and an empty list says so, in %s: %s', async (language, words, said) => {
    await oleh.says(`/settings language ${language}`);
    expect(await oleh.says(`/tasks ${words}`)).toContain(said);
  });
});

describe('of what only one fits', () => {
  it.each([
    ['time week @oleh @maria', 'time week @oleh'],
    ['time @oleh @maria week by task', 'time @oleh week by task'],
    ['time week #kava #dim', 'time week #kava'],
    ['time week picture csv', 'time week picture'],
    ['time csv by day week by task', 'time csv by day week'],
    ['tasks !high !urgent', 'tasks !high'],
    ['tasks urgent overdue high priority !low', 'tasks urgent overdue'],
    ['tasks #kava banner #dim', 'tasks #kava banner'],
    ['tasks @oleh @maria overdue', 'tasks @oleh overdue'],
    ['log list @oleh @maria', 'log list @oleh'],
  ])('several are refused, and the line for the first is shown: %s', async (line, next) => {
    const agency = await openAgency();
    const [anna, oleh] = [agency.person('anna'), agency.person('oleh')];
    for (const each of ['/project new kava Kava', '/project new dim Dim']) await anna.says(each);
    for (const person of [oleh, agency.person('maria')]) await person.says('/help');
    for (const [language, words] of [
      ['uk', 'Тут можна назвати лише од'],
      ['ru', 'Здесь можно назвать только од'],
      ['en', 'Only one '],
    ]) {
      await anna.says(`/settings language ${language}`);
      const said = await anna.asks(`/${line}`);
      expect(JSON.stringify(said)).toContain(words);
      expect(examplesIn(said)).toEqual([next]);
    }
    expect(await anna.says(`/${next}`)).not.toMatch(/Only one|do not/);
    // Whose time may not be seen is said first, however many are named.
    expect(await oleh.says('/time @maria @oleh')).toContain('other people’s is for managers');
    await agency.close();
  });

  it('nobody is shown a line that is longer than anybody types again', async () => {
    const agency = await openAgency();
    const said = await agency.person('anna').asks(`/tasks !high !urgent ${'banner '.repeat(40)}`);
    expect(examplesIn(said)).toEqual(['tasks']);
    await agency.close();
  });
});
