import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { seeded, seedOfRun } from '../support/seeded.ts';

const PEOPLE = ['anna', 'oleh', 'ira'] as const;
const RUNS = process.env.FRIDAY_LONG === '1' ? 200 : 8;
const REQUESTS = 40;

interface Request {
  id: string;
  by: (typeof PEOPLE)[number];
  text: string;
}

describe('requests that come more than once', () => {
  it('act once: the end is the same as without the repeats, and so is every answer', async () => {
    const seed = seedOfRun();
    for (let run = 0; run < RUNS; run++) {
      const requests = requestsOf(seeded(seed + run));
      const once = await play(requests.map((request) => [request]));
      const often = await play(withRepeats(requests, seeded(seed - run)));
      const about = `seed ${seed + run}`;
      expect(often.state, about).toEqual(once.state);
      for (const { id, text } of requests) {
        expect([...(often.answers.get(id) ?? [])], `${about}, ${text}`).toEqual([...(once.answers.get(id) ?? [])]);
      }
    }
  });

  it('stay refused, whatever happens between the two', async () => {
    const agency = await openAgency();
    const anna = agency.person('anna');
    const refused = await anna.saysAs('r1', '/done 1');
    expect(refused).toContain('There is no task 1');
    await anna.says('/task Banner');
    expect(await anna.saysAs('r1', '/done 1')).toBe(refused);
    expect(await anna.says('/tasks')).toContain('1 Banner');
    await agency.close();
  });

  it('stay refused when the second comes while the first is at work', async () => {
    const agency = await openAgency();
    const anna = agency.person('anna');
    await anna.says('/start');
    const [first, , second] = await Promise.all([
      anna.saysAs('r1', '/done 1'),
      anna.saysAs('r2', '/task Banner'),
      anna.saysAs('r1', '/done 1'),
    ]);
    expect(first).toContain('There is no task 1');
    expect(second).toBe(first);
    expect(await anna.says('/tasks')).toContain('1 Banner');
    await agency.close();
  });

  it('say again what was read, and leave a question asked since as it is', async () => {
    const agency = await openAgency();
    const anna = agency.person('anna');
    const read = await anna.saysAs('r1', '/tasks');
    await anna.says('/task Banner');
    await anna.saysAs('r2', '/note 1');
    expect(await anna.saysAs('r1', '/tasks')).toBe(read);
    expect(await anna.says('The photos are late')).toContain('Note added');
    await agency.close();
  });

  it('leave nothing to act on later, where nothing was to be done the first time', async () => {
    const agency = await openAgency();
    const anna = agency.person('anna');
    await anna.says('/task Banner friday');
    await anna.saysAs('r1', '/move 1 friday');
    await anna.says('/move 1 monday');
    await anna.saysAs('r1', '/move 1 friday');
    expect(await anna.says('/show 1')).toMatch(/Deadline: +Mon/);
    await agency.close();
  });

  it('leave a question as they found it', async () => {
    const agency = await openAgency();
    const anna = agency.person('anna');
    await anna.saysAs('r1', '/task');
    await anna.saysAs('r2', 'Banner');
    await anna.saysAs('r1', '/task');
    const again = await anna.saysAs('r2', 'Banner');
    expect(await anna.saysAs('r2', 'Banner')).toBe(again);
    await anna.saysAs('r3', 'me');
    expect((await anna.says('/tasks all')).match(/Banner/g)?.length ?? 0).toBeLessThanOrEqual(1);
    await agency.close();
  });
});

/** Commands that change things, some of which are refused: numbers are guessed. */
function requestsOf(random: () => number): Request[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const task = () => 1 + Math.floor(random() * 12);
  const lines = [
    () => `/task Banner ${Math.floor(random() * 100)} @${pick(PEOPLE)} ${pick(['', 'tomorrow', '!high friday 18:00'])}`,
    () => `/task Menu #kava @${pick(PEOPLE)}`,
    () => `/done ${task()}${pick(['', ' sent'])}`,
    () => `/drop ${task()}`,
    () => `/reopen ${task()}`,
    () => `/edit ${task()} @${pick(PEOPLE)} ${pick(['', '!urgent'])}`,
    () => `/move ${task()} in ${1 + Math.floor(random() * 5)} days`,
    () => `/agree ${task()}`,
    () => `/note ${task()} waiting`,
    () => `/remind ${task()} in 2 hours`,
    () => `/timer start ${pick(['', String(task()), '#kava'])}`,
    () => '/timer stop',
    () => `/log 20m ${task()}`,
    () => '/undo',
    () => '/undo',
    () => `/project new ${pick(['kava', 'prostor'])}`,
    () => `/project add kava @${pick(PEOPLE)}`,
    () => `/settings zone ${pick(['Kyiv', 'New York'])}`,
    () => '/task',
    () => pick(['Poster', 'me', 'none', 'tomorrow', 'high']),
    () => '/digest',
  ];
  return Array.from({ length: REQUESTS }, (_, i) => ({ id: `r${i}`, by: pick(PEOPLE), text: pick(lines)() }));
}

/** Each one to four times: the first in its turn, the others later or at the same moment as something else. */
function withRepeats(requests: readonly Request[], random: () => number): Request[][] {
  const moments = requests.map((request) => [request]);
  for (const [i, request] of requests.entries()) {
    for (let repeats = Math.floor(random() * 4); repeats > 0; repeats--) {
      const at = random() < 0.5 ? i : i + Math.floor(random() * (moments.length - i));
      moments[at]?.push(request);
    }
  }
  return moments;
}

/** Plays requests, those of one moment side by side, the first in front. */
async function play(moments: readonly Request[][]) {
  const agency = await openAgency();
  const people = Object.fromEntries(PEOPLE.map((name) => [name, agency.person(name)])) as Record<string, AgencyPerson>;
  for (const person of Object.values(people)) await person.says('/start');
  const answers = new Map<string, Set<string>>();
  for (const moment of moments) {
    agency.clock.advance({ minutes: 17 });
    await Promise.all(
      moment.map(async ({ id, by, text }) => {
        const answer = await people[by]?.saysAs(id, text);
        answers.set(id, (answers.get(id) ?? new Set()).add(answer ?? ''));
      }),
    );
  }
  const state = await everythingIn(agency);
  await agency.close();
  return { state, answers };
}

const LEFT_OUT = ['inbox', 'migrations'];

/** All that is kept, but for the inbox itself. */
async function everythingIn(agency: Agency): Promise<Record<string, unknown>> {
  const { query } = agency.database;
  return agency.store.transact(async () => {
    const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(query);
    const state: Record<string, unknown> = {};
    for (const { name } of tables.rows) {
      if (LEFT_OUT.includes(name) || name.startsWith('sqlite_')) continue;
      state[name] = (await sql`select * from ${sql.table(name)}`.execute(query)).rows;
    }
    return state;
  });
}
