import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { digestsOf } from '../support/heartbeat.ts';

describe('joining two messengers', () => {
  let agency: Agency;
  let anna: AgencyPerson;
  let there: AgencyPerson;

  beforeEach(async () => {
    agency = await openAgency();
    await agency.person('boss', { platform: 'slack' }).says('/start');
    anna = agency.person('anna', { platform: 'slack' });
    there = agency.person('anna_lys', { platform: 'telegram', standing: 'stranger' });
    await anna.says('/task Banner tuesday');
  });
  afterEach(() => agency.close());

  async function linkCode(from = anna): Promise<string> {
    const code = (await from.says('/link')).match(/\/link \S{27}$/m)?.[0];
    expect(code).toBeDefined();
    return code ?? '';
  }

  /** Lets the other account in as a person of its own. */
  async function invited(): Promise<AgencyPerson> {
    const invite = (await agency.person('boss', { platform: 'slack' }).says('/invite')).match(/\/start \S+/)?.[0];
    expect(await there.says(invite ?? '')).toContain('Hello');
    return there;
  }

  it('lets a stranger in as the person who gave the code, who sees the same tasks in both', async () => {
    const code = await linkCode();
    expect(await there.says(code)).toContain('Hello Anna');
    expect(await there.says('/tasks')).toContain('1 Banner');
    await there.says('/done 1 ready');
    expect(await anna.says('/show 1')).toMatch(/Anna · Mon 23 Nov, 10:00 · Telegram/);
    expect(await anna.says('/people')).not.toContain('Anna_lys');
  });

  it('writes to the messenger that was used last', async () => {
    await there.says(await linkCode());
    const boss = agency.person('boss', { platform: 'slack' });
    await boss.says('/task Menu @anna');
    expect([(await anna.hears()).length, (await there.hears()).length]).toEqual([0, 1]);
    await anna.says('/tasks');
    await boss.says('/task Poster @anna');
    expect([(await anna.hears()).length, (await there.hears()).length]).toEqual([1, 0]);
    agency.clock.set('2026-11-27T07:00:00Z');
    await agency.tick();
    expect([(await digestsOf(anna)).length, (await digestsOf(there)).length]).toEqual([1, 0]);
  });

  it('asks before it makes one person of two, and then all of both belongs to the one', async () => {
    await invited();
    await there.says('/task Menu tuesday');
    await there.says('/log 9:00-9:30 2');
    await anna.says('/log 8:00-8:30 1');
    const code = await linkCode();
    expect(await there.says(code)).toMatch(
      /Join “Anna_lys” here with “Anna” there, as one person\?\n.*cannot be taken/,
    );
    expect(await there.says('/tasks')).not.toContain('1 Banner');
    await there.says(code);
    expect(await there.presses('Join')).toBe('Joined. You are Anna in both messengers now.');
    for (const me of [anna, there]) {
      expect(await me.says('/tasks')).toMatch(/1 Banner(?:.*\n)*.*2 Menu/);
      expect(await me.says('/time')).toMatch(/Total +1 h\n/);
    }
    expect(await agency.person('boss', { platform: 'slack' }).says('/people')).not.toContain('Anna_lys');
    agency.clock.set('2026-11-27T07:00:00Z');
    await agency.tick();
    expect((await there.hears()).join()).toContain('Received: 2');
    expect(await anna.hears()).toEqual([]);
  });

  it('changes nothing when the answer is no, and the code still works', async () => {
    await invited();
    const code = await linkCode();
    await there.says(code);
    await there.presses('Cancel');
    expect(await there.says('/tasks')).not.toContain('1 Banner');
    await there.says(code);
    expect(await there.presses('Join')).toContain('Joined.');
    expect(await there.says(code)).toContain('That code does not work');
  });

  it('keeps the higher role of the two', async () => {
    await invited();
    await agency.person('boss', { platform: 'slack' }).says('/people role @anna_lys manager');
    await there.says(await linkCode());
    await there.presses('Join');
    expect(await anna.says('/people')).toContain('Anna · manager');
  });

  it('takes a code once, and for a day', async () => {
    const first = await linkCode();
    const second = await linkCode();
    await there.says(first);
    const eve = agency.person('eve', { platform: 'telegram', standing: 'stranger' });
    expect(await eve.says(first)).toContain('That code does not work');
    expect(await eve.says(second)).toContain('These two cannot be joined');
    const ira = agency.person('ira', { platform: 'slack' });
    const late = await linkCode(ira);
    agency.clock.advance({ days: 1 });
    expect(await eve.says(late)).toContain('That code does not work');
  });

  it('refuses two accounts in one messenger, and an account with itself', async () => {
    const code = await linkCode();
    expect(await anna.says(code)).toContain('These two cannot be joined');
    expect(await agency.person('oleh', { platform: 'slack' }).says(code)).toContain('These two cannot be joined');
    expect(await there.says(code)).toContain('Hello Anna');
  });

  it('refuses people whose time overlaps, says so, and joins once that is put right', async () => {
    await invited();
    await there.says('/log 9:00-9:30');
    await anna.says('/log 9:15-10:00');
    const code = await linkCode();
    expect(await there.says(code)).toContain('Both accounts have time logged for the same hours');
    await anna.says('/log edit 2 9:30-10:00');
    await there.says(code);
    expect(await there.presses('Join')).toContain('Joined.');
  });

  it('refuses people who both have a timer running', async () => {
    await invited();
    await there.says('/timer start');
    agency.clock.advance({ minutes: 5 });
    await anna.says('/timer start');
    expect(await there.says(await linkCode())).toContain('both have a timer running');
  });

  it('gives no way in with the code of a person who left', async () => {
    const code = await linkCode();
    await agency.person('boss', { platform: 'slack' }).says('/people remove @anna');
    expect(await there.says(code)).toContain('That code does not work');
  });

  it('brings no second digest to somebody who had this week’s in the other account', async () => {
    await invited();
    await there.says('/task Menu tuesday');
    await there.says('/settings zone Tokyo');
    await there.hears();
    agency.clock.set('2026-11-27T01:00:00Z');
    await agency.tick();
    expect(await digestsOf(there)).toHaveLength(1);
    await there.says(await linkCode());
    await there.presses('Join');
    agency.clock.set('2026-11-27T07:00:00Z');
    await agency.tick();
    expect([...(await digestsOf(anna)), ...(await digestsOf(there))]).toEqual([]);
    agency.clock.set('2026-12-04T07:00:00Z');
    await agency.tick();
    expect((await there.hears()).join()).toContain('Received: 2');
  });

  it('moves whole-day deadlines and their reminders to the zone of the person who stays', async () => {
    await invited();
    await there.says('/settings zone Tokyo');
    await there.says('/task Menu friday');
    await there.says('/remind 2 1h before');
    await there.says(await linkCode());
    await there.presses('Join');
    const { task, reminder } = await agency.store.transact(async (tx) => ({
      task: await tx.tasks.get(2 as never),
      reminder: (await tx.reminders.ofTask(2 as never))[0],
    }));
    expect(task?.lateFrom).toBe('2026-11-27T22:00:00.000Z');
    // An hour before the end of that day is quiet there, until the deadline has passed.
    expect(reminder?.remindAt).toBe('2026-11-27T17:30:00.000Z');
  });

  async function join(): Promise<void> {
    await there.says(await linkCode());
    await there.presses('Join');
  }

  it('looks anew at what waits for the end of quiet hours, which are others now', async () => {
    await invited();
    await there.says('/settings zone New York');
    await there.hears();
    agency.clock.set('2026-11-24T03:00:00Z');
    await agency.person('boss', { platform: 'slack' }).says('/task Menu @anna_lys');
    agency.clock.set('2026-11-24T05:00:00Z');
    await agency.tick();
    agency.clock.set('2026-11-24T07:00:00Z');
    await join();
    await agency.tick();
    expect((await there.hears()).join()).toContain('Boss gave you a task: 2 Menu');
  });

  it('tells nobody of a day’s deadline a second time', async () => {
    await invited();
    for (const me of [anna, there]) await me.says('/settings quiet off');
    await there.says('/settings zone Tokyo');
    await there.says('/task Menu tomorrow');
    agency.clock.set('2026-11-24T01:00:00Z');
    await agency.tick();
    expect((await there.hears()).join()).toMatch(/^Due today:\n(?:.*\n)?2 Menu/);
    await join();
    agency.clock.set('2026-11-24T08:00:00Z');
    await agency.tick();
    expect([...(await anna.hears()), ...(await there.hears())].join()).not.toContain('Menu');
  });

  it('keeps the morning list and the evening check that one of the two wanted', async () => {
    await invited();
    await there.says('/settings evening 17:45');
    await there.says('/settings morning 8:15');
    await anna.says('/settings morning 9:30');
    await join();
    const settings = await there.says('/settings');
    expect(settings).toMatch(/Morning list.*09:30/);
    expect(settings).toMatch(/Evening check.*17:45/);
    agency.clock.set('2026-11-23T15:45:00Z');
    await agency.tick();
    expect((await there.hears()).filter((message) => message.startsWith('Your day'))).toHaveLength(1);
  });

  it('counts in the working hours of the person who stays', async () => {
    await invited();
    await there.says('/settings work 6:00-22:00 mon-sun');
    const boss = agency.person('boss', { platform: 'slack' });
    agency.clock.set('2026-11-23T15:50:00Z');
    await boss.says('/task Fire @anna !urgent');
    await boss.says('/task Flood @anna_lys !urgent');
    await there.says('/timer start 3');
    await join();
    const { fire, flood, timer } = await agency.store.transact(async (tx) => ({
      fire: await tx.tasks.get(2 as never),
      flood: await tx.tasks.get(3 as never),
      timer: await tx.timeEntries.get(1 as never),
    }));
    // Ten minutes today, twenty from nine tomorrow.
    expect([fire?.escalateAt, flood?.escalateAt]).toEqual(['2026-11-24T07:20:00.000Z', '2026-11-24T07:20:00.000Z']);
    expect(timer?.checkAt).toBe('2026-11-23T17:00:00.000Z');
  });

  it('names the one person where the history names the other account', async () => {
    await invited();
    const boss = agency.person('boss', { platform: 'slack' });
    await boss.says('/task Poster @anna_lys');
    await boss.says('/edit 2 @boss');
    await there.says(await linkCode());
    await there.presses('Join');
    const card = await boss.says('/show 2');
    expect(card).toContain('Anna → Boss');
    expect(card).not.toContain('somebody');
  });
});
