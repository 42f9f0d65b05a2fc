import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/language.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { refused, taskId } from '../support/three-languages.ts';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  for (const title of ['One', 'Two', 'Three']) await anna.says(`/task ${title} @oleh friday`);
  await oleh.hears();
});
afterEach(() => agency.close());

/** The command line that is offered on a line of its own, first of all. */
function offeredIn(said: string): string {
  return /^ {2}(\/.+)$/m.exec(said)?.[1] ?? '';
}

describe('a line with several numbers, one of which is refused', () => {
  it.each(LANGUAGES)('does nothing, says so, and offers itself without that one in %s', async (language) => {
    await oleh.says(`/settings language ${language}`);
    const { refusal } = catalogueOf(language);
    for (const [command, offered, act] of [
      ['/done 1 2 999', '/done 1 2', 'done 1 2'],
      ['/done 1, 999, 2 Ready', '/done 1, 2 Ready', 'done 1, 2 Ready'],
      ['/drop 999, 1', '/drop 1', 'drop 1'],
    ] as const) {
      const because = { kind: 'no such task', id: taskId(999) } as const;
      const said = await oleh.says(command);
      expect(
        said.startsWith(
          refusal['some of several']({ kind: 'some of several', without: [999], line: act, because }).says,
        ),
      ).toBe(true);
      expect(said).toContain(refused(because, language));
      expect(offeredIn(said)).toBe(offered);
      expect(await oleh.says('/tasks')).toMatch(/• 1 One[\s\S]*• 2 Two[\s\S]*• 3 Three/);
      expect(await anna.hears()).toEqual([]);
    }
    expect(await oleh.says('/done 1, 2 Ready')).toContain('│ Ready');
    const said = await oleh.says('/reopen 1 2 3');
    expect(offeredIn(said)).toBe('/reopen 1 2');
    expect(said).toContain(refused({ kind: 'task open', id: taskId(3) }, language));
    expect(offeredIn(await oleh.says('/result 1 2 3 In the folder'))).toBe('/result 1, 2 In the folder');
    expect(await oleh.says('/result 1, 2 In the folder')).toContain(catalogueOf(language).task.resultSaved);
  });

  it('names all that are refused, and deletes no time', async () => {
    await oleh.says('/log 1h 1 layout');
    await oleh.says('/log 30m 2 layout');
    const said = await oleh.says('/log delete 1 2 98 99');
    expect(said).toMatch(
      /Without 98 and 99 it goes through:\n {2}\/log delete 1 2\nThere is no time entry 98 of yours/,
    );
    expect(await oleh.says('/time')).toContain('1 h 30 min');
    expect(await oleh.says('/log delete 1 2')).toContain('Time deleted');
  });

  it('says only the reason where none of them can be done', async () => {
    expect(await oleh.says('/done 98 99')).toBe(refused({ kind: 'no such task', id: taskId(98) }));
  });
});

describe('what is opened again', () => {
  it.each(LANGUAGES)('shows the result that is taken off in %s', async (language) => {
    const text = catalogueOf(language);
    await anna.says(`/settings language ${language}`);
    await oleh.says('/done 1 Banner in the folder');
    expect(await anna.says('/reopen 1')).toContain(
      `${text.task.reopened}\n1 One\n${text.task.resultTakenOff(false)}\n│ Banner in the folder\n`,
    );
    await anna.says('/drop 1 Too late');
    expect(await anna.says('/reopen 1')).toContain(`${text.task.resultTakenOff(true)}\n│ Too late\n`);
    await oleh.says('/done 1');
    expect(await anna.says('/reopen 1')).not.toContain('│');
  });

  it('is open already, and can be looked at', async () => {
    const said = await oleh.says('/reopen 1');
    expect(said).toBe('Task 1 is open already:\n  /show 1');
    expect(await oleh.says('/show 1')).toContain(en.task.states.open);
  });
});
