import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

describe('/why', () => {
  let agency: Agency;
  let boss: AgencyPerson;
  let anna: AgencyPerson;

  beforeEach(async () => {
    agency = await openAgency();
    boss = agency.person('boss');
    anna = agency.person('anna');
    for (const person of [boss, anna]) await person.says('/help');
  });
  afterEach(() => agency.close());

  it('says when and where each message went, latest first, with the numbers of its tasks and nothing of their words', async () => {
    await boss.says('/task Secret banner @anna tuesday');
    await agency.tick();
    agency.clock.set('2026-11-27T07:00:00Z');
    await agency.tick();
    const said = await anna.says('/why');
    expect(said).toMatch(
      /Messages to you\n(?:.|\n)*• Fri 27 Nov, 09:00 · Friday digest · task 1\n.*sent in terminal on Fri 27 Nov, 09:00(?:.|\n)*• Mon 23 Nov, 10:00 · About a task · task 1\n.*sent in terminal/,
    );
    expect(said).not.toMatch(/secret|banner/i);
  });

  it('says why a message was not sent, or not yet', async () => {
    await boss.says('/task Banner @anna');
    anna.blocksTheBot();
    await agency.tick();
    expect(await boss.says('/why @anna')).toMatch(
      /Messages to Anna\n• .*About a task · task 1\n.*not sent: the messenger does not let me write to this person/,
    );
    await anna.says('/help');
    agency.clock.set('2026-11-23T19:00:00Z');
    await boss.says('/task Poster @anna');
    await agency.tick();
    expect(await boss.says('/why @anna')).toMatch(/task 2\n.*waits until Tue 24 Nov, 08:00/);
  });

  it('says what was missed while the bot was down', async () => {
    await anna.says('/task Banner tuesday');
    agency.clock.set('2026-11-28T10:00:00Z');
    await agency.tick();
    const missed = /• Fri 27 Nov, 09:00 · Friday digest\n.*left out: I was not running when it was due/;
    expect(await boss.says('/why @anna')).toMatch(missed);
    expect(await boss.says('/why @anna yesterday')).toMatch(missed);
    expect(await boss.says('/why @anna today')).toContain('There were none in that time.');
  });

  it('tells a reminder that came late by when it was meant', async () => {
    await anna.says('/settings quiet off');
    await anna.says('/task Banner');
    await anna.says('/remind 1 today 12:00');
    agency.clock.set('2026-11-24T10:00:00Z');
    await agency.tick();
    expect(await anna.says('/why yesterday')).toMatch(
      /• Mon 23 Nov, 12:00 · Reminder · task 1\n.*sent in terminal on Tue 24 Nov, 12:00/,
    );
    await boss.says('/task Poster @anna');
    expect(await anna.says('/why')).toMatch(/Tue 24 Nov[\s\S]*Mon 23 Nov, 12:00 · Reminder/);
    expect(await anna.says('/why today')).not.toContain('Reminder');
  });

  it('is about the days that are named, and shows the last twenty', async () => {
    for (let i = 1; i <= 25; i += 1) await boss.says(`/task Task ${i} @anna`);
    await agency.tick();
    const all = await anna.says('/why');
    expect(all.match(/• /g)).toHaveLength(20);
    expect(all).toContain('task 25');
    expect(all).not.toMatch(/task 5\b/);
    agency.clock.advance({ days: 1 });
    await boss.says('/task Last @anna');
    expect(await anna.says('/why today')).toMatch(/^Messages to you · Tue 24 Nov\n• [^•]*$/);
    const before = await anna.says('/why yesterday');
    expect(before).toMatch(/^Messages to you · Mon 23 Nov\n/);
    expect(before).not.toContain('task 26');
    expect(before).toContain('The last 20. Name a day to see others.');
    agency.clock.advance({ days: 5 });
    expect(await anna.says('/why yesterday')).toContain('There were none in that time.');
    expect(await anna.says('/why whenever')).toMatch(
      /cannot read “whenever” as a period(?:.|\n)*\/why @anna yesterday/,
    );
  });

  it('is about others for owners and managers alone', async () => {
    await boss.says('/task Banner @anna');
    await agency.tick();
    expect(await anna.says('/why @boss')).toMatch(/for managers and owners/);
    expect(await anna.says('/why @anna')).toContain('Messages to you');
    await boss.says('/people role @anna manager');
    expect(await anna.says('/why @boss')).toContain('Messages to Boss');
  });

  it('tells a member nothing of who is known here and who is not', async () => {
    const said = await anna.says('/why @boss');
    expect(said).toMatch(/for managers and owners/);
    await boss.says('/people role @oleh member');
    for (const words of ['@oleh', '@nobody', '@id1', '@id99', '@nobody yesterday']) {
      expect(await anna.says(`/why ${words}`)).toBe(said);
    }
    expect(await anna.says('/why @me')).toContain('Messages to you');
  });

  it.each(['/why', '/time', '/tasks', '/log list'])('lets nobody in who is only asked about: %s', async (command) => {
    const before = await boss.says('/people');
    expect(await boss.says(`${command} @newcomer`)).toMatch(/newcomer/i);
    expect(await boss.says('/people')).toBe(before);
    // Somebody who is given a task is let in all the same.
    await boss.says('/task Banner @newcomer');
    expect(await boss.says('/people')).toContain('Newcomer');
    expect(await boss.says(`${command} @newcomer`)).toContain('Newcomer');
  });

  it('is answered to the one who asked, and never to a room', async () => {
    await boss.says('/task Banner @anna');
    expect(await boss.asksIn('general', '/why @anna')).toMatchObject({ place: 'private' });
  });

  it('tells of somebody who became one person with another what both were sent', async () => {
    await boss.says('/task Banner @anna');
    await agency.tick();
    const there = agency.person('4711', { platform: 'telegram', standing: 'stranger' });
    await there.says((await boss.says('/invite')).match(/\/start \S+/)?.[0] ?? '');
    await boss.says('/task Poster @4711');
    await agency.tick();
    expect(await there.says('/why')).toContain('task 2');
    const code = (await anna.says('/link')).match(/\/link \S{27}$/m)?.[0] ?? '';
    await there.says(code);
    await there.presses('Join');
    expect(await boss.says('/why @anna')).toMatch(/task 2(?:.|\n)*task 1/);
  });

  it.each([
    ['uk', 'Повідомлення вам', 'завдання 1'],
    ['ru', 'Сообщения вам', 'задача 1'],
  ])('speaks %s', async (language, heading, task) => {
    await boss.says('/task Banner @anna');
    await agency.tick();
    await anna.says(`/settings language ${language}`);
    const said = await anna.says('/why');
    expect(said).toContain(heading);
    expect(said).toContain(task);
  });
});
