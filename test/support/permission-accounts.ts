import type { Platform, Profile } from '../../src/domain/person.ts';
import { NO_PROFILE, type Person } from '../../src/domain/person.ts';
import type { Store } from '../../src/ports/store.ts';
import type { World } from './permission-world.ts';

export interface PlatformAccount {
  externalId: string;
  directChat: string;
  /** what the platform says of the account */
  profile: Partial<Profile>;
}

/** Everybody gets an account that says of them what is kept already, so that nothing is written for that. */
export async function moveIn<A extends PlatformAccount>(
  store: Store,
  world: World,
  platform: Platform,
  open: (person: Person) => A,
): Promise<Map<Person['id'], A>> {
  const accounts = new Map<Person['id'], A>();
  await store.transact(async (tx) => {
    for (const person of world.people) {
      const account = open(person);
      Object.assign(person, { lastPlatform: platform });
      await tx.people.save(person);
      await tx.people.addIdentity({
        personId: person.id,
        platform,
        externalId: account.externalId,
        handle: person.name,
        directChat: account.directChat,
        createdAt: world.now,
        unreachableAt: null,
        profile: { ...NO_PROFILE, name: person.name, language: 'en', ...account.profile },
        goneAt: null,
      });
      accounts.set(person.id, account);
    }
  });
  return accounts;
}
