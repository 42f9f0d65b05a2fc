import { printFigures } from './support/figures.ts';
import { measureReports } from './time/reports.ts';

/**
 * What reports of time cost, of one person and of everybody, among a million entries: held against the bare sums of the
 * same rows, taken side by side. `FRIDAY_TASKS` makes the world smaller.
 */
const TASKS = Number(process.env.FRIDAY_TASKS ?? 1_000_000);

await measureReports({ people: TASKS / 100, tasks: TASKS });
printFigures();
