import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency, textOfReply } from '../support/agency.ts';
import { commandsOf, refused, taskId } from '../support/three-languages.ts';

const id = taskId(1);
let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  await anna.says('/project new prostor Prostor shop');
  for (const title of ['One', 'Two', 'Three']) await anna.says(`/task ${title} @oleh #prostor friday`);
  await oleh.hears();
});
afterEach(() => agency.close());

const LANGUAGES: [Language, Language][] = [
  ['en', 'uk'],
  ['uk', 'ru'],
  ['ru', 'en'],
];
it.each(LANGUAGES)('is done in %s with its result, which the author hears in %s', async (mine, theirs) => {
  await oleh.says(`/settings language ${mine}`);
  await anna.says(`/settings language ${theirs}`);
  const [text, other] = [catalogueOf(mine), catalogueOf(theirs)];

  const reply = await oleh.asks('/done 1');
  const said = textOfReply(reply);
  expect(said).toContain(`${text.task.done(1)}\n1 One\n${text.told(['Anna'])}\n${text.task.addResult(1)}`);
  expect(commandsOf(reply)).toEqual([expect.stringMatching(/^undo \d+$/)]);
  expect(await anna.hears()).toEqual([expect.stringMatching(`^${other.notice.done('Oleh')}\n1 One\n`)]);

  expect(await oleh.says('Банер у спільній теці')).toContain(`${text.task.resultSaved}\n1 One\n`);
  const [result = ''] = await anna.hears();
  expect(result).toMatch(/1 One\n│ Банер у спільній теці\n/);
  expect(result.startsWith(other.notice.result('Oleh'))).toBe(true);

  expect(await anna.says('/reopen 1')).toContain(`${other.task.reopened}\n1 One\n`);
  expect(await oleh.hears()).toEqual([expect.stringMatching(`^${text.notice.reopened('Anna')}\n1 One\n`)]);
  const card = await oleh.says('/show 1');
  expect(card).toMatch(new RegExp(`^1 One\n${text.fields.state}: +${text.task.states.open}\n`));
});

