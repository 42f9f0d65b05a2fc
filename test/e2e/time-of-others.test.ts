import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/language.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

/** Monday 2026-11-23, 14:00 in Kyiv. Oleh has logged 9:00-11:00 on a task; Anna, the owner, puts it right. */
let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
beforeEach(async () => {
  agency = await openAgency({ at: '2026-11-23T12:00:00Z' });
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  await anna.says('/task Banner @oleh');
  await anna.says('/task Header @oleh');
  await oleh.says('/log 9:00-11:00 1 sketch');
  await oleh.hears();
});
afterEach(() => agency.close());

const WHOSE = `${en.entry.of('Oleh')}\n${en.told(['Oleh'])}\n`;

describe('a manager who corrects the time of somebody else', () => {
  it('hears whose it was, and that person hears what it was and what it is', async () => {
    expect(await anna.says('/log edit 1 9:00-10:30 #2 note layout')).toContain(WHOSE);
    const [told, ...more] = await oleh.hears();
    expect(more).toEqual([]);
    expect(told).toBe(
      [
        'Anna changed your time:',
        '2 Header',
        '1 h 30 min · Mon 23 Nov · 09:00–10:30',
        '09:00–11:00 → 09:00–10:30',
        '1 Banner → 2 Header',
        'Note: sketch → layout',
        '[1] History',
      ].join('\n'),
    );
    expect(await oleh.presses('History')).toContain('• Note: sketch → layout');
  });

  it('moves it to another task', async () => {
    expect(await anna.says('/log move 1 2')).toContain(WHOSE);
    expect((await oleh.hears()).join()).toMatch(/^Anna changed your time:\n2 Header\n.*\n1 Banner → 2 Header\n/);
  });

  it('splits it', async () => {
    expect(await anna.says('/log split 1 10:00')).toContain(WHOSE);
    expect(await oleh.hears()).toEqual([
      expect.stringMatching(
        /^Anna split your time in two:\nentry 1\n1 Banner\n1 h · .* · 09:00–10:00\nentry 2\n1 Banner\n1 h · .*11:00\n/,
      ),
    ]);
  });

  it('deletes it, also where it is a timer that runs', async () => {
    expect(await anna.says('/log delete 1')).toContain(WHOSE);
    const [told = ''] = await oleh.hears();
    expect(told).toMatch(/^Anna deleted your time:\n1 Banner\n2 h · Mon 23 Nov · 09:00–11:00\n│ sketch\n/);
    await oleh.says('/timer start 2');
    agency.clock.advance({ minutes: 20 });
    await anna.says('/log delete 2');
    expect((await oleh.hears()).join()).toMatch(/^Anna deleted your time:\n2 Header\n20 min · /);
  });

  it('deletes several, and that is told once', async () => {
    await oleh.says('/log 30m 2 12:00');
    await anna.says('/log 30m 2 13:00');
    await oleh.hears();
    const said = await anna.says('/log delete 1 2 3');
    expect(said.split(en.entry.of('Oleh'))).toHaveLength(3);
    expect(said.split(en.told(['Oleh']))).toHaveLength(2);
    const heard = await oleh.hears();
    expect(heard).toEqual([
      expect.stringMatching(
        /^Anna deleted your time:\n1 Banner\n2 h · .*\n│ sketch\n2 Header\n30 min · .*12:00–12:30$/,
      ),
    ]);
  });

  it('is asked for the new time of whom it is', async () => {
    for (const command of ['edit', 'split', 'move']) {
      const asked = await anna.says(`/log ${command} 1`);
      expect(asked).toContain(en.entry.of('Oleh'));
      expect(asked).not.toContain(en.told(['Oleh']));
    }
    expect(await oleh.hears()).toEqual([]);
  });

  it('takes it back, and that is told once', async () => {
    await anna.says('/log split 1 10:00');
    await oleh.hears();
    expect(await anna.says('/undo')).toContain(WHOSE);
    const heard = await oleh.hears();
    expect(heard).toEqual([expect.stringMatching(/^Anna took back their last change to your time:\n/)]);
    expect(heard[0]).toContain(`${en.undo.entryBack}\n1 Banner\n2 h · Mon 23 Nov · 09:00–11:00`);
    expect(heard[0]).toContain(`${en.undo.entryGone}\n1 Banner\n1 h · Mon 23 Nov · 10:00–11:00`);
  });

  it.each(LANGUAGES)('tells it in the language of whose time it is: %s', async (language) => {
    await oleh.says(`/settings language ${language}`);
    const { notice } = catalogueOf(language);
    await anna.says('/log edit 1 1h');
    await anna.says('/undo');
    await anna.says('/log split 1 1h');
    await anna.says('/log delete 1');
    const heard = (await oleh.hears()).map((message) => message.split('\n')[0]);
    expect(heard).toEqual(
      [notice.timeChanged, notice.timeUndone, notice.timeSplit, notice.timeDeleted].map((said) => said('Anna')),
    );
    expect(await oleh.says('/why')).toContain(catalogueOf(language).why.sorts.time);
  });

  it('names no task that went out of sight of whose time it is', async () => {
    await anna.says('/edit 1 @anna Launch plan');
    await oleh.hears();
    await anna.says('/log edit 1 9:00-10:00');
    expect((await oleh.hears()).join()).toMatch(/^Anna changed your time:\n1\n/);
  });
});

it('one’s own time is changed without a word about whose it is', async () => {
  for (const line of ['/log edit 1 1h', '/undo', '/log split 1 10:00', '/log move 2 2', '/log delete 1', '/undo']) {
    expect(await oleh.says(line)).not.toContain(en.entry.of('Oleh'));
  }
  expect(await oleh.hears()).toEqual([]);
});
