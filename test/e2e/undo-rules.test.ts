import { afterEach, beforeEach, expect, it } from 'vitest';
import { catalogueOf } from '../../src/text/catalogue.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

let agency: Agency;
let anna: AgencyPerson;
let boris: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  boris = agency.person('boris');
  await anna.says('/task Banner @boris friday');
});
afterEach(() => agency.close());

const CHANGED_SINCE = /has been changed since/;

it('takes back a proposal while it stands, and not once the author has answered it', async () => {
  await boris.says('/drop 1 Old');
  expect(await boris.says('/undo')).toContain('Taken back.\n1 Banner\nAs before: what is proposed.');
  expect(await anna.says('/show 1')).not.toContain('Agree');
  await boris.says('/drop 1 Old');
  await anna.says('/keep 1');
  expect(await boris.says('/undo')).toMatch(CHANGED_SINCE);
});

it.each(['99999', 'abc', 'all', '1 yes'])(
  'says that nothing is named behind it, and takes nothing back: /undo %s',
  async (words) => {
    const said = await anna.says(`/undo ${words}`);
    expect(said).toContain('your last change only');
    expect(said).toContain('Nothing was taken back');
    expect(await anna.says('/show 1')).toMatch(/^1 Banner/);
    expect(await anna.says('/undo')).toContain('The task is gone');
  },
);

it('names the task and what was proposed, answered or noted, before it takes back what is old', async () => {
  const sure = (lines: string) => expect.stringMatching(new RegExp(`^Your last change is from .*\\n${lines}\\n.*Take`));
  await boris.says('/drop 1 Old');
  agency.clock.advance({ hours: 2 });
  expect(await boris.says('/undo')).toEqual(sure('1 Banner\nProposed: not relevant any more: Old'));
  await anna.says('/keep 1');
  agency.clock.advance({ hours: 2 });
  expect(await anna.says('/undo')).toEqual(sure('1 Banner\nProposed: not relevant any more: Old'));
  await boris.says('/edit 1 Flag thursday');
  agency.clock.advance({ hours: 2 });
  expect(await boris.says('/undo')).toEqual(
    sure('1 Banner\nWill be as before: title\\.\nProposed: move to Thu 26 Nov'),
  );
  await anna.says('/drop 1');
  agency.clock.advance({ hours: 2 });
  expect(await anna.says('/undo')).toEqual(sure('1 Flag\nWill be as before: state\\.'));
  await anna.says('/note 1 Ask again');
  agency.clock.advance({ hours: 2 });
  expect(await anna.says('/undo')).toEqual(sure('1 Flag\nWill be as before: note\\.'));
});

it('does not bring back a proposal in the place of a newer one', async () => {
  await boris.says('/drop 1 Old');
  await anna.says('/keep 1');
  agency.clock.advance({ minutes: 5 });
  await boris.says('/move 1 monday');
  expect(await anna.says('/undo')).toMatch(CHANGED_SINCE);
  expect(await anna.says('/show 1')).toMatch(/Proposed: +Boris: move to/);
});

it('does not take a task away from under a running timer', async () => {
  await boris.says('/timer start 1');
  expect(await anna.says('/undo')).toMatch(CHANGED_SINCE);
  expect(await boris.says('/timer')).toContain('1 Banner');
});

it('puts time back into the project where its task is by now', async () => {
  await anna.says('/project new prostor Prostor shop');
  await boris.says('/log 9:00-9:30 1');
  await boris.says('/log delete 1');
  await anna.says('/edit 1 #prostor');
  expect(await boris.says('/undo')).toContain('Time as before:\n1 Banner');
  expect(await boris.says('/time today by project')).toContain('#prostor');
});

it('does not bring back time on a task that is gone', async () => {
  await boris.says('/log 9:00-9:30 1');
  await boris.says('/log delete 1');
  expect(await anna.says('/undo')).toContain('The task is gone');
  expect(await boris.says('/undo')).toMatch(CHANGED_SINCE);
});

