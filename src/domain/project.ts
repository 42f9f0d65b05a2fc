import type { PersonId, ProjectId } from './ids.ts';
import type { Instant } from './instant.ts';

export const TAG_MAX = 32;
export const PROJECT_NAME_MAX = 100;

export interface Project {
  id: ProjectId;
  /** without the #, as its creator typed it */
  tag: string;
  name: string;
  createdBy: PersonId;
  createdAt: Instant;
  archivedAt: Instant | null;
}

/** 2 to 32 letters, digits, `_` or `-`, with a letter among them, so that `#12` stays a task number. */
export function isTag(text: string): boolean {
  return /^[\p{L}\p{N}_-]{2,32}$/u.test(text) && /\p{L}/u.test(text);
}
