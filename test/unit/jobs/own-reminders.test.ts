import { expect, it } from 'vitest';
import { ownReminders } from '../../../jobs/own-reminders.ts';
import type { Log } from '../../../src/ports/world.ts';
import { openAgency } from '../../support/agency.ts';

it('reminds everybody else when one reminder cannot be made, logs that one and tries it again', async () => {
  const agency = await openAgency();
  const { clock, database } = agency;
  const people = ['anna', 'oleh', 'ira'].map((name) => agency.person(name));
  for (const [i, person] of people.entries()) {
    await person.says('/task Banner');
    await person.says(`/remind ${i + 1} in 1 hour`);
  }
  clock.advance({ hours: 1 });
  const errors: object[] = [];
  const nothing = () => {};
  const log: Log = { debug: nothing, info: nothing, warn: nothing, error: (fields) => errors.push(fields) };
  const job = ownReminders({ store: agency.store, log });

  const setZone = (zone: string) =>
    agency.store.transact(async () => database.execute("update people set zone = ? where name = 'Anna'", [zone]));
  await setZone('Nowhere/Atall');
  expect(await job.run(clock.now())).toEqual({ owed: 2, dropped: 0, failed: 1 });
  expect(errors).toMatchObject([{ reminderId: 1, err: { message: expect.stringContaining('Nowhere/Atall') } }]);
  expect(await Promise.all(people.slice(1).map((person) => person.hears()))).toEqual([
    [expect.stringContaining('Banner')],
    [expect.stringContaining('Banner')],
  ]);

  await setZone('Europe/Kyiv');
  expect(await job.run(clock.now())).toEqual({ owed: 1, dropped: 0, failed: 0 });
  expect(await job.run(clock.now())).toEqual({ owed: 0, dropped: 0, failed: 0 });
  await agency.close();
});
