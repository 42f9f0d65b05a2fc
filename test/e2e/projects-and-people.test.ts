import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
let ira: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency();
  [anna, oleh, ira] = [agency.person('anna'), agency.person('oleh'), agency.person('ira')];
  for (const person of [anna, oleh, ira]) await person.says('/start');
});
afterEach(() => agency.close());

describe('projects', () => {
  it('are created with a tag and a name, asked for where they are missing', async () => {
    expect(await oleh.says('/project')).toContain('There are no projects yet.');
    await oleh.presses('New project');
    expect(await oleh.says('prostor Prostor shop')).toContain('Project created: #prostor Prostor shop');
    expect(await oleh.presses('Open')).toMatch(/#prostor Prostor shop\nOpen tasks: 0\nMembers: +Oleh/);
    expect(await ira.says('/project new Простір-27 Кафе «Простір»')).toMatch(/#Простір-27 Кафе «Простір»/i);
    expect(await ira.says('/project list')).toMatch(/#prostor Prostor shop\n• #простір-27/i);
    expect(await ira.says('/project new kava')).toContain('#kava kava');
  });

  it.each([
    ['prostor Another', 'There is a project #prostor already.'],
    ['PROSTOR Another', 'already.'],
    ['a Short', 'cannot be a tag'],
    ['new Something', 'already means something else'],
    ['List Lists', 'already means something else'],
    ['restore Again', 'already means something else'],
    ['skip Rope', 'already means something else'],
    ['Без Назви', 'already means something else'],
    ['нет Сети', 'already means something else'],
    ['2027 Year', 'cannot be a tag'],
    ['pro/stor Slash', 'cannot be a tag'],
    [`${'x'.repeat(33)} Long`, 'cannot be a tag'],
    [`kava ${'x'.repeat(101)}`, '100 fit'],
  ])('are not created as %j', async (line, answer) => {
    await oleh.says('/project new prostor Prostor shop');
    expect(await oleh.says(`/project new ${line}`)).toContain(answer);
    expect((await oleh.says('/project list')).match(/^•/gm)).toHaveLength(1);
  });

  it('are looked into by members and managers only, and show what they hold', async () => {
    await oleh.says('/project new prostor Prostor shop');
    await oleh.says('/task Banner #prostor');
    expect(await ira.says('/project prostor')).toContain('You are not a member of #prostor.');
    expect(await ira.says('/tasks #prostor all')).not.toContain('Banner');
    expect(await oleh.says('/project add prostor @ira')).toContain('Ira is now a member of #prostor');
    expect(await ira.says('/project #prostor')).toMatch(/Open tasks: 1\nMembers: +Ira, Oleh/);
    expect(await ira.presses('Tasks')).toContain('1 Banner');
    expect(await anna.says('/project prostor')).toContain('Open tasks: 1');
  });

  it('take in and let go several people at once, or none of them', async () => {
    await oleh.says('/project new prostor Prostor shop');
    expect(await oleh.says('/project add prostor @ira @anna @ira')).toBe(
      'Ira is now a member of #prostor\nAnna is now a member of #prostor',
    );
    expect(await ira.hears()).toHaveLength(1);
    expect(await oleh.says('/project prostor')).toMatch(/Members: +Anna, Ira, Oleh/);
    expect(await oleh.says('/project remove @anna prostor @ira')).toMatch(/Anna is no longer.*\nIra is no longer/);
    for (const line of ['@ira @id99', '@ira anna', '@ira, anna']) {
      expect(await oleh.says(`/project add prostor ${line}`)).not.toContain('is now');
    }
    expect(await oleh.says('/project prostor')).toMatch(/Members: +Oleh\n/);
  });

  it('let their creator and managers remove members, and everybody themselves', async () => {
    await oleh.says('/project new prostor Prostor shop');
    await oleh.says('/project add prostor @ira');
    expect(await ira.says('/project remove prostor @oleh')).toContain('That is for managers');
    expect(await ira.says('/project remove prostor @ira')).toContain('Ira is no longer a member');
    expect(await ira.says('/project prostor')).toContain('You are not a member');
    await oleh.says('/project add prostor @ira');
    expect(await anna.says('/project remove prostor @ira')).toContain('Ira is no longer a member');
  });

  it.each([
    ['en', 'Ira is already a member of #prostor', 'Anna is not a member of #prostor'],
    ['uk', 'Ira вже в проєкті #prostor', 'Anna не в проєкті #prostor'],
    ['ru', 'Ira уже в проекте #prostor', 'Anna не в проекте #prostor'],
  ])('say who is in already, or was not in, and tell nobody, in %s', async (language, already, never) => {
    await oleh.says(`/settings language ${language}`);
    await oleh.says('/project new prostor Prostor shop');
    await oleh.says('/project add prostor @ira');
    expect(await ira.hears()).toHaveLength(1);
    expect(await oleh.says('/project add prostor @ira')).toBe(already);
    expect(await oleh.says('/project remove prostor @anna')).toBe(never);
    for (const person of [ira, anna]) expect(await person.hears()).toEqual([]);
    expect(await oleh.says('/project prostor')).toContain('Ira, Oleh');
  });

  it.each([
    ['en', 'To bring it back:', 'A manager or whoever created it can bring it back.'],
    ['uk', 'Повернути його можна так:', 'Повернути його може менеджер або той, хто його створив.'],
    ['ru', 'Вернуть его можно так:', 'Вернуть его может менеджер или тот, кто его создал.'],
  ])('name the way back from the archive, or who knows it, in %s', async (language, back, whom) => {
    for (const person of [oleh, ira]) await person.says(`/settings language ${language}`);
    await oleh.says('/project new prostor Prostor shop');
    await oleh.says('/project add prostor @ira');
    await oleh.says('/project archive prostor');
    for (const line of ['/task Menu #prostor tomorrow', '/timer start #prostor', '/log 10m #prostor']) {
      expect(await ira.says(line)).toMatch(new RegExp(`${whom}.*\n.*/project list`));
      expect(await oleh.says(line)).toMatch(new RegExp(`${back}\n.*/project restore prostor`));
    }
    await oleh.says('/project restore prostor');
    expect(await ira.says('/log 10m #prostor')).not.toContain('/project list');
  });

  it('do not send somebody who was taken out of their own project to restore it', async () => {
    await oleh.says('/project new prostor Prostor shop');
    await anna.says('/project remove prostor @oleh');
    await anna.says('/project archive prostor');
    expect(await oleh.says('/task Menu #prostor')).toContain('/project list');
    expect(await anna.says('/task Menu #prostor')).toContain('/project restore prostor');
  });

  it.each([
    ['/project add', '/project add prostor @anna'],
    ['/project add prostor', '/project add prostor @anna'],
    ['/project add @ira', '/project add prostor @anna'],
    ['/project add nope @ira', 'There is no project #nope'],
    ['/project prosto', 'Did you mean #prostor?'],
    ['/project archive', '/project archive prostor'],
    ['/project bind', '/project bind prostor'],
    ['/project bind prostor', 'This works in a channel or a group'],
  ])('answer %j with what to do', async (line, answer) => {
    await oleh.says('/project new prostor Prostor shop');
    expect(await oleh.says(line)).toContain(answer);
  });

  it('take no new work once archived, and keep what they have', async () => {
    await oleh.says('/project new prostor Prostor shop');
    await oleh.says('/task Banner #prostor');
    await oleh.says('/project add prostor @ira');
    await oleh.says('/log 30m #prostor');
    expect(await ira.says('/project archive prostor')).toContain('That is for managers');
    expect(await oleh.says('/project archive prostor')).toContain('Archived: #prostor');
    for (const line of [
      '/task Menu #prostor',
      '/timer start #prostor',
      '/log 10m #prostor',
      '/project archive prostor',
    ]) {
      expect(await oleh.says(line)).toContain('#prostor is archived');
    }
    expect(await oleh.says('/project list')).toContain('There are no projects yet.');
    expect(await oleh.says('/project prostor')).toMatch(/\(archived\)\nOpen tasks: 1/);
    expect(await oleh.says('/done 1 sent')).toContain('Done.');
    expect(await oleh.says('/time today #prostor')).toMatch(/Total +30 min/);
    expect(await oleh.says('/project new prostor Again')).toContain('There is a project #prostor already.');
  });

  it('are the default in the room they are bound to, for whoever speaks there', async () => {
    await oleh.says('/project new prostor Prostor shop');
    await oleh.says('/project new kava Kava');
    expect(await ira.saysIn('design', '/project bind prostor')).toContain('You are not a member');
    expect(await oleh.saysIn('design', '/project bind prostor')).toContain('This room now belongs to #prostor');
    expect(await ira.saysIn('design', '/task Banner')).toMatch(/Project: +#prostor/);
    expect(await ira.says('/project prostor')).toContain('Ira, Oleh');
    expect(await ira.says('/task Menu')).toMatch(/Project: +none/);
    expect(await ira.saysIn('design', '/log 10m')).toContain('Logged: #prostor');
    expect(await oleh.saysIn('design', '/task Flyer #kava')).toMatch(/Project: +#kava/);
    await oleh.saysIn('design', '/project bind kava');
    expect(await oleh.saysIn('design', '/task Cup')).toMatch(/Project: +#kava/);
    await oleh.says('/project archive kava');
    expect(await oleh.saysIn('design', '/task Spoon')).toMatch(/Project: +none/);
  });
});

describe('a room of a project', () => {
  beforeEach(async () => {
    await oleh.says('/project new prostor Prostor shop');
    await oleh.saysIn('design', '/project bind prostor');
    await ira.says('/project new mal Something else');
  });

  it('is not taken away by those who only speak there', async () => {
    expect(await ira.saysIn('design', '/project bind mal')).toContain('This room belongs to #prostor.');
    await ira.saysIn('design', '/help');
    expect(await ira.saysIn('design', '/project bind mal')).toContain('This room belongs to #prostor.');
    expect(await oleh.saysIn('design', '/task Banner')).toMatch(/Project: +#prostor/);
  });

  it('is given to another project by a manager, who reads whose it was', async () => {
    const bound = await anna.saysIn('design', '/project bind mal');
    expect(bound).toContain('This room now belongs to #mal\nBefore, it belonged to #prostor\n');
    expect(await anna.saysIn('design', '/project bind mal')).not.toContain('Before');
  });

  it('does not bring back who was removed, until somebody adds them', async () => {
    await ira.saysIn('design', '/help');
    expect(await oleh.says('/project prostor')).toContain('Ira, Oleh');
    await oleh.says('/project remove prostor @ira');
    await ira.saysIn('design', '/task Banner');
    expect(await ira.says('/project prostor')).toContain('You are not a member of #prostor.');
    await oleh.says('/project add prostor @ira');
    expect(await ira.says('/project prostor')).toContain('Ira, Oleh');
  });
});

describe('people', () => {
  it('are listed with role and zone, twenty a page', async () => {
    for (let i = 10; i < 30; i++) await agency.person(`p${i}`).says('/start');
    const first = await anna.says('/people');
    expect(first).toMatch(/• Anna · owner · Europe\/Kyiv\n• Ira · member/);
    expect(first.match(/^•/gm)).toHaveLength(20);
    expect((await anna.presses('More')).match(/^•/gm)).toHaveLength(3);
  });

  it('get roles from owners alone, and are told', async () => {
    expect(await oleh.says('/people role @ira manager')).toContain('That is for owners.');
    expect(await anna.says('/people role @ira manager')).toMatch(/^Ira is now (a )?manager\./);
    expect((await ira.hears()).join()).toMatch(/^Anna changed your role: you are now (a )?manager\./);
    expect(await ira.says('/people role @oleh manager')).toContain('That is for owners.');
    expect(await anna.says('/people role @ira king')).toContain('There is no role “king” here.');
    expect(await anna.says('/people role @ira client')).toContain('There is no role “client” here.');
    expect(await anna.says('/people role @ira')).toContain('Which role: owner, manager or member?');
    expect(await anna.says('/people role')).toContain('/people role @anna manager');
    expect(await anna.says('/people remove')).toContain('/people remove');
  });

  it('leave their tasks to the authors to hand over, and their timer stops', async () => {
    await anna.says('/task Banner @oleh friday');
    await ira.says('/task Flyer @oleh');
    await ira.says('/task Menu @oleh');
    await oleh.says('/timer start 1');
    agency.clock.advance({ minutes: 30, seconds: 12 });
    const removed = await anna.says('/people remove @oleh');
    expect(removed).toContain('They leave 3 tasks open');
    expect(removed).toContain('1 Banner');
    const [heard, ...more] = await ira.hears();
    expect(more).toEqual([]);
    expect(heard).toMatch(/^Oleh has left\.(?:.*\n)+• 2 Flyer(?:.*\n)+• 3 Menu/);
    expect(heard).not.toContain('Banner');
    expect(await ira.presses('Not relevant')).toContain('Dropped');
    expect(await anna.says('/edit 1 @ira')).toMatch(/For: +Ira/);
    expect(await anna.says('/time today @oleh by task')).toMatch(/1 Banner +30 min/);
    const report = await anna.says('/time today by person');
    expect(report).toMatch(/Oleh +30 min/);
    expect(report).not.toContain('A running timer');
  });
});
