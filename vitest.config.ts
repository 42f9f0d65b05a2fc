import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // The zone of the machine must not matter; a zone with DST would show it if it did.
    env: { TZ: 'America/New_York' },
  },
});
