import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';

let agency: Agency;
let boss: AgencyPerson;
let mallory: AgencyPerson;
beforeEach(async () => {
  agency = await openAgency();
  boss = agency.person('U1', { platform: 'slack', name: 'Boss' });
  await boss.says('/start');
  await agency.person('U2', { platform: 'slack', name: 'Oleh Kovalenko' }).says('/start');
  await agency.person('U3', { platform: 'slack', name: 'Anna Bondar', handle: 'anna' }).says('/start');
  mallory = agency.person('U4', { platform: 'slack', name: 'Mallory' });
  await mallory.says('/start');
});
afterEach(() => agency.close());

it.each(['id2', 'ID2', 'ｉｄ２', 'id2 manager', 'id99'])('nobody calls themselves %s', async (name) => {
  expect(await mallory.says(`/settings name ${name}`)).toContain('I cannot read');
  expect(await boss.says('/people')).toContain('Mallory · member');
});

it('a number always means the person who has it, whatever a messenger calls somebody else', async () => {
  for (const [i, name] of ['id2', 'id2 owner', 'id99'].entries()) {
    await agency.person(`U1${i}`, { platform: 'slack', name, handle: name }).says('/start');
  }
  expect(await boss.says('/people role @id2 owner')).toMatch(/^Oleh Kovalenko is now/);
  expect(await boss.says('/task Banner @id99')).not.toContain('Task created');
  expect(await agency.person('id2').says('/task Banner @id2')).toMatch(/For: +Oleh Kovalenko/);
});

it.each(['Oleh Kovalenko', 'oleh  KOVALENKO', 'Boss'])('nobody takes the name of somebody else: %s', async (name) => {
  expect(await mallory.says(`/settings name ${name}`)).toMatch(/already[\s\S]*\/settings name Anna K\./);
  expect(await boss.says('/people')).toContain('Mallory · member');
});

it('a name is free when whoever had it left or has another, and one’s own may be written anew', async () => {
  await boss.says('/people remove @id2');
  expect(await mallory.says('/settings name Oleh Kovalenko')).toContain('Name:');
  expect(await mallory.says('/settings name OLEH KOVALENKO')).toMatch(/Name: +OLEH KOVALENKO/);
});

it('namesakes that a messenger knows keep their names', async () => {
  const other = agency.person('U5', { platform: 'slack', name: 'Oleh Kovalenko' });
  await other.says('/start');
  expect(await other.says('/settings name Oleh kovalenko')).toMatch(/Name: +Oleh kovalenko/);
  expect(await boss.says('/people role @oleh kovalenko owner')).toMatch(/several people called .*\(@id2\)/);
});

it('whoever calls themselves Oleh is not given what the other is', async () => {
  await mallory.says('/settings name Oleh');
  const asked = '/people role @oleh owner';
  expect(await boss.says(asked)).toMatch(/several people called .*Kovalenko \(@id2\)/);
  expect(await boss.says('/task Banner @oleh')).toContain('several people');
  expect(await boss.says('/people')).not.toMatch(/(Oleh|Kovalenko) · owner/);
});

it('a handle that the messenger gave counts before a name that somebody chose', async () => {
  await mallory.says('/settings name Anna');
  expect(await boss.says('/task Banner @anna')).toMatch(/For: +Anna Bondar/);
});

it('an account that the messenger names counts before a name that somebody chose, even when it is new', async () => {
  await mallory.says('/settings name Nina');
  const account = { externalId: 'U9', name: 'Nina', standing: 'member' } as const;
  const answer = await agency.friday.handle({
    platform: 'slack',
    requestId: 'once',
    sender: { externalId: 'U1', name: 'Boss', standing: 'member' },
    chat: { id: 'slack:U1', kind: 'direct' },
    text: '/task Banner @Nina',
    origin: 'typed',
    mentions: [{ text: 'Nina', account }],
  });
  expect(JSON.stringify(answer.reply)).toContain('Task created');
  const nina = agency.person('U9', { platform: 'slack', name: 'Nina' });
  expect(await nina.says('/tasks')).toContain('1 Banner');
  expect(await mallory.says('/tasks')).toContain('Nothing open.');
});

it.each(['Anna Friday', 'Oleh Friday'])('%s does not swallow a deadline', async (name) => {
  await mallory.says(`/settings name ${name}`);
  const answer = await boss.says(`/task Banner @${name.toLowerCase()}`);
  expect(answer).toMatch(/several people called (Anna|Oleh): .*\(@id4\)/);
});

it('a whole name tells namesakes apart', async () => {
  await agency.person('U5', { platform: 'slack', name: 'Oleh Bondar' }).says('/start');
  expect(await boss.says('/task Banner @oleh kovalenko friday')).toMatch(/For: +Oleh Kovalenko[\s\S]*Fri 27 Nov/);
  expect(await boss.says('/task Menu @Oleh Bondar')).toMatch(/For: +Oleh Bondar/);
  expect(await boss.says('/people role @oleh bondar manager')).toMatch(/^Oleh Bondar is now/);
});

it.each(['@Nina', '#nina', '12', '""', 'everyone', 'All', 'me', 'я', 'Мені', 'усі'])(
  'lets nobody be called %s, by which no @ could mean them',
  async (name) => {
    expect(await agency.person('mallory').says(`/settings name ${name}`)).toMatch(
      /I cannot read[\s\S]*\/settings name Anna/,
    );
  },
);

it('knows a name that is taken with an @ before it as well', async () => {
  await agency.person('oleh').says('/help');
  expect(await agency.person('mallory').says('/settings name @oleh')).toContain('already');
});
