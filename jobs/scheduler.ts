import { schedule } from 'node-cron';
import type { Instant } from '../src/domain/instant.ts';
import type { Clock, Log } from '../src/ports.ts';

/** Asks the store what is due and does it; how often it is asked must not matter. */
export interface Job {
  name: string;
  /** @returns how many of what, for the log */
  run(now: Instant): Promise<Record<string, number>>;
}

/**
 * The heartbeat. Cron says only when to look; the store says what is due, so a tick that is missed or comes twice
 * changes nothing.
 */
const EVERY_TEN_SECONDS = '*/10 * * * * *';

export function createScheduler({ jobs, clock, log }: { jobs: readonly Job[]; clock: Clock; log: Log }) {
  const running = new Map<string, Promise<Record<string, number> | undefined>>();
  let heartbeat: ReturnType<typeof schedule> | undefined;

  /** Never throws; a job at work is not begun a second time. */
  function begin(job: Job): Promise<Record<string, number> | undefined> {
    const current = running.get(job.name);
    if (current) return current;
    const run = runOnce(job).finally(() => running.delete(job.name));
    running.set(job.name, run);
    return run;
  }

  async function runOnce(job: Job): Promise<Record<string, number> | undefined> {
    const startedAtMs = performance.now();
    try {
      const counts = await job.run(clock.now());
      const fields = { job: job.name, ...counts, tookMs: Math.round(performance.now() - startedAtMs) };
      if (Object.values(counts).some((count) => count !== 0)) log.info(fields, 'job done');
      else log.debug(fields, 'job done');
      return counts;
    } catch (error) {
      log.error({ job: job.name, err: error }, 'job failed');
      return undefined;
    }
  }

  function start(): void {
    // With the process zone at UTC: where that has DST, node-cron drops an hour of ticks when clocks go back.
    heartbeat ??= schedule(EVERY_TEN_SECONDS, () => jobs.forEach((job) => void begin(job)), {
      timezone: 'UTC',
      suppressMissedWarning: true,
    });
  }

  /** Begins nothing more and resolves when the jobs at work are done. */
  async function stop(): Promise<void> {
    await heartbeat?.destroy();
    heartbeat = undefined;
    await Promise.all(running.values());
  }

  /**
   * Runs every job from now, one after the other, each after its run at work.
   * @returns the counts of each job by its name; a job that failed is left out
   */
  async function runNow(): Promise<Record<string, Record<string, number>>> {
    const done: Record<string, Record<string, number>> = {};
    for (const job of jobs) {
      await running.get(job.name);
      const counts = await begin(job);
      if (counts) done[job.name] = counts;
    }
    return done;
  }

  return { start, stop, runNow };
}
