/** Forgotten timers, the morning list and the evening check, and the digests of a week for their summary. */
export function dailies(): string[] {
  const PRESENT = 'where left_at is null';
  return [
    'alter table time_entries add column check_at text check (check_at is null or stopped_at is null)',
    // Looked at once at the next start, which finds out when they are really to be asked about.
    'update time_entries set check_at = started_at where stopped_at is null',
    'create index time_entries_to_check on time_entries (check_at) where check_at is not null',
    'alter table people add column morning_time text',
    'alter table people add column next_morning_at text',
    'alter table people add column evening_time text',
    'alter table people add column next_evening_at text',
    `create index people_by_morning on people (next_morning_at) ${PRESENT} and next_morning_at is not null`,
    `create index people_by_evening on people (next_evening_at) ${PRESENT} and next_evening_at is not null`,
    'create index digests_by_week on digests (week, id) where week is not null',
  ];
}
