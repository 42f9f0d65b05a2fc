import type { Store, Tx } from '../src/ports/store.ts';
import { createArrivals } from './arrivals.ts';
import { createChanges } from './changes.ts';
import { createCodes } from './codes.ts';
import type { Database } from './database.ts';
import { createDeliveries } from './deliveries.ts';
import { createDigests } from './digests.ts';
import { createEntryHistory } from './entry-history.ts';
import { createHistory } from './history.ts';
import { createKeepsakes } from './keepsakes.ts';
import { createLockedMonths } from './locked-months.ts';
import { createPeople } from './people.ts';
import { createProjects } from './projects.ts';
import { createReminders } from './reminders.ts';
import { createTasks } from './tasks.ts';
import { createTimeEntries } from './time-entries.ts';
import { createUnitsOfWork } from './unit-of-work.ts';

/** The store over an open database; closing it closes the database. */
export function createStore(database: Database): Store {
  const units = createUnitsOfWork(database);
  // One object serves all units: the connection itself refuses whoever is not inside the unit that runs.
  const tx: Tx = {
    arrivals: createArrivals(database),
    people: createPeople(database),
    projects: createProjects(database),
    tasks: createTasks(database),
    history: createHistory(database),
    changes: createChanges(database),
    timeEntries: createTimeEntries(database),
    entryHistory: createEntryHistory(database),
    lockedMonths: createLockedMonths(database),
    reminders: createReminders(database),
    deliveries: createDeliveries(database),
    digests: createDigests(database),
    codes: createCodes(database),
    keepsakes: createKeepsakes(database),
    hasWritten: database.hasWritten,
    attempt: database.attempt,
  };
  return {
    transact: (work, meanwhile) => units.transact(() => work(tx), meanwhile),
    close: units.close,
  };
}
