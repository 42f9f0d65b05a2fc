import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency({ at: '2026-11-23T12:00:00Z' });
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  await anna.says('/help');
  await oleh.says('/help');
});
afterEach(() => agency.close());

describe('an estimate', () => {
  it.each([
    ['Banner ~3h', 'Banner', '3 h'],
    ['Banner ~1h30m @oleh', 'Banner', '1 h 30 min'],
    ['~3г Banner', 'Banner', '3 h'],
    ['Banner ~3ч завтра', 'Banner', '3 h'],
    ['Banner ~1 год 30 хв, tomorrow', 'Banner', '1 h 30 min'],
    ['Banner ~півтори години', 'Banner', '1 h 30 min'],
    ['Banner (~45m)', 'Banner (~45m)', undefined],
    ['Order ~5 banners', 'Order ~5 banners', undefined],
    ['Banner ~0', 'Banner', undefined],
    ['Clean up ~/fonts', 'Clean up ~/fonts', undefined],
  ])('is read in %j', async (line, title, estimate) => {
    const created = await anna.says(`/task ${line}`);
    expect(created).toContain(`1 ${title}\n`);
    if (estimate) expect(created).toMatch(new RegExp(`Estimate: +${estimate}`));
    else expect(created).not.toContain('Estimate');
  });

  it('is one', async () => {
    expect(await anna.says('/task Banner ~3h ~4h')).toContain('more than one estimate');
    expect(await anna.says('/task Banner ~3h ~180m')).toContain('Estimate: 3 h');
  });

  it('is changed and taken away by an edit, with its line in the history, and undone', async () => {
    await anna.says('/task Banner');
    expect(await anna.says('/edit 1 ~2h')).toMatch(/Estimate: +2 h/);
    expect(await anna.says('/edit 1 ~2h')).toContain('like that already');
    expect(await anna.says('/edit 1 ~3ч')).toMatch(/Estimate: +3 h/);
    for (const words of ['~0', 'no estimate', 'без оцінки', 'без оценки']) {
      expect(await anna.says(`/edit 1 ${words}`)).not.toContain('Estimate:');
      await anna.says('/undo');
      expect(await anna.says('/show 1')).toMatch(/Estimate: +3 h/);
    }
    expect(await anna.says('/show 1')).toContain('Estimate: 2 h → 3 h');
    expect(await anna.says('/show 1')).toContain('Estimate: none → 2 h');
  });

  it.each(['~3d', '~abc', '~3', '~', '~ 3', '~3 days', '~2 тижні', '~3d !high'])(
    'that cannot be read does not take the place of the title: /edit 1 %s',
    async (words) => {
      await anna.says('/task Banner @oleh');
      await oleh.hears();
      const said = await anna.says(`/edit 1 ${words}`);
      expect(said).toContain('as an estimate, so nothing was changed');
      expect(said).toContain('/edit 1 ~3h');
      expect(await anna.says('/show 1')).toMatch(/^1 Banner\n[\s\S]*Priority: normal/);
      expect(await oleh.hears()).toEqual([]);
      expect(await anna.says('/edit 1 ~5 banners')).toContain('1 ~5 banners\n');
    },
  );

  it('is told to the other person of the task', async () => {
    await anna.says('/task Banner @oleh');
    await oleh.hears();
    await anna.says('/edit 1 ~2h');
    expect((await oleh.hears()).join()).toContain('Anna changed a task (estimate):');
  });

  it('is asked for in a form, and taken from the first answer of the questions', async () => {
    const form = await anna.opens('task', 'typed');
    expect(form.form?.fields.map(({ name }) => name)).toContain('estimate');
    await anna.fills('task', { title: 'Banner', estimate: '1h30m' });
    expect(await anna.says('/show 1')).toMatch(/Estimate: +1 h 30 min/);
    await anna.fills('task', { title: 'Banner', estimate: 'a while' });
    expect(anna.problems()).toMatchObject([{ field: 'estimate' }]);
    await anna.says('/task');
    await anna.says('Header ~3h @me !low tomorrow');
    await anna.says('none');
    expect(await anna.says('/show 2')).toMatch(/Estimate: +3 h/);
  });
});