describe('done', () => {
  it('takes the result on the same line or below', async () => {
    expect(await oleh.says('/done 1 Banner in the folder')).toMatch(/^.*\n1 One\n│ Banner in the folder\n.*Anna/);
    expect((await anna.hears())[0]).toMatch(
      /closed a task as done:\n1 One\n│ Banner in the folder\n\[1\] Open .*Reopen/,
    );
    expect(await oleh.says('/done #2\nFirst line\nSecond line')).toContain('│ First line\n│ Second line');
    expect(await oleh.says('/show 2')).toContain('Result\n│ First line\n│ Second line');
    // Given with the closing, it is not asked for.
    expect(await oleh.says('thanks')).toContain(en.button.createTask);
  });

  it('closes several at once, with one result for all', async () => {
    expect(await oleh.says('/done 1, #2 T3')).toContain(
      `${en.task.done(3)}\n1 One\n2 Two\n3 Three\n${en.told(['Anna'])}\n${en.task.addResult(3)}\n`,
    );
    expect(await anna.hears()).toHaveLength(3);
    expect(await oleh.says('All in the folder')).toMatch(/^.*\n1 One\n2 Two\n3 Three\n│ All in the folder/);
    for (const id of [1, 2, 3]) expect(await anna.says(`/show ${id}`)).toContain('│ All in the folder');
  });

  it('closes all of them or none', async () => {
    await oleh.says('/done 2 Ready');
    await anna.hears();
    const closed: Refusal = { kind: 'task closed', id: taskId(2), state: 'done' };
    const unknown: Refusal = { kind: 'no such task', id: taskId(99) };
    expect(await oleh.says('/done 1, 2, 3')).toBe(
      refused({ kind: 'some of several', without: [2], line: 'done 1 3', because: closed }),
    );
    expect(await oleh.says('/done 1, 99')).toBe(
      refused({ kind: 'some of several', without: [99], line: 'done 1', because: unknown }),
    );
    expect(await oleh.says('/done 98, 99')).toBe(refused({ kind: 'no such task', id: taskId(98) }));
    expect(await anna.hears()).toEqual([]);
    expect(await oleh.says('/tasks')).toMatch(/• 1 One[\s\S]*• 3 Three/);
  });

  it('keeps a number that belongs to the result', async () => {
    expect(await oleh.says('/done 1 3 banners delivered')).toContain('1 One\n│ 3 banners delivered');
    expect(await oleh.says('/show 3')).toMatch(/State: +open/);
  });

  it('does not pass over the number of another open task in silence', async () => {
    const said = await oleh.says('/done 1 3 Both done');
    expect(said).toContain(`1 One\n│ 3 Both done\n${en.told(['Anna'])}\n${en.task.staysOpen(3)} /done 3\n`);
    expect(await oleh.says('/show 3')).toMatch(/State: +open/);
    for (const words of ['2026 is over', '1 banner', '99 banners', '12: banners']) {
      await oleh.says('/reopen 1');
      expect(await oleh.says(`/done 1 ${words}`)).not.toContain('stays open');
    }
    expect(await anna.says('/drop 2 3 Both of them')).toContain(`${en.task.staysOpen(3)} /drop 3\n`);
    await anna.says('/task Hers');
    expect(await oleh.says('/done 3 4 banners')).not.toContain('stays open');
  });

  it('says which, when no number or a wrong one is given', async () => {
    expect(await oleh.says('/done')).toContain('/done 12');
    expect(await oleh.says('/done banner')).toContain('/done 12');
    expect(await oleh.says(`/done 1 ${'щ'.repeat(4001)}`)).toContain('4001 characters, 4000 fit');
    expect(await oleh.says('/tasks')).toContain('• 1 One');
  });

  it('takes plain words for the result, but a command without its slash for the command', async () => {
    await oleh.says('/done 1');
    expect(await oleh.says('tasks')).toMatch(/^Tasks: received/);
    await oleh.says('/done 2');
    expect(await oleh.says('show 2')).toMatch(/^2 Two\n/);
    expect(await oleh.says('Late words')).toContain(en.button.createTask);
    await oleh.says('/done 3');
    expect(await oleh.says('Done is better than perfect')).toContain(en.task.resultSaved);
    for (const id of [1, 2]) expect(await oleh.says(`/show ${id}`)).not.toContain('Result');
  });

  it('takes a result an hour later only when it is named', async () => {
    await oleh.says('/done 1');
    agency.clock.advance({ minutes: 61 });
    expect(await oleh.says('Banner in the folder')).toContain(en.button.createTask);
    expect(await oleh.says('/result 1 Banner in the folder')).toContain(en.task.resultSaved);
    expect(await oleh.says('/result 2 Not yet')).toBe(refused({ kind: 'task open', id: taskId(2), wants: 'result' }));
    expect(await oleh.says('/result 1')).toContain(en.task.whichResult);
    expect(await oleh.says('tasks')).toContain('│ tasks');
  });

  it('stops the timer of who closes it, and nobody else’s', async () => {
    await oleh.says('/timer start 1');
    await anna.says('/timer start 1');
    agency.clock.advance({ minutes: 45 });
    expect(await oleh.says('/done 1 Ready')).toMatch(
      /1 One\n.*45 min this time · 1 h 30 min on the task · 45 min today/,
    );
    expect(await oleh.says('/timer')).toContain(en.time.noTimer);
    expect(await anna.says('/timer')).toContain('1 One');
    await oleh.says('/timer start 2');
    expect(await oleh.says('/done 3 Ready')).not.toContain('this time');
    expect(await oleh.says('/timer')).toContain('2 Two');
  });

  it('by a manager tells both people', async () => {
    const zoe = agency.person('zoe');
    await zoe.says('/help');
    expect(await zoe.says('/done 1')).toBe(refused({ kind: 'no such task', id }));
    await anna.says('/people role @zoe manager');
    expect(await zoe.says('/done 1 Cleaned up')).toMatch(/Anna and Oleh|Oleh and Anna/);
    expect((await oleh.hears())[0]).toContain(`${en.notice.done('Zoe')}\n1 One\n`);
    expect((await anna.hears())[0]).toContain(`${en.notice.done('Zoe')}\n1 One\n`);
  });
});

