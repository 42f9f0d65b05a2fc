import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { examplesIn } from '../support/watched.ts';

const LONG = 'x'.repeat(4001);

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
    [`/done 2 ${LONG}`, 'done 2 Banner is in the shared folder'],
    [`/drop 2 ${LONG}`, 'drop 2 The client changed their mind'],
    [`/note 2 ${LONG}`, 'note 2 Waiting for the photos'],
    [`/edit 2\n${LONG}`, 'note 2 The second half'],
    [`/edit 2 ${LONG}`, 'edit 2 Banner for the landing'],
    [`/task Banner\n${LONG}`, 'task Banner for the landing tomorrow'],
    [`/timer start 2 ${LONG}`, 'timer start 2 layout'],
    [`/timer stop ${LONG}`, 'timer stop layout'],
    [`/log 1h30m 2 yesterday ${LONG}`, 'log 1:30 2 2026-11-22 layout'],
    [`/log edit 1 note ${LONG}`, 'log edit 1 note layout'],
    [`/project new site ${LONG}`, 'project new site Prostor shop'],
    ['/edit 2 !high !low', 'edit 2 !high'],
    ['/edit 2 @oleh friday Cover @anna', 'edit 2 @anna'],
    ['/edit 2 #prostor #site', 'edit 2 #prostor'],
    ['/edit 2 01.12 !high 05.12', 'edit 2 friday 18:00'],
    ['/edit 2 ~1h ~2h', 'edit 2 ~3h'],
    ['/log edit 1 25h', 'log edit 1 8h'],
    ['/log edit 1 23:00-23:30 #2', 'log edit 1 9:00-11:30 yesterday #2'],
    ['/log 25h 2', 'log 8h yesterday 2'],
    ['/log 25h #prostor', 'log 8h yesterday #prostor'],
    ['/log 23:00-23:30', 'log 9:00-11:30 yesterday'],
    ['/time week by foo', 'time week by task'],
    ['/time last month by week', 'time last month by task'],
    ['/time by foo', 'time by task'],
    ['/time month pdf', 'time month xlsx'],
    ['/time zzz', 'time last week by project'],
    ['/log lsit last week', 'log list last week'],
    ['/people role @anna member', 'people role @Oleh owner'],
    ['/people remove oleh', 'people remove @oleh'],
    ['/people restore oleh', 'people restore @oleh'],
    ['/people rename @oleh Olezhyk', 'help people'],
    ['/people rle @oleh manager', 'people role @oleh manager'],
    ['/project unarchive prostr', 'project restore prostr'],
    ['/project rename prostor Shop', 'help project'],
    ['/project archve prostor', 'project archive prostor'],
    ['/project add prostor', 'project add prostor @anna'],
    ['/project remove prostor oleh', 'project remove prostor @oleh'],
    ['/log list oleh', 'log list last week'],
    ['/log delete abc', 'log delete 45'],
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

  it.each([
    ['/given', 'tasks given'],
    ['overdue', 'tasks overdue'],
    ['/today', 'tasks today'],
    ['/stop', 'timer stop'],
    ['/assign 2 @oleh', 'edit 2 @oleh'],
    ['assign 2 @oleh', 'edit 2 @oleh'],
    ['/assign', 'help edit'],
    ['/deadline 2 friday', 'move 2 friday'],
    ['/language ru', 'settings language ru'],
    ['/remove 2', 'drop 2'],
    ['/taks', 'tasks'],
    ['/taks Cover tomorrow', 'task Cover tomorrow'],
    ['/dnoe 2 sent', 'done 2 sent'],
    ['/завдання', 'tasks'],
    ['/завдання Банер завтра', 'task Банер завтра'],
    ['/задача Баннер', 'task Баннер'],
    ['/завдання прострочені', 'tasks прострочені'],
    ['мої завдання', 'tasks'],
    ['Мои задачи', 'tasks'],
    ['/my tasks', 'tasks'],
    ['my overdue', 'tasks received overdue'],
    ['доручені мною', 'tasks given'],
    ['час тиждень', 'time week'],
    ['/время неделя', 'time week'],
    ['время месяц', 'time month'],
    ['надані', 'tasks надані'],
    ['/доручені', 'tasks доручені'],
    ['/прострочені', 'tasks прострочені'],
    ['/порученные', 'tasks порученные'],
    ['/мова uk', 'settings language uk'],
    ['/срок 2 пятница', 'move 2 пятница'],
    ['today I was at the dentist', undefined],
  ])('after %s, which is no command, is %s', async (line, next) => {
    expect(await nextAfter(line)).toBe(next ?? 'help');
    if (!next) return;
    // It is only said: nothing has happened.
    expect(await anna.says('/undo')).toContain('Time removed');
    if (!next.includes('@')) expect(await anna.says(line)).toContain(`[1] ${next}`);
    expect(await anna.says(`/${next}`)).not.toContain('I did not understand');
  });

  it.each([
    ['/show abc', '“abc” is not the number of a task.', 'show 12'],
    ['/show 0', '“0” is not the number of a task.', 'show 12'],
    ['/show 12345678901234567890', '“12345678901234567890” is not the number of a task.', 'show 12'],
    ['/done the banner', '“the” is not the number of a task.', 'done 12 Banner is in the shared folder'],
    ['/log show abc', '“abc” is not the number of an entry.', 'log show 45'],
    ['/show', 'Something is missing.', 'show 12'],
    ['/time week by foo', 'I do not know what “by foo” is in a report.', 'time week by task'],
  ])('after %s comes with what was wrong', async (line, reason, next) => {
    expect(await anna.says(line)).toContain(reason);
    expect(await nextAfter(line)).toBe(next);
  });

  it('after /start with a task is how its timer is started', async () => {
    expect((await examplesIn(await anna.asks('/start 2')))[0]).toBe('timer start 2');
    expect(await anna.says('/start')).not.toContain('timer start');
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
