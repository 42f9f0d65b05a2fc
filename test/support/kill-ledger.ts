import { lookInto } from './look-into.ts';

/** What a process that was killed has left in its database file. */

/** How many messages the outbox sends at the same time. */
export const SENDS_AT_ONCE = 8;

/** @param traces a query of keys @returns how often each is there */
export function countsOf(file: string, traces: string): Map<string, number> {
  const counted = lookInto(file, (rows) =>
    rows<{ key: string; n: number }>(`select key, count(*) as n from (${traces}) group by key`),
  );
  return new Map(counted.map(({ key, n }) => [key, n]));
}

export function owedIn(file: string): number {
  return lookInto(file, (rows) => rows(`select 1 from deliveries where state = 'owed'`)).length;
}

/** As if the minute had gone by for which a process keeps what it is about to send. */
export function endLeases(file: string): void {
  const end = `update deliveries set lease_until = null where state = 'owed' and lease_until is not null returning id`;
  lookInto(file, (rows) => rows(end));
}

/**
 * What people were given, and how often each of them was told.
 * @param posted how often each message was posted, by the key of the gift
 */
export function createGifts(file: string, posted: () => Map<string, number>) {
  /** once, and once more for each time it was posted and the process ended before it could be recorded */
  const most = new Map<string, number>();
  const recorded = new Map<string, number>();

  function ledger(): { key: string; state: string }[] {
    const rows = lookInto(file, (read) =>
      read<{ body: string; state: string }>(`select body, state from deliveries where kind = 'task-assigned'`),
    );
    return rows.map(({ body, state }) => ({ key: giftIn(body) ?? body, state }));
  }

  return {
    posted,
    ledger,
    most,
    recorded,
    /** @returns how many messages were being sent when the process ended */
    noteKill(): number {
      const counts = posted();
      let inFlight = 0;
      for (const { key, state } of ledger()) {
        const count = counts.get(key) ?? 0;
        if (state === 'sent') recorded.set(key, recorded.get(key) ?? count);
        else if (count >= (most.get(key) ?? 1)) {
          most.set(key, count + 1);
          inFlight += 1;
        }
      }
      return inFlight;
    },
  };
}

/** @returns the key of the gift that a text tells of */
export function giftIn(text: string): string | undefined {
  return /Gift ([a-z]+-\d+)/.exec(text)?.[1];
}
