import { expect, it } from 'vitest';
import { deadlineReminders } from '../../../jobs/deadline-reminders.ts';
import type { TaskId } from '../../../src/domain/ids.ts';
import type { Log } from '../../../src/ports/world.ts';
import { openAgency } from '../../support/agency.ts';

it('puts right the reminders of everybody else when one of them cannot be looked at, and only those astray', async () => {
  const agency = await openAgency();
  const { clock, database, store } = agency;
  const people = ['anna', 'oleh', 'ira'].map((name) => agency.person(name));
  for (const person of people) await person.says('/task Banner tomorrow');
  await people[2]?.says('/task Menu tomorrow 18:00');
  const run = (sql: string) => store.transact(async () => database.execute(sql, []));
  await run("update people set zone = 'Nowhere/Atall' where name = 'Anna'");
  await run('update tasks set remind_at = null where id <= 2');
  await run('update tasks set remind_at = late_from where id = 3');

  const errors: object[] = [];
  const nothing = () => {};
  const log: Log = { debug: nothing, info: nothing, warn: nothing, error: (fields) => errors.push(fields) };
  const job = deadlineReminders({ store, log });
  await job.run(clock.now());
  expect(errors).toMatchObject([{ taskId: 1, err: { message: expect.stringContaining('Nowhere/Atall') } }]);
  const moments = await store.transact((tx) => tx.tasks.getMany([1, 2, 3, 4] as TaskId[]));
  expect(moments.map(({ remindAt }) => remindAt)).toEqual([
    null,
    '2026-11-24T07:00:00.000Z',
    '2026-11-24T07:00:00.000Z',
    '2026-11-24T15:00:00.000Z',
  ]);

  await run("update people set zone = 'Europe/Kyiv' where name = 'Anna'");
  const saved: string[] = [];
  database.onStatement = (sql) => saved.push(...(sql.startsWith('update "tasks"') ? [sql] : []));
  clock.advance({ minutes: -1 });
  await job.run(clock.now());
  expect(saved).toHaveLength(1);
  clock.advance({ minutes: 1 });
  await job.run(clock.now());
  expect(saved).toHaveLength(1);
  await agency.close();
});
