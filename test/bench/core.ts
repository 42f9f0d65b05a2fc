import { measureGrowth } from './growth.ts';
import { printFigures } from './support/figures.ts';
import { measureThroughput } from './throughput.ts';

/**
 * What the core costs, as ratios taken side by side: commands through dispatch against better-sqlite3 running the
 * same statements bare; commands among a million tasks against the same among a thousand; statements for each command.
 * The worlds are kept in the folder for temporary files.
 */
await measureThroughput();
await measureGrowth({ people: 10, tasks: 1000 }, bigWorld());
printFigures();

/** A million tasks, or as many as `FRIDAY_TASKS` says. */
function bigWorld() {
  const tasks = Number(process.env.FRIDAY_TASKS ?? 1_000_000);
  return { people: tasks / 100, tasks };
}
