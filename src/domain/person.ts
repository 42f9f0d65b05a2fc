import type { ExportSettings } from './exports.ts';
import type { IdentityId, PersonId } from './ids.ts';
import type { Instant, TimeOfDay } from './instant.ts';
import type { Language } from './language.ts';

/** `client` has its place here and no powers yet: a client is treated as a member who belongs to few projects. */
export const ROLES = ['owner', 'manager', 'member', 'client'] as const;
export type Role = (typeof ROLES)[number];

export const PLATFORMS = ['terminal', 'slack', 'telegram'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** A daily stretch on the wall clock of its person. `days` are 1 (Monday) to 7 (Sunday), ascending. */
export interface DailyHours {
  starts: TimeOfDay;
  ends: TimeOfDay;
  days: readonly number[];
}

export interface Person {
  id: PersonId;
  name: string;
  role: Role;
  language: Language;
  /** IANA name, `Europe/Kyiv` */
  zone: string;
  workingHours: DailyHours;
  /** Quiet from `starts` to `ends` (over midnight when `ends` is earlier), and all day on `days`. */
  quietHours: DailyHours;
  /** null: the time set for the organisation */
  digestTime: TimeOfDay | null;
  /** when the person asked for a digest even in a week with nothing overdue */
  digestAlwaysSince: Instant | null;
  /** when the next Friday digest is owed; null for people who left */
  nextDigestAt: Instant | null;
  /** when the list of what is due today comes, on working days; null: not wanted */
  morningTime: TimeOfDay | null;
  nextMorningAt: Instant | null;
  /** when the evening check comes, on working days; null: not wanted */
  eveningTime: TimeOfDay | null;
  nextEveningAt: Instant | null;
  /** of the files they are given */
  exports: ExportSettings;
  /** the messenger used last: messages go there */
  lastPlatform: Platform | null;
  /** when they came by themselves, and when they last said something in their quiet hours, to the minute */
  activeAt: Instant | null;
  createdAt: Instant;
  leftAt: Instant | null;
}

/** A person's account in one messenger. */
export interface Identity {
  id: IdentityId;
  personId: PersonId;
  platform: Platform;
  /** the account's id on its platform, as text */
  externalId: string;
  /** `@handle` without the @, learned from the platform; may change hands */
  handle: string | null;
  /** the chat in which this person is written to alone */
  directChat: string | null;
  createdAt: Instant;
  unreachableAt: Instant | null;
  /** what the platform said last: where the person's own is another, they chose it themselves */
  profile: Profile;
  /** since when the platform no longer vouches for the account; null: it does, or it is not known otherwise */
  goneAt: Instant | null;
}

/** null: not known */
export interface Profile {
  name: string | null;
  /** IANA name */
  zone: string | null;
  language: Language | null;
}

export const NO_PROFILE: Profile = { name: null, zone: null, language: null };

export const DEFAULT_WORKING_HOURS: DailyHours = {
  starts: '09:00' as TimeOfDay,
  ends: '18:00' as TimeOfDay,
  days: [1, 2, 3, 4, 5],
};

export const DEFAULT_QUIET_HOURS: DailyHours = {
  starts: '20:00' as TimeOfDay,
  ends: '08:00' as TimeOfDay,
  days: [6, 7],
};

/** Owners and managers see and may change everything in the organisation. */
export function isManager(person: Pick<Person, 'role'>): boolean {
  return person.role === 'owner' || person.role === 'manager';
}

/** Of two roles the one that may do more. */
export function higherRole(a: Role, b: Role): Role {
  return ROLES.indexOf(a) <= ROLES.indexOf(b) ? a : b;
}
