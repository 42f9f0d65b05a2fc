import { describe, expect, it } from 'vitest';
import type { CommandName } from '../../src/chat/command-name.ts';
import { COMMAND_NAMES } from '../../src/chat/command-name.ts';
import { createCommandTable } from '../../src/chat/route.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import type { TaskId, TimeEntryId } from '../../src/domain/ids.ts';
import type { Language } from '../../src/domain/language.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import type { AgencyPerson } from '../support/agency.ts';
import { textsOf } from '../support/hostile.ts';
import type { WatchedAgency } from '../support/watched.ts';
import { openWatchedAgency } from '../support/watched.ts';

const table = createCommandTable(COMMANDS);

/** Monday afternoon, where the numbers and tags of the help exist: tasks up to 14, entry 45, the two projects. */
async function agencyOfTheHelp(language: Language, command: CommandName) {
  const agency = await openWatchedAgency({ at: '2026-11-23T14:00:00Z' });
  const boss = agency.person('boss');
  if (command !== 'project new') {
    for (const tag of ['prostor', 'site-2027']) await boss.says(`/project new ${tag} Name`);
  }
  await boss.says('/log 12:00-13:00 yesterday');
  const id = 45 as TimeEntryId;
  await agency.store.transact(() => agency.database.query.updateTable('time_entries').set({ id }).execute());
  for (let number = 1; number <= 14; number++) await boss.says(`/task Task ${number} @oleh tomorrow 18:00`);
  await boss.says(`/settings language ${language}`);
  return { agency, boss };
}

/** A question about somebody lets nobody in: they are here already. */
async function annaComes(agency: WatchedAgency): Promise<void> {
  await agency.person('anna').says('/help');
}

/** What has to have happened before a command has anything to do. */
const BEFORE: Partial<Record<CommandName, (agency: WatchedAgency, boss: AgencyPerson) => Promise<unknown>>> = {
  reopen: (_, boss) => boss.says('/done 12'),
  result: (_, boss) => boss.says('/done 12'),
  agree: (agency) => agency.person('oleh').says('/drop 12'),
  keep: (agency) => agency.person('oleh').says('/drop 12'),
  people: annaComes,
  'people restore': async (_, boss) => {
    for (const name of ['oleh', 'anna']) {
      await boss.says(`/task Another @${name}`);
      await boss.says(`/people remove @${name}`);
    }
  },
  why: annaComes,
  took: async (agency) => {
    const oleh = agency.person('oleh');
    await oleh.says('/task Another');
    await oleh.says('/edit 12 @boss');
  },
  'timer stop': (_, boss) => boss.says('/timer start 12'),
  'timer cancel': (_, boss) => boss.says('/timer start 12'),
};

describe.each(LANGUAGES)('in %s', (language) => {
  const help = catalogueOf(language).help.commands;

  it.each(COMMAND_NAMES)('carries out both examples of /%s', async (name) => {
    for (const example of help[name].examples) {
      const { agency, boss } = await agencyOfTheHelp(language, name);
      expect(table.find(example), example).toBeDefined();
      await BEFORE[name]?.(agency, boss);
      if (name === 'project bind') {
        expect(await boss.saysIn('design', `/${example}`)).toContain(`#${example.split(' ').at(-1)}`);
      } else {
        const { reply, refused } = await agency.watched(boss, `/${example}`);
        expect(refused && textsOf(reply), example).toBe(false);
      }
      await agency.expectSoundStore();
      await agency.close();
    }
  });

  it('reads everything that the first example of /task names, and the deadline of the second', async () => {
    const { agency, boss } = await agencyOfTheHelp(language, 'task');
    for (const example of help.task.examples) await boss.says(`/${example}`);
    const [first, second] = await agency.store.transact((tx) => tx.tasks.getMany([15 as TaskId, 16 as TaskId]));
    expect(first).toMatchObject({ priority: 'high', deadline: { kind: 'moment', at: '2026-11-24T16:00:00.000Z' } });
    expect(first?.projectId).not.toBeNull();
    expect(first?.assigneeId).not.toBe(first?.authorId);
    expect(second?.deadline).toEqual({ kind: 'day', on: '2026-11-27' });
    await agency.close();
  });
});
