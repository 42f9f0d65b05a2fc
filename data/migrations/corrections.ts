import type { SchemaDialect } from './dialect.ts';

const PLATFORM = "in ('terminal', 'slack', 'telegram')";

/**
 * Estimates of tasks, what became of time entries, and months that are closed. What was said of an entry stays when the
 * entry is deleted, and says who it belonged to.
 */
export function corrections({ identity, tableEnd }: SchemaDialect): string[] {
  return [
    'alter table tasks add column estimate_seconds integer check (estimate_seconds > 0)',
    `create table entry_history (
      id ${identity},
      entry_id integer not null,
      person_id integer not null references people (id),
      at text not null,
      platform text not null check (platform ${PLATFORM}),
      field text not null check (field in ('stretch', 'target', 'note', 'split', 'deleted', 'undo')),
      old_value text,
      new_value text
    ) ${tableEnd}`,
    'create index entry_history_by_entry on entry_history (entry_id, id)',
    `create table locked_months (
      month text primary key check (length(month) = 7),
      locked_by integer not null references people (id),
      locked_at text not null
    ) ${tableEnd}`,
    // The list of fields in it cannot be changed in place.
    `create table task_history_anew (
      id ${identity},
      task_id integer not null references tasks (id) on delete cascade,
      person_id integer not null references people (id),
      at text not null,
      platform text not null check (platform ${PLATFORM}),
      field text not null check (field in (
        'created', 'title', 'description', 'project', 'assignee', 'priority', 'deadline', 'estimate', 'state',
        'result', 'took', 'proposal', 'note', 'undo'
      )),
      old_value text,
      new_value text
    ) ${tableEnd}`,
    `insert into task_history_anew (id, task_id, person_id, at, platform, field, old_value, new_value)
      select id, task_id, person_id, at, platform, field, old_value, new_value from task_history`,
    'drop table task_history',
    'alter table task_history_anew rename to task_history',
    'create index task_history_by_task on task_history (task_id, id)',
  ];
}
