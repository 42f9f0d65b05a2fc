import { makeReminder } from '../src/changes/make-reminder.ts';
import { addSeconds, type Instant } from '../src/domain/instant.ts';
import type { Person } from '../src/domain/person.ts';
import { disturbAt, quietUntil } from '../src/domain/quiet-hours.ts';
import type { Delivery } from '../src/ports/messages.ts';
import type { Tx } from '../src/ports/store.ts';
import { gatheredReply } from '../src/replies/gathered.ts';
import { isReminderKind } from '../src/replies/reminders.ts';
import { catalogueOf } from '../src/text/catalogue.ts';
import { outOfDate } from './out-of-date.ts';
import { TRIED_AT_MOST_SECONDS } from './retry-plan.ts';

/** A message is finite, and so is the time in which nobody else has the store: what is left is the next one. */
export const LOOKED_AT_MAX = 30;

interface Around {
  tx: Tx;
  now: Instant;
  leaseUntil: Instant;
  /** by the messenger that it goes to, see `ChatAdapter` */
  isAttended: boolean;
  /** nothing else of this person was taken: what else is due may be gathered with these */
  isLast: boolean;
}

/**
 * What is to be sent of at most `LOOKED_AT_MAX` messages that were taken for one person, decided while they are taken:
 * what finds the person in their quiet hours is put off, what is no longer true is dropped, and what has waited becomes
 * one message. A message that was tried stays as it was.
 * @returns with `error`, why they could not be looked at and are sent as they were owed
 */
export async function readyToSend(
  around: Around,
  person: Person,
  taken: Delivery[],
): Promise<{ ready: Delivery[]; error?: unknown }> {
  if (!taken.some(isToBeLookedAt)) return { ready: taken };
  try {
    return { ready: await around.tx.attempt(() => lookAt(around, person, taken)) };
  } catch (error) {
    return { ready: taken, error };
  }
}

async function lookAt(around: Around, person: Person, taken: Delivery[]): Promise<Delivery[]> {
  const ready: Delivery[] = [];
  for (const delivery of taken) ready.push(...(await settleOrKeep(around, person, delivery)));
  const isOneOf = (delivery: Delivery) => isGathered(around, person, delivery);
  if (person.leftAt || !ready.some(isOneOf)) return ready;
  for (const delivery of await othersDue(around, person, taken)) {
    if (isOneOf(delivery)) ready.push(...(await settleOrKeep(around, person, delivery)));
  }
  return gather(around, ready, ready.filter(isOneOf), person);
}

async function othersDue({ tx, now, isLast }: Around, person: Person, taken: Delivery[]): Promise<Delivery[]> {
  const places = LOOKED_AT_MAX - taken.length;
  if (!isLast || places <= 0) return [];
  const ids = new Set(taken.map(({ id }) => id));
  const due = await tx.deliveries.gatherable(person.id, now, LOOKED_AT_MAX);
  return due.filter(({ id }) => !ids.has(id)).slice(0, places);
}

/** @returns the message as it is to be sent now, or none */
async function settleOrKeep(around: Around, person: Person, delivery: Delivery): Promise<Delivery[]> {
  const { tx, now } = around;
  const { id } = delivery;
  const dueAt = putOffUntil(around, person, delivery);
  if (dueAt > now) {
    await tx.deliveries.putOff(id, dueAt);
    return [];
  }
  if (delivery.isRetry) return [delivery];
  const made = await madeAnew(around, person, delivery);
  if ('body' in made) return [{ ...delivery, body: made.body }];
  await tx.deliveries.settle(id, { state: 'skipped', at: now, reason: made.over });
  return [];
}

/** Quiet hours do not lengthen the days for which a message is tried. */
function putOffUntil(around: Around, person: Person, delivery: Delivery): Instant {
  const { mayWaitUntil, attempts } = delivery;
  if (mayWaitUntil === null || !mayBePutOff(around, delivery)) return around.now;
  const triedUntil = attempts.firstAt ? addSeconds(attempts.firstAt, TRIED_AT_MOST_SECONDS) : mayWaitUntil;
  return disturbAt(around.now, person, triedUntil < mayWaitUntil ? triedUntil : mayWaitUntil);
}

async function madeAnew({ tx, now }: Around, person: Person, delivery: Delivery): ReturnType<typeof makeReminder> {
  const { kind, taskId, meantAt, body } = delivery;
  if (isReminderKind(kind)) {
    // One that was owed before there were quiet hours says nothing of its task beside its words.
    return taskId === null || !meantAt ? { body } : makeReminder({ tx, now, person }, delivery);
  }
  const over = hasWaited(person, delivery) && (await outOfDate({ tx, person }, delivery));
  return over ? { over } : { body };
}

/** In place of the first of them, so that what was owed before or after it stays before or after it. */
async function gather(
  { tx, now, leaseUntil }: Around,
  ready: Delivery[],
  together: Delivery[],
  person: Person,
): Promise<Delivery[]> {
  const [first] = together;
  if (!first || together.length === 1) return ready;
  const body = gatheredReply(
    catalogueOf(person.language),
    together.map((delivery) => delivery.body),
  );
  const one = await tx.deliveries.gather(
    together.map(({ id }) => id),
    {
      personId: person.id,
      kind: 'gathered',
      body,
      createdAt: now,
      dueAt: now,
      mayWaitUntil: first.mayWaitUntil,
      leaseUntil,
    },
  );
  return ready.flatMap((delivery) => {
    if (delivery === first) return [one];
    return together.includes(delivery) ? [] : [delivery];
  });
}

function isToBeLookedAt(delivery: Delivery): boolean {
  return delivery.mayWaitUntil !== null || isReminderKind(delivery.kind);
}

/** Reminders that come up at once, and what has waited for the end of quiet hours. */
function isGathered(around: Around, person: Person, delivery: Delivery): boolean {
  const { kind, attempts } = delivery;
  // What was tried keeps the days that are left for it.
  if (!mayBePutOff(around, delivery) || kind === 'gathered' || attempts.firstAt) return false;
  return isReminderKind(kind) || hasWaited(person, delivery);
}

function hasWaited(person: Person, { mayWaitUntil, dueAt, createdAt }: Delivery): boolean {
  return mayWaitUntil !== null && (dueAt > createdAt || quietUntil(createdAt, person) !== undefined);
}

/** Where people look at what comes anyway, only what is meant for a moment of its own waits. */
function mayBePutOff({ isAttended }: Around, { mayWaitUntil, meantAt }: Delivery): boolean {
  return mayWaitUntil !== null && (meantAt !== null || !isAttended);
}
