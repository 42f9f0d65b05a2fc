import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createScheduler, type ScheduledJob } from '../../../jobs/scheduler.ts';
import { timetable } from '../../../jobs/timetable.ts';
import { silentLog } from '../../../src/log.ts';
import { createTestClock } from '../../support/clock.ts';
import { TEST_SETTINGS } from '../../support/settings.ts';
import { openTestStore } from '../../support/store.ts';

const clock = createTestClock('2026-11-27T09:00:00Z');

describe('the timetable', () => {
  let opened: Awaited<ReturnType<typeof openTestStore>>;
  let lines: ScheduledJob[];

  beforeEach(async () => {
    opened = await openTestStore();
    lines = timetable({ store: opened.store, settings: TEST_SETTINGS, log: silentLog });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await opened.close();
  });

  it('says of each job in plain words how often Friday looks, and what for', () => {
    for (const { about } of lines) expect(about).toMatch(/^every (ten seconds|minute|hour): [a-z ,/’-]+$/i);
    expect(new Set(lines.map(({ name }) => name)).size).toBe(lines.length);
    expect(lines.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'friday digest',
        'digest summary',
        'morning list',
        'evening check',
        'forgotten timers',
        'own reminders',
      ]),
    );
  });

  it('runs every line over an empty store, and finds nothing to do', async () => {
    for (const line of lines) {
      const counts = await line.run(clock.now());
      expect(
        Object.values(counts).every((count) => count === 0),
        line.name,
      ).toBe(true);
    }
  });

  it('beats as often as it says', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-27T09:00:01Z') });
    const beats: Record<string, number> = {};
    const counting = lines.map((line) => ({
      ...line,
      async run() {
        beats[line.name] = (beats[line.name] ?? 0) + 1;
        return {};
      },
    }));
    const scheduler = createScheduler({ jobs: counting, clock, log: silentLog });
    scheduler.start();
    await vi.advanceTimersByTimeAsync(3_600_000);
    await scheduler.stop();
    const said = { 'ten seconds': 360, minute: 60, hour: 1 };
    for (const { name, about } of lines) {
      const often = about.match(/^every ([a-z ]+):/)?.[1] as keyof typeof said;
      expect([name, beats[name]]).toEqual([name, said[often]]);
    }
  });

  it('lets a job that hangs hold up itself alone, and waits for it when it is stopped', async () => {
    vi.useFakeTimers({ now: new Date('2026-11-27T09:00:01Z') });
    let end: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const begun: string[] = [];
    const made = (name: string, heartbeat: string, run: () => Promise<void>): ScheduledJob => ({
      name,
      heartbeat,
      about: name,
      run: async () => {
        begun.push(name);
        await run();
        return {};
      },
    });
    const jobs = [
      made('hangs', '*/10 * * * * *', () => ended),
      made('often', '*/10 * * * * *', async () => {}),
      made('seldom', '15 * * * * *', async () => {}),
    ];
    const scheduler = createScheduler({ jobs, clock, log: silentLog });
    scheduler.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(begun.filter((name) => name === 'hangs')).toHaveLength(1);
    expect(begun.filter((name) => name === 'often')).toHaveLength(6);
    expect(begun.filter((name) => name === 'seldom')).toHaveLength(1);
    let isStopped = false;
    const stopped = scheduler.stop().then(() => {
      isStopped = true;
    });
    await vi.advanceTimersByTimeAsync(1000);
    expect(isStopped).toBe(false);
    end();
    await stopped;
    expect(begun.filter((name) => name === 'often')).toHaveLength(6);
  });
});
