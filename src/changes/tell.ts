import type { Reply } from '../chat/reply.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import { isActive } from '../domain/quiet-hours.ts';
import type { Task } from '../domain/task.ts';
import type { Tx } from '../ports/store.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { catalogueOf } from '../text/catalogue.ts';
import { oweQuietly } from './owe-quietly.ts';

/** What there is to tell of happens here; `person` did it, or nobody where it came from the platform. */
export interface Teller {
  tx: Tx;
  now: Instant;
  person: Person | undefined;
}

export type NoticeBuilder = (text: Catalogue, person: Person) => Reply;

/**
 * Owes a message to somebody else, in their language, in the same unit of work as what caused it. Nobody is told of
 * what they did themselves, and people who left are left alone. In their quiet hours it waits, unless they are
 * obviously there, or it tells them of an urgent task of theirs.
 */
export async function tell(
  { tx, now, person: doer }: Teller,
  to: Person | PersonId,
  kind: string,
  build: NoticeBuilder,
  about?: Task,
): Promise<void> {
  const id = typeof to === 'object' ? to.id : to;
  if (id === doer?.id) return;
  const person = typeof to === 'object' ? to : await tx.people.get(to);
  if (!person || person.leftAt) return;
  const body = build(catalogueOf(person.language), person);
  const message = { kind, body, taskId: about?.id ?? null };
  if (!isUrgentFor(person, about) && !isActive(person, now)) await oweQuietly({ tx, now }, person, message);
  else await tx.deliveries.owe({ personId: person.id, createdAt: now, dueAt: now, ...message });
}

function isUrgentFor(person: Person, task: Task | undefined): boolean {
  return task?.state === 'open' && task.priority === 'urgent' && task.assigneeId === person.id;
}