it('does not stretch an entry back over time that was logged since', async () => {
  await boris.says('/log 8:00-9:30 1');
  await anna.says('/log edit 1 8:00-8:30');
  await boris.says('/log 8:30-9:00 1');
  expect(await anna.says('/undo')).toMatch(CHANGED_SINCE);
  await boris.says('/undo');
  expect(await anna.says('/undo')).toContain('Taken back.\nTime as before:\n1 Banner\n');
});

it('tells whoever had the task in between, and whoever has it again', async () => {
  await anna.says('/edit 1 @vera');
  await boris.hears();
  const vera = agency.person('vera');
  await vera.hears();
  await anna.says('/undo');
  expect(await vera.hears()).toEqual([expect.stringContaining('there is nothing to do')]);
  expect(await boris.hears()).toEqual([expect.stringContaining('took back their last change')]);
});

it('moves a reminder back that went along with the deadline, also to where it was without one', async () => {
  await boris.says('/settings quiet off');
  await boris.says('/remind 1 1h before');
  await anna.says('/move 1 no deadline');
  await anna.says('/move 1 thursday');
  expect(await remindersAt()).toEqual(['2026-11-26T21:00:00.000Z']);
  await anna.says('/undo');
  expect(await remindersAt()).toEqual(['2026-11-27T21:00:00.000Z']);
  await anna.says('/undo');
  await anna.says('/move 1 wednesday');
  await anna.says('/undo');
  expect(await remindersAt()).toEqual(['2026-11-27T21:00:00.000Z']);
});

it('moves a reminder that hangs on a whole day along with its assignee to another zone', async () => {
  await boris.says('/settings quiet off');
  await boris.says('/remind 1 1h before');
  await boris.says('/settings zone Asia/Tokyo');
  expect(await remindersAt()).toEqual(['2026-11-27T14:00:00.000Z']);
});

it('does not propose a deadline for a task that is closed', async () => {
  await boris.says('/done 1 Fin');
  expect(await boris.says('/edit 1 monday')).toContain('Task 1 is done already');
  await anna.says('/reopen 1');
  expect(await anna.says('/show 1')).not.toContain('Agree');
});

async function remindersAt(): Promise<string[]> {
  return agency.store.transact(async (tx) => {
    const reminders = await tx.reminders.ofTask(1 as never);
    return reminders.map((reminder) => reminder.remindAt);
  });
}

it.each(['en', 'uk', 'ru'] as const)('says in words what an old change would take back, in %s', async (language) => {
  const { undo, fields, form } = catalogueOf(language);
  const [title, deadline] = [fields.title, fields.deadline].map((name) => name.toLowerCase());
  await anna.says(`/settings language ${language}`);
  const asked = async (line: string) => {
    await anna.says(line);
    agency.clock.advance({ hours: 2 });
    const said = await anna.says('/undo');
    // No bare command behind the question.
    expect(said.split('\n')[0]).toMatch(/\?$/);
    return said;
  };
  expect(await asked('/move 1 30.11')).toContain(`\n1 Banner\n${undo.willBeAsBefore([`${deadline}`])}`);
  expect(await asked('/edit 1 Flag tuesday')).toContain(
    `\n1 Banner\n${undo.willBeAsBefore([`${title}`, `${deadline}`])}`,
  );
  expect(await asked('/done 1 Sent')).toContain(
    undo.willBeAsBefore([fields.state.toLowerCase(), fields.result.toLowerCase()]),
  );
  expect(await asked('/note 1 Blue')).toContain(undo.willBeAsBefore([form.titles.note.toLowerCase()]));
  expect(await asked('/task Header')).toContain(`\n2 Header\n${undo.taskWillGo}`);
  expect(await asked('/log 1h 2')).toContain(`\n${undo.entryWillGo}\n`);
  expect(await asked('/log edit 1 30m')).toContain(`\n${undo.entryWillBeBack}\n`);
  await anna.says('/timer start 2');
  expect(await asked('/timer stop')).toContain(`\n${undo.willRunAgain}\n`);
  await anna.presses(catalogueOf(language).button.takeBack);
  expect(await anna.says('/timer')).toContain('Header');
});
