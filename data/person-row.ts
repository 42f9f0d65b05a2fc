import type { ExportSettings, Rounding } from '../src/domain/exports.ts';
import { fold } from '../src/domain/fold.ts';
import type { IdentityId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Language } from '../src/domain/language.ts';
import type { Identity, Person, Profile } from '../src/domain/person.ts';
import type { Row } from './schema.ts';

type PersonRow = Row<'people'>;

export function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    language: row.language,
    zone: row.zone,
    workingHours: { starts: row.work_starts, ends: row.work_ends, days: daysOf(row.work_days) },
    quietHours: { starts: row.quiet_starts, ends: row.quiet_ends, days: daysOf(row.quiet_days) },
    digestTime: row.digest_time,
    digestAlwaysSince: row.digest_always_since,
    nextDigestAt: row.next_digest_at,
    morningTime: row.morning_time,
    nextMorningAt: row.next_morning_at,
    eveningTime: row.evening_time,
    nextEveningAt: row.next_evening_at,
    exports: { csv: csvOf(row.csv_format), rounding: roundingOf(row.rounding) },
    lastPlatform: row.last_platform,
    activeAt: row.active_at,
    createdAt: row.created_at,
    leftAt: row.left_at,
  };
}

export const WRITTEN_PERSON_COLUMNS = [
  'name',
  'name_folded',
  'role',
  'language',
  'zone',
  'work_starts',
  'work_ends',
  'work_days',
  'quiet_starts',
  'quiet_ends',
  'quiet_days',
  'digest_time',
  'digest_always_since',
  'next_digest_at',
  'morning_time',
  'next_morning_at',
  'evening_time',
  'next_evening_at',
  'csv_format',
  'rounding',
  'last_platform',
  'active_at',
  'created_at',
  'left_at',
] as const satisfies readonly (keyof PersonRow)[];

export type WrittenPersonColumn = (typeof WRITTEN_PERSON_COLUMNS)[number];

export function personRow(person: Omit<Person, 'id'>): Pick<PersonRow, WrittenPersonColumn> {
  const { csv, rounding } = person.exports;
  return {
    name: person.name,
    name_folded: fold(person.name),
    role: person.role,
    language: person.language,
    zone: person.zone,
    work_starts: person.workingHours.starts,
    work_ends: person.workingHours.ends,
    work_days: person.workingHours.days.join(''),
    quiet_starts: person.quietHours.starts,
    quiet_ends: person.quietHours.ends,
    quiet_days: person.quietHours.days.join(''),
    digest_time: person.digestTime,
    digest_always_since: person.digestAlwaysSince,
    next_digest_at: person.nextDigestAt,
    morning_time: person.morningTime,
    next_morning_at: person.nextMorningAt,
    evening_time: person.eveningTime,
    next_evening_at: person.nextEveningAt,
    csv_format: csv && csv.separator + csv.decimal,
    rounding: rounding && `${rounding.direction} ${rounding.minutes} ${rounding.per}`,
    last_platform: person.lastPlatform,
    active_at: person.activeAt,
    created_at: person.createdAt,
    left_at: person.leftAt,
  };
}

/** @param text `;,` */
function csvOf(text: string | null): ExportSettings['csv'] {
  return text === null ? null : ({ separator: text[0], decimal: text[1] } as ExportSettings['csv']);
}

/** @param text `up 15 day` */
function roundingOf(text: string | null): Rounding | null {
  if (text === null) return null;
  const [direction, minutes, per] = text.split(' ');
  return { direction, minutes: Number(minutes), per } as Rounding;
}

function daysOf(digits: string): number[] {
  return [...digits].map(Number);
}

/** The columns of an account beside those of its person: what both have goes by another name. */
export const IDENTITY_COLUMNS = [
  'identities.id as identity_id',
  'identities.platform as platform',
  'identities.external_id as external_id',
  'identities.handle as handle',
  'identities.direct_chat as direct_chat',
  'identities.created_at as identity_created_at',
  'identities.unreachable_at as unreachable_at',
  'identities.profile_name as profile_name',
  'identities.profile_zone as profile_zone',
  'identities.profile_language as profile_language',
  'identities.gone_at as gone_at',
] as const;

/** As it comes out of a left join, where all of it may be missing. */
type JoinedRow = { [Column in keyof PersonRow]: PersonRow[Column] | null } & {
  identity_id: IdentityId | null;
  platform: Identity['platform'] | null;
  external_id: string | null;
  handle: string | null;
  direct_chat: string | null;
  identity_created_at: Instant | null;
  unreachable_at: Instant | null;
  profile_name: string | null;
  profile_zone: string | null;
  profile_language: Language | null;
  gone_at: Instant | null;
};

export function knownOf(row: JoinedRow | undefined): { identity: Identity; person: Person } | undefined {
  if (!row || row.identity_id === null || row.id === null) return undefined;
  // One column that is always there stands for all: the join found the row or it did not.
  const full = row as PersonRow & { [Column in keyof JoinedRow]: NonNullable<JoinedRow[Column]> };
  return {
    person: personOf(row as PersonRow),
    identity: {
      id: full.identity_id,
      personId: full.id,
      platform: full.platform,
      externalId: full.external_id,
      handle: row.handle,
      directChat: row.direct_chat,
      createdAt: full.identity_created_at,
      unreachableAt: row.unreachable_at,
      profile: profileOf(row),
      goneAt: row.gone_at,
    },
  };
}

export function identityOf(row: Row<'identities'>): Identity {
  return {
    id: row.id,
    personId: row.person_id,
    platform: row.platform,
    externalId: row.external_id,
    handle: row.handle,
    directChat: row.direct_chat,
    createdAt: row.created_at,
    unreachableAt: row.unreachable_at,
    profile: profileOf(row),
    goneAt: row.gone_at,
  };
}

function profileOf(row: Pick<JoinedRow, 'profile_name' | 'profile_zone' | 'profile_language'>): Profile {
  return { name: row.profile_name, zone: row.profile_zone, language: row.profile_language };
}

export function identityRow(identity: Omit<Identity, 'id'>): Omit<Row<'identities'>, 'id'> {
  return {
    person_id: identity.personId,
    platform: identity.platform,
    external_id: identity.externalId,
    handle: identity.handle,
    handle_folded: identity.handle === null ? null : fold(identity.handle),
    direct_chat: identity.directChat,
    created_at: identity.createdAt,
    unreachable_at: identity.unreachableAt,
    profile_name: identity.profile.name,
    profile_zone: identity.profile.zone,
    profile_language: identity.profile.language,
    gone_at: identity.goneAt,
  };
}
