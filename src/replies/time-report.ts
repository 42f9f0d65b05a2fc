import { personWord } from '../changes/find-person.ts';
import type { Call } from '../chat/command.ts';
import type { Block, Button, Reply } from '../chat/reply.ts';
import { buttons, faint, heading } from '../chat/reply.ts';
import type { PersonId, ProjectId, TaskId } from '../domain/ids.ts';
import type { CalendarDate } from '../domain/instant.ts';
import { addDays, calendarDate, dateIn, daysBetween, endOfDay, startOfDay } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import type { Project } from '../domain/project.ts';
import type { TimeEntry } from '../domain/time-entry.ts';
import { secondsWithin } from '../domain/time-entry.ts';
import type { Period } from '../language/period.ts';
import { formatDuration } from '../text/format-duration.ts';
import { formatDay } from '../text/format-moment.ts';
import { taskNames } from './timer-view.ts';

const GROUPINGS = ['project', 'person', 'task', 'day'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface TimeQuestion {
  period: Period;
  project: Project | undefined;
  /** undefined: everybody */
  person: Person | undefined;
  grouping: Grouping;
}

interface Row {
  name: string;
  seconds: number;
}

/** Hours in the asker's calendar; an entry over midnight is split between its days, a running timer counts up to now. */
export async function timeReport(call: Call, question: TimeQuestion): Promise<Reply> {
  const { text, now, person: asker } = call;
  const { period, project, person, grouping } = question;
  const from = startOfDay(period.from, asker.zone);
  const to = endOfDay(period.to, asker.zone);
  const entries = await call.tx.timeEntries.within({
    ...(person ? { personId: person.id } : {}),
    ...(project ? { projectId: project.id } : {}),
    from,
    to,
  });
  const rows = grouping === 'day' ? byDay(call, entries, period) : await byName(call, entries, grouping, { from, to });
  const total = entries.reduce((sum, entry) => sum + secondsWithin(entry, from, to, now), 0);
  const blocks: Block[] = [heading(title(call, question))];
  if (rows.length === 0) {
    blocks.push({ kind: 'text', spans: [faint(text.time.nothing)] });
  } else {
    const spell = (seconds: number) => formatDuration(seconds, text.language);
    blocks.push({
      kind: 'table',
      columns: [
        { title: text.time.groupings[grouping], align: 'left' },
        { title: text.time.spent, align: 'right' },
        { title: text.time.share, align: 'right' },
      ],
      rows: rows.map((row) => [
        row.name,
        spell(row.seconds),
        `${Math.round((100 * row.seconds) / Math.max(1, total))} %`,
      ]),
      total: [text.time.total, spell(total), ''],
    });
    const notes = [text.time.rounding];
    if (entries.some((entry) => entry.stoppedAt === null)) notes.push(text.time.countsRunning);
    blocks.push({ kind: 'text', spans: [faint(notes.join(' '))] });
  }
  blocks.push(buttons(...reportButtons(call, question)));
  return { blocks, place: 'private' };
}

function title(call: Call, question: TimeQuestion): string {
  const { text, person: asker, now } = call;
  const { period, project, person } = question;
  const today = dateIn(asker.zone, now);
  const day = (date: CalendarDate) => formatDay(date, { language: text.language, today });
  const days = period.from === period.to ? day(period.from) : `${day(period.from)} – ${day(period.to)}`;
  const who = person ? person.name : text.time.everybody;
  return [who, project && `#${project.tag}`, days].filter(Boolean).join(' · ');
}

function byDay(call: Call, entries: readonly TimeEntry[], period: Period): Row[] {
  const { text, person, now } = call;
  const today = dateIn(person.zone, now);
  const totals = new Map<CalendarDate, number>();
  for (const entry of entries) {
    const first = laterDate(dateIn(person.zone, entry.startedAt), period.from);
    const last = earlierDate(dateIn(person.zone, entry.stoppedAt ?? now), period.to);
    for (let date = first; date <= last; date = addDays(date, 1)) {
      const seconds = secondsWithin(entry, startOfDay(date, person.zone), endOfDay(date, person.zone), now);
      if (seconds > 0) totals.set(date, (totals.get(date) ?? 0) + seconds);
    }
  }
  return [...totals]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, seconds]) => ({ name: formatDay(date, { language: text.language, today }), seconds }));
}

