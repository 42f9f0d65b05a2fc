import { elapsedSeconds, type TimeEntry } from '../src/domain/time-entry.ts';
import type { Row } from './schema.ts';

export function timeEntryOf(row: Row<'time_entries'>): TimeEntry {
  return {
    id: row.id,
    personId: row.person_id,
    taskId: row.task_id,
    projectId: row.project_id,
    startedAt: row.started_at,
    stoppedAt: row.stopped_at,
    note: row.note,
    checkAt: row.check_at,
    createdAt: row.created_at,
    version: row.version,
  };
}

export function timeEntryRow(entry: Omit<TimeEntry, 'id'>): Omit<Row<'time_entries'>, 'id'> {
  return {
    person_id: entry.personId,
    task_id: entry.taskId,
    project_id: entry.projectId,
    started_at: entry.startedAt,
    stopped_at: entry.stoppedAt,
    seconds: entry.stoppedAt === null ? null : elapsedSeconds(entry, entry.stoppedAt),
    note: entry.note,
    // What undo puts back may have been kept before there were checks.
    check_at: entry.stoppedAt === null ? (entry.checkAt ?? null) : null,
    created_at: entry.createdAt,
    version: entry.version,
  };
}
