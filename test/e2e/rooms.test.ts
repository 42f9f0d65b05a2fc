import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  await anna.says('/project new prostor Prostor shop');
  await anna.saysIn('design', '/project bind prostor');
  await oleh.says('/help');
});
afterEach(() => agency.close());

const office = () => agency.friday.officeOf('terminal');

describe('a room', () => {
  it('that gets another id stays bound to its project', async () => {
    await office().rooms.moved('room:design', 'room:design-2');
    expect(await oleh.saysIn('design-2', '/task Banner')).toContain('#prostor');
    expect(await anna.saysIn('design', '/task Poster')).not.toContain('#prostor');
  });

  it('keeps what was bound under its new id already', async () => {
    await anna.says('/project new kava Kava');
    await anna.saysIn('design-2', '/project bind kava');
    await office().rooms.moved('room:design', 'room:design-2');
    expect(await anna.saysIn('design-2', '/task Banner')).toContain('#kava');
  });

  it('that Friday was removed from belongs to nothing any more, and whoever bound it is told', async () => {
    await office().rooms.left('room:design', 'Design');
    const heard = (await anna.hears()).join();
    expect(heard).toContain('I was removed from the group “Design”, which belonged to #prostor.');
    expect(heard).toContain('/project bind prostor');
    expect(await anna.saysIn('design', '/task Poster')).not.toContain('#prostor');
    await office().rooms.left('room:design', 'Design');
    expect(await anna.hears()).toEqual([]);
  });

  it('that was bound to nothing is left without a word', async () => {
    await office().rooms.left('room:other', 'Other');
    expect(await anna.hears()).toEqual([]);
  });
});

describe('an account that shuts the bot out', () => {
  it('is not written to until it lets it in again, or its person says something', async () => {
    await office().accounts.reach('oleh', false);
    await anna.says('/task Banner @oleh');
    expect(await oleh.hears()).toEqual([]);
    await office().accounts.reach('oleh', true);
    await anna.says('/task Poster @oleh');
    expect((await oleh.hears()).join()).toContain('Poster');
  });
});

describe('the managers of a platform', () => {
  it('are known by their accounts and languages there', async () => {
    await anna.says('/settings language uk');
    expect(await office().accounts.managers()).toEqual([{ externalId: 'anna', language: 'uk' }]);
    await anna.says('/people role @oleh manager');
    expect(await office().accounts.managers()).toHaveLength(2);
    expect(await agency.friday.officeOf('telegram').accounts.managers()).toEqual([]);
  });
});

describe('what an adapter keeps', () => {
  it('is found again in the order in which it was kept, until it is removed', async () => {
    const { keepsakes } = office();
    await keepsakes.put('update', [
      { key: '9', body: 'first' },
      { key: '3', body: 'second' },
    ]);
    await keepsakes.put('update', [{ key: '9', body: 'again' }]);
    await keepsakes.put('command', [{ key: '9', body: 'task Banner' }]);
    expect(await keepsakes.updates()).toEqual([
      { key: '9', body: 'first' },
      { key: '3', body: 'second' },
    ]);
    expect(await keepsakes.get('command', '9')).toBe('task Banner');
    await keepsakes.remove('update', ['9']);
    expect(await keepsakes.updates()).toEqual([{ key: '3', body: 'second' }]);
    expect(await agency.friday.officeOf('slack').keepsakes.updates()).toEqual([]);
  });
});