async function byName(
  call: Call,
  entries: readonly TimeEntry[],
  grouping: Exclude<Grouping, 'day'>,
  range: { from: ReturnType<typeof startOfDay>; to: ReturnType<typeof endOfDay> },
): Promise<Row[]> {
  const idOf = { project: 'projectId', person: 'personId', task: 'taskId' } as const;
  const totals = new Map<number | string, number>();
  for (const entry of entries) {
    // Work without a task is told apart by its project.
    const key = entry[idOf[grouping]] ?? (grouping === 'task' && entry.projectId ? `#${entry.projectId}` : 'none');
    totals.set(key, (totals.get(key) ?? 0) + secondsWithin(entry, range.from, range.to, call.now));
  }
  const names = await namesOf(call, grouping, [...totals.keys()]);
  return [...totals]
    .map(([key, seconds]) => ({ name: names.get(key) ?? call.text.time.noTask, seconds }))
    .filter((row) => row.seconds > 0)
    .sort((a, b) => b.seconds - a.seconds || (a.name < b.name ? -1 : 1));
}

async function namesOf(
  call: Call,
  grouping: Exclude<Grouping, 'day'>,
  keys: readonly (number | string)[],
): Promise<Map<number | string, string>> {
  const { tx, text } = call;
  const ids = keys.filter((key) => typeof key === 'number');
  const projectIds = keys.flatMap((key) =>
    typeof key === 'string' && key.startsWith('#') ? [Number(key.slice(1))] : [],
  );
  if (grouping === 'project') projectIds.push(...ids);
  const projects = projectIds.length > 0 ? await tx.projects.getMany(projectIds as ProjectId[]) : [];
  const names = new Map<number | string, string>();
  if (grouping === 'project') {
    for (const project of projects) names.set(project.id, `#${project.tag} ${project.name}`);
    names.set('none', text.time.noProject);
    return names;
  }
  if (grouping === 'person') {
    for (const person of await tx.people.getMany(ids as PersonId[])) names.set(person.id, person.name);
    return names;
  }
  for (const project of projects) names.set(`#${project.id}`, `#${project.tag}`);
  for (const [id, name] of await taskNames(call, ids as TaskId[])) names.set(id, name);
  return names;
}

/** Other groupings, and the stretch of the same length before and after. */
function reportButtons(call: Call, question: TimeQuestion): Button[] {
  const { text, person: asker, now } = call;
  const { period, project, person, grouping } = question;
  const who = person && person.id !== asker.id ? ` @${personWord(person)}` : '';
  const about = `${project ? ` #${project.tag}` : ''}${who}`;
  const command = (from: CalendarDate, to: CalendarDate, by: Grouping) => `time ${from}..${to}${about} by ${by}`;
  const others = GROUPINGS.filter((each) => each !== grouping && (each !== 'person' || person === undefined));
  const list: Button[] = others.map((by) => ({
    label: text.time.by[by],
    command: command(period.from, period.to, by),
  }));
  const before = neighbour(period, -1);
  list.push({ label: text.button.before, command: command(before.from, before.to, grouping) });
  if (period.to < dateIn(asker.zone, now)) {
    const after = neighbour(period, 1);
    list.push({ label: text.button.after, command: command(after.from, after.to, grouping) });
  }
  return list;
}

/** The stretch of the same length right before or after; whole months step by months. */
function neighbour({ from, to }: Period, direction: -1 | 1): Period {
  const days = daysBetween(from, to) + 1;
  const next = addDays(to, 1);
  if (from.endsWith('-01') && next.endsWith('-01')) {
    const months = monthOf(next) - monthOf(from);
    const first = firstOfMonth(monthOf(from) + direction * months);
    const end = firstOfMonth(monthOf(next) + direction * months);
    if (first && end) return { from: first, to: addDays(end, -1) };
  }
  return { from: addDays(from, direction * days), to: addDays(to, direction * days) };
}

/** Months since the year 0. */
function monthOf(date: CalendarDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function firstOfMonth(month: number): CalendarDate | undefined {
  return calendarDate(Math.floor(month / 12), (month % 12) + 1, 1);
}

function laterDate(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b;
}

function earlierDate(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a < b ? a : b;
}
