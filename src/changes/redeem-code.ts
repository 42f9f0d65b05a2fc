import { hashOfCode } from '../chat/one-time-code.ts';
import { WRONG_CODES_PER_HOUR } from '../domain/code.ts';
import type { Instant } from '../domain/instant.ts';
import { addSeconds } from '../domain/instant.ts';
import type { Platform } from '../domain/person.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Code } from '../ports/arrivals.ts';
import type { Tx } from '../ports/store.ts';

interface Trier {
  tx: Tx;
  now: Instant;
  platform: Platform;
}

/**
 * Looks a code up. A wrong one is counted, and after five within an hour no code of that account is looked at. The
 * refusal is returned, not thrown: a throw would take the count back.
 */
export async function lookUpCode(
  trier: Trier,
  sender: { externalId: string },
  code: string,
  kind: Code['kind'],
): Promise<{ kind: 'found'; code: Code } | { kind: 'refused'; refusal: Refusal }> {
  if (await isBarred(trier, sender)) return { kind: 'refused', refusal: { kind: 'too many wrong codes' } };
  const found = await trier.tx.codes.find(hashOfCode(code), trier.now);
  if (found?.kind === kind) return { kind: 'found', code: found };
  await countWrong(trier, sender);
  return { kind: 'refused', refusal: { kind: 'wrong code' } };
}

export async function isBarred(trier: Trier, sender: { externalId: string }): Promise<boolean> {
  const since = addSeconds(trier.now, -3600);
  const wrong = await trier.tx.codes.countWrong(trier.platform, sender.externalId, since);
  return wrong >= WRONG_CODES_PER_HOUR;
}

export async function countWrong(trier: Trier, sender: { externalId: string }): Promise<void> {
  await trier.tx.codes.addWrong(trier.platform, sender.externalId, trier.now);
}
