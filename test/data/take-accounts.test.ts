import { expect, it } from 'vitest';
import { createTakeAccounts } from '../../src/chat/take-accounts.ts';
import { NO_PROFILE } from '../../src/domain/person.ts';
import { silentLog } from '../../src/log.ts';
import { TEST_SETTINGS } from '../support/settings.ts';
import { openTestStore } from '../support/store.ts';
import { at, NOW, personNamed } from './records.ts';

it('says once who is gone, and nothing of whom could not be taken, though all are done once more for it', async () => {
  const { store, database, close } = await openTestStore();
  const [, , unlucky] = await store.transact(async (tx) => {
    const people = [];
    for (const externalId of ['U1', 'U2', 'U3']) {
      const { id } = await tx.people.add(personNamed(externalId));
      const account = { handle: null, directChat: null, unreachableAt: null, profile: NO_PROFILE, goneAt: null };
      await tx.people.addIdentity({ ...account, personId: id, platform: 'slack', externalId, createdAt: NOW });
      people.push(id);
    }
    return people;
  });
  database.onStatement = (sql, parameters) => {
    if (/^update "people"/.test(sql) && parameters.includes(unlucky)) throw new Error('a bug');
  };
  const said: string[] = [];
  const saying = (fields: object, message: string) => void said.push(`${Object.values(fields).at(-1)}: ${message}`);
  const log = { ...silentLog, info: saying, warn: saying, error: saying };
  const take = createTakeAccounts({ store, clock: { now: () => at(5) }, organisation: TEST_SETTINGS, log });

  await take(
    'slack',
    ['U1', 'U2', 'U3'].map((externalId) => ({ externalId, name: externalId, standing: 'outsider' })),
  );
  expect(said).toEqual([
    '1: a person left: their account is gone',
    '1: no owner is left: name one in OWNERS',
    '2: a person left: their account is gone',
    '2: no owner is left: name one in OWNERS',
    '3: what the platform says of an account was not taken',
  ]);
  await close();
});
