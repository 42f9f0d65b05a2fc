import type { Call, Command } from '../chat/command.ts';
import type { Button, Reply } from '../chat/reply.ts';
import { buttons, line, strong } from '../chat/reply.ts';
import type { CalendarDate } from '../domain/instant.ts';
import { addDays, calendarDate, dateIn, weekdayOf } from '../domain/instant.ts';
import { refuse } from '../domain/refusal.ts';
import { formatDay } from '../text/format-moment.ts';

/**
 * `calendar 2026-11 move 12`: the days of a month as buttons, each of which asks for the time of day
 * (`calendar 2026-11-27 move 12`), whose buttons are `move 12 2026-11-27 18:00`. Where dates can be picked on a form it
 * is not needed. Whatever else is typed behind the day is no question of ours.
 */
export const calendar: Command = {
  name: 'calendar',
  hidden: true,
  async run(call) {
    const read = /^(\d{4})-(\d{2})(?:-(\d{2}))? ((?:move|verdict|answer) .{1,60})$/.exec(call.args);
    const first = read && calendarDate(Number(read[1]), Number(read[2]), Number(read[3] ?? '1'));
    if (!first) return refuse({ kind: 'nothing asked' });
    const command = read[4] ?? '';
    return read[3] === undefined ? month(call, first, command) : timeOfDay(call, first, command);
  },
};

/**
 * Opens the calendar where this person is now; none where it cannot be shown.
 * @param command takes the day, and a time where one is picked
 */
export function calendarButton(call: Call, command: string): Button | undefined {
  if (!call.takesCalendar) return undefined;
  const today = dateIn(call.person.zone, call.now);
  return { label: call.text.button.calendar, command: `calendar ${today.slice(0, 7)} ${command}` };
}

function month(call: Call, first: CalendarDate, command: string): Reply {
  const { text, person, now } = call;
  const today = dateIn(person.zone, now);
  const name = first.slice(0, 7);
  // What cannot be picked leads back to the same page.
  const blank = (label = '·'): Button => ({ label, command: `calendar ${name} ${command}` });
  const days: Button[] = text.weekdays.map((weekday) => blank(weekday));
  for (let i = 1; i < weekdayOf(first); i++) days.push(blank());
  for (let day = first; day.startsWith(name); day = addDays(day, 1)) {
    const number = String(Number(day.slice(8)));
    days.push(day < today ? blank() : { label: number, command: `calendar ${day} ${command}` });
  }
  while (days.length % 7 !== 0) days.push(blank());
  const before = addDays(first, -1).slice(0, 7);
  const after = addDays(first, 31).slice(0, 7);
  const turn = [
    ...(before >= today.slice(0, 7)
      ? [{ label: `‹ ${monthName(call, before)}`, command: `calendar ${before} ${command}` }]
      : []),
    { label: `${monthName(call, after)} ›`, command: `calendar ${after} ${command}` },
  ];
  return {
    blocks: [
      line(text.task.whichDay, ' ', strong(monthName(call, name))),
      { kind: 'buttons', buttons: days, columns: 7 },
      buttons(...turn),
    ],
    replacesPressed: true,
  };
}

const TIMES = ['09:00', '10:00', '12:00', '14:00', '15:00', '16:00', '17:00', '18:00'];

function timeOfDay(call: Call, day: CalendarDate, command: string): Reply {
  const { text, person, now } = call;
  const pick = (label: string, time: string): Button => ({ label, command: `${command} ${day}${time}` });
  return {
    blocks: [
      line(
        text.task.whichTime,
        ' ',
        strong(formatDay(day, { language: person.language, today: dateIn(person.zone, now) })),
      ),
      { kind: 'buttons', buttons: TIMES.map((time) => pick(time, ` ${time}`)), columns: 4 },
      buttons(pick(text.task.wholeDay, ''), {
        label: text.button.previous,
        command: `calendar ${day.slice(0, 7)} ${command}`,
      }),
    ],
    replacesPressed: true,
  };
}

/** `November 2026`, `листопад 2026` */
function monthName({ person }: Call, month: string): string {
  const name = new Intl.DateTimeFormat(person.language, { month: 'long', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
  return `${name} ${month.slice(0, 4)}`;
}
