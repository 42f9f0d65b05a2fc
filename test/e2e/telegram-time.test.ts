import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { displayWidth } from '../../src/text/display-width.ts';
import type { TelegramActor, TelegramScene } from '../support/telegram-scene.ts';
import { openTelegramScene } from '../support/telegram-scene.ts';
import { expectWell } from '../support/telegram-well.ts';

describe('time in Telegram', () => {
  let scene: TelegramScene;
  let olha: TelegramActor;
  let anna: TelegramActor;

  beforeEach(async () => {
    scene = await openTelegramScene();
    [olha, anna] = [await scene.member('olha'), await scene.member('anna')];
    await olha.says('/project new prostor Prostor Ltd');
    await anna.says('/task Banner');
  });
  afterEach(async () => {
    expectWell(scene.telegram);
    await scene.stop();
  });

  it('runs from a command to the press that stops it, and is summed up', async () => {
    expect(await anna.says('/timer start 1 first draft')).toBe('Timer started at 10:00: 1 Banner\nfirst draft');
    expect(anna.labels()).toEqual(['Stop timer', 'Throw away']);
    scene.clock.advance({ minutes: 65 });
    expect(await anna.says('/timer')).toContain('Running for 1 h 5 min, since 10:00: 1 Banner\nfirst draft\n');
    scene.clock.advance({ minutes: 10 });
    expect(await anna.presses(/^Stop timer$/)).toBe(
      'Timer stopped: 1 Banner · entry 1\n1 h 15 min this time · 1 h 15 min on the task · 1 h 15 min today\nfirst draft',
    );
    expect(anna.labels()).toEqual(['Task done', 'Correct', 'Undo']);
  });

  it('is started on a task with one press where the task is shown', async () => {
    await anna.says('/show 1');
    expect(await anna.presses(/^Start timer$/)).toContain('Timer started at 10:00: 1 Banner');
    scene.clock.advance({ minutes: 30 });
    expect(await anna.says('done 1 It hangs')).toMatch(/^Done\.\n1 Banner\nTimer stopped: 30 min this time/);
  });

  it('of the one before is stopped first, and both are told', async () => {
    await anna.says('timer start 1');
    scene.clock.advance({ minutes: 20 });
    const said = await anna.says('/timer@friday_tasks_bot start #prostor call');
    expect(said).toMatch(/^Stopped first: 1 Banner\n20 min this time[^\n]*\n+Timer started at 10:20: #prostor\ncall$/);
    expect(await anna.says('timer stop with the client')).toContain('Timer stopped: #prostor');
  });

  it('is thrown away with one press, and given back with another', async () => {
    await anna.says('/timer start 1');
    scene.clock.advance({ minutes: 5 });
    expect(await anna.presses(/^Throw away$/)).toContain('Timer thrown away, 5 min not counted: 1 Banner');
    expect(await anna.presses(/^Undo$/)).toContain('The timer is running again:');
    expect(await anna.says('/timer')).toContain('Running for 5 min');
  });

  it('is logged by hand, and may be corrected, deleted and taken back by presses', async () => {
    const said = await anna.says('/log 9:00-9:45 1 layout');
    expect(said).toBe(
      'Logged: 1 Banner · entry 1\n45 min · Mon 23 Nov · 09:00–09:45\nlayout\nOn this task in all: 45 min',
    );
    expect(anna.labels()).toEqual(['Correct', 'Delete', 'Undo']);
    expect(await anna.presses(/^Correct$/)).toContain('How long was it really?');
    expect(await anna.says('9:00-9:30')).toContain('30 min · Mon 23 Nov · 09:00–09:30');
    expect(await anna.says('/log delete 1')).toContain('Time deleted: 1 Banner');
    expect(await anna.presses(/^Undo$/)).toContain('Time as before:');
  });

  it('that was logged already is named, and what is free between is one press', async () => {
    await anna.says('/log 9:00-9:45 1');
    const said = await anna.says('/log 8:00-9:30 #prostor call');
    expect(said).toContain('There is time of yours already: 1 Banner, 09:00–09:45. The longest free part is below.');
    expect(await anna.presses(/^Log 08:00-09:00$/)).toMatch(
      /^Logged: #prostor · entry 2\n1 h · Mon 23 Nov · 08:00–09:00/,
    );
  });

  it('reports fit a phone, and their buttons turn them', async () => {
    await anna.says('/log 9:00-9:45 1');
    await anna.says('/log 8:00-9:00 #prostor');
    const said = await olha.says('/time week by person');
    expect(said).toContain('Everybody · Mon 23 Nov – Sun 29 Nov');
    expect(said).toContain('Anna    1 h 45 min  100 %');
    const report = olha.messageWith('Everybody');
    const table = report.entities.find(({ type }) => type === 'pre') ?? expect.fail('There is no table');
    const lines = report.text.slice(table.offset, table.offset + table.length).split('\n');
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(34);
    const own = await anna.says('/time');
    expect(own).toMatch(/^Anna · Mon 23 Nov\n/);
    expect(own).toContain('1 h 45 min');
    expect(await anna.presses(/^By project$/)).toMatch(/^#prostor +1 h +57 %\nno project +45 min[\s\S]*Total/m);
    expect(await anna.presses(/^Earlier$/)).toContain('No time logged here.');
  });

  it('is listed with its numbers, each with buttons of its own', async () => {
    await anna.says('/log 9:00-9:45 1 layout');
    await anna.says('/log 8:00-9:00 #prostor call');
    const said = await anna.says('/log list');
    expect(said).toContain('1 · 45 min · 1 Banner\nMon 23 Nov, 09:00–09:45 · layout');
    expect(said).toContain('2 · 1 h · #prostor\nMon 23 Nov, 08:00–09:00 · call');
    expect(anna.labels().filter((label) => label.endsWith(' Delete'))).toHaveLength(2);
    await anna.presses(/Delete$/);
    expect(await anna.says('/time')).not.toContain('1 h 45 min');
  });

  it('in a group goes into its project, and its report only to the one who asked', async () => {
    scene.telegram.group('Team', ['olha', 'anna']);
    await olha.saysIn('Team', '/project bind prostor');
    expect(await anna.saysIn('Team', '/timer start')).toContain('Timer started at 10:00: #prostor');
    scene.clock.advance({ minutes: 15 });
    expect(await anna.pressesIn('Team', /^Stop timer$/)).toContain('15 min this time');
    expect(await anna.saysIn('Team', '/time')).toBe('This is for you alone: I have answered in our private chat.');
    expect(anna.messageWith('Anna · Mon 23 Nov').text).toContain('15 min');
  });
});

describe('time that is typed in Telegram', () => {
  let scene: TelegramScene;
  let anna: TelegramActor;

  beforeAll(async () => {
    scene = await openTelegramScene();
    await scene.member('olha');
    anna = await scene.member('anna');
    await anna.says('/task Banner');
  });
  afterAll(async () => {
    expectWell(scene.telegram);
    await scene.stop();
  });

  it.each([
    ['1h30m', '1 h 30 min'],
    ['1,5h', '1 h 30 min'],
    ['90m', '1 h 30 min'],
    ['0:45', '45 min'],
    ['2h yesterday', '2 h · Sun 22 Nov'],
  ])('is understood as people write it: %s', async (written, shown) => {
    expect(await anna.says(`/log ${written} 1`)).toContain(shown);
  });

  it.each([
    ['/timer stop', 'No timer is running. Start one:\n  /timer start 12 layout'],
    ['/log soon 1', 'I cannot read how long “soon 1” is.\n  /log 1h30m 12 layout'],
    ['/log 23:00-23:30 1', 'That is still in the future.'],
    ['/log 30h 1', 'That is more than 24 hours.'],
    ['/log edit 99 1h', 'There is no time entry 99 of yours.'],
    ['/time @olha', 'You can see your own time; other people’s is for managers.'],
  ])('that cannot be is refused with what to do instead: %s', async (line, words) => {
    expect(await anna.says(line)).toContain(words);
  });
});
