import type { Block } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import type { Instant } from '../domain/instant.ts';
import type { Identity, Person } from '../domain/person.ts';
import type { Tx } from '../ports/store.ts';
import type { ListedTask } from '../ports/tasks.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { personWord } from './find-person.ts';
import { unclaimedTasks } from './hand-over.ts';
import { tell } from './tell.ts';

/** Messages to those who decide who is here, about an account that the platform says is gone or back. */

interface Around {
  tx: Tx;
  now: Instant;
}

interface Known {
  identity: Identity;
  person: Person;
}

/**
 * Tells the owners who left and what they leave behind; where there is no owner left, the managers.
 * @returns whether there is an owner left
 */
export async function accountGoneNotices(
  { tx, now }: Around,
  { identity, person: left }: Known,
  { count, unclaimed }: { count: number; unclaimed: readonly ListedTask[] },
): Promise<boolean> {
  const owners = await tx.people.withRole(['owner']);
  const isOwnerLeft = owners.length > 0;
  for (const to of isOwnerLeft ? owners : await tx.people.withRole(['manager'])) {
    await tell({ tx, now, person: undefined }, to, 'account-gone', (text) => ({
      blocks: [
        line(text.people.accountGone(left.name, text.platforms[identity.platform])),
        line(text.people.handedOver(count)),
        ...unclaimedTasks({ person: to, now, text }, unclaimed, left),
        ...restoreOrWhy(text, left, isOwnerLeft),
      ],
    }));
  }
  return isOwnerLeft;
}

/** Tells the owners and managers who could let somebody in again. */
export async function accountBackNotices({ tx, now }: Around, { identity, person }: Known): Promise<void> {
  const deciders = await tx.people.withRole(['owner', 'manager']);
  const isOwnerLeft = deciders.some(({ role }) => role === 'owner');
  // Only owners let owners in.
  const able = person.role === 'owner' && isOwnerLeft ? deciders.filter(({ role }) => role === 'owner') : deciders;
  for (const to of able) {
    await tell({ tx, now, person: undefined }, to, 'account-back', (text) => ({
      blocks: [
        line(text.people.accountBack(person.name, text.platforms[identity.platform])),
        ...restoreOrWhy(text, person, isOwnerLeft),
      ],
    }));
  }
}

function restoreOrWhy(text: Catalogue, left: Person, isOwnerLeft: boolean): Block[] {
  const restore = buttons({ label: text.button.restore, command: `people restore @${personWord(left)}` });
  if (isOwnerLeft) return [restore];
  return left.role === 'owner' ? [line(text.people.noOwnerLeft)] : [line(text.people.noOwnerLeft), restore];
}
