import type { Reply } from '../chat/reply.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import type { Tx } from '../ports.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { catalogueOf } from '../text/catalogue.ts';

/** What there is to tell of happens here; `person` did it, or nobody where it came from the platform. */
export interface Teller {
  tx: Tx;
  now: Instant;
  person: Person | undefined;
}

/**
 * Owes a message to somebody else, in their language, in the same unit of work as what caused it. Nobody is told of
 * what they did themselves, and people who left are left alone.
 */
export async function tell(
  { tx, now, person: doer }: Teller,
  to: Person | PersonId,
  kind: string,
  build: (text: Catalogue, person: Person) => Reply,
): Promise<void> {
  const id = typeof to === 'object' ? to.id : to;
  if (id === doer?.id) return;
  const person = typeof to === 'object' ? to : await tx.people.get(to);
  if (!person || person.leftAt) return;
  const body = build(catalogueOf(person.language), person);
  await tx.deliveries.owe({ personId: person.id, kind, body, createdAt: now, dueAt: now });
}
