import BetterSqlite from 'better-sqlite3';
import { openWorld, type WorldSize } from './world.ts';

const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

export interface FridayWorld {
  databaseFile: string;
  /** where it is half past nine or later in the morning, so that digests are sent and nobody sleeps */
  zone: string;
  /** for DIGEST_AT */
  digestAt: string;
}

/**
 * An organisation of people who all are in one zone.
 * @param digest when everybody's is due, to the minute
 * @param accounts SQL that gives people their accounts in messengers in place of those in the terminal
 */
export async function openFridayWorld(
  name: string,
  size: WorldSize,
  digest: Date,
  accounts: string,
): Promise<FridayWorld> {
  const databaseFile = await openWorld(name, size);
  const hoursAhead = ((10 - digest.getUTCHours() + 11 + 24) % 24) - 11;
  // In these names the sign is the other way round.
  const zone = `Etc/GMT${hoursAhead > 0 ? '-' : '+'}${Math.abs(hoursAhead)}`;
  const local = new Date(digest.getTime() + hoursAhead * 3_600_000);
  const raw = new BetterSqlite(databaseFile);
  raw.prepare(`update people set zone = ?, quiet_days = '', next_digest_at = ?`).run(zone, digest.toISOString());
  raw.exec(accounts);
  raw.pragma('wal_checkpoint(truncate)');
  raw.close();
  return {
    databaseFile,
    zone,
    digestAt: `${WEEKDAYS[local.getUTCDay()]} ${local.toISOString().slice(11, 16)}`,
  };
}