describe('not relevant', () => {
  it('applies at once by the author, and the assignee hears the reason', async () => {
    expect(await anna.says('/drop 1 The client left')).toMatch(
      /no longer relevant\.\n1 One\n│ The client left\n.*Oleh/,
    );
    expect((await oleh.hears())[0]).toContain(`${en.notice.dropped('Anna')}\n1 One\n│ The client left\n`);
    expect(await oleh.says('/done 1')).toBe(refused({ kind: 'task closed', id, state: 'dropped' }));
  });

  it('applies at once to a task of one’s own, and nobody is told', async () => {
    await oleh.says('/task Own');
    expect(await oleh.says('/drop 4')).toBe(`${en.task.dropped}\n4 Own\n[1] Undo`);
    expect(await anna.hears()).toEqual([]);
  });

  it.each(['/drop 1, 4', '/drop 1 4', '/drop #1 #4'])('takes several, each by its own rules: %s', async (typed) => {
    await oleh.says('/task Own');
    const said = await oleh.says(typed);
    expect(said).toBe(`${en.task.dropProposed('Anna')}\n1 One\n${en.task.dropped}\n4 Own\n[1] Undo`);
    expect((await anna.hears()).join()).toContain('1 One\n');
    expect(await oleh.says('/show 4')).toMatch(/State: +dropped/);
    expect(await oleh.says('/undo')).toContain(en.undo.done);
    expect(await oleh.says('/show 4')).toMatch(/State: +open/);
    expect(await anna.says('/show 1')).not.toContain('Agree');
  });

  it('takes all of several or none, and only one where there is a reason', async () => {
    expect(await anna.says('/drop 1, 99')).toBe(
      refused({
        kind: 'some of several',
        without: [99],
        line: 'drop 1',
        because: { kind: 'no such task', id: taskId(99) },
      }),
    );
    expect(await anna.says('/show 1')).toMatch(/State: +open/);
    expect(await anna.says('/drop 1, 2 Both of them')).toContain(`${en.task.staysOpen(2)} /drop 2\n`);
    expect(await anna.says('/show 2')).toMatch(/State: +open/);
    await anna.says('/reopen 1');
    const said = await anna.says('/drop 1, 2');
    expect(said).toContain(`${en.task.dropped}\n1 One\n${en.task.dropped}\n2 Two\n`);
    expect(said.match(/will be told/g)).toHaveLength(1);
  });

  it('is a proposal by the assignee: the author agrees', async () => {
    expect(await oleh.says('/drop 1 The client left')).toContain(`${en.task.dropProposed('Anna')}\n1 One\n`);
    expect(await oleh.says('/tasks')).toMatch(/• 1 One\n.*not relevant any more/);
    expect((await anna.hears())[0]).toMatch(
      /not relevant any more\. Drop it\?\n1 One\n│ The client left\n.*Agree .*Keep .*Open/,
    );
    expect(await anna.says('/show 1')).toMatch(/Proposed: Oleh: not relevant any more: The client left[\s\S]*Agree/);
    expect(await anna.presses('Agree')).toContain(`${en.task.dropped}\n1 One\n${en.told(['Oleh'])}\n`);
    expect((await oleh.hears()).join()).toContain(`${en.notice.dropped('Anna')}\n1 One\n│ The client left\n`);
    expect(await anna.says('/show 1')).toMatch(/State: +dropped/);
    expect(await anna.forges('agree 1')).toBe(refused({ kind: 'task closed', id, state: 'dropped' }));
  });

  it('is a proposal by the assignee: the author keeps the task', async () => {
    await oleh.says('/drop 1');
    await anna.hears();
    expect(await anna.presses('Keep')).toContain(`${en.task.kept}\n1 One\n${en.told(['Oleh'])}\n`);
    expect((await oleh.hears())[0]).toContain(`${en.notice.kept('Anna')}\n1 One\n`);
    expect(await oleh.says('/show 1')).not.toContain('Agree');
    expect(await anna.forges('agree 1')).toBe(refused({ kind: 'no proposal', id }));
  });

  it('is not agreed to by who proposed it', async () => {
    await oleh.says('/drop 1');
    expect(await oleh.forges('agree 1')).toBe(refused({ kind: 'not for you to decide', id }));
    expect(await oleh.forges('keep 1')).toBe(refused({ kind: 'not for you to decide', id }));
    expect(await oleh.says('/show 1')).toMatch(/State: +open/);
  });

  it('is settled when the assignee closes the task after all', async () => {
    await oleh.says('/drop 1');
    await oleh.says('/done 1 Did it anyway');
    await anna.hears();
    expect(await anna.forges('agree 1')).toBe(refused({ kind: 'task closed', id, state: 'done' }));
    await anna.says('/reopen 1');
    expect(await anna.says('/show 1')).not.toContain('Agree');
  });
});

it('opens again with its fields and buttons, and loses its result', async () => {
  await oleh.says('/done 1 Banner in the folder');
  await anna.hears();
  const said = await anna.presses('Reopen');
  expect(said).toMatch(
    /^Open again\.\n1 One\nIts result .*\n│ Banner in the folder\nFor: +Oleh[\s\S]*Deadline: Fri 27 Nov[\s\S]*Oleh[\s\S]*Done.*Start timer/,
  );
  expect((await oleh.hears())[0]).toContain(`${en.notice.reopened('Anna')}\n1 One\n`);
  expect(await oleh.says('/show 1')).not.toContain('Result\n');
  expect(await oleh.says('/show 1')).toContain('Banner in the folder'); // in the history
  expect(await anna.says('/reopen 1')).toBe(refused({ kind: 'task open', id }));
  expect(await anna.says('/reopen')).toContain('/reopen 12');
});
