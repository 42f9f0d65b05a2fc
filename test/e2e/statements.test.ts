import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

const CREATE = 8;
const LIST = 4;
const REPORT = 5;

let agency: Agency;
let people: Record<'owner' | 'member' | 'outside', AgencyPerson>;
const seen: string[] = [];

beforeAll(async () => {
  agency = await openAgency();
  people = { owner: agency.person('anna'), member: agency.person('oleh'), outside: agency.person('zoe') };
  await people.owner.says('/project new prostor Prostor shop');
  await people.member.says('/help');
  await people.outside.says('/help');
  await people.owner.says('/project add prostor @oleh');
  agency.database.onStatement = (sql) => void seen.push(sql);
});
afterAll(() => agency.close());

/** What the command asked the database, one line a statement. */
async function statementsOf(who: keyof typeof people, line: string): Promise<string[]> {
  seen.length = 0;
  await people[who].says(line);
  return seen.map((sql) => sql.slice(0, 120));
}

const COMMANDS: [line: string, most: number][] = [
  ['/task Banner', CREATE],
  ['/task Banner for the landing @zoe !high tomorrow 18:00', CREATE],
  ['/task Banner @oleh #prostor !high tomorrow 18:00\nSizes as last time', CREATE],
  ['/tasks', LIST],
  ['/tasks given overdue', LIST],
  ['/tasks all', LIST],
  ['/tasks done', LIST],
  ['/tasks #prostor', LIST],
  ['/tasks all #prostor !high banner', LIST],
  ['/tasks @oleh', LIST],
  ['/time', REPORT],
  ['/time week', REPORT],
  ['/time month by task', REPORT],
  ['/time month by project', REPORT],
  ['/time month #prostor', REPORT],
  ['/time month #prostor by task', REPORT],
  ['/time month by person', REPORT],
  ['/time month by day', REPORT],
  ['/time 2026-01-01..2026-12-31 by day', REPORT],
  ['/time month everybody by task', REPORT],
  ['/time month @oleh by task', REPORT],
  ['/time month #prostor @oleh by task', REPORT],
  ['/time month #prostor @oleh by project picture', REPORT],
];

describe.each(['a first day', 'a long history'])('after %s', (when) => {
  beforeAll(async () => {
    const { owner, member, outside } = people;
    for (let i = 0; i < (when === 'a first day' ? 1 : 30); i += 1) {
      for (const [person, other] of [
        [owner, 'oleh'],
        [member, 'zoe'],
        [outside, 'anna'],
      ] as const) {
        await person.says(`/task Banner ${i} @${other} #prostor monday 12:00`);
        await person.says(`/task Own ${i} !urgent`);
        await person.says(`/timer start ${6 * i + 1}`);
        agency.clock.advance({ minutes: 3 });
        await person.says('/timer stop');
        await person.says(`/drop ${6 * i + 1} why`);
        await person.says(`/done ${6 * i + 2} Ready`);
      }
    }
  });

  it.each(COMMANDS)('%j costs at most %i statements, whoever asks', async (line, most) => {
    for (const who of ['owner', 'member', 'outside'] as const) {
      const statements = await statementsOf(who, line);
      expect(statements.length, `${who}\n${statements.join('\n')}`).toBeLessThanOrEqual(most);
    }
  });
});