describe('spent of estimated', () => {
  beforeEach(async () => {
    await anna.says('/task Banner @oleh ~3h');
    await anna.says('/task Header @oleh');
    await oleh.says('/log 2h 1');
    await oleh.says('/log 1h yesterday 2');
  });

  it('is shown by the task, in lists, with a timer and in reports by task', async () => {
    expect(await anna.says('/show 1')).toMatch(/Time spent: +2 h of 3 h/);
    expect(await anna.says('/show 2')).toMatch(/Time spent: +1 h\n/);
    const listed = await oleh.says('/tasks');
    expect(listed).toMatch(/1 Banner\n.*2 h of 3 h/);
    expect(listed).not.toMatch(/2 Header\n.* of /);
    expect(await oleh.says('/time week by task')).toMatch(
      /Spent of what was estimated, in all:\n.*1 Banner · 2 h of 3 h/,
    );
    expect(await oleh.says('/time week by project')).not.toContain('estimated');
    await oleh.says('/timer start 1');
    agency.clock.advance({ minutes: 30 });
    expect(await anna.says('/tasks given')).toContain('2 h 30 min of 3 h');
    expect(await oleh.says('/timer')).toContain('On this task in all: 2 h 30 min of 3 h');
    expect(await oleh.says('/timer stop')).toContain('2 h 30 min of 3 h on the task');
    expect(await oleh.says('/log 5m 1')).toContain('On this task in all: 2 h 35 min of 3 h');
  });

  it('costs a list or a report one statement more, however many tasks there are', async () => {
    for (let i = 0; i < 8; i += 1) await anna.says(`/task Task ${i} @oleh ~${i + 1}h`);
    const seen: string[] = [];
    agency.database.onStatement = (sql) => void seen.push(sql);
    await oleh.says('/tasks');
    expect(seen.length, seen.join('\n')).toBeLessThanOrEqual(4);
    seen.length = 0;
    await oleh.says('/time week by task');
    expect(seen.length, seen.join('\n')).toBeLessThanOrEqual(5);
    seen.length = 0;
    await oleh.says('/task Footer ~3h');
    expect(seen.length, seen.join('\n')).toBeLessThanOrEqual(8);
  });

  it.each([
    ['uk', 'Витрачено часу: 2 год із 3 год'],
    ['ru', 'Затрачено: 2 ч из 3 ч'],
  ])('reads well in %s', async (language, answer) => {
    await anna.says(`/settings language ${language}`);
    expect((await anna.says('/show 1')).replaceAll(/ +/g, ' ')).toContain(answer);
  });
});

describe('passing an estimate', () => {
  beforeEach(async () => {
    await anna.says('/task Banner @oleh ~1h');
    await anna.hears();
    await oleh.hears();
  });

  const told = async () => (await anna.hears()).filter((message) => message.includes('longer than estimated'));

  it('tells the author once', async () => {
    await oleh.says('/log 1h 1');
    expect(await told()).toEqual([]);
    await oleh.says('/log 10m 1');
    expect(await told()).toEqual([
      expect.stringContaining('This takes longer than estimated, 1 h 10 min instead of 1 h:\n1 Banner'),
    ]);
    await oleh.says('/log 10m 1');
    await oleh.says('/log edit 3 20m');
    expect(await told()).toEqual([]);
  });

  it('tells again of another estimate that is passed', async () => {
    await oleh.says('/log 70m 1');
    expect(await told()).toHaveLength(1);
    await anna.says('/edit 1 ~2h');
    await oleh.says('/log 10m 1');
    expect(await told()).toEqual([]);
    await oleh.says('/log 1h 1');
    expect(await told()).toHaveLength(1);
  });

  it('is noticed when a timer stops, when time is moved to the task, and when it comes back', async () => {
    await oleh.says('/timer start 1');
    agency.clock.advance({ minutes: 61 });
    await oleh.says('/done 1');
    expect(await told()).toHaveLength(1);
    await anna.says('/task Header @oleh ~10m');
    await oleh.says('/log 30m yesterday');
    await oleh.says('/log move 2 2');
    expect(await told()).toHaveLength(1);
  });

  it('waits while the author is in their quiet hours', async () => {
    agency.clock.set('2026-11-23T20:00:00Z');
    await oleh.says('/log 70m 1');
    expect(await told()).toEqual([]);
    agency.clock.set('2026-11-24T07:00:00Z');
    await agency.tick();
    expect((await anna.hears()).join()).toContain('This takes longer than estimated');
  });
});

it.each(['~3', '~3d', '~ 3', '~abc'])('says how an estimate is written where %j stayed in the title', async (words) => {
  const answer = await anna.says(`/task Poster ${words}`);
  expect(answer).toContain(`I left “${words}” in the title.`);
  const [, id = '', how = ''] = /\/(edit \d+) (~\S+)/.exec(answer) ?? [];
  expect(await anna.says(`/${id} ${how}`)).toContain('Estimate: 3 h');
});

it('says nothing of it where the estimate was read', async () => {
  const answer = await anna.says('/task Poster ~ 3h');
  expect(answer).toContain('Estimate: 3 h');
  expect(answer).not.toContain('in the title');
});
