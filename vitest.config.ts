import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // Much of a test's time is waiting: for disks, processes and sockets.
    maxWorkers: '100%',
    // To load everything anew for each of the files takes a quarter of the whole.
    isolate: false,
    // The zone of the machine must not matter; a zone with DST would show it if it did.
    env: { TZ: 'America/New_York' },
  },
});
