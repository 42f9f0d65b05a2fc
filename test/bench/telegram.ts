import { noteFigure, printFigures } from './support/figures.ts';
import { measureCreates } from './telegram/creates.ts';
import { measureBoth, measureLatency } from './telegram/latency.ts';

/**
 * The product in Telegram, by webhook and by polling, against telegraf that only answers; how soon updates are taken
 * while everybody's digest goes out; and memory with Slack and Telegram on. A hundred tasks for each person.
 */
const PEOPLE = Number(process.env.FRIDAY_TASKS ?? 1_000_000) / 100;

const busyMiB = [await measureCreates('webhook'), await measureCreates('polling')];
await measureLatency(PEOPLE);
const { idleMiB, peakMiB } = await measureBoth(PEOPLE);
noteFigure({ name: 'MiB of memory, both platforms, idle', value: idleMiB, bar: 160, goal: 90 });
noteFigure({ name: 'MiB of memory, at most', value: Math.max(...busyMiB, peakMiB), bar: 256, goal: 150 });
printFigures();
