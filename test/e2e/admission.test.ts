import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Organisation } from '../../src/chat/command.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

const NOT_INVITED = 'This is a private bot.';

let agency: Agency;
beforeEach(() => open({}));
afterEach(() => agency.close());

async function open(settings: Partial<Organisation>) {
  await agency?.close();
  agency = await openAgency({ settings });
}

function member(name: string) {
  return agency.person(name, { platform: 'slack' });
}

function stranger(name: string) {
  return agency.person(name, { platform: 'telegram', standing: 'stranger' });
}

/** What is to be typed, out of an answer that gives a code. */
function codeIn(answer: string, command: 'start' | 'link'): string {
  const code = answer.match(new RegExp(`/${command} (\\S{27})$`, 'm'))?.[1];
  expect(code, answer).toBeDefined();
  return `/${command} ${code}`;
}

describe('first contact', () => {
  it('makes the first member the owner, and the others members', async () => {
    await member('anna').says('/start');
    expect(await member('oleh').says('/people')).toMatch(/• Anna · owner · .*\n• Oleh · member/);
  });

  it('greets with what to do first and takes zone and language from the messenger', async () => {
    const mia = agency.person('mia', { platform: 'slack', zone: 'America/New_York', languageTag: 'uk-UA' });
    const hello = await mia.says('/start');
    expect(hello).toContain('Mia');
    expect(hello).toMatch(/New York.*03:00/);
    expect(hello).toContain('/task');
    expect(await mia.says('/settings')).toContain('Українська');
  });

  it('falls back on the organisation’s zone and language where the messenger says nonsense', async () => {
    const mia = agency.person('mia', { platform: 'slack', zone: 'Mars/Olympus', languageTag: 'tlh' });
    expect(await mia.says('/start')).toContain('Your time zone is Kyiv, where it is 10:00 now.');
  });

  it('makes those in OWNERS owners, also when they were members before, and nobody by coming first', async () => {
    await open({ owners: [{ platform: 'slack', externalId: 'oleh' }] });
    await member('anna').says('/start');
    await member('oleh').says('/start');
    expect(await member('anna').says('/people')).toMatch(/• Anna · member.*\n• Oleh · owner/);
    await member('anna').says('/people remove @oleh');
    expect(await member('oleh').says('/tasks')).toContain('Nothing open.');
  });

  it('lets a stranger in OWNERS in without a code', async () => {
    await open({ owners: [{ platform: 'telegram', externalId: '4711' }] });
    const boss = agency.person('boss', { platform: 'telegram', standing: 'stranger', externalId: '4711' });
    expect(await boss.says('hello')).not.toContain(NOT_INVITED);
    expect(await boss.says('/people')).toContain('Boss · owner');
  });

  it('refuses guests, bots and deactivated accounts, also those who were members', async () => {
    const guest = agency.person('guest', { platform: 'slack', standing: 'outsider' });
    expect(await guest.says('/tasks')).toContain('I work with full members of the workspace only.');
    await member('oleh').says('/start');
    const former = agency.person('oleh', { platform: 'slack', standing: 'outsider' });
    expect(await former.says('/tasks')).toContain('I work with full members of the workspace only.');
    expect(await member('anna').says('/people')).not.toContain('Guest');
  });

  it('answers a stranger one thing only, whatever they type or press', async () => {
    await member('anna').says('/task Banner');
    const vera = stranger('vera');
    const answers = new Set<string>();
    for (const line of ['hello', '/start', '/link', '/show 1', '/people', '/help', '/task x @anna', '']) {
      answers.add(await vera.says(line));
    }
    for (const pressed of ['show 1', 'done 1', 'answer yes', 'verdict 1 1 done'])
      answers.add(await vera.forges(pressed));
    expect([...answers]).toEqual([expect.stringContaining(NOT_INVITED)]);
    expect(await member('anna').says('/people')).not.toContain('Vera');
  });
});

describe('the setup code', () => {
  it('lets the first owner in, once', async () => {
    await open({ setupCode: 'open-sesame-2026' });
    const boss = stranger('boss');
    expect(await boss.says('/start open-sesame-2025')).toContain('That code does not work');
    expect(await boss.says('/start open-sesame-2026')).toContain('Hello Boss');
    expect(await boss.says('/people')).toContain('Boss · owner');
    expect(await stranger('eve').says('/start open-sesame-2026')).toContain('That code does not work');
  });

  it('opens nothing where there is none', async () => {
    expect(await stranger('eve').says('/start undefined')).toContain('That code does not work');
    expect(await stranger('eve').says('/start')).toContain(NOT_INVITED);
  });
});

