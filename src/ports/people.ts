import type { Daily } from '../domain/daily.ts';
import type { PersonId, ProjectId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Identity, Person, Platform, Role } from '../domain/person.ts';
import type { Project } from '../domain/project.ts';
import type { Page } from './store.ts';

export interface People {
  get(id: PersonId): Promise<Person | undefined>;
  /** in no particular order; unknown ids are left out */
  getMany(ids: readonly PersonId[]): Promise<Person[]>;
  any(): Promise<boolean>;
  add(person: Omit<Person, 'id'>): Promise<Person>;
  save(person: Person): Promise<void>;
  /** Sets when the digest is due next, which is no change of the person. */
  setNextDigest(id: PersonId, at: Instant | null): Promise<void>;
  /** Moves all that belongs to `from` to `into` and removes `from`. */
  merge(from: PersonId, into: PersonId): Promise<void>;
  /**
   * People who have not left and go by one of these folded names, and those whose accounts these are, who may have
   * left. `matched` is the name or the account's id.
   */
  named(
    folded: readonly string[],
    accounts?: { platform: Platform; externalIds: readonly string[] },
  ): Promise<{ matched: string; by: 'account' | 'handle' | 'full name' | 'first name'; person: Person }[]>;
  /** those who have not left, by name */
  list(page: Page): Promise<Person[]>;
  withRole(roles: readonly Role[]): Promise<Person[]>;
  dueForDigest(now: Instant, limit: number): Promise<Person[]>;
  /** the furthest digest that is owed to anybody */
  lastDigestAt(): Promise<Instant | undefined>;
  /** those whose morning list or evening check is due */
  dueForDaily(daily: Daily, now: Instant, limit: number): Promise<Person[]>;
  /** the furthest one that is owed to anybody */
  lastDailyAt(daily: Daily): Promise<Instant | undefined>;
  /** those who have not left and whose id is greater, by id; null: from the first */
  presentAfter(id: PersonId | null, limit: number): Promise<Person[]>;
  identity(platform: Platform, externalId: string): Promise<{ identity: Identity; person: Person } | undefined>;
  /** in no particular order; accounts of nobody are left out */
  identities(platform: Platform, externalIds: readonly string[]): Promise<{ identity: Identity; person: Person }[]>;
  identitiesOf(personId: PersonId): Promise<Identity[]>;
  /** where accounts are written to alone, of those where that is known */
  directChats(platform: Platform): Promise<{ externalId: string; directChat: string }[]>;
  addIdentity(identity: Omit<Identity, 'id'>): Promise<Identity>;
  saveIdentity(identity: Identity): Promise<void>;
}

export interface Projects {
  get(id: ProjectId): Promise<Project | undefined>;
  getMany(ids: readonly ProjectId[]): Promise<Project[]>;
  byTag(tag: string): Promise<Project | undefined>;
  /** the same, and whether this person belongs to it, in one go */
  byTagFor(personId: PersonId, tag: string): Promise<{ project: Project; isMember: boolean } | undefined>;
  /** not archived, by tag; `memberId`: only those this person belongs to */
  list(filter: { memberId?: PersonId } & Page): Promise<Project[]>;
  add(project: Omit<Project, 'id'>): Promise<Project>;
  save(project: Project): Promise<void>;
  boundTo(platform: Platform, chatId: string): Promise<Project | undefined>;
  bind(binding: { platform: Platform; chatId: string; projectId: ProjectId; by: PersonId; at: Instant }): Promise<void>;
  /** A room has another id now: it stays bound to what it was, unless the new one is bound already. */
  moveRoom(platform: Platform, from: string, to: string): Promise<void>;
  /** @returns what the room was bound to, and by whom */
  unbind(platform: Platform, chatId: string): Promise<{ projectId: ProjectId; boundBy: PersonId } | undefined>;
  isMember(projectId: ProjectId, personId: PersonId): Promise<boolean>;
  /** the projects this person belongs to, archived ones too */
  idsOf(personId: PersonId): Promise<ProjectId[]>;
  addMember(projectId: ProjectId, personId: PersonId, at: Instant): Promise<void>;
  /** They are remembered as removed until they are added again. */
  removeMember(projectId: ProjectId, personId: PersonId): Promise<void>;
  wasRemoved(projectId: ProjectId, personId: PersonId): Promise<boolean>;
  /** those who have not left, by name */
  members(projectId: ProjectId): Promise<Person[]>;
}
