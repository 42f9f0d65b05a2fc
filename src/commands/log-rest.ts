import { findTask } from '../changes/find-task.ts';
import { addEntry } from '../changes/write-entry.ts';
import type { Command } from '../chat/command.ts';
import { buttons, faint, line, strong } from '../chat/reply.ts';
import type { CalendarDate } from '../domain/instant.ts';
import { calendarDate, dateIn, endOfDay, startOfDay } from '../domain/instant.ts';
import { refuse } from '../domain/refusal.ts';
import { restOfDay } from '../domain/rest-of-day.ts';
import { eveningReply } from '../replies/evening-check.ts';
import { stretchFields, workName } from '../replies/timer-view.ts';

/** `log rest 2026-11-27 12`: the evening's press that logs the rest of that working day to a task. */
export const logRest: Command = {
  name: 'log rest',
  hidden: true,
  async run(call) {
    const { tx, person, text, now } = call;
    const [, date, id] = call.args.match(/^(\d{4}-\d\d-\d\d) (\d{1,10})$/) ?? [];
    const on = date && readDate(date);
    if (!on || !id || on > dateIn(person.zone, now)) return refuse({ kind: 'nothing asked' });
    const task = await findTask(call, Number(id));
    const entries = await tx.timeEntries.overlapping(person.id, startOfDay(on, person.zone), endOfDay(on, person.zone));
    const rest = restOfDay(on, now, entries, person);
    if (!rest) return refuse({ kind: 'day full' });
    const entry = await addEntry(call, { ...rest, taskId: task.id, projectId: task.projectId, note: null });
    const name = strong(workName(text, task, undefined));
    return {
      ...(await eveningReply(call, on, [
        line(text.time.logged, name, faint(` · ${text.time.entryNumber(entry.id)}`)),
        stretchFields(call, rest),
        buttons(
          { label: text.button.changeEntry, command: `log edit ${entry.id}` },
          { label: text.button.undo, command: 'undo' },
        ),
      ])),
      replacesPressed: true,
    };
  },
};

function readDate(written: string): CalendarDate | undefined {
  const [year = 0, month = 0, day = 0] = written.split('-').map(Number);
  return calendarDate(year, month, day);
}
