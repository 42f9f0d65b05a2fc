import { createFriday } from '../../src/friday.ts';
import { silentLog } from '../../src/log.ts';
import { createTestClock } from '../support/clock.ts';
import { TEST_SETTINGS } from '../support/settings.ts';
import { openTestStore } from '../support/store.ts';
import { chatAdapterContract } from './chat-adapter-contract.ts';
import { createTerminalHarness } from './terminal-harness.ts';

chatAdapterContract('the terminal', () =>
  createTerminalHarness(async (terminal) => {
    const { store, close } = await openTestStore();
    const friday = createFriday({
      store,
      clock: createTestClock('2026-11-23T10:00:00Z'),
      log: silentLog,
      settings: TEST_SETTINGS,
      adapters: [terminal],
    });
    return {
      handle: friday.handle,
      office: friday.officeOf('terminal'),
      settle: async () => void (await friday.outbox.drain()),
      stop: close,
    };
  }),
);
