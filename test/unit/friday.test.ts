import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { createFriday } from '../../src/friday.ts';
import { silentLog } from '../../src/log.ts';
import { TEST_SETTINGS } from '../support/settings.ts';
import { createFakeAdapter, openLedger } from './jobs/ledger.ts';

let ledger: Awaited<ReturnType<typeof openLedger>>;
beforeEach(async () => {
  ledger = await openLedger();
});
afterEach(() => ledger.close());

it('removes at its start what a process that was killed the day before has left of people’s time', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'friday-start-'));
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });
  const left = join(folder, 'friday-file-aB3xYz');
  await mkdir(left);
  await utimes(left, new Date('2026-01-01'), new Date('2026-01-01'));
  const { store, clock } = ledger;
  const friday = createFriday({ store, clock, log: silentLog, settings: TEST_SETTINGS, adapters: [] });
  await friday.start();
  await friday.stop();
  expect(await readdir(folder)).toEqual([]);
});

it('begins no more sends once it is told to stop, and records those at work', async () => {
  let finish = () => {};
  const slow = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const slack = createFakeAdapter('slack', (_, text) => (text === 'slow' ? slow : undefined));
  slack.stop = async () => {
    // Somebody is answered still, and owes a message by it.
    await ledger.owe(await ledger.addPerson('boris', ['slack']), 'later');
    friday.outbox.wake();
    await sleep(50);
  };
  const { store, clock } = ledger;
  const friday = createFriday({ store, clock, log: silentLog, settings: TEST_SETTINGS, adapters: [slack] });
  await ledger.owe(await ledger.addPerson('anna', ['slack']), 'slow');
  await friday.start();
  await vi.waitFor(() => expect(slack.begun()).toBe(1));

  let isStopped = false;
  const stopped = friday.stop().then(() => {
    isStopped = true;
  });
  await sleep(100);
  expect(isStopped).toBe(false);
  finish();
  await stopped;
  expect(slack.got).toEqual(['anna@slack: slow']);
  expect((await ledger.outcomes()).map(({ state }) => state)).toEqual(['sent', 'owed']);
});
