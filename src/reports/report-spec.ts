import type { PersonId, ProjectId } from '../domain/ids.ts';
import type { CalendarDate } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import { isManager } from '../domain/person.ts';

export const GROUPINGS = ['project', 'person', 'task', 'day'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What a report, a picture or a file of time is about: plain JSON, so that a button, a reply and the inbox can carry it. */
export interface ReportSpec {
  /** local days of whoever asks, in their zone; both are included */
  from: CalendarDate;
  to: CalendarDate;
  by: Grouping;
  /** null: everybody, which managers and owners alone may ask for */
  personId: PersonId | null;
  projectId: ProjectId | null;
}

/**
 * Whether somebody may see that time: their own, or, for managers and owners, anybody's. It is asked wherever a report, a
 * picture or a file is made, since a role may have changed since it was ordered.
 */
export function mayReport(viewer: Pick<Person, 'id' | 'role'>, spec: Pick<ReportSpec, 'personId'>): boolean {
  return spec.personId === viewer.id || isManager(viewer);
}
