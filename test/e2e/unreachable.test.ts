import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

describe('somebody who cannot be reached any more', () => {
  let agency: Agency;
  let boss: AgencyPerson;
  let anna: AgencyPerson;
  let mia: AgencyPerson;

  beforeEach(async () => {
    agency = await openAgency();
    boss = agency.person('boss');
    anna = agency.person('anna');
    mia = agency.person('mia');
    for (const person of [boss, anna, mia]) await person.says('/help');
    await boss.says('/people role @mia manager');
    await hear();
  });
  afterEach(() => agency.close());

  async function hear() {
    await agency.tick();
    return { boss: await boss.hears(), mia: await mia.hears() };
  }
  const give = (words: string) => boss.says(`/task ${words} @anna`);

  it('is told of to each owner and manager once, with what to do', async () => {
    anna.blocksTheBot();
    await give('Banner');
    await give('Poster');
    const heard = await hear();
    for (const messages of [heard.boss, heard.mia]) {
      expect(messages).toHaveLength(1);
      expect(messages[0]).toMatch(/Anna cannot be reached any more/);
      expect(messages[0]).toMatch(/\/people remove @id2/);
    }
    expect(await mia.presses('What was sent')).toMatch(/not sent: the messenger does not let me write/);
    await give('Flyer');
    agency.clock.advance({ hours: 3 });
    expect(await hear()).toEqual({ boss: [], mia: [] });
  });

  it('is told of in the same way where the platform says so by itself', async () => {
    await agency.friday.officeOf('terminal').accounts.reach('anna', false);
    await agency.friday.officeOf('terminal').accounts.reach('anna', false);
    expect((await hear()).boss).toHaveLength(1);
  });

  it('is told of again only after they were reached in between', async () => {
    const { accounts } = agency.friday.officeOf('terminal');
    await accounts.reach('anna', false);
    expect((await hear()).mia).toHaveLength(1);
    agency.clock.advance({ hours: 1 });
    await accounts.reach('anna', true);
    await accounts.reach('anna', false);
    expect((await hear()).mia).toHaveLength(1);
  });

  it('bothers nobody while there is another way to them', async () => {
    const there = agency.person('4711', { platform: 'telegram', standing: 'stranger' });
    await there.says((await anna.says('/link')).match(/\/link \S{27}$/m)?.[0] ?? '');
    there.blocksTheBot();
    await give('Banner');
    expect(await hear()).toEqual({ boss: [], mia: [] });
    expect(await anna.hears()).toHaveLength(1);
    anna.blocksTheBot();
    await give('Poster');
    expect((await hear()).boss).toHaveLength(1);
  });

  it('is told of to nobody when they have left', async () => {
    await boss.says('/people remove @anna');
    await hear();
    await agency.friday.officeOf('terminal').accounts.reach('anna', false);
    expect(await hear()).toEqual({ boss: [], mia: [] });
  });

  it('is told of to the others where it is a manager', async () => {
    await agency.friday.officeOf('terminal').accounts.reach('mia', false);
    const heard = await hear();
    expect(heard.boss.join()).toContain('Mia cannot be reached');
    expect(heard.mia).toEqual([]);
  });
});
