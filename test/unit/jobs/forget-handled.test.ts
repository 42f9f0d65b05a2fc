import { expect, it } from 'vitest';
import { openAgency } from '../../support/agency.ts';

it('forgets requests a week after they were handled, and not before', async () => {
  const agency = await openAgency();
  const anna = agency.person('anna');
  await anna.saysAs('request-1', '/task Banner');
  agency.clock.advance({ days: 6 });
  expect((await agency.tick())['forget handled requests']).toEqual({ forgotten: 0 });
  await anna.saysAs('request-1', '/task Banner');
  expect(await anna.says('/tasks')).not.toContain('2 Banner');

  agency.clock.advance({ days: 2 });
  expect((await agency.tick())['forget handled requests']).toEqual({ forgotten: 1 });
  expect((await agency.tick())['forget handled requests']).toEqual({ forgotten: 0 });
  await agency.close();
});
