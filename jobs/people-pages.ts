import type { PersonId } from '../src/domain/ids.ts';
import type { Person } from '../src/domain/person.ts';
import type { Store } from '../src/ports/store.ts';

/** Everybody who is here, a few at a time and in a unit of work each: people who talk meanwhile need not wait for long. */
export async function* peoplePages(store: Store, size: number): AsyncGenerator<Person[]> {
  let last: PersonId | null = null;
  do {
    const after: PersonId | null = last;
    const people: Person[] = await store.transact((tx) => tx.people.presentAfter(after, size));
    yield people;
    last = people.at(-1)?.id ?? null;
  } while (last !== null);
}
