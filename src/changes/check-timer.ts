import { forgottenFrom, forgottenTimerKey } from '../domain/forgotten-timer.ts';
import type { Person } from '../domain/person.ts';
import type { Tx } from '../ports/store.ts';

/** When the person's running timer is to be asked about, after their zone or working hours changed. */
export async function recheckTimer(tx: Tx, person: Person): Promise<void> {
  const running = await tx.timeEntries.running(person.id);
  // After the question their answer decides when it is asked again.
  if (!running?.checkAt || (await tx.deliveries.has(forgottenTimerKey(running.id, 'first')))) return;
  await tx.timeEntries.setCheck(running.id, forgottenFrom(running.startedAt, person));
}
