import { findTask, takeTaskNumber } from '../changes/find-task.ts';
import { setReminder } from '../changes/set-reminder.ts';
import type { Command } from '../chat/command.ts';
import { addDays, addSeconds, dateIn, type Instant, instantAt, type TimeOfDay, weekdayOf } from '../domain/instant.ts';
import { refuse } from '../domain/refusal.ts';

const NINE = '09:00' as TimeOfDay;

/** `snooze 12 20m`: the buttons under a reminder. Counted from the press, and answered where it was pressed. */
export const snooze: Command = {
  name: 'snooze',
  hidden: true,
  async run(call) {
    const { id, rest } = takeTaskNumber(call.args, 'remind');
    const task = await findTask(call, id);
    const remindAt = snoozedUntil(rest, call.now, call.person.zone);
    if (!remindAt) return refuse({ kind: 'not a moment', typed: rest, command: 'remind', id: task.id });
    return { ...(await setReminder(call, task, remindAt)), replacesPressed: true };
  },
};

function snoozedUntil(word: string, now: Instant, zone: string): Instant | undefined {
  const today = dateIn(zone, now);
  switch (word) {
    case '20m':
      return addSeconds(now, 20 * 60);
    case '1h':
      return addSeconds(now, 3600);
    case 'tomorrow':
      return instantAt(addDays(today, 1), NINE, zone);
    case 'monday':
      return instantAt(addDays(today, 8 - weekdayOf(today)), NINE, zone);
    default:
      return undefined;
  }
}
