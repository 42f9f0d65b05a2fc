import type { Block } from '../chat/reply.ts';
import { buttons, line, typed } from '../chat/reply.ts';
import type { Instant } from '../domain/instant.ts';
import type { Identity, Person } from '../domain/person.ts';
import type { Tx } from '../ports/store.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { catalogueOf } from '../text/catalogue.ts';
import { personWord } from './find-person.ts';
import { oweQuietly } from './owe-quietly.ts';

/**
 * Records that an account cannot be written to, and where its person has no other one that can, tells those who lead.
 * They are told once: again only when the person was reached in between.
 * @returns whether anybody is told
 */
export async function markUnreachable({ tx, now }: { tx: Tx; now: Instant }, known: Known): Promise<boolean> {
  const { identity, person } = known;
  if (identity.unreachableAt) return false;
  await tx.people.saveIdentity({ ...identity, unreachableAt: now });
  const identities = await tx.people.identitiesOf(person.id);
  if (person.leftAt || identities.some(({ unreachableAt }) => !unreachableAt)) return false;
  const leaders = (await tx.people.withRole(['owner', 'manager'])).filter(({ id }) => id !== person.id);
  for (const to of leaders) {
    const body = { blocks: notice(catalogueOf(to.language), known) };
    const key = `unreachable:${identity.id}:${now}:${to.id}`;
    await oweQuietly({ tx, now }, to, { kind: 'unreachable', key, body });
  }
  return leaders.length > 0;
}

interface Known {
  identity: Identity;
  person: Person;
}

function notice(text: Catalogue, { identity, person }: Known): Block[] {
  const who = personWord(person);
  return [
    line(text.people.unreachable(person.name, text.platforms[identity.platform])),
    line(text.people.unreachableMeans[identity.platform]),
    line(text.people.unreachableLeft, typed(`people remove @${who}`)),
    buttons({ label: text.button.why, command: `why @${who}` }),
  ];
}
