import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency, textOfReply } from '../support/agency.ts';

/** What of somebody's time a room may read: what belongs to its own project, and never the hours of others. */
let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency({ at: '2026-11-23T12:00:00Z' });
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  await anna.says('/project new secret Secret merger');
  await anna.says('/project new public Public site');
  await anna.saysIn('design', '/project bind public');
  await oleh.saysIn('design', '/help');
  await anna.says('/project add secret @oleh');
});
afterEach(() => agency.close());

describe('in a room', () => {
  it.each(['/timer', '/timer stop', '/timer cancel', '/timer start other', '/timer stop sent'])(
    'a timer on another project is for whoever runs it alone: %s',
    async (line) => {
      await oleh.says('/timer start #secret dismissal letter');
      agency.clock.advance({ minutes: 30 });
      const reply = await oleh.asksIn('design', line);
      expect(textOfReply(reply)).toContain('#secret');
      expect(reply.place).toBe('private');
    },
  );

  it.each(['design', 'kitchen'])('a note on no project is for whoever wrote it alone, in %s', async (room) => {
    await oleh.says('/timer start doctor');
    for (const line of ['/timer', '/timer stop', '/undo'])
      expect(await oleh.asksIn(room, line)).toHaveProperty('place', 'private');
  });

  it('what belongs there is for everybody', async () => {
    await oleh.says('/timer start #public header');
    agency.clock.advance({ minutes: 30 });
    for (const line of ['/timer', '/timer stop', '/log edit 1 20m', '/undo', '/log delete 1']) {
      const reply = await oleh.asksIn('design', line);
      expect(textOfReply(reply)).toContain('#public');
      expect(reply.place).not.toBe('private');
    }
    await oleh.says('/timer start');
    expect((await oleh.asksIn('kitchen', '/timer stop')).place).not.toBe('private');
  });

  it.each([
    '/log edit 1',
    '/log edit 1 1h',
    '/log split 1',
    '/log split 1 9:30',
    '/log split 1 23:00',
    '/log move 1',
    '/log move 1 none',
    '/log delete 1',
  ])('what a manager does to the time of others is for the manager alone: %s', async (line) => {
    await oleh.says('/log 9:00-11:00 #public doctor');
    expect(await anna.asksIn('design', line)).toHaveProperty('place', 'private');
  });

  it('so is what a manager takes back of it', async () => {
    await oleh.says('/log 9:00-11:00 #public doctor');
    await anna.says('/log edit 1 1h');
    agency.clock.advance({ hours: 2 });
    expect(await anna.asksIn('design', '/undo')).toHaveProperty('place', 'private');
    expect(await anna.asksIn('design', '/undo yes')).toHaveProperty('place', 'private');
    expect(await anna.says('/log list @oleh')).toContain('2 h');
  });
});
