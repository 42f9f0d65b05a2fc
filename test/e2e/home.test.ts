import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PersonId } from '../../src/domain/ids.ts';
import { en } from '../../src/text/en.ts';
import { uk } from '../../src/text/uk.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { buttonsOf, openAgency, textOfReply } from '../support/agency.ts';
import { codeFrom } from '../support/conversation-steps.ts';
import { refused } from '../support/three-languages.ts';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
let vira: AgencyPerson;
beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  vira = agency.person('vira');
  for (const person of [anna, oleh, vira]) await person.says('/help');
});
afterEach(() => agency.close());

const homeOf = async (person: AgencyPerson) => textOfReply(await person.looksAtHome());

it('shows somebody without work that there is none, and what to begin with', async () => {
  const reply = await anna.looksAtHome();
  const said = textOfReply(reply);
  expect(reply.place).toBe('private');
  for (const words of [en.time.noTimer, en.tasks.nothingOpen, en.home.nothingGiven, en.settings.heading]) {
    expect(said).toContain(words);
  }
  const commands = buttonsOf(reply).map(({ command }) => command);
  expect(commands).toEqual(['timer start', 'task', 'digest', 'help', 'settings']);
});

it('shows the timer, the time of today and of the week, and what can be done with each task', async () => {
  await anna.says('/task Banner @oleh tomorrow');
  await oleh.says('/log 30m 1 yesterday');
  agency.clock.set('2026-11-24T08:00:00Z');
  await oleh.says('/log 15m 1');
  await oleh.says('/timer start 1');
  agency.clock.advance({ minutes: 20 });
  const received = await oleh.looksAtHome();
  const said = textOfReply(received);
  expect(said).toContain('1 Banner');
  expect(said).toContain(en.home.received('1'));
  expect(said).toContain(en.home.sums('35 min', '35 min'));
  const commands = buttonsOf(received).map(({ command }) => command);
  expect(commands).toEqual(expect.arrayContaining(['done 1', 'timer start 1', 'show 1', 'timer stop']));
  const given = buttonsOf(await anna.looksAtHome()).map(({ command }) => command);
  expect(given).toEqual(expect.arrayContaining(['done 1', 'nudge 1', 'show 1', 'timer start']));
});

it('shows the ten tasks that burn most on each side, and where there are more', async () => {
  for (let i = 1; i <= 12; i++) await anna.says(`/task Received${i} @oleh`);
  for (let i = 13; i <= 25; i++) await oleh.says(`/task Given${i} @anna`);
  await anna.says('/move 12 today');
  await anna.says('/move 11 tomorrow');
  const reply = await oleh.looksAtHome();
  const lists = reply.blocks.filter((block) => block.kind === 'list');
  expect(lists.map(({ items }) => items.length)).toEqual([10, 10]);
  const said = textOfReply(reply);
  expect(said).toContain(en.home.received('10+'));
  expect(said).toContain(en.home.given('10+'));
  expect(said.indexOf('12 Received12')).toBeLessThan(said.indexOf('11 Received11'));
  expect(said.indexOf('11 Received11')).toBeLessThan(said.indexOf('1 Received1\n'));
  const more = buttonsOf(reply).filter(({ label }) => label === en.button.more);
  expect(more.map(({ command }) => command)).toEqual(['tasks page 2', 'tasks given page 2']);
  for (const { command } of more) expect(await oleh.forges(command)).toMatch(/(Received|Given)\d/);
});

it('shows a manager their own work and nobody else’s', async () => {
  // Anna came first and owns everything.
  await oleh.says('/task Hidden @vira');
  await anna.says('/task Mine');
  const said = await homeOf(anna);
  expect(said).toContain('2 Mine');
  expect(said).not.toContain('Hidden');
  expect(await homeOf(vira)).toContain('1 Hidden');
  expect(await homeOf(oleh)).toContain('1 Hidden');
});

it('shows no task that is closed, and nothing of a task that one has lost sight of', async () => {
  await oleh.says('/task Banner @vira');
  await vira.says('/timer start 1');
  await oleh.says('/edit 1 @anna');
  expect(await homeOf(vira)).not.toContain('Banner');
  await oleh.says('/done 1 Done');
  for (const person of [anna, oleh, vira]) expect(await homeOf(person)).not.toContain('Banner');
});

