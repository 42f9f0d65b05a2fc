import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
let ira: AgencyPerson;

beforeEach(async () => {
  agency = await openAgency();
  [anna, oleh, ira] = [agency.person('anna'), agency.person('oleh'), agency.person('ira')];
  for (const person of [anna, oleh, ira]) await person.says('/tasks');
  await oleh.says('/task Banner @ira tomorrow');
  await ira.hears();
});
afterEach(() => agency.close());

it('asks the managers where the author of a task has left', async () => {
  await anna.says('/people remove @oleh');
  await anna.hears();
  expect(await ira.says('/drop 1 The client is gone')).toContain('Anna');
  const [asked] = await anna.hears();
  expect(asked).toContain('1 Banner');
  expect(asked).toContain('The client is gone');
  expect(await anna.presses('Agree')).toContain('1 Banner');
  expect((await ira.hears()).join('\n')).toContain('1 Banner');
  expect(await ira.says('/show 1')).toMatch(/State: +dropped/);
});

it('says that a timer stopped with the access, and promises no more than there is', async () => {
  await oleh.says('/timer start 1');
  agency.clock.advance({ minutes: 20 });
  expect(await anna.says('/people remove @oleh')).toContain('Their timer was stopped and its time kept: 1 Banner\n');
  expect(await anna.presses('Let in again')).toBe(
    'Oleh is let in again. Settings, time and the tasks that nobody else got are still there.',
  );
  expect(await oleh.says('/timer')).toMatch(/No timer is running\.[\s\S]*20 min/);
  expect(await oleh.says('/log list')).toMatch(/20 min · 1 Banner/);
  expect(await anna.says('/people remove @oleh')).not.toContain('timer');
});

it('lets somebody back in by the button under the removal, with everything that is still theirs', async () => {
  await anna.says('/people remove @oleh');
  expect(await oleh.says('/tasks given')).toContain('access has ended');
  expect(await ira.forges('people restore @id2')).toContain('managers');
  expect(await oleh.says('/tasks given')).toContain('access has ended');
  expect(await anna.presses('Let in again')).toContain('Oleh');
  expect(await oleh.says('/tasks given')).toContain('1 Banner');
});

it('says of somebody removed twice that they have left, and how they come back', async () => {
  expect(await anna.says('/people restore @oleh')).toContain('Oleh has not left');
  await anna.says('/people remove @oleh');
  for (const line of ['/people remove @oleh', '/people role @oleh manager']) {
    expect(await anna.says(line)).toMatch(/^Oleh is not here any more\.[\s\S]*\/people restore @id2$/m);
  }
  expect(await anna.says('/people restore @id2')).toContain('Oleh is let in again');
  expect(await oleh.says('/tasks given')).toContain('1 Banner');
});

it('has managers let back in by owners alone, since their role comes back with them', async () => {
  for (const name of ['oleh', 'ira']) await anna.says(`/people role @${name} manager`);
  await anna.says('/people remove @ira');
  expect(await oleh.forges('people restore @id3')).toMatch(
    /Only owners let managers and owners in again\.[\s\S]*\/people/,
  );
  expect(await ira.says('/time everybody month')).toContain('access has ended');
  expect(await anna.presses('Let in again')).toContain('Ira is let in again');
  // Whoever may not let them back in is not offered to.
  expect(await oleh.says('/people remove @ira')).not.toContain('Let in again');
});

it('lists somebody else’s time for a manager, and for nobody else', async () => {
  await ira.says('/log 9:00-9:30 1 sketch');
  expect(await anna.says('/log list @ira')).toMatch(/Ira[\s\S]*• 1 · 30 min[\s\S]*09:00–09:30 · sketch/);
  expect(await oleh.says('/log list @ira')).not.toContain('sketch');
});

it('makes the first to say anything the owner, in whatever words', async () => {
  const other = await openAgency();
  const first = other.person('maria');
  const second = other.person('ivan');
  await first.says('good morning everybody');
  await second.says('/tasks');
  expect(await first.says('/people')).toMatch(/Maria · owner[\s\S]*|Ivan · member[\s\S]*Maria · owner/);
  expect(await second.says('/people role @maria member')).toContain('owner');
  await other.close();
});

it('offers a task for a sentence that only begins like a command', async () => {
  expect(await anna.says('Log in page is broken')).toContain('Create it as a task');
  expect(await anna.presses('Create it as a task')).toContain('2 Log in page is broken');
  expect(await anna.says('/log in page is broken')).not.toContain('Create it as a task');
});

it('tells whoever is added to a project', async () => {
  await anna.says('/project new prostor Prostor shop');
  await anna.says('/project add prostor @ira');
  expect((await ira.hears()).join('\n')).toContain('#prostor');
});

it('leaves the tasks of an author who left before to whoever removes their assignee', async () => {
  await anna.says('/people remove @oleh');
  const answer = await anna.says('/people remove @ira');
  expect(answer).toContain('1 Banner');
  await anna.presses('Hand over');
  expect(await anna.says('@anna')).toContain('1 Banner');
});

it('shows ten of many tasks to hand over, and lists all of them behind a button', async () => {
  for (let i = 1; i <= 12; i += 1) await oleh.says(`/task Page ${i} @ira`);
  for (let i = 1; i <= 11; i += 1) await anna.says(`/task Text ${i} @ira`);
  await ira.hears();
  const answer = await anna.says('/people remove @ira');
  expect(answer).toContain('24 tasks open');
  expect(answer.match(/^• \d+ /gm)).toHaveLength(10);
  expect(await anna.presses('1 more')).toContain('@Ira');
  await anna.presses('More');
  expect(await anna.presses('More')).toContain('Text 11');
  const [told] = await oleh.hears();
  expect(told?.match(/^• \d+ /gm)).toHaveLength(10);
  expect(told?.split('\n').length).toBeLessThan(50);
  const given = await oleh.presses('3 more');
  expect(given).toContain('@Ira');
  expect(given).not.toContain('Text');
  expect(await oleh.presses('More')).toContain('Page 12');
});
