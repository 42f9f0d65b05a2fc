import type { Task } from './task.ts';
import { wordOfDeadline } from './task-moments.ts';

/** `due-soon`: an hour before, or on the morning of the day; `overdue`: it has passed. */
export type DeadlineReminder = 'due-soon' | 'overdue';

/** A person is told once of each for one deadline of a task, whatever becomes of clocks and zones. */
export function deadlineReminderKey(kind: DeadlineReminder, task: Task): string {
  return `${aboutDeadline(kind, task)}${task.assigneeId}`;
}

/** Whether a key belongs to the deadline that the task has now. */
export function isAboutDeadline(key: string, kind: DeadlineReminder, task: Task): boolean {
  return key.startsWith(aboutDeadline(kind, task));
}

function aboutDeadline(kind: DeadlineReminder, task: Task): string {
  return `${kind}:${task.id}:${wordOfDeadline(task.deadline)}:`;
}
