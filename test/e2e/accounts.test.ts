import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Organisation } from '../../src/chat/command.ts';
import type { Sender, Standing } from '../../src/chat/incoming.ts';
import type { Platform } from '../../src/domain/person.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { skippedOf, sweep } from '../support/heartbeat.ts';

type About = Partial<Sender> & { platform?: Platform };

let agency: Agency;
let warnings: string[];
let anna: AgencyPerson;
let oleh: AgencyPerson;
let ira: AgencyPerson;

beforeEach(() => open());
afterEach(() => agency.close());

async function open(settings: Partial<Organisation> = {}, at = '2026-11-23T08:00:00Z') {
  await agency?.close();
  warnings = [];
  const log = {
    debug() {},
    info() {},
    warn: (_: object, message: string) => void warnings.push(message),
    error: (fields: object) => expect.fail(JSON.stringify(fields)),
  };
  agency = await openAgency({ settings, log, at });
  [anna, oleh, ira] = [member('anna'), member('oleh'), member('ira')];
  for (const person of [anna, oleh, ira]) await person.says('/tasks');
}

function account(name: string, more: Partial<Sender> = {}): Sender {
  const base = { externalId: name, name: name.charAt(0).toUpperCase() + name.slice(1), standing: 'member' as const };
  return { ...base, zone: 'Europe/Kyiv', languageTag: 'en-US', ...more };
}

function member(name: string, about: About = {}) {
  return agency.person(name, { platform: 'slack', ...account(name), ...about });
}

/** What Slack says now, as the adapter hands it over. */
const slackSays = (...accounts: Sender[]) => agency.friday.takeAccounts('slack', accounts);
async function slackSaysOf(name: string, more: Partial<Sender>): Promise<AgencyPerson> {
  await slackSays(account(name, more));
  return member(name, more);
}

async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  agency.database.onStatement = (sql) => void seen.push(sql);
  await work();
  agency.database.onStatement = undefined;
  return seen;
}

describe('a new profile', () => {
  it('is followed in name, zone and language', async () => {
    const now = await slackSaysOf('oleh', { name: '  Oleh\n Bondar ', zone: 'Europe/Warsaw', languageTag: 'uk-UA' });
    const settings = await now.says('/settings');
    expect(settings).toContain('Oleh Bondar');
    expect(settings).toContain('Europe/Warsaw');
    expect(settings).toContain('Українська');
  });

  it('leaves alone what the person chose, now and later', async () => {
    await oleh.says('/settings name Oleg B.');
    await oleh.says('/settings zone London');
    await oleh.says('/settings language ru');
    for (const zone of ['Europe/Warsaw', 'Europe/Kyiv', 'America/New_York']) {
      oleh = await slackSaysOf('oleh', { name: `Oleh in ${zone}`, zone, languageTag: 'uk' });
    }
    const settings = await oleh.says('/settings');
    for (const own of ['Oleg B.', 'Europe/London', 'Русский']) expect(settings).toContain(own);
  });

  it('is followed again once what they chose is what the platform says', async () => {
    await oleh.says('/settings zone Warsaw');
    await slackSaysOf('oleh', { zone: 'Europe/Warsaw' });
    const now = await slackSaysOf('oleh', { zone: 'Europe/Berlin' });
    expect(await now.says('/settings')).toContain('Europe/Berlin');
  });

  it('is followed from any message too, and what is not new costs nothing', async () => {
    const moved = member('oleh', { zone: 'Europe/Warsaw', name: 'Oleh Bondar' });
    expect(await moved.says('/settings')).toMatch(/Oleh Bondar[\s\S]*Europe\/Warsaw/);
    const again = await statementsOf(() => moved.says('/tasks'));
    expect(again.filter((sql) => /identities|people/.test(sql) && !sql.startsWith('select'))).toEqual([]);
  });

  it('is ignored where it says nonsense, or nothing', async () => {
    await slackSaysOf('oleh', { zone: 'Mars/Olympus', languageTag: 'tlh', name: ' ' });
    await agency.friday.takeAccounts('slack', [{ externalId: 'oleh', name: 'oleh', standing: 'unsure' }]);
    const settings = await oleh.says('/settings');
    expect(settings).toContain('Europe/Kyiv');
    expect(settings).toContain('English');
    expect(settings).not.toContain('Mars');
  });

  it('is only noted where nothing was noted before', async () => {
    const { query } = agency.database;
    const forget = { profile_name: null, profile_zone: null, profile_language: null };
    await agency.store.transact(() => query.updateTable('identities').set(forget).execute());
    await slackSaysOf('oleh', { zone: 'Europe/Warsaw' });
    expect(await anna.says('/people')).toMatch(/Oleh · member · Europe\/Kyiv/);
    await slackSaysOf('ira', {});
    await slackSaysOf('ira', { zone: 'Europe/Warsaw' });
    expect(await anna.says('/people')).toMatch(/Ira · member · Europe\/Warsaw/);
  });

  it('replaces the zone that stood in for one', async () => {
    const mia = agency.person('mia', { platform: 'slack' });
    await mia.says('/start');
    await slackSaysOf('mia', { zone: 'Asia/Tbilisi' });
    expect(await mia.says('/settings')).toContain('Asia/Tbilisi');
  });

  it('brings a new handle and a new direct chat', async () => {
    await slackSaysOf('oleh', { handle: 'bondar', directChat: 'D7' });
    expect(await anna.says('/task Banner @bondar')).toMatch(/For: +Oleh/);
  });

  it('moves whole-day deadlines along with the zone, and only once', async () => {
    await anna.says('/task Banner @oleh today');
    agency.clock.set('2026-11-23T23:00:00Z');
    expect(await oleh.says('/tasks overdue')).toContain('1 Banner');
    oleh = await slackSaysOf('oleh', { zone: 'America/New_York' });
    expect(await oleh.says('/tasks overdue')).not.toContain('1 Banner');
    expect(await statementsOf(() => slackSaysOf('oleh', { zone: 'America/New_York' }))).toHaveLength(1);
  });
});

