import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency, textOfReply } from '../support/agency.ts';
import { commandsOf, november, refused, taskId } from '../support/three-languages.ts';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  await anna.says('/project new prostor Prostor shop');
  await oleh.says('/help');
});
afterEach(() => agency.close());

/** From Monday on; afterwards it is Friday noon. */
async function fillTheWeek() {
  await anna.says('/task One @oleh !low tuesday'); // 1
  await anna.says('/task Two @oleh #prostor !urgent thursday'); // 2
  await anna.says('/task Three @oleh tuesday 12:00'); // 3
  await anna.says('/task Four @oleh wednesday'); // 4
  await oleh.says('/task Five @anna !high wednesday'); // 5
  await oleh.says('/task Six tuesday'); // 6: own
  await oleh.says('/task Seven @anna thursday'); // 7
  await anna.says('/task Eight @oleh friday'); // not late before midnight
  await anna.says('/task Nine @oleh tuesday'); // done in time
  await anna.says('/task Ten @oleh'); // without a deadline
  await oleh.says('/done 9 Ready');
  agency.clock.set('2026-11-27T10:00:00Z');
  await oleh.hears();
  await anna.hears();
}

/** The numbers of the tasks in each section, in order. */
function sectionsOf(said: string): { received: number[]; given: number[] } {
  const [, received = '', given = ''] =
    said.match(/^(?:[\s\S]*?)(Received: [\s\S]*?)?(Assigned by you: [\s\S]*)?$/) ?? [];
  const numbers = (section: string) => [...section.matchAll(/^• (\d+) /gm)].map(([, number]) => Number(number));
  return { received: numbers(received), given: numbers(given) };
}

