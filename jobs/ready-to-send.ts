import { makeReminder } from '../src/changes/make-reminder.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Person } from '../src/domain/person.ts';
import { disturbAt, quietUntil } from '../src/domain/quiet-hours.ts';
import type { Delivery, Log, Tx } from '../src/ports.ts';
import { gatheredReply } from '../src/replies/gathered.ts';
import { isReminderKind } from '../src/replies/reminders.ts';
import { catalogueOf } from '../src/text/catalogue.ts';

/** A message is finite; what is left is the next one. */
const GATHERED_MAX = 30;
/** So many are looked at together. */
const LOOKED_AT_MAX = 300;

interface Around {
  tx: Tx;
  now: Instant;
  leaseUntil: Instant;
  /** by the messenger that it goes to, see `ChatAdapter` */
  isAttended: boolean;
  log: Log;
}

/**
 * What is to be sent of the messages that were taken for one person, decided in the unit that took them: what finds the
 * person in their quiet hours is put off, a reminder that is no longer true is dropped, and what has waited becomes
 * one message. A message that was tried stays as it was.
 */
export async function readyToSend(around: Around, person: Person, taken: Delivery[]): Promise<Delivery[]> {
  if (!taken.some(isToBeLookedAt)) return taken;
  const { tx, log } = around;
  try {
    return await tx.attempt(() => lookAt(around, person, taken));
  } catch (error) {
    log.error({ err: error, personId: person.id }, 'messages are sent as they were owed: they could not be looked at');
    return taken;
  }
}

async function lookAt(around: Around, person: Person, taken: Delivery[]): Promise<Delivery[]> {
  const { tx, now } = around;
  const ready: Delivery[] = [];
  for (const delivery of taken) ready.push(...(await settleOrKeep(around, person, delivery)));
  const isOneOf = (delivery: Delivery) => isGathered(around, person, delivery);
  if (person.leftAt || !ready.some(isOneOf)) return ready;
  const ids = new Set(taken.map(({ id }) => id));
  for (const delivery of await tx.deliveries.gatherable(person.id, now, LOOKED_AT_MAX)) {
    if (ids.has(delivery.id) || !isOneOf(delivery)) continue;
    ready.push(...(await settleOrKeep(around, person, delivery)));
  }
  const last = ready.at(-1);
  // One that would be left over was not taken for sending: it is the first of the next ones.
  const isLeftOver = ready.filter(isOneOf).length % GATHERED_MAX === 1 && last && !ids.has(last.id);
  return gather(around, person, isLeftOver ? ready.slice(0, -1) : ready);
}

/** @returns the message as it is to be sent now, or none */
async function settleOrKeep(around: Around, person: Person, delivery: Delivery): Promise<Delivery[]> {
  const { tx, now } = around;
  const { id, mayWaitUntil } = delivery;
  if (mayWaitUntil !== null && mayBePutOff(around, delivery)) {
    const dueAt = disturbAt(now, person, mayWaitUntil);
    if (dueAt > now) {
      await tx.deliveries.putOff(id, dueAt);
      return [];
    }
  }
  if (!isReminderKind(delivery.kind) || isTried(delivery)) return [delivery];
  const made = await makeReminder({ tx, now, person }, delivery);
  if ('body' in made) return [{ ...delivery, body: made.body }];
  await tx.deliveries.settle(id, { state: 'skipped', at: now, reason: made.over });
  return [];
}

/** In place of the first of them, so that what was owed before or after it stays before or after it. */
async function gather(around: Around, person: Person, ready: Delivery[]): Promise<Delivery[]> {
  const together = ready.filter((delivery) => isGathered(around, person, delivery));
  const sent: Delivery[] = [];
  for (const delivery of ready) {
    const place = together.indexOf(delivery);
    if (place < 0) sent.push(delivery);
    else if (place % GATHERED_MAX === 0) {
      sent.push(await oneOf(around, person, together.slice(place, place + GATHERED_MAX)));
    }
  }
  return sent;
}

async function oneOf({ tx, now, leaseUntil }: Around, person: Person, several: Delivery[]): Promise<Delivery> {
  const [first] = several;
  if (first && several.length === 1) return first;
  const body = gatheredReply(
    catalogueOf(person.language),
    several.map((delivery) => delivery.body),
  );
  const mayWaitUntil = first?.mayWaitUntil ?? null;
  return tx.deliveries.gather(
    several.map(({ id }) => id),
    { personId: person.id, kind: 'gathered', body, createdAt: now, dueAt: now, mayWaitUntil, leaseUntil },
  );
}

function isToBeLookedAt(delivery: Delivery): boolean {
  return delivery.mayWaitUntil !== null || isReminderKind(delivery.kind);
}

/** Reminders that come up at once, and what has waited for the end of quiet hours. */
function isGathered(around: Around, person: Person, delivery: Delivery): boolean {
  const { kind, dueAt, createdAt } = delivery;
  if (!mayBePutOff(around, delivery) || kind === 'gathered' || isTried(delivery)) return false;
  return isReminderKind(kind) || dueAt > createdAt || quietUntil(createdAt, person) !== undefined;
}

/** Where people look at what comes anyway, only what is meant for a moment of its own waits. */
function mayBePutOff({ isAttended }: Around, { mayWaitUntil, meantAt }: Delivery): boolean {
  return mayWaitUntil !== null && (meantAt !== null || !isAttended);
}

function isTried({ attempts }: Delivery): boolean {
  return attempts.firstAt !== null;
}
