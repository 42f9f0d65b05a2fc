import type { ProjectId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import type { Tx } from '../ports/store.ts';
import type { Catalogue } from '../text/catalogue.ts';

/** Who is written to, and when: enough to say something without having been asked. */
export interface Reader {
  tx: Tx;
  person: Person;
  now: Instant;
  text: Catalogue;
  /** the projects of the tasks that are named to them; of weight only where somebody asked in a room */
  seen: (ProjectId | null)[];
}
