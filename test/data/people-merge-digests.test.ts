import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../data/database.ts';
import { digestKeyPrefix } from '../../src/domain/digest-week.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Store, Tx } from '../../src/ports/store.ts';
import { openTestStore } from '../support/store.ts';
import { messageTo, NOW, twoPeople } from './records.ts';

const W48 = '2026-W48';
let store: Store;
let database: Database;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, database, close } = await openTestStore());
});
afterEach(() => close());

/** The digests of both before they become one person, and what the ledger says after. */
async function merged(digests: (tx: Tx, gone: PersonId, stays: PersonId) => Promise<unknown>) {
  return store.transact(async (tx) => {
    const { anna, boris } = await twoPeople(tx);
    await digests(tx, anna.id, boris.id);
    await tx.people.merge(anna.id, boris.id);
    const rows = await database.query
      .selectFrom('deliveries')
      .select(['person_id', 'unique_key', 'state'])
      .orderBy('id')
      .execute();
    const owed = rows.filter((row) => row.state === 'owed' && row.person_id === boris.id);
    return { owed: owed.length, had: await tx.deliveries.has(digestKeyPrefix(boris.id) + W48), rows };
  });
}

function owe(tx: Tx, person: PersonId, week = W48) {
  return tx.deliveries.owe({ ...messageTo(person), key: digestKeyPrefix(person) + week });
}

function skip(tx: Tx, person: PersonId) {
  return tx.deliveries.skip({ ...messageTo(person), key: digestKeyPrefix(person) + W48, reason: 'missed' });
}

describe('what two who become one person were told of a deadline', () => {
  const key = (kind: string, person: PersonId) => `${kind}:7:2026-11-24:${person}`;
  const tell = (tx: Tx, kind: string, person: PersonId) =>
    tx.deliveries.owe({ ...messageTo(person), kind, key: key(kind, person) });

  it.each(['due-soon', 'overdue'])('counts as told to the one, sent or not: %s', (kind) =>
    store.transact(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      const sent = await tell(tx, kind, anna.id);
      if (sent) await tx.deliveries.settle(sent, { state: 'sent', at: NOW, platform: 'slack', ref: '1' });
      await tx.deliveries.owe({ ...messageTo(anna.id), kind, key: `${kind}:8:2026-11-25:${anna.id}` });
      await tx.people.merge(anna.id, boris.id);
      expect(await tx.deliveries.has(key(kind, boris.id))).toBe(true);
      expect(await tx.deliveries.has(`${kind}:8:2026-11-25:${boris.id}`)).toBe(true);
    }),
  );

  it('is told once where it still waits for both', async () => {
    const { owed } = await merged(async (tx, gone, stays) => {
      await tell(tx, 'overdue', gone);
      await tell(tx, 'overdue', stays);
    });
    expect(owed).toBe(1);
  });
});

describe('the digests of two who become one person', () => {
  it('count for the one where either had the week’s', async () => {
    expect(await merged((tx, gone) => owe(tx, gone))).toMatchObject({ owed: 1, had: true });
  });

  it('are sent once where both still wait', async () => {
    const { owed, had } = await merged(async (tx, gone, stays) => {
      await owe(tx, gone);
      await owe(tx, stays);
    });
    expect({ owed, had }).toEqual({ owed: 1, had: true });
  });

  it('stay sent where the other’s was skipped', async () => {
    const { owed, rows } = await merged(async (tx, gone, stays) => {
      await owe(tx, gone);
      await skip(tx, stays);
    });
    expect(owed).toBe(1);
    expect(rows).toHaveLength(1);
  });

  it('of other people and other weeks stay theirs', async () => {
    const { had } = await merged((tx, gone) => owe(tx, gone, '2026-W47'));
    expect(had).toBe(false);
  });

  it('may be owed after all where they were skipped, and only there', () =>
    store.transact(async (tx) => {
      const { anna, boris } = await twoPeople(tx);
      await skip(tx, anna.id);
      await owe(tx, boris.id);
      expect(await tx.deliveries.forgetSkipped(digestKeyPrefix(anna.id) + W48)).toBe(true);
      expect(await owe(tx, anna.id)).toBeDefined();
      expect(await tx.deliveries.forgetSkipped(digestKeyPrefix(boris.id) + W48)).toBe(false);
      expect(await owe(tx, boris.id)).toBeUndefined();
    }));
});
