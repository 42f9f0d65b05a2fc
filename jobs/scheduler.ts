import { schedule } from 'node-cron';
import type { Instant } from '../src/domain/instant.ts';
import { silentMeter } from '../src/meter.ts';
import type { Clock, Log, Meter } from '../src/ports/world.ts';

/** Asks the store what is due and does it; how often it is asked must not matter. */
export interface Job {
  name: string;
  /** @returns how many of what, for the log */
  run(now: Instant): Promise<Record<string, number>>;
}

/** A job with its heartbeat. */
export interface ScheduledJob extends Job {
  /** for cron: second, minute, hour, day, month, weekday, in UTC */
  heartbeat: string;
  /** in plain words */
  about: string;
}

export const EVERY_TEN_SECONDS = '*/10 * * * * *';

interface SchedulerDeps {
  /** one without a heartbeat of its own is begun every ten seconds */
  jobs: readonly (Job | ScheduledJob)[];
  clock: Clock;
  log: Log;
  meter?: Meter;
}

/**
 * Begins jobs by their heartbeats. Cron says only when to look; the store says what is due, so a tick that is missed or
 * comes twice changes nothing. Jobs run beside each other: one that hangs or fails holds up only itself.
 */
export function createScheduler({ jobs, clock, log, meter = silentMeter }: SchedulerDeps) {
  const running = new Map<string, Promise<Record<string, number> | undefined>>();
  let heartbeats: ReturnType<typeof schedule>[] = [];

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
    const tell = (outcome: 'done' | 'failed') =>
      meter.jobRan({ job: job.name, outcome, seconds: (performance.now() - startedAtMs) / 1000 });
    try {
      const counts = await job.run(clock.now());
      const fields = { job: job.name, ...counts, tookMs: Math.round(performance.now() - startedAtMs) };
      if (Object.values(counts).some((count) => count !== 0)) log.info(fields, 'job done');
      else log.debug(fields, 'job done');
      tell('done');
      return counts;
    } catch (error) {
      log.error({ job: job.name, err: error }, 'job failed');
      tell('failed');
      return undefined;
    }
  }

  function start(): void {
    if (heartbeats.length > 0) return;
    for (const job of jobs) if ('about' in job) log.debug({ job: job.name }, job.about);
    // With the process zone at UTC: where that has DST, node-cron drops an hour of ticks when clocks go back.
    heartbeats = jobs.map((job) =>
      schedule('heartbeat' in job ? job.heartbeat : EVERY_TEN_SECONDS, () => void begin(job), {
        timezone: 'UTC',
        suppressMissedWarning: true,
      }),
    );
  }

  /** Begins nothing more and resolves when the jobs at work are done. */
  async function stop(): Promise<void> {
    const beating = heartbeats;
    heartbeats = [];
    for (const heartbeat of beating) await heartbeat.destroy();
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
