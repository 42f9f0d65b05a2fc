import type { SchemaDialect } from './dialect.ts';

/** What adapters must find again after a restart, and which task was made of a message. */
export function keepsakes({ identity, tableEnd }: SchemaDialect): string[] {
  return [
    `create table keepsakes (
      id ${identity},
      platform text not null check (platform in ('terminal', 'slack', 'telegram')),
      kind text not null check (kind in ('update', 'command')),
      key text not null,
      body text not null,
      kept_at text not null,
      unique (platform, kind, key)
    ) ${tableEnd}`,
    'create index keepsakes_by_time on keepsakes (kept_at)',
    "create index keepsakes_updates on keepsakes (platform, id) where kind = 'update'",
    // No reference: a task that was taken back is gone, and its message stays handled.
    'alter table inbox add column made_task_id integer',
    'alter table inbox add column words_hash text',
  ];
}
