import { instantOf } from '../../src/domain/instant.ts';
import type { SchemaDialect } from './dialect.ts';

/** When Friday looks at a task by itself, and what a message that can wait for the end of quiet hours needs. */
export function reminderMoments(_: SchemaDialect, now: string = instantOf(Date.now())): string[] {
  const OPEN_FROM_NOW = `closed_at is null and late_from > '${now}'`;
  return [
    'alter table people add column active_at text',

    'alter table tasks add column remind_at text',
    'alter table tasks add column escalate_at text',
    'create index tasks_remind on tasks (remind_at) where remind_at is not null',
    'create index tasks_escalate on tasks (escalate_at) where escalate_at is not null',
    // Only what is still to come: nobody is flooded with what has passed. Nine in the morning is fifteen hours before a
    // day ends, since clocks change at night.
    `update tasks set remind_at = late_from where ${OPEN_FROM_NOW}`,
    `update tasks set remind_at = ${before('1 hour')}
      where ${OPEN_FROM_NOW} and deadline_on is null and ${before('1 hour')} > '${now}'`,
    `update tasks set remind_at = ${before('15 hours')}
      where ${OPEN_FROM_NOW} and deadline_on is not null and ${before('15 hours')} > '${now}'`,

    'alter table deliveries add column may_wait_until text',
    'alter table deliveries add column meant_at text',
    // No reference: the ledger keeps what was said of a task that is gone.
    'alter table deliveries add column task_id integer',
    'alter table deliveries add column carried_by integer',
    'create index deliveries_carried on deliveries (carried_by) where carried_by is not null',
  ];
}

function before(length: string): string {
  return `strftime('%Y-%m-%dT%H:%M:%fZ', late_from, '-${length}')`;
}
