import { accountBackNotices, accountGoneNotices } from '../changes/account-notices.ts';
import { arriveInZone } from '../changes/arrive-in-zone.ts';
import { followProfile } from '../changes/follow-profile.ts';
import { leave } from '../changes/leave.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Platform } from '../domain/person.ts';
import type { Store, Tx } from '../ports/store.ts';
import type { Clock, Log } from '../ports/world.ts';
import type { Known } from './admit.ts';
import type { Organisation } from './command.ts';
import type { Sender } from './incoming.ts';

/** As many as are asked for in one statement. */
const BATCH = 500;

interface Deps {
  store: Store;
  clock: Clock;
  organisation: Organisation;
  log: Log;
}

/**
 * Takes over what a platform says of its accounts. An account that is gone makes its person leave, whatever other
 * accounts they have; one that is back is told of, and nobody comes in again by that alone. Said twice, it happens
 * once. One unit of work for each account with news, so that the trouble of one stays theirs.
 */
export function createTakeAccounts(deps: Deps) {
  const { store, log } = deps;
  /** @returns whose work or settings are not as they were */
  return async (platform: Platform, accounts: readonly Sender[]): Promise<PersonId[]> => {
    const changedFor: PersonId[] = [];
    for (let i = 0; i < accounts.length; i += BATCH) {
      const batch = accounts.slice(i, i + BATCH);
      const ids = batch.map(({ externalId }) => externalId);
      const found = await store.transact((tx) => tx.people.identities(platform, ids));
      const byId = new Map(found.map((known) => [known.identity.externalId, known]));
      const withNews = batch.filter((sender) => newsOf(byId.get(sender.externalId), sender) !== 'nothing');
      const outcomes = await Promise.allSettled(
        withNews.map((sender) => store.transact((tx) => takeOne(deps, tx, platform, sender))),
      );
      for (const [n, outcome] of outcomes.entries()) {
        const personId = byId.get(withNews[n]?.externalId ?? '')?.person.id;
        if (outcome.status === 'fulfilled') {
          if (personId !== undefined) changedFor.push(personId);
          if (outcome.value) log.info({ platform, personId }, 'a person left: their account is gone');
          if (outcome.value?.isOwnerLeft === false)
            log.warn({ platform, personId }, 'no owner is left: name one in OWNERS');
          continue;
        }
        log.error({ err: outcome.reason, platform, personId }, 'what the platform says of an account was not taken');
      }
    }
    return changedFor;
  };
}

type News = 'nothing' | 'gone' | 'back' | 'profile';

function newsOf(known: Known | undefined, sender: Sender): News {
  if (!known) return 'nothing';
  const { identity, person } = known;
  // Somebody whom a manager let in again although the account is gone is not sent away a second time.
  if (sender.standing === 'outsider') return identity.goneAt || person.leftAt ? 'nothing' : 'gone';
  if (identity.goneAt && sender.standing !== 'unsure') return 'back';
  if (person.leftAt) return 'nothing';
  const followed = followProfile(known, sender);
  return followed.identity === identity && followed.person === person ? 'nothing' : 'profile';
}

/** @returns whether an owner is left, where the account is gone */
async function takeOne(
  { clock, organisation }: Deps,
  tx: Tx,
  platform: Platform,
  sender: Sender,
): Promise<{ isOwnerLeft: boolean } | undefined> {
  const now = clock.now();
  // Read anew: other units have run since.
  const known = await tx.people.identity(platform, sender.externalId);
  if (!known) return undefined;
  const { identity, person } = known;
  switch (newsOf(known, sender)) {
    case 'nothing':
      return undefined;
    case 'gone': {
      await tx.people.saveIdentity({ ...identity, goneAt: now });
      const left = await leave({ tx, now, person: undefined }, person);
      return { isOwnerLeft: await accountGoneNotices({ tx, now }, known, left) };
    }
    case 'back':
      // Whatever could not be sent there meanwhile can be now.
      await tx.people.saveIdentity({ ...identity, goneAt: null, unreachableAt: null });
      if (person.leftAt) await accountBackNotices({ tx, now }, known);
      return undefined;
    case 'profile': {
      const followed = followProfile(known, sender);
      if (followed.identity !== identity) await tx.people.saveIdentity(followed.identity);
      if (followed.person === person) return undefined;
      const isMoved = followed.person.zone !== person.zone;
      await tx.people.save(isMoved ? await arriveInZone({ tx, now, organisation }, followed.person) : followed.person);
      return undefined;
    }
  }
}
