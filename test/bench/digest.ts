import { measureMaking } from './digest/making.ts';
import { measurePunctuality } from './digest/punctuality.ts';
import { printFigures } from './support/figures.ts';

/**
 * Friday morning of a big organisation: how long it takes to make everybody's digest, held against reading the same tasks
 * with nothing around it, and how soon after its moment the first one is on its way. A hundred tasks for each person.
 */
const TASKS = Number(process.env.FRIDAY_TASKS ?? 1_000_000);

await measureMaking({ people: TASKS / 100, tasks: TASKS });
await measurePunctuality({ people: TASKS / 100, tasks: TASKS });
printFigures();
