import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../../src/ports/world.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

describe('a conversation', () => {
  let agency: Agency;
  let anna: AgencyPerson;
  let logged: { level: string; fields: object; message: string }[];

  beforeEach(async () => {
    logged = [];
    const at = (level: string) => (fields: object, message: string) => void logged.push({ level, fields, message });
    const log: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
    agency = await openAgency({ log });
    anna = agency.person('anna');
    await anna.says('/task Banner for the landing');
  });
  afterEach(() => agency.close());

  it.each([
    ['/taks', '/tasks'],
    ['/taks Banner', '/task Banner'],
    ['/dnoe 1', '/done'],
    ['/setings', '/settings'],
    ['/tmier', '/timer'],
    ['/timer strat 1', '/timer start'],
    ['/help dnoe', '/done'],
    ['/projct', '/project'],
  ])('shows the nearest command to %j', async (typed, nearest) => {
    expect(await anna.says(typed)).toMatch(new RegExp(`Did you mean this\\?\n +${nearest}\\b`));
    expect(await anna.presses('Help')).toContain('What I can do');
  });

  it('offers to make a task of words that are no command', async () => {
    expect(await anna.says('Call the printer tomorrow 12:00')).toContain('I did not understand that.');
    const created = await anna.presses('Create it as a task');
    expect(created).toContain('2 Call the printer');
    expect(created).toContain('Tue 24 Nov, 12:00');
  });

  it('offers no task for a slash command that does not exist, and none for a forged button', async () => {
    expect(await anna.says('/frobnicate 12')).not.toContain('Create it as a task');
    expect(await anna.forges('frobnicate 12')).not.toContain('Create it as a task');
  });

  it.each([
    '/show 1',
    'show 1',
    '/SHOW 1',
    'Show 1',
    '/show #1',
    '/show T1',
    'show t1',
    '/friday show 1',
    '/FRIDAY /show 1',
    '  /show   1 ',
    '/show\u00a01',
    '/show 1.',
  ])('understands %j', async (typed) => {
    expect(await anna.says(typed)).toMatch(/^1 Banner for the landing\nState: +open/);
  });

  it('takes /friday alone as a call for help', async () => {
    expect(await anna.says('/friday')).toBe(await anna.says('/help'));
  });

  it('explains every command that it lists, with two examples', async () => {
    const help = await anna.says('/help');
    const listed = [...help.matchAll(/^• \/([a-z]+)/gm)].map(([, name]) => name ?? '');
    expect(listed.length).toBeGreaterThan(30);
    for (const name of new Set(listed)) {
      const about = await anna.says(`/help ${name}`);
      expect(about).toMatch(new RegExp(`^/${name}`));
      expect(about.match(/For example: \//g)?.length).toBeGreaterThanOrEqual(2);
      expect(await anna.says(`/help /${name.toUpperCase()}`)).toBe(about);
    }
  });

  it('says which question waits and how to leave it, each time that it is not answered', async () => {
    await anna.says('/settings language');
    for (const line of ['buy milk', 'what do you want']) {
      const refused = await anna.says(line);
      expect(refused).toMatch(/I am still waiting for the answer to \/settings language\n.*Cancel/);
    }
    await anna.presses('Cancel');
    expect(await anna.says('buy milk')).toContain('I did not understand that.');
    await anna.says('/task');
    await anna.says('Banner');
    expect(await anna.says('/timer')).toContain('I am still waiting for the answer to /task\n');
  });

  it('asks for what is missing and takes the next line as the answer, until something else is wanted', async () => {
    expect(await anna.says('/note 1')).toContain('What is the note?');
    expect(await anna.says('The photos are late')).toContain('Note added.');
    await anna.says('/note 1');
    // Looking something up in between leaves the question open, and says so; doing something else ends it.
    expect(await anna.says('/tasks')).toMatch(/1 Banner[\s\S]*I am still waiting for the answer to \/\w+.*\n.*Cancel/);
    expect(await anna.says('/priority 1 high')).not.toContain('still waiting');
    expect(await anna.says('The client called')).toContain('I did not understand that.');
    await anna.says('/note 1');
    agency.clock.advance({ hours: 1, seconds: 1 });
    expect(await anna.says('The client called again')).toContain('I did not understand that.');
    await anna.says('/note 1');
    expect(await anna.says('/cancel')).toContain('All right, cancelled.');
    expect(await anna.says('/cancel')).toContain('There was nothing to cancel.');
    const shown = await anna.says('/show 1');
    expect(shown).toContain('The photos are late');
    expect(shown).not.toContain('The client called');
  });

  it('keeps the questions of two people, and of two rooms, apart', async () => {
    const oleh = agency.person('oleh');
    await anna.says('/note 1');
    expect(await oleh.says('Not mine')).toContain('Hello Oleh');
    expect(await anna.saysIn('design', 'Not here')).toContain('I did not understand that.');
    expect(await anna.says('Here')).toContain('Note added.');
  });

  it('names a bug by a reference that the log has too, and shows no more of it', async () => {
    agency.database.onStatement = (statement) => {
      if (/insert into "?tasks/i.test(statement)) throw new Error('no such column: /srv/friday/secret.ts');
    };
    const answer = await anna.says('/task Launch the rocket');
    const reference = answer.match(/reference ([0-9a-f]{8})\b/)?.[1];
    expect(answer).toMatch(/^Something went wrong on my side/);
    expect(answer).not.toMatch(/secret|column|Error|\bat /);
    const errors = logged.filter(({ level }) => level === 'error');
    expect(errors).toEqual([
      { level: 'error', message: 'bug in a command', fields: expect.objectContaining({ reference, command: 'task' }) },
    ]);
    expect(JSON.stringify(logged)).not.toContain('rocket');
    expect(errors[0]?.fields).toHaveProperty('err.message', expect.stringContaining('secret.ts'));

    agency.database.onStatement = undefined;
    expect(await anna.says('/tasks all')).not.toContain('rocket');
    expect(await anna.says('/task Launch the rocket')).toContain('2 Launch the rocket');
  });

  it('lets a request that met a bug try again', async () => {
    agency.database.onStatement = (statement) => {
      if (/insert into "?tasks/i.test(statement)) throw new Error('broken');
    };
    expect(await anna.saysAs('r1', '/task Menu')).toContain('Something went wrong');
    agency.database.onStatement = undefined;
    expect(await anna.saysAs('r1', '/task Menu')).toContain('2 Menu');
    expect(await anna.saysAs('r1', '/task Menu')).toContain('2 Menu');
    expect((await anna.says('/tasks all')).match(/Menu/g)).toHaveLength(1);
  });
});
