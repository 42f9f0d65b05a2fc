import type { Call } from '../chat/command.ts';
import type { Reply } from '../chat/reply.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { catalogueOf } from '../text/catalogue.ts';

/**
 * Owes a message to somebody else, in their language, in the same unit of work as what caused it. Nobody is told of
 * what they did themselves, and people who left are left alone.
 */
export async function tell(
  call: Call,
  to: Person | PersonId,
  kind: string,
  build: (text: Catalogue, person: Person) => Reply,
): Promise<void> {
  const id = typeof to === 'object' ? to.id : to;
  if (id === call.person.id) return;
  const person = typeof to === 'object' ? to : await call.tx.people.get(to);
  if (!person || person.leftAt) return;
  const body = build(catalogueOf(person.language), person);
  await call.tx.deliveries.owe({ personId: person.id, kind, body, createdAt: call.now, dueAt: call.now });
}
