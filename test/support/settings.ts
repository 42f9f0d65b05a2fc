import type { Organisation } from '../../src/chat/command.ts';
import type { TimeOfDay } from '../../src/domain/instant.ts';

/** The organisation of a test, where nothing else is said. */
export const TEST_SETTINGS: Organisation = {
  digest: { weekday: 5, time: '09:00' as TimeOfDay },
  defaultZone: 'Europe/Kyiv',
  defaultLanguage: 'en',
  owners: [],
  setupCode: undefined,
};
