import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { november, refused } from '../support/three-languages.ts';

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

const ANSWERS = {
  en: ['Banner', 'oleh', 'prostor', 'tomorrow 18:00', 'high'],
  uk: ['Банер', 'oleh', '#prostor', 'завтра о 18:00', 'високий'],
  ru: ['Баннер', '@oleh', 'prostor', 'завтра в 18:00', '!важно'],
} as const;

it.each(['en', 'uk', 'ru'] as const)('asks step by step in %s and creates the task at the end', async (language) => {
  await anna.says(`/settings language ${language}`);
  const text = catalogueOf(language);
  const [title, who, project, when, priority] = ANSWERS[language];
  expect(await anna.says('/task')).toContain(text.task.whichTitle);
  expect(await anna.says(title)).toContain(text.task.who);
  expect(await anna.says(who)).toContain(text.task.whichProject);
  expect(await anna.says(project)).toContain(text.task.when);
  expect(await anna.says(when)).toContain(text.task.howUrgent);
  const created = await anna.says(priority);
  expect(created).toContain(`${text.task.created}\n1 ${title}\n`);
  expect(created).toMatch(/: +Oleh\n[\s\S]*#prostor Prostor shop\n/);
  expect(created).toMatch(november(24));
  expect(created).toContain(', 18:00 (Kyiv)');
  expect(created).toContain(text.priority.high);
  expect(await oleh.hears()).toHaveLength(1);
  // The form is over: what comes now is no answer.
  expect(await anna.says(title)).toContain(text.button.createTask);
});

it('offers a button for each answer', async () => {
  expect(await anna.says('/task')).toContain(en.button.cancel);
  await anna.says('Banner');
  expect(await anna.presses('Me')).toContain(en.task.whichProject);
  expect(await anna.presses('#prostor')).toContain(en.task.when);
  expect(await anna.presses('Friday')).toContain(en.task.howUrgent);
  expect(await anna.presses(/^urgent/)).toMatch(/1 Banner\n[\s\S]*#prostor[\s\S]*urgent[\s\S]*Fri 27 Nov/);
});

it('takes no project and no deadline for an answer', async () => {
  await anna.says('/task');
  await anna.says('Banner');
  await anna.says('me');
  expect(await anna.presses('none')).toContain(en.task.when);
  await anna.says('none');
  const created = await anna.says('normal');
  expect(created).toMatch(/Project: +none\nPriority: normal\nDeadline: none/);
  // Both were asked: there is nothing to offer.
  expect(created).not.toMatch(/[?]\n/);
});

it('asks nothing that the first answer gave', async () => {
  await anna.says('/task');
  expect(await anna.says('Banner @oleh !low\nIn three sizes')).toContain(en.task.whichProject);
  expect(await anna.says('none')).toContain(en.task.when);
  expect(await anna.says('friday')).toContain('1 Banner\n│ In three sizes\nFor:      Oleh');
  await anna.says('/task');
  expect(await anna.says('Header @oleh #prostor !low no deadline')).toContain('2 Header');
});

it('asks for no project in a room that belongs to one', async () => {
  await anna.saysIn('design', '/project bind prostor');
  await anna.saysIn('design', '/task');
  await anna.saysIn('design', 'Banner');
  expect(await anna.saysIn('design', 'me')).toContain(en.task.when);
  await anna.saysIn('design', 'friday');
  expect(await anna.saysIn('design', 'low')).toMatch(/Project: +#prostor/);
});

it('says what is wrong with an answer and keeps the question', async () => {
  await anna.says('/task');
  expect(await anna.says('щ'.repeat(301))).toContain('301 characters, 300 fit');
  await anna.says('Banner');
  await anna.says('oleh');
  expect(await anna.says('prostr')).toContain(
    refused({ kind: 'unknown project', tag: 'prostr', nearest: ['prostor'] }),
  );
  await anna.says('prostor');
  const refusal = await anna.says('some day');
  expect(refusal).toContain('I cannot read “some day” as a day or time.\nI am still waiting for the answer to /task\n');
  expect(refusal).toContain('Cancel');
  expect(await anna.says('22.11.2026')).toMatch(/past.*Sun 22 Nov[\s\S]*Tomorrow/);
  await anna.says('tomorrow');
  expect(await anna.says('hihg')).toContain(
    refused({ kind: 'unknown priority', word: 'hihg', nearest: 'high', command: undefined }),
  );
  expect(await anna.says('high')).toContain('1 Banner');
});

it('keeps the question when nobody goes by that name', async () => {
  const boss = agency.person('U1', { platform: 'slack', name: 'Boss' });
  await boss.says('/task');
  await boss.says('Banner');
  expect(await boss.says('zoryana')).toContain(
    refused({ kind: 'unknown person', name: 'zoryana', nearest: [], mayInvite: false }),
  );
  expect(await boss.says('oleh')).toContain(en.task.whichProject);
});

it('asks again for a deadline that is over where the assignee is, or has passed meanwhile', async () => {
  await oleh.says('/settings zone Pacific/Auckland');
  agency.clock.set('2026-11-23T14:00:00Z'); // already Tuesday in Auckland
  await anna.says('/task');
  await anna.says('Banner today !low #prostor');
  expect(await anna.says('oleh')).toMatch(/past[\s\S]*Tomorrow/);
  expect(await anna.says('tomorrow')).toContain('Tue 24 Nov (Auckland)');

  await anna.says('/task');
  await anna.says('Header @anna #prostor today 16:30');
  agency.clock.advance({ minutes: 45 });
  expect(await anna.says('low')).toMatch(/past[\s\S]*Tomorrow/);
  expect(await anna.says('18:00')).toContain('2 Header');
});

it('asks again for whom, or which project, when they are gone by the end', async () => {
  const vira = agency.person('vira');
  await vira.says('/task');
  await vira.says('Banner @oleh #prostor tomorrow');
  await anna.says('/people remove @oleh');
  expect(await vira.says('high')).toMatch(new RegExp(`Oleh has left[\\s\\S]*${en.task.who}`));
  await anna.says('/project archive prostor');
  expect(await vira.says('me')).toMatch(new RegExp(`#prostor is archived[\\s\\S]*${en.task.whichProject}`));
  expect(await vira.says('none')).toMatch(/1 Banner\n[\s\S]*For: +Vira[\s\S]*Project: +none[\s\S]*high/);
});

it('ends when it is cancelled', async () => {
  await anna.says('/task');
  await anna.says('Banner');
  expect(await anna.presses('Cancel')).toBe(en.cancelled);
  expect(await anna.says('oleh')).toContain(en.button.createTask);
  await anna.says('/task');
  expect(await anna.says('/cancel')).toBe(en.cancelled);
  expect(await anna.says('/cancel')).toBe(en.nothingToCancel);
  expect(await anna.says('/tasks all')).toContain(en.tasks.nothingLikeThis);
});

it('waits while something is looked up, and ends when another command changes something', async () => {
  await anna.says('/task');
  await anna.says('Banner');
  expect(await anna.says('/tasks')).toContain(en.stillAskingFor);
  expect(await anna.says('oleh')).toContain(en.task.whichProject);
  await anna.says('/settings name Anna');
  expect(await anna.says('prostor')).toContain(en.button.createTask);
  await anna.says('/task');
  await anna.says('Banner');
  // A form that is begun anew begins at its first question.
  expect(await anna.says('/task')).toContain(en.task.whichTitle);
  expect(await anna.says('Header')).toContain(en.task.who);
});

it('ends after an hour, whose late button says so', async () => {
  await anna.says('/task');
  await anna.says('Banner');
  agency.clock.advance({ minutes: 59, seconds: 59 });
  expect(await anna.says('me')).toContain(en.task.whichProject);
  agency.clock.advance({ hours: 1 });
  expect(await anna.presses('none')).toBe(refused({ kind: 'nothing asked' }));
  expect(await anna.says('prostor')).toContain(en.button.createTask);
  expect(await anna.says('/tasks all')).toContain(en.tasks.nothingLikeThis);
});

it('asks two people at once, and one person in two places, without mixing them up', async () => {
  await anna.says('/task');
  await oleh.says('/task');
  await anna.saysIn('design', '/task');
  await anna.says('Banner @anna');
  await oleh.says('Header @oleh');
  await anna.saysIn('design', 'Footer @oleh');
  for (const answer of ['none', 'friday']) {
    await oleh.says(answer);
    await anna.saysIn('design', answer);
    await anna.says(answer);
  }
  expect(await anna.says('low')).toMatch(/1 Banner\n[\s\S]*For: +Anna/);
  expect(await oleh.says('urgent')).toMatch(/2 Header\n[\s\S]*For: +Oleh/);
  expect(await anna.saysIn('design', 'high')).toMatch(/3 Footer\n[\s\S]*For: +Oleh[\s\S]*high/);
});

it('goes on where it was after a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'friday-form-'));
  try {
    const file = join(folder, 'friday.db');
    const before = await openAgency({ file });
    await before.person('anna').says('/task');
    await before.person('anna').says('Banner !high @anna');
    await before.close();
    const after = await openAgency({ file });
    const same = after.person('anna');
    expect(await same.says('none')).toContain(en.task.when);
    expect(await same.says('friday')).toMatch(/1 Banner\n[\s\S]*high\nDeadline: Fri 27 Nov/);
    await after.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
