import type { Store } from '../ports/store.ts';
import type { Log } from '../ports/world.ts';
import type { Organisation } from './command.ts';

/**
 * Where strangers come in by codes alone, says in the log what would keep whoever set Friday up outside: nothing that
 * lets a first owner in, or a setup code that is spent.
 */
export async function logClosedDoors(store: Store, { setupCode, owners }: Organisation, log: Log): Promise<void> {
  const hasOwner = await store.transact(async (tx) => (await tx.people.withRole(['owner'])).length > 0);
  if (hasOwner && setupCode) log.info({}, 'SETUP_CODE opens nothing any more: there is an owner');
  if (!hasOwner && !setupCode && owners.length === 0) {
    log.warn({}, 'nobody can come in with a code yet: set SETUP_CODE or OWNERS');
  }
}
