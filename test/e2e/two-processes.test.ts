import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FridayProcess, type Request, startFriday } from '../support/friday-client.ts';
import { faultsOf, lookInto } from '../support/look-into.ts';
import { emptyFolder } from '../support/process.ts';

const ROUNDS = process.env.FRIDAY_LONG ? 400 : 25;
const NAMES = ['ann', 'bea', 'cid', 'dan', 'eva', 'fay', 'guy', 'hal'];

let folder: ReturnType<typeof emptyFolder>;
let file: string;
let fridays: readonly [FridayProcess, FridayProcess];

beforeEach(async () => {
  folder = emptyFolder('two');
  file = join(folder.path, 'friday.db');
  // At the same moment: both find no database, and one makes it.
  fridays = await Promise.all([startFriday(file), startFriday(file)]);
}, 30_000);

afterEach(async () => {
  for (const { running } of fridays) running.end();
  const ends = await Promise.all(fridays.map(({ running }) => running.exited));
  const errors = fridays.map(({ running }) => running.err());
  folder.remove();
  expect(ends).toEqual([
    { code: 0, signal: null },
    { code: 0, signal: null },
  ]);
  expect(errors).toEqual(['', '']);
});

/** Four people talk to each of the two. */
function speakerOf(name: string) {
  const friday = fridays[NAMES.indexOf(name) % 2] ?? fridays[0];
  let sent = 0;
  return async (text: string): Promise<string> => {
    sent += 1;
    const request: Request = { id: `${name}-${sent}`, platform: 'slack', from: name, text };
    const answer = await friday.ask(request);
    if (!answer) throw new Error(`${name} heard nothing: ${friday.running.err()}`);
    expect(answer.said).not.toMatch(/not saved|went wrong|database is locked|busy/i);
    return answer.said;
  };
}

async function everybody(work: (says: (text: string) => Promise<string>, name: string) => Promise<void>) {
  await Promise.all(NAMES.map((name) => work(speakerOf(name), `${name}`)));
}

/** A Friday between nine and eleven in Kyiv, at least three days ahead. */
function fridayMorning(): string {
  const day = new Date(Date.now() + 3 * 86_400_000);
  day.setUTCDate(day.getUTCDate() + ((12 - day.getUTCDay()) % 7));
  return `${day.toISOString().slice(0, 10)}T07:30:00Z`;
}

const countOf = (sql: string) => lookInto(file, (rows) => rows<{ n: number }>(sql)[0]?.n);

it('lose no command and never say that the other one is in the way', { timeout: 600_000 }, async () => {
  await everybody(async (says, name) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const created = await says(`/task Task ${name}-${round}`);
      const number = created.match(/(\d+) Task /)?.[1];
      expect(await says(`/timer start ${number}`)).toContain(`Task ${name}-${round}`);
      expect(await says(`/done ${number} result ${name}-${round}`)).toContain(`result ${name}-${round}`);
    }
  });
  const all = NAMES.length * ROUNDS;
  expect(countOf('select count(distinct title) as n from tasks')).toBe(all);
  expect(countOf(`select count(*) as n from tasks where state = 'done'`)).toBe(all);
  expect(countOf('select count(*) as n from time_entries where stopped_at is not null')).toBe(all);
  expect(countOf('select count(*) as n from people')).toBe(NAMES.length);
  expect(faultsOf(file)).toEqual([]);
});

it('let the same request act once when it comes to both at the same moment', async () => {
  for (let i = 0; i < 20; i += 1) {
    const request: Request = { id: `twice-${i}`, platform: 'slack', from: 'ann', text: `/task Twice ${i}` };
    const answers = await Promise.all(fridays.map((friday) => friday.ask(request)));
    expect(answers.map((answer) => answer?.repeated).sort()).toEqual([false, true]);
    expect(answers[0]?.said).toBe(answers[1]?.said);
  }
  expect(countOf('select count(*) as n from tasks')).toBe(20);
});

it('send one digest to each person on Friday morning', { timeout: 60_000 }, async () => {
  await everybody(async (says, name) => {
    const other = NAMES[(NAMES.indexOf(name) + 1) % NAMES.length];
    await says('/help');
    await says('/task Own tomorrow');
    if (name === 'ann') return;
    // Everybody has to be known before they are given something.
    await expect.poll(() => countOf('select count(*) as n from people'), { timeout: 5000 }).toBe(NAMES.length);
    await says(`/task Given @${other} !high tomorrow`);
  });
  const before = fridays.map(({ delivered }) => delivered.length);
  const morning = fridayMorning();
  await Promise.all(fridays.map((friday) => friday.setClock(morning)));
  await Promise.all(fridays.map((friday) => friday.tick()));
  const settled = `select count(*) as n from deliveries where kind = 'digest' and state = 'sent'`;
  await expect.poll(() => countOf(settled), { timeout: 5000 }).toBe(NAMES.length);
  await Promise.all(fridays.map((friday) => friday.tick()));

  expect(countOf(settled)).toBe(NAMES.length);
  expect(countOf('select count(distinct person_id) as n from digests')).toBe(NAMES.length);
  expect(countOf('select count(*) as n from digests')).toBe(NAMES.length);
  const sent = fridays.flatMap(({ delivered }, i) => delivered.slice(before[i]));
  expect(
    sent
      .filter(({ text }) => text.includes('overdue tasks'))
      .map(({ to }) => to)
      .sort(),
  ).toEqual(NAMES);
});

it('remind each person of a deadline once', { timeout: 60_000 }, async () => {
  const due = Date.now() + 2 * 3_600_000;
  await everybody(async (says) => {
    await says('/settings quiet off');
    await says('/task Own in 2 hours');
  });
  for (const [kind, moment] of [
    ['due-soon', due - 3_500_000],
    ['overdue', due + 100_000],
  ] as const) {
    const settled = `select count(*) as n from deliveries where kind = '${kind}' and state = 'sent'`;
    await Promise.all(fridays.map((friday) => friday.setClock(new Date(moment).toISOString())));
    await Promise.all(fridays.map((friday) => friday.tick()));
    await expect.poll(() => countOf(settled), { timeout: 5000 }).toBe(NAMES.length);
    await Promise.all(fridays.map((friday) => friday.tick()));
    expect(countOf(`select count(*) as n from deliveries where kind = '${kind}'`)).toBe(NAMES.length);
  }
  const reminders = fridays.flatMap(({ delivered }) => delivered).filter(({ text }) => /^(Due|This is)/.test(text));
  expect(reminders.map(({ to }) => to).sort()).toEqual([...NAMES, ...NAMES].sort());
});
