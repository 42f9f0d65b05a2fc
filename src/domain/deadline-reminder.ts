import type { PersonId } from './ids.ts';
import { addSeconds, type Instant } from './instant.ts';
import type { Task } from './task.ts';
import { nextReminderAt, wordOfDeadline } from './task-moments.ts';

/** `due-soon`: an hour before, or on the morning of the day; `overdue`: it has passed. */
export const DEADLINE_REMINDERS = ['due-soon', 'overdue'] as const;
export type DeadlineReminder = (typeof DEADLINE_REMINDERS)[number];

const HEARTBEATS_SECONDS = 5 * 60;

/** A person is told once of each for one deadline of a task, whatever becomes of clocks and zones. */
export function deadlineReminderKey(kind: DeadlineReminder, task: Task): string {
  return `${aboutDeadline(kind, task)}${task.assigneeId}`;
}

/** The key of what somebody was told, as that of another person. */
export function deadlineKeyFor(key: string, assigneeId: PersonId): string {
  return key.replace(/\d+$/, String(assigneeId));
}

/** Whether a key belongs to the deadline that the task has now. */
export function isAboutDeadline(key: string, kind: DeadlineReminder, task: Task): boolean {
  return key.startsWith(aboutDeadline(kind, task));
}

/**
 * What was owed later than this was owed by a clock that was ahead. By a clock that goes right it is owed at its moment,
 * give or take a heartbeat, so that one which is then set back tells nobody twice.
 */
export function latestOwedAt(now: Instant): Instant {
  return addSeconds(now, HEARTBEATS_SECONDS);
}

/** Where the next reminder of a deadline that lies ahead belongs; undefined where it lies there, or is due sooner. */
export function realignedReminderAt(task: Task, zone: string, now: Instant): Instant | undefined {
  const next = nextReminderAt(task, zone, now);
  if (next === null || (task.remindAt !== null && task.remindAt <= next)) return undefined;
  return next;
}

function aboutDeadline(kind: DeadlineReminder, task: Task): string {
  return `${kind}:${task.id}:${wordOfDeadline(task.deadline)}:`;
}
