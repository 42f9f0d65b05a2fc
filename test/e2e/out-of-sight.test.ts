import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

/** A task that somebody saw, and sees no more: what is left of it in their own work. */
let agency: Agency;
let anna: AgencyPerson;
let vera: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  vera = agency.person('vera');
  await anna.says('/project new prostor Prostor shop');
  await vera.says('/tasks');
  await anna.says('/project add prostor @vera');
  await anna.says('/task Banner @boris #prostor friday');
});
afterEach(() => agency.close());

async function veraLeavesTheProject(): Promise<void> {
  await anna.says('/project remove prostor @vera');
  await anna.says('/edit 1 Merger with Acme');
}

it('names only the number of a task that one has worked on and sees no more', async () => {
  await vera.says('/timer start 1');
  agency.clock.advance({ minutes: 30 });
  expect(await vera.says('/timer')).toContain('1 Banner');
  await veraLeavesTheProject();

  const answers = [
    await vera.says('/timer'),
    await vera.says('/log list'),
    await vera.says('/time today by task'),
    await vera.says('/log 9:50-10:10'),
    await vera.says('/timer stop'),
    await vera.says('/undo'),
    await vera.says('/timer cancel'),
  ];
  for (const answer of answers) expect(answer).not.toMatch(/Banner|Merger/);
  expect(answers[0]).toContain('since 10:00: 1');
  expect(answers[0]).not.toContain('On this task');
  expect(answers[4]).not.toContain('on the task');
  await vera.says('/undo');
  await vera.says('/timer stop');
  await expect(vera.presses('Task done')).rejects.toThrow('no button');
});

it('does not remind of a task that one sees no more', async () => {
  await vera.says('/remind 1 in 2 hours');
  await veraLeavesTheProject();
  await vera.hears();
  agency.clock.advance({ hours: 3 });
  await agency.tick();
  expect(await vera.hears()).toEqual([]);
});

it('does not take back a note under a task that one sees no more', async () => {
  await vera.says('/note 1 The client called');
  await veraLeavesTheProject();
  expect(await vera.says('/undo')).toMatch(/^There is no task 1 that you can see\./);
  expect(await anna.says('/show 1')).toContain('The client called');
});

it('does not let a former manager take back what they changed as a manager', async () => {
  await anna.says('/people role @gleb manager');
  const gleb = agency.person('gleb');
  await gleb.says('/edit 1 Banner for May');
  await vera.says('/log 9:00-9:30 1');
  await gleb.says('/log edit 1 20m');
  await anna.says('/people role @gleb member');

  expect(await gleb.says('/undo')).toMatch(/no time entry 1/);
  await anna.says('/people role @gleb manager');
  expect(await gleb.says('/undo')).toContain('Taken back.\nTime as before:');
  await anna.says('/people role @gleb member');
  expect(await gleb.says('/undo')).toMatch(/^There is no task 1 that you can see\./);
  expect(await anna.says('/show 1')).toContain('1 Banner for May');
});

it('shows who may no longer archive a project no button for it', async () => {
  expect(await anna.says('/project prostor')).toContain('Archive');
  expect(await vera.says('/project prostor')).not.toContain('Archive');
});

it('names in what may be taken back only what its reader still sees', async () => {
  await anna.says('/people role @gleb manager');
  const gleb = agency.person('gleb');
  await vera.says('/log 9:00-10:00 1');
  await gleb.says('/log split 1 9:30');
  await anna.says('/people role @gleb member');
  await vera.says('/log edit 2 8:00-8:20');
  agency.clock.advance({ hours: 2 });

  const asked = await gleb.says('/undo');
  expect(asked).toContain('Take it back? /log split');
  expect(asked).not.toMatch(/Vera|Banner|8:00|8:20|\d min/);
  expect(await gleb.presses('Take it back')).toMatch(/no time entry/);
});

it('names only the number of a task that was given to somebody else since', async () => {
  const boris = agency.person('boris');
  await boris.says('/priority 1 high');
  await anna.says('/edit 1 @anna Merger with Acme');
  await anna.says('/project remove prostor @boris');
  agency.clock.advance({ hours: 2 });
  const asked = await boris.says('/undo');
  expect(asked).toContain('Take it back?');
  expect(asked).toMatch(/^1$/m);
  expect(asked).not.toMatch(/Banner|Merger/);
  expect(await boris.presses('Take it back')).toMatch(/^There is no task 1 that you can see\./);
});

it('names the task that one has passed on oneself', async () => {
  const boris = agency.person('boris');
  await anna.says('/project remove prostor @boris');
  await boris.says('/edit 1 @vera');
  agency.clock.advance({ hours: 2 });
  expect(await boris.says('/undo')).toContain('1 Banner');
  expect(await boris.presses('Take it back')).toContain('Taken back');
});