it('lists what is overdue, received first, then assigned by me, by priority and by lateness', async () => {
  await fillTheWeek();
  const said = await oleh.says('/digest');
  expect(said.startsWith(`${en.digest.heading('Oleh')}\nReceived: 5\n• 2 Two\n`)).toBe(true);
  expect(sectionsOf(said)).toEqual({ received: [2, 3, 6, 4, 1], given: [5, 7] });
  expect(said).toMatch(/• 2 Two\n {2}#prostor · from Anna · urgent.* · Thu 26 Nov · 1 day late\n/);
  expect(said).toMatch(/• 1 One\n {2}from Anna · low.* · Tue 24 Nov · 3 days late\n/);
  expect(said).toMatch(/Assigned by you: 2\n• 5 Five\n {2}for Anna · high.* · Wed 25 Nov · 2 days late\n/);
  expect(sectionsOf(await anna.says('/digest'))).toEqual({ received: [5, 7], given: [2, 3, 4, 1] });
});

it('offers every verdict on each task', async () => {
  await fillTheWeek();
  const commands = commandsOf(await oleh.asks('/digest'));
  const of = (task: number) => commands.filter((command) => command.startsWith(`verdict 1 ${task} `));
  const judge = (task: number, ...words: string[]) => words.map((word) => `verdict 1 ${task} ${word}`);
  const moves = ['move 2026-11-30', 'move in 7 days', 'move'];
  expect(of(2)).toEqual(judge(2, 'done', ...moves, 'drop', 'lower high'));
  expect(of(5)).toEqual(judge(5, 'nudge', ...moves, 'drop', 'done'));
  // What is low already cannot be lowered.
  expect(of(1)).toEqual(judge(1, 'done', ...moves, 'drop'));
});

it('says so when nothing is overdue', async () => {
  expect(await oleh.says('/digest')).toMatch(new RegExp(`^${en.digest.nothing}\n.*My tasks`));
});

describe('a verdict by one press', () => {
  beforeEach(fillTheWeek);

  it('done closes, asks what came of it, and shows what is left', async () => {
    await oleh.says('/digest');
    const said = await oleh.forges('verdict 1 2 done');
    expect(said).toContain(`2 Two\n\n${en.digest.heading('Oleh')}\n1 of 7 sorted\nReceived: 4\n• 3 Three\n`);
    expect(said.startsWith(`${en.task.done(1)} ${en.task.addResult(1)}\n`)).toBe(true);
    expect(said.endsWith(`› ${en.task.resultHint}`)).toBe(true);
    expect((await anna.hears())[0]).toContain(`${en.notice.done('Oleh')}\n2 Two\n`);
    expect(await oleh.says('Banner in the folder')).toContain(`${en.task.resultSaved}\n2 Two\n│ Banner in the folder`);
    expect((await anna.hears())[0]).toContain('│ Banner in the folder');
  });

  it('received: moving and not relevant are proposals, and count as sorted', async () => {
    await oleh.says('/digest');
    expect(await oleh.forges('verdict 1 2 move 2026-11-30')).toContain(`${en.task.moveProposed('Anna')}\n2 Two\n`);
    expect((await anna.hears())[0]).toContain(`${en.notice.proposesMove('Oleh', 'Mon 30 Nov')}\n2 Two\n`);
    const left = await oleh.forges('verdict 1 3 drop');
    expect(left).toContain(`${en.task.dropProposed('Anna')}\n3 Three\n`);
    expect((await anna.hears())[0]).toContain(`${en.notice.proposesDrop('Oleh')}\n3 Three\n`);
    expect(left).toContain('2 of 7 sorted');
    expect(sectionsOf(left)).toEqual({ received: [6, 4, 1], given: [5, 7] });
    // The author's own digest shows what waits for an answer.
    expect(await anna.says('/digest')).toMatch(/• 2 Two\n.*1 day late · proposed: move to Mon 30 Nov\n/);
    await anna.forges('agree 2');
    expect(sectionsOf(await anna.says('/digest')).given).toEqual([3, 4, 1]);
  });

  it('received: lower priority', async () => {
    await oleh.says('/digest');
    expect(await oleh.forges('verdict 1 2 lower')).toContain(`${en.task.prioritySet('high')}\n2 Two\n`);
    expect((await anna.hears())[0]).toMatch(/2 Two\n[\s\S]*Project: +#prostor[\s\S]*Priority: high/);
    expect(await oleh.forges('verdict 1 1 lower')).toBe(refused({ kind: 'nothing to change', id: taskId(1) }));
  });

  it('assigned by me: nudge, move, drop and done apply at once', async () => {
    await anna.says('/digest');
    expect(await anna.forges('verdict 1 2 nudge')).toContain(`${en.task.nudged('Oleh')}\n2 Two\n`);
    const [nudge = ''] = await oleh.hears();
    expect(nudge).toContain(`${en.notice.nudge('Anna')}\n2 Two\n`);
    expect(nudge).toMatch(/From: +Anna\nProject: +#prostor[\s\S]*1 day late\n.*Done .*Not relevant .*Open/);
    expect(await anna.forges('verdict 1 3 move in 7 days')).toContain(`${en.task.moved}\n3 Three\n`);
    expect((await oleh.hears())[0]).toContain(en.notice.moved('Anna', 'Fri 4 Dec'));
    expect(await anna.forges('verdict 1 4 drop')).toContain(`${en.task.dropped}\n4 Four\n`);
    expect((await oleh.hears())[0]).toContain(`${en.notice.dropped('Anna')}\n4 Four\n`);
    const left = await anna.forges('verdict 1 1 done');
    expect(left).toContain('4 of 6 sorted');
    expect(sectionsOf(left)).toEqual({ received: [5, 7], given: [] });
  });

  it('a date asks which, by buttons or words, and keeps asking until it is one', async () => {
    await anna.says('/digest');
    expect(await anna.forges('verdict 1 2 move')).toContain(`${en.task.when}\n2 Two\n`);
    const refusal = refused({ kind: 'not a moment', typed: 'some day', command: 'move', id: taskId(2) });
    expect(await anna.says('some day')).toBe(`${refusal}\n${en.stillAsking}\n[1] ${en.button.cancel}`);
    expect(await anna.says('yesterday')).toMatch(/past.*Thu 26 Nov/);
    expect(await anna.says('2 dec 12:00')).toMatch(
      /2 Two\nDeadline: Wed 2 Dec, 12:00 \(Kyiv\)\n\n[\s\S]*1 of 6 sorted/,
    );
    expect(await anna.says('/show 2')).toMatch(/Deadline: Wed 2 Dec, 12:00/);
    await anna.forges('verdict 1 3 move');
    expect(await anna.presses('Tomorrow')).toContain('2 of 6 sorted');
    await oleh.says('/digest');
    expect(await oleh.forges('verdict 2 1 move')).toContain(en.task.whenPropose);
  });

  it('counts up to the last, and then says that all is sorted', async () => {
    await anna.says('/digest');
    for (const [i, task] of [5, 2, 7, 3, 4].entries()) {
      expect(await anna.forges(`verdict 1 ${task} move monday`)).toContain(`${i + 1} of 6 sorted`);
    }
    const last = await anna.forges('verdict 1 1 drop');
    expect(last).toBe(`${en.task.dropped}\n1 One\n\n${en.digest.allSorted(6)}\n[1] Undo`);
    // What was moved or dropped at once is not late any more; two proposals wait for Oleh.
    expect(sectionsOf(await anna.says('/digest'))).toEqual({ received: [5, 7], given: [] });
  });

  it('counts what was settled elsewhere, too', async () => {
    await oleh.says('/digest');
    await anna.says('/drop 2');
    await anna.says('/edit 3 @anna');
    expect(await oleh.forges('verdict 1 6 done')).toContain('3 of 7 sorted');
    expect(await oleh.forges('verdict 1 2 done')).toBe(
      refused({ kind: 'task closed', id: taskId(2), state: 'dropped' }),
    );
  });

  it('can be taken back', async () => {
    await oleh.says('/digest');
    await oleh.forges('verdict 1 6 done');
    expect(await oleh.says('/undo')).toBe(`${en.undo.done}\n6 Six\nAs before: state.`);
    expect(sectionsOf(await oleh.says('/digest')).received).toContain(6);
  });

  it('on somebody else’s digest is refused like on one that is not there, and changes nothing', async () => {
    await oleh.says('/digest');
    const gone = refused({ kind: 'no such digest' });
    for (const press of ['verdict 1 2 done', 'digest 1 received 1', 'verdict 99 2 done', 'digest 99 given 1']) {
      expect(await anna.forges(press)).toBe(gone);
    }
    // Nor on a task that was not in it.
    expect(await oleh.forges('verdict 1 8 done')).toBe(gone);
    expect(await oleh.forges('verdict 1 2 explode')).toBe(gone);
    expect(await oleh.says('/show 2')).toMatch(/State: +open/);
    await anna.forges('verdict 1 2 done');
    expect(await anna.presses('My digest')).toContain(en.digest.heading('Anna'));
  });
});

it('names the coming Monday on its button, and means it whenever it is pressed', async () => {
  await oleh.says('/task Own tuesday');
  agency.clock.set('2026-11-30T10:00:00Z'); // a Monday
  await oleh.says('/digest');
  expect(await oleh.presses('Mon 7 Dec')).toContain(en.digest.allSorted(1));
  expect(await oleh.says('/show 1')).toContain('Deadline: Mon 7 Dec');
});

it('shows ten of each section, and the rest behind a button', async () => {
  for (let i = 1; i <= 23; i++) await oleh.says(`/task Own ${i} by tuesday`);
  for (let i = 24; i <= 35; i++) await oleh.says(`/task Given ${i} @anna tuesday`);
  agency.clock.set('2026-11-27T10:00:00Z');
  const first = await oleh.says('/digest');
  expect(first).toContain('Received: 23\n');
  expect(first).toContain('Assigned by you: 12\n');
  expect(sectionsOf(first)).toEqual({
    received: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    given: [24, 25, 26, 27, 28, 29, 30, 31, 32, 33],
  });
  const second = await oleh.presses(en.digest.more(13));
  expect(sectionsOf(second)).toEqual({ received: [11, 12, 13, 14, 15, 16, 17, 18, 19, 20], given: [] });
  expect(sectionsOf(await oleh.presses(en.digest.more(3))).received).toEqual([21, 22, 23]);
  // A verdict from a page counts in the whole.
  expect(await oleh.forges('verdict 1 22 done')).toContain('1 of 35 sorted');
  await oleh.says('/digest');
  expect(sectionsOf(await oleh.presses(en.digest.more(2)))).toEqual({ received: [], given: [34, 35] });
  expect(await oleh.forges('digest 1 received 9')).toContain(en.digest.nothingLeft);
});

it.each(['uk', 'ru'] as const)('is sorted in %s as well', async (language) => {
  await fillTheWeek();
  await oleh.says(`/settings language ${language}`);
  const { digest, task } = catalogueOf(language);
  const shown = await oleh.asks('/digest');
  const said = textOfReply(shown);
  expect(said).toMatch(new RegExp(`^${digest.heading('Oleh')}\n${digest.sections.received(5)}\n• 2 Two\n`));
  expect(said).toContain(`\n${digest.sections.given(2)}\n• 5 Five\n`);
  expect(said).toMatch(november(26));
  expect(commandsOf(shown)).toHaveLength(4 * 6 + 5 + 2 * 6);
  const left = await oleh.forges('verdict 1 2 done');
  expect(left).toContain(`${task.done(1)} ${task.addResult(1)}\n2 Two\n\n${digest.heading('Oleh')}\n`);
  expect(left).toContain(`\n${digest.progress(1, 7)}\n${digest.sections.received(4)}\n• 3 Three\n`);
  expect(await oleh.says('У спільній теці')).toContain(`${task.resultSaved}\n2 Two\n│ У спільній теці`);
  for (const number of [3, 6, 4, 1, 5]) await oleh.forges(`verdict 1 ${number} drop`);
  expect(await oleh.forges('verdict 1 7 nudge')).toBe(`${task.nudged('Anna')}\n7 Seven\n\n${digest.allSorted(7)}`);
});