describe('the digest of somebody whose profile moves', () => {
  const SATURDAY_NIGHT = '2026-11-28T20:00:00Z';

  beforeEach(() => oleh.says('/task Banner tuesday'));
  afterEach(async () => expect(await skippedOf(agency)).toEqual([]));

  it('comes once, where they are by then, when they fly from Kyiv to New York on Thursday night', async () => {
    agency.clock.set('2026-11-26T20:00:00Z');
    await slackSaysOf('oleh', { zone: 'America/New_York' });
    expect(await sweep(agency, oleh, '2026-11-26T20:00:00Z', SATURDAY_NIGHT, 30)).toEqual(['2026-11-27T14:00']);
  });

  it('does not come again when the profile moves after it, however often', async () => {
    expect(await sweep(agency, oleh, '2026-11-27T00:00:00Z', '2026-11-27T08:00:00Z', 30)).toEqual(['2026-11-27T07:00']);
    for (const zone of ['America/New_York', 'Asia/Tokyo', 'Europe/Kyiv', 'Pacific/Apia']) {
      agency.clock.advance({ minutes: 10 });
      await slackSaysOf('oleh', { zone });
      await agency.tick();
    }
    expect(await sweep(agency, oleh, agency.clock.now(), SATURDAY_NIGHT, 30)).toEqual([]);
  });

  it('stays at nine when the clocks change in the new zone', async () => {
    await open({}, '2027-03-08T12:00:00Z');
    await oleh.says('/task Banner tuesday');
    await slackSaysOf('oleh', { zone: 'America/New_York' });
    expect(await sweep(agency, oleh, '2027-03-08T12:00:00Z', '2027-03-20T12:00:00Z', 30)).toEqual([
      '2027-03-12T14:00',
      '2027-03-19T13:00',
    ]);
  });
});

describe('an account that is gone', () => {
  const gone = (...names: string[]) => slackSays(...names.map((name) => account(name, { standing: 'outsider' })));

  it('lets its person leave: no access, no messages, the timer stopped, their tasks with those who gave them', async () => {
    await ira.says('/task Flyer @oleh');
    await oleh.says('/task Own things');
    await oleh.says('/timer start 1');
    await oleh.hears();
    agency.clock.advance({ minutes: 25 });
    await gone('oleh');
    expect(await oleh.says('/tasks')).toContain('Your access has ended.');
    const [told] = await ira.hears();
    expect(told).toMatch(/Oleh has left\. .*\n• 1 Flyer/);
    expect(told).not.toContain('Own things');
    const [owner, ...more] = await anna.hears();
    expect(more).toEqual([]);
    expect(owner).toContain('Oleh no longer has a full account in Slack');
    expect(owner).toContain('2 tasks open');
    expect(owner).toContain('2 Own things');
    expect(owner).not.toContain('Flyer');
    await anna.presses('Hand over');
    expect(await anna.says('@ira')).toContain('2 Own things');
    expect(await anna.says('/time by person')).toContain('25 min');
    agency.clock.set('2026-11-27T08:00:00Z');
    await agency.tick();
    expect(await oleh.hears()).toEqual([]);
    expect(warnings).toEqual([]);
  });

  it('does so although they have another account', async () => {
    const code = (await oleh.says('/link')).match(/\/link \S{27}/)?.[0] ?? '';
    const onTelegram = agency.person('oleh7', { platform: 'telegram', standing: 'stranger' });
    await onTelegram.says(code);
    expect(await onTelegram.says('/tasks')).not.toContain('private bot');
    await gone('oleh');
    expect(await onTelegram.says('/tasks')).toContain('Your access has ended.');
  });

  it('is said of once, however often the platform says it, and nobody unknown is spoken of', async () => {
    for (let i = 0; i < 3; i += 1) await gone('oleh', 'zoe');
    expect(await anna.hears()).toHaveLength(1);
    expect(await statementsOf(() => gone('oleh', 'zoe'))).toHaveLength(1);
  });

  it('stays let in where a manager lets them in again all the same', async () => {
    await gone('oleh');
    await anna.hears();
    await anna.presses('Let in again');
    await gone('oleh');
    expect(await oleh.says('/tasks')).toContain('Nothing open.');
    await slackSaysOf('oleh', {});
    expect(await anna.hears()).toEqual([]);
  });

  it('of the only owner leaves the managers to tell whoever runs the bot', async () => {
    await anna.says('/people role @ira manager');
    await anna.says('/task Own things');
    await ira.hears();
    await gone('anna');
    const [told] = await ira.hears();
    expect(told).toContain('Anna no longer has a full account in Slack');
    expect(told).toContain('1 Own things');
    expect(told).toContain('OWNERS');
    expect(warnings).toEqual([expect.stringContaining('OWNERS')]);
    expect(await anna.hears()).toEqual([]);
    await slackSaysOf('anna', {});
    const [back] = await ira.hears();
    expect(back).toContain('Anna is active in Slack again');
    expect(back).toContain('OWNERS');
    expect(await anna.says('/tasks')).toContain('Your access has ended.');
  });

  it('of the only owner comes back by OWNERS, and by that alone where no owner is left', async () => {
    await open({ owners: [{ platform: 'slack', externalId: 'anna' }] });
    await gone('anna');
    await slackSaysOf('anna', {});
    expect(await anna.says('/people')).toContain('Anna · owner');
    await anna.says('/people role @ira owner');
    await gone('anna');
    await slackSaysOf('anna', {});
    expect(await anna.says('/tasks')).toContain('Your access has ended.');
  });
});

