import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { examplesIn } from '../support/watched.ts';

/** What a refusal shows to type next is about the very thing that was typed. */
describe('the next step', () => {
  let agency: Agency;
  let anna: AgencyPerson;

  beforeEach(async () => {
    agency = await openAgency();
    anna = agency.person('anna');
    for (const line of ['/project new prostor Prostor shop', '/task One', '/task Two @oleh']) await anna.says(line);
    await anna.says('/log 8:00-9:00 1');
  });
  afterEach(() => agency.close());

  async function nextAfter(line: string): Promise<string | undefined> {
    return examplesIn(await anna.asks(line))[0];
  }

  it.each([
    ['/priority 2 hihg', 'priority 2 high'],
    ['/priority 2 !hihg', 'priority 2 high'],
    ['/edit 2 Cover !hihg', 'edit 2 !high'],
    ['/task Banner !hihg', 'task Banner !high'],
    ['/tasks !hihg', 'tasks !high'],
    ['/log split 1 foo', 'log split 1 08:30'],
    ['/log move 1 the other one', 'log move 1'],
  ])('after %s is %s', async (line, next) => {
    expect(await nextAfter(line)).toBe(next);
  });

  it.each([
    ['uk', 'priority 2 високий'],
    ['ru', 'priority 2 высокий'],
  ])('is in the language of whoever typed: %s', async (language, next) => {
    await anna.says(`/settings language ${language}`);
    expect(await nextAfter('/priority 2 hihg')).toBe(next);
    expect(await anna.says(`/${next}`)).toContain('2 Two');
  });

  it('after time that overlaps is the list of that very day, and of whose time it is', async () => {
    await anna.says('/log 9:00-12:00 yesterday 1');
    const own = (await nextAfter('/log 9:00-10:00 yesterday 2')) ?? '';
    expect(own).toBe('log list 2026-11-22');
    expect(await anna.says(`/${own}`)).toMatch(/^Logged time: Sun 22 Nov[\s\S]*09:00–12:00/);

    const oleh = agency.person('oleh');
    await oleh.says('/log 9:00-10:00 yesterday 2');
    await oleh.says('/log 11:00-12:00 yesterday 2');
    const others = (await nextAfter('/log edit 3 9:00-11:30')) ?? '';
    expect(await anna.says(`/${others}`)).toMatch(/^Logged time: Oleh · Sun 22 Nov[\s\S]*11:00–12:00/);
  });
});
