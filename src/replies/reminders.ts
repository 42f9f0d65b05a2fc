import type { Block, Button, Reply } from '../chat/reply.ts';
import { buttons, faint, line } from '../chat/reply.ts';
import type { DeadlineReminder } from '../domain/deadline-reminder.ts';
import type { TaskId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { secondsBetween } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import type { Project } from '../domain/project.ts';
import type { Task } from '../domain/task.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { formatDuration } from '../text/format-duration.ts';
import { formatMoment } from '../text/format-moment.ts';
import type { View } from './task-view.ts';
import { taskFields, taskHeading, viewWith } from './task-view.ts';

export type ReminderKind = DeadlineReminder | 'own-reminder';

/** From here on a reminder says for when it was meant. */
const LATE_SECONDS = 120;

export function isReminderKind(kind: string): kind is ReminderKind {
  return kind === 'own-reminder' || kind === 'due-soon' || kind === 'overdue';
}

export function reminderReply(
  task: Task,
  view: View,
  { kind, meantAt }: { kind: ReminderKind; meantAt: Instant },
): Reply {
  const { text, viewer, now } = view;
  const isLate = secondsBetween(meantAt, now) > LATE_SECONDS;
  const meant = isLate ? formatMoment(meantAt, { language: text.language, zone: viewer.zone, now }) : undefined;
  const open = [
    { label: text.button.done, command: `done ${task.id}`, style: 'primary' as const },
    { label: text.button.startTimer, command: `timer start ${task.id}` },
    { label: text.button.open, command: `show ${task.id}` },
  ];
  return {
    blocks: [
      ...saidOf(text, task, kind, now, meant),
      taskHeading(task),
      taskFields(task, view),
      buttons(...open),
      buttons(...snoozeButtons(text, task.id)),
    ],
  };
}

function saidOf(text: Catalogue, task: Task, kind: ReminderKind, now: Instant, meant: string | undefined): Block[] {
  if (kind === 'own-reminder') return [line(meant ? text.reminder.late(meant) : text.reminder.now)];
  const late = meant ? [line(faint(text.reminder.meantFor(meant)))] : [];
  if (kind === 'overdue') return [line(text.reminder.overdue), ...late];
  const left = formatDuration(secondsBetween(now, task.lateFrom ?? now), text.language);
  return [line(task.deadline?.kind === 'day' ? text.reminder.dueToday : text.reminder.dueIn(left)), ...late];
}

/** A snooze is a reminder of one's own. */
function snoozeButtons(text: Catalogue, id: TaskId): Button[] {
  return [
    { label: text.button.inTwentyMinutes, command: `snooze ${id} 20m` },
    { label: text.button.inAnHour, command: `snooze ${id} 1h` },
    { label: text.button.tomorrowAtNine, command: `snooze ${id} tomorrow` },
    { label: text.button.mondayAtNine, command: `snooze ${id} monday` },
  ];
}

/** To the author of an urgent task that nobody said to have taken. */
export function untakenReply(
  text: Catalogue,
  to: Person,
  task: Task,
  now: Instant,
  { people, assignee, project }: { people: Person[]; assignee: Person; project: Project | undefined },
): Reply {
  const view = viewWith({ viewer: to, now, text }, people, project ? [project] : []);
  return {
    blocks: [
      line(text.reminder.untaken(assignee.name)),
      taskHeading(task),
      taskFields(task, view),
      buttons(
        { label: text.button.nudge, command: `nudge ${task.id}`, style: 'primary' },
        { label: text.button.handOver, command: `pass ${task.id}` },
        { label: text.button.open, command: `show ${task.id}` },
      ),
    ],
  };
}