describe('an account that is back', () => {
  const says = (standing: Standing, name = 'oleh') => slackSaysOf(name, { standing });

  beforeEach(async () => {
    await anna.says('/people role @ira manager');
    await oleh.says('/task Own things');
    await says('outsider');
    for (const person of [anna, ira]) await person.hears();
  });

  it('is told of once, to owners and managers, who may let its person in with everything as it was', async () => {
    for (let i = 0; i < 3; i += 1) await says('member');
    expect(await oleh.says('/tasks')).toContain('Your access has ended.');
    expect(await anna.hears()).toEqual([expect.stringContaining('Oleh is active in Slack again')]);
    expect(await ira.hears()).toHaveLength(1);
    expect(await ira.presses('Let in again')).toContain('Oleh');
    expect(await oleh.says('/tasks')).toContain('1 Own things');
  });

  it('is told of at each return', async () => {
    await says('member');
    await anna.hears();
    await anna.presses('Let in again');
    await says('outsider');
    await says('member');
    expect(await anna.hears()).toHaveLength(2);
  });

  it('is not spoken of where its person was removed by somebody', async () => {
    await anna.says('/people role @ira member');
    await anna.says('/people remove @ira');
    await anna.hears();
    await says('outsider', 'ira');
    await says('member', 'ira');
    expect(await anna.hears()).toEqual([]);
  });

  it('of an owner is told to owners alone, who alone can let them in', async () => {
    await open();
    await anna.says('/people role @ira owner');
    await anna.says('/people role @oleh manager');
    await says('outsider', 'ira');
    for (const person of [anna, oleh]) await person.hears();
    await says('member', 'ira');
    expect(await anna.hears()).toHaveLength(1);
    expect(await oleh.hears()).toEqual([]);
  });
});

describe('accounts that say nothing new', () => {
  it('cost one statement for five hundred of them', async () => {
    const accounts = Array.from({ length: 500 }, (_, i) => account(`p${i}`));
    for (const { externalId } of accounts.slice(0, 60)) await member(externalId).says('/help');
    await slackSays(...accounts);
    expect(await statementsOf(() => slackSays(...accounts))).toHaveLength(1);
  });
});

describe('an account that cannot be looked up just now', () => {
  const unsure = (name: string) =>
    agency.person(name, { platform: 'slack', name, standing: 'unsure', languageTag: 'en' });

  it('goes on where it is known, and keeps its profile', async () => {
    expect(await unsure('oleh').says('/tasks')).toContain('Nothing open.');
    expect(await anna.says('/people')).toContain('Oleh · member');
  });

  it('can still bring its direct chat, and is neither back nor gone by that', async () => {
    await slackSaysOf('ira', { standing: 'outsider' });
    await anna.hears();
    for (const externalId of ['oleh', 'ira']) {
      await slackSays({ externalId, name: externalId, standing: 'unsure', directChat: `D-${externalId}` });
    }
    const { query } = agency.database;
    const rows = await agency.store.transact(() =>
      query.selectFrom('identities').select(['direct_chat', 'profile_name']).orderBy('id').execute(),
    );
    expect(rows.slice(1)).toEqual([
      { direct_chat: 'D-oleh', profile_name: 'Oleh' },
      { direct_chat: null, profile_name: 'Ira' },
    ]);
    expect(await anna.hears()).toEqual([]);
  });

  it('is asked to come back where it is not, and let in then', async () => {
    expect(await unsure('zoe').says('/tasks')).toContain('I could not look you up just now.');
    expect(await anna.says('/people')).not.toContain('oe ·');
    expect(await member('zoe').says('/tasks')).toContain('Nothing open.');
  });
});
