import { measureCreates } from './slack/creates.ts';
import { measureLatency } from './slack/latency.ts';
import { noteFigure, printFigures } from './support/figures.ts';

/**
 * The product in Slack over HTTP, run as it is run: signed requests against one that only acknowledges them, how soon
 * people are answered while everybody's digest goes out, and memory. A hundred tasks for each person.
 */
const TASKS = Number(process.env.FRIDAY_TASKS ?? 1_000_000);

const busyMiB = await measureCreates();
const { idleMiB, peakMiB } = await measureLatency(TASKS / 100);
noteFigure({ name: 'MiB of memory, idle', value: idleMiB, bar: 160, goal: 90 });
noteFigure({ name: 'MiB of memory, at most', value: Math.max(busyMiB, peakMiB), bar: 256, goal: 150 });
printFigures();
