import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { examplesIn } from '../support/watched.ts';

/** Two people have one name: 2 and 3. */
describe('a name that two people have', () => {
  let agency: Agency;
  let boss: AgencyPerson;
  beforeEach(async () => {
    agency = await openAgency();
    boss = agency.person('boss', { platform: 'slack', name: 'Boss' });
    await boss.says('/start');
    await agency.person('o1', { platform: 'slack', name: 'Олена' }).says('/start');
    await agency.person('o2', { platform: 'slack', name: 'Олена' }).says('/start');
    await boss.says('/project new kava Kava');
    await boss.says('/task Banner');
  });
  afterEach(() => agency.close());

  it.each([
    ['/time week @Олена', 'time week @id2'],
    ['/time @олена, week', 'time @id2 week'],
    ['/tasks @Олена overdue', 'tasks @id2 overdue'],
    ['/log list @Олена', 'log list @id2'],
    ['/edit 1 @Олена', 'edit 1 @id2'],
    ['/project add kava @Олена', 'project add kava @id2'],
    ['/people role @Олена manager', 'people role @id2 manager'],
    ['/people remove @Олена', 'people remove @id2'],
    ['/why @Олена', 'why @id2'],
    ['/task Call the bank @Олена tomorrow', 'task Call the bank @id2 tomorrow'],
    ['task Call the bank @олені', 'task Call the bank @id2'],
    ['/tasks @олені', 'tasks @id2'],
    ['/time week @олену', 'time week @id2'],
  ])('after %s is told apart in that very line: %s', async (line, next) => {
    const said = await boss.asks(line);
    expect(examplesIn(said)).toEqual([next]);
    expect(JSON.stringify(said)).toContain('called Олена: Олена (@id2) and Олена (@id3)');
    expect(await boss.says(`/${next}`)).not.toMatch(/several people|I do not/);
  });

  it.each([
    ['uk', 'Ім’я «Олена» мають кілька людей: Олена (@id2) і Олена (@id3). Напишіть'],
    ['ru', 'Имя «Олена» подходит нескольким людям: Олена (@id2) и Олена (@id3). Напишите'],
  ])('is said as they are called, in %s', async (language, words) => {
    await boss.says(`/settings language ${language}`);
    for (const line of ['/time week @Олена', '/time week @олені']) {
      const said = await boss.says(line);
      expect(said).toContain(words);
      expect(said).toContain('/time week @id2');
    }
  });

  it('is asked of again where a question waits', async () => {
    await boss.says('/task');
    await boss.says('Call the bank');
    const said = await boss.says('Олена');
    expect(said).toContain('Write the whole name, or the word in brackets.');
    expect(said).not.toContain('task Banner');
    await boss.says('@id2');
    for (const answer of ['-', '-', '-']) await boss.says(answer);
    expect(await boss.says('/tasks given')).toContain('Call the bank');
  });

  it('is not repeated with a whole page', async () => {
    const said = await boss.says(`/task Banner @Олена\n${'long '.repeat(100)}`);
    expect(said).toContain('or the word in brackets.');
    expect(said).not.toContain('long');
  });
});

describe('somebody who is not here', () => {
  it.each([
    ['en', 'Ask a manager to invite somebody new', 'Somebody new needs an invite:'],
    ['uk', 'Нову людину запросить менеджер', 'Нову людину запрошують так:'],
    ['ru', 'Нового человека пригласит менеджер', 'Новому человеку нужно приглашение:'],
  ])('is for a manager to invite, in %s', async (language, forMembers, forManagers) => {
    const agency = await openAgency();
    const anna = agency.person('U1', { platform: 'slack', name: 'Anna' });
    const oleh = agency.person('U2', { platform: 'slack', name: 'Oleh' });
    for (const person of [anna, oleh]) await person.says(`/settings language ${language}`);
    for (const line of ['/tasks @zzzz', '/task Banner @zzzz', '/tasks @anan']) {
      const toMember = await oleh.asks(line);
      expect(JSON.stringify(toMember)).toContain(forMembers);
      expect(examplesIn(toMember)).toEqual(['people']);
      const toOwner = await anna.asks(line);
      expect(JSON.stringify(toOwner)).toContain(forManagers);
      expect(examplesIn(toOwner)).toEqual(['invite']);
    }
    await agency.close();
  });
});