describe('invites', () => {
  let anna: AgencyPerson;
  beforeEach(async () => {
    anna = member('anna');
    await anna.says('/start');
  });

  it('let one person in, once', async () => {
    const code = codeIn(await anna.says('/invite'), 'start');
    expect(await stranger('vera').says(code)).toContain('Hello Vera');
    expect(await anna.says('/people')).toContain('Vera · member');
    expect(await stranger('eve').says(code)).toContain('That code does not work');
    expect(await stranger('vera').says(code)).toContain('Hello Vera');
  });

  it('carry the role they were given for, and only owners make managers', async () => {
    await stranger('vera').says(codeIn(await anna.says('/invite manager'), 'start'));
    expect(await anna.says('/people')).toContain('Vera · manager');
    expect(await stranger('vera').says('/invite manager')).toContain('That is for owners.');
    expect(await stranger('vera').says('/invite owner')).toContain('There is no role “owner” here.');
    await stranger('ira').says(codeIn(await stranger('vera').says('/invite'), 'start'));
    expect(await stranger('ira').says('/invite')).toContain('That is for managers and owners.');
  });

  it('are worth nothing once their issuer has left, or could not give them any more', async () => {
    const [oleh, ira] = [member('oleh'), member('ira')];
    for (const person of [oleh, ira]) await person.says('/start');
    await anna.says('/people role @oleh owner');
    await anna.says('/people role @ira manager');
    const toManage = codeIn(await oleh.says('/invite manager'), 'start');
    const fromOleh = codeIn(await oleh.says('/invite'), 'start');
    const fromIra = codeIn(await ira.says('/invite'), 'start');
    await anna.says('/people role @oleh manager');
    expect(await stranger('vera').says(toManage)).toContain('That code does not work');
    expect(await stranger('vera').says(fromOleh)).toContain('Hello Vera');
    await anna.says('/people remove @ira');
    expect(await stranger('eve').says(fromIra)).toContain('That code does not work');
    expect(await anna.says('/people')).not.toContain('Eve');
  });

  it('expire after a day', async () => {
    const early = codeIn(await anna.says('/invite'), 'start');
    const late = codeIn(await anna.says('/invite'), 'start');
    agency.clock.advance({ hours: 23, minutes: 59 });
    expect(await stranger('vera').says(early)).toContain('Hello Vera');
    agency.clock.advance({ minutes: 1 });
    expect(await stranger('ira').says(late)).toContain('That code does not work');
  });

  it('are not looked at for an hour after five wrong ones, for that account alone', async () => {
    const vera = stranger('vera');
    const code = codeIn(await anna.says('/invite'), 'start');
    for (let i = 0; i < 5; i++) expect(await vera.says(`/start wrong${i}`)).toContain('That code does not work');
    expect(await vera.says(code)).toContain('Too many wrong codes.');
    expect(await vera.says(code.replace('start', 'link'))).toContain('Too many wrong codes.');
    agency.clock.advance({ minutes: 59 });
    expect(await vera.says(code)).toContain('Too many wrong codes.');
    expect(await stranger('ira').says('/start wrong')).toContain('That code does not work');
    agency.clock.advance({ minutes: 2 });
    expect(await vera.says(code)).toContain('Hello Vera');
  });

  it('are not codes for /link, nor the other way round', async () => {
    const invite = codeIn(await anna.says('/invite'), 'start');
    const link = codeIn(await anna.says('/link'), 'link');
    expect(await stranger('vera').says(invite.replace('start', 'link'))).toContain('That code does not work');
    expect(await stranger('vera').says(link.replace('link', 'start'))).toContain('That code does not work');
    expect(await stranger('vera').says(invite)).toContain('Hello Vera');
  });

  it('are not kept as they are', async () => {
    const code = codeIn(await anna.says('/invite'), 'start').slice(7);
    const rows = await agency.store.transact(() => agency.database.query.selectFrom('codes').selectAll().execute());
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(code);
  });
});

describe('people who are removed', () => {
  it('are not let in again, by no code and no button, and their authors hear of their tasks', async () => {
    const [anna, oleh, ira] = [member('anna'), member('oleh'), member('ira')];
    for (const person of [anna, oleh, ira]) await person.says('/start');
    await anna.says('/task Banner @oleh');
    await ira.says('/task Flyer @oleh tomorrow');
    await oleh.says('/timer start 1');
    await oleh.hears();
    expect(await oleh.says('/people remove @ira')).toContain('That is for managers and owners.');
    const removed = await anna.says('/people remove @oleh');
    expect(removed).toContain('Oleh is no longer let in');
    expect(removed).toContain('1 Banner');
    expect((await ira.hears()).join()).toMatch(/Oleh has left\. .*\n• 2 Flyer/);
    expect(await ira.presses('Hand over')).toContain('Who is it for?');
    expect(await ira.says('@anna')).toMatch(/For: +Anna/);

    for (const line of ['/tasks', '/start', codeIn(await anna.says('/invite'), 'start')]) {
      expect(await oleh.says(line)).toContain('Your access has ended.');
    }
    expect(await oleh.forges('done 1')).toContain('Your access has ended.');
    expect(await oleh.hears()).toEqual([]);
    expect(await anna.says('/task Poster @oleh')).not.toContain('Task created');
  });

  it('leave an owner behind', async () => {
    const [anna, oleh] = [member('anna'), member('oleh')];
    await anna.says('/start');
    await oleh.says('/start');
    expect(await anna.says('/people remove @anna')).toContain('This is the only owner.');
    expect(await anna.says('/people role @anna member')).toContain('This is the only owner.');
    await anna.says('/people role @oleh manager');
    expect((await oleh.hears()).join()).toContain('Anna changed your role');
    expect(await oleh.says('/people role @oleh owner')).toContain('That is for owners.');
    expect(await oleh.says('/people remove @anna')).toContain('That is for owners.');
    await anna.says('/people role @oleh owner');
    expect(await anna.says('/people role @anna member')).toMatch(/^Anna is now (a )?member\./);
    expect(await oleh.says('/people remove @anna')).toContain('Anna is no longer let in');
  });
});
