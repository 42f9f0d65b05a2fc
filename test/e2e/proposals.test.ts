import { afterEach, beforeEach, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/language.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { buttonsOf, openAgency, textOfReply } from '../support/agency.ts';
import { november } from '../support/three-languages.ts';

/** Anna gave Oleh a task, and he asks something of her; then he asks for something else. */
let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  await anna.says('/task Banner @oleh friday');
  await oleh.hears();
});
afterEach(() => agency.close());

async function firstAgree(): Promise<string> {
  await oleh.says('/drop 1 The client left');
  const card = await anna.asks('/show 1');
  const agree = buttonsOf(card).find((button) => button.label === en.button.agree);
  agency.clock.advance({ minutes: 5 });
  return agree?.command ?? 'none';
}

it('an old button decides nothing: it shows the proposal of now, with its buttons', async () => {
  const agree = await firstAgree();
  await oleh.says('/move 1 30.11 18:00');
  for (const stale of [agree, agree.replace('agree', 'keep')]) {
    const said = await anna.forges(stale);
    expect(said.startsWith(`${en.task.anotherProposal}\n`)).toBe(true);
    expect(said).toMatch(/Oleh asks to move the deadline to Mon 30 Nov, 18:00\. Agree\?\n1 Banner\n.*Agree.*Keep/);
  }
  await oleh.hears();
  expect(await anna.says('/show 1')).toMatch(/Deadline: Fri 27 Nov[\s\S]*Proposed: Oleh: move to Mon 30 Nov/);
  await anna.forges(agree);
  expect(await anna.presses('Agree')).toContain(en.task.moved);
  expect(await anna.says('/show 1')).toMatch(/State: +open[\s\S]*Deadline: Mon 30 Nov/);
});

it('shows why, where the other proposal is to drop the task', async () => {
  await oleh.says('/move 1 30.11');
  const card = await anna.asks('/show 1');
  const agree = buttonsOf(card).find((button) => button.label === en.button.agree);
  agency.clock.advance({ minutes: 5 });
  await oleh.says('/drop 1 The client left');
  expect(await anna.forges(agree?.command ?? '')).toContain('1 Banner\n│ The client left\n');
});

it.each(LANGUAGES)('whoever proposes anew hears in %s that the earlier proposal is withdrawn', async (language) => {
  await oleh.says(`/settings language ${language}`);
  const { task } = catalogueOf(language);
  expect(await oleh.says('/drop 1')).not.toContain(task.replacesProposal(task.proposesDrop));
  for (const line of ['/move 1 30.11', '/drop 1', '/edit 1 1.12']) {
    agency.clock.advance({ minutes: 5 });
    const said = textOfReply(await oleh.asks(line));
    const before = line === '/drop 1' ? november(30) : new RegExp(escaped(task.replacesProposal(task.proposesDrop)));
    expect(said).toMatch(before);
    expect(said.match(new RegExp(escaped(task.replacesProposal('…')).replace('…', '.+')))).not.toBeNull();
  }
});

it('the digest says so too, and calls a date that is only proposed so', async () => {
  agency.clock.set('2026-11-30T08:00:00Z');
  await oleh.says('/digest');
  expect(await oleh.forges('verdict 1 1 drop')).toContain(en.task.dropProposed('Anna'));
  agency.clock.advance({ minutes: 5 });
  await oleh.says('/digest');
  const said = await oleh.forges('verdict 1 1 move 2026-12-04');
  expect(said).toContain(`${en.task.moveProposed('Anna')}\n1 Banner\nProposed: Fri 4 Dec`);
  expect(said).toContain(en.task.replacesProposal(en.task.proposesDrop));
  expect(said).not.toContain('Deadline: Fri 4 Dec');
});

it('a date that applies at once is the deadline', async () => {
  agency.clock.set('2026-11-30T08:00:00Z');
  await anna.says('/digest');
  expect(await anna.forges('verdict 1 1 move 2026-12-04')).toContain(`${en.task.moved}\n1 Banner\nDeadline: Fri 4 Dec`);
});

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
