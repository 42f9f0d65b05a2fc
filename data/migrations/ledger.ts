/**
 * Each messenger finds what it owes by itself; the night does not make a message that cannot be sent new; what was sent to a person can be looked up; and what is old enough to be
 * forgotten is found without reading what is not.
 */
export function ledger(): string[] {
  return [
    `alter table deliveries add column lane text not null default 'none'
      check (lane in ('none', 'terminal', 'slack', 'telegram'))`,
    `update deliveries set lane = coalesce(
      (select i.platform from people p join identities i on i.person_id = p.id and i.platform = p.last_platform
        where p.id = deliveries.person_id and i.unreachable_at is null),
      (select i.platform from identities i
        where i.person_id = deliveries.person_id and i.unreachable_at is null order by i.platform limit 1),
      'none') where settled_at is null`,
    'alter table deliveries add column first_tried_at text',
    'update deliveries set first_tried_at = tried_at where tried_at is not null and settled_at is null',
    'create index deliveries_by_lane on deliveries (lane, due_at) where settled_at is null',
    'create index deliveries_settled_by_person on deliveries (person_id, created_at) where settled_at is not null',
    'create index deliveries_settled on deliveries (settled_at) where settled_at is not null',
    'create index digests_by_time on digests (created_at)',
    'create index codes_by_expiry on codes (expires_at)',
    'create index wrong_codes_by_time on wrong_codes (at)',
  ];
}
