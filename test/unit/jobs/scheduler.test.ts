import { afterEach, describe, expect, it, vi } from 'vitest';
import { createScheduler, type Job } from '../../../jobs/scheduler.ts';
import { silentLog } from '../../../src/log.ts';
import type { Log } from '../../../src/ports/world.ts';
import { createTestClock } from '../../support/clock.ts';

const clock = createTestClock('2026-11-27T09:00:00Z');

function gate() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

function recordingLog() {
  const lines: { level: string; fields: object; message: string }[] = [];
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
  return { log, lines };
}

describe('the scheduler', () => {
  afterEach(() => void vi.useRealTimers());

  it('runs every job with the time of the clock and reports what each did', async () => {
    const seen: string[] = [];
    const job = (name: string, count: number): Job => ({
      name,
      async run(now) {
        seen.push(`${name} ${now}`);
        return { sent: count };
      },
    });
    const { log, lines } = recordingLog();
    const scheduler = createScheduler({ jobs: [job('digest', 2), job('reminders', 0)], clock, log });
    expect(await scheduler.runNow()).toEqual({ digest: { sent: 2 }, reminders: { sent: 0 } });
    expect(seen).toEqual(['digest 2026-11-27T09:00:00.000Z', 'reminders 2026-11-27T09:00:00.000Z']);
    expect(lines.map(({ level, fields }) => ({ level, ...fields }))).toEqual([
      { level: 'info', job: 'digest', sent: 2, tookMs: expect.any(Number) },
      { level: 'debug', job: 'reminders', sent: 0, tookMs: expect.any(Number) },
    ]);
  });

  it.each([
    ['rejects', async () => Promise.reject(new Error('boom'))],
    [
      'throws',
      () => {
        throw new Error('boom');
      },
    ],
  ])('goes on with the others when a job %s', async (_, run) => {
    const { log, lines } = recordingLog();
    const fine: Job = { name: 'fine', run: async () => ({ done: 1 }) };
    const scheduler = createScheduler({ jobs: [{ name: 'broken', run }, fine], clock, log });
    expect(await scheduler.runNow()).toEqual({ fine: { done: 1 } });
    expect(lines[0]).toMatchObject({ level: 'error', fields: { job: 'broken', err: { message: 'boom' } } });
  });

  it('beats every ten seconds, and never begins a job that is at work', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-27T09:00:01Z') });
    const { open, opened } = gate();
    let slow = 0;
    let quick = 0;
    const jobs: Job[] = [
      {
        name: 'slow',
        async run() {
          slow += 1;
          await opened;
          return {};
        },
      },
      {
        name: 'quick',
        async run() {
          quick += 1;
          return {};
        },
      },
    ];
    const scheduler = createScheduler({ jobs, clock, log: silentLog });
    scheduler.start();
    scheduler.start();
    await vi.advanceTimersByTimeAsync(30_000);
    expect([slow, quick]).toEqual([1, 3]);
    open();
    await vi.advanceTimersByTimeAsync(10_000);
    expect([slow, quick]).toEqual([2, 4]);
    await scheduler.stop();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([slow, quick]).toEqual([2, 4]);
  });

  it('beats through the hour that the clock change repeats', async () => {
    // The zone of the tests is New York, where clocks went back at 06:00 UTC.
    vi.useFakeTimers({ now: new Date('2026-11-01T05:30:01Z') });
    let beats = 0;
    const job: Job = {
      name: 'count',
      async run() {
        beats += 1;
        return {};
      },
    };
    const before = process.env.TZ;
    process.env.TZ = 'UTC';
    const scheduler = createScheduler({ jobs: [job], clock, log: silentLog });
    scheduler.start();
    await vi.advanceTimersByTimeAsync(2 * 3600_000);
    await scheduler.stop();
    process.env.TZ = before;
    expect(beats).toBe(720);
  });

  it('stops when the job at work is done', async () => {
    const { open, opened } = gate();
    let isDone = false;
    const job: Job = {
      name: 'slow',
      async run() {
        await opened;
        isDone = true;
        return {};
      },
    };
    const scheduler = createScheduler({ jobs: [job], clock, log: silentLog });
    const run = scheduler.runNow();
    const stopped = scheduler.stop().then(() => isDone);
    open();
    expect(await stopped).toBe(true);
    await run;
  });
});