it('is worded in each one’s own language', async () => {
  await anna.says('/settings language uk');
  expect(await homeOf(anna)).toContain(uk.tasks.nothingOpen);
});

it('writes nothing when it is shown unasked, and does not count as use of the platform', async () => {
  await anna.says('/task Banner @oleh tomorrow');
  await anna.says('/task');
  const onSlack = agency.person('U1', { platform: 'slack', name: 'Oleh', handle: 'oleh' });
  await onSlack.says(`/link ${await codeFrom(oleh)}`);
  await onSlack.presses(/yes|join/i);
  await oleh.says('/tasks');
  const before = await agency.rows();
  const inbox = await inboxRows();
  const renamed = agency.person('U1', { platform: 'slack', name: 'Oleh the Great', handle: 'other', directChat: 'D9' });
  for (const person of [anna, oleh, vira, onSlack, renamed]) await person.looksAtHome();
  expect(await agency.rows()).toEqual(before);
  expect(await inboxRows()).toBe(inbox);
  const people = before.people as { name: string; last_platform: string }[];
  expect(people.find(({ name }) => name === 'Oleh')?.last_platform).toBe('terminal');
  // The question that waited still does.
  expect(await anna.says('Header')).toContain(en.task.who);
});

async function inboxRows(): Promise<number> {
  return agency.store.transact(
    async () => (await agency.database.query.selectFrom('inbox').select('request_id').execute()).length,
  );
}

it('is refused to whoever has left or is a guest, shown unasked or not', async () => {
  await anna.says('/people remove @vira');
  const guest = agency.person('guest', { standing: 'outsider' });
  const before = [await agency.rows(), await inboxRows()];
  expect(await homeOf(vira)).toBe(refused({ kind: 'left' }));
  expect(await homeOf(guest)).toBe(refused({ kind: 'outsider' }));
  expect([await agency.rows(), await inboxRows()]).toEqual(before);
});

it('tells whose work each command has changed, and of nobody else', async () => {
  const ids = Object.fromEntries(
    ((await agency.rows()).people as { id: PersonId; name: string }[]).map(({ id, name }) => [name, id]),
  );
  const changes = async (person: AgencyPerson, line: string, ...names: string[]) => {
    await person.says(line);
    const expected = names.map((name) => ids[name] ?? 0).sort((a, b) => a - b);
    expect(person.changedFor(), line).toEqual(expected);
  };
  await changes(anna, '/task Banner @oleh', 'Anna', 'Oleh');
  await changes(anna, '/task Own', 'Anna');
  await changes(anna, '/move 1 tomorrow', 'Anna', 'Oleh');
  await changes(anna, '/edit 1 @vira', 'Anna', 'Oleh', 'Vira');
  await changes(vira, '/took 1', 'Anna', 'Vira');
  await changes(vira, '/move 1 in 3 days', 'Anna', 'Vira');
  await changes(anna, '/agree 1', 'Anna', 'Vira');
  await changes(vira, '/drop 1 No need', 'Anna', 'Vira');
  await changes(anna, '/keep 1', 'Anna', 'Vira');
  await changes(vira, '/priority 1 high', 'Anna', 'Vira');
  await changes(vira, '/timer start 1', 'Vira');
  agency.clock.advance({ minutes: 5 });
  await changes(anna, '/done 1 Fin', 'Anna', 'Vira');
  await changes(anna, '/undo', 'Anna', 'Vira');
  await changes(anna, '/done 1', 'Anna', 'Vira');
  await changes(anna, '/result 1 Fin', 'Anna', 'Vira');
  await changes(anna, '/reopen 1', 'Anna', 'Vira');
  await changes(oleh, '/log 5m call', 'Oleh');
  await changes(oleh, '/undo', 'Oleh');
  await changes(oleh, '/timer start', 'Oleh');
  agency.clock.advance({ minutes: 5 });
  await changes(oleh, '/timer stop', 'Oleh');
  await changes(vira, '/timer stop', 'Vira');
  await changes(anna, '/log edit 1 1m', 'Vira');
  await changes(anna, '/log delete 1', 'Vira');
  await changes(vira, '/settings name Vira K', 'Vira');
  for (const line of ['/tasks', '/show 1', '/note 1 hm', '/remind 1 in 1 hour', '/digest', '/nudge 1', '/done 99']) {
    await changes(anna, line);
  }
  await changes(oleh, '/done 1');
});
