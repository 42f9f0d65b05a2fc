import { personWord } from '../changes/find-person.ts';
import type { Call } from '../chat/command.ts';
import type { Block, Button, FileKind, Reply } from '../chat/reply.ts';
import { buttons, faint, heading, line, plain } from '../chat/reply.ts';
import { dateIn } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import { isManager } from '../domain/person.ts';
import type { Project } from '../domain/project.ts';
import type { Period } from '../language/period.ts';
import type { Report } from '../reports/read-report.ts';
import { readReport } from '../reports/read-report.ts';
import { comparisonOf, neighbour } from '../reports/report-days.ts';
import type { Grouping, ReportSpec } from '../reports/report-spec.ts';
import { GROUPINGS } from '../reports/report-spec.ts';
import { reportTitle } from '../text/report-title.ts';
import { comparisonText } from './time-comparison.ts';
import { timeTable } from './time-table.ts';
import { spentOf } from './timer-view.ts';

export interface TimeQuestion {
  period: Period;
  project: Project | undefined;
  /** undefined: everybody */
  person: Person | undefined;
  by: Grouping;
  /** in place of a table */
  file: FileKind | undefined;
}

const FORMATS = { xlsx: 'XLSX', csv: 'CSV' } as const;
const ROWS_MAX = 20;
const DAYS_MAX = 31;

/** Hours in the calendar of whoever asks, as a table or as a file that is on its way. */
export async function timeReport(call: Call, question: TimeQuestion): Promise<Reply> {
  const { text, now, person: viewer } = call;
  const { period, project, person, by, file } = question;
  const spec = { from: period.from, to: period.to, by, personId: person?.id ?? null, projectId: project?.id ?? null };
  const comparison = comparisonOf(period, viewer.zone, now);
  const report = await readReport(call.tx, viewer, spec, now, {
    most: by === 'day' ? DAYS_MAX : ROWS_MAX,
    before: comparison?.stretch ?? null,
  });
  noteSeen(call, report);
  const blocks: Block[] = [heading(title(call, question))];
  const isEmpty = report.seconds === 0;
  if (file && !isEmpty) {
    blocks.push(line(file === 'chart' ? text.time.drawing : text.time.writing(FORMATS[file])));
    return { blocks, place: 'private', files: [{ kind: file, spec: spec satisfies ReportSpec }] };
  }
  if (isEmpty) blocks.push(line(faint(text.time.nothing)));
  else blocks.push(timeTable(call, report), ...(await estimateLines(call, report)));
  if (comparison && (!isEmpty || report.secondsBefore > 0)) blocks.push(line(comparisonText(call, report, comparison)));
  if (!isEmpty) {
    blocks.push(line(faint([text.time.rounding, ...(report.isRunning ? [text.time.countsRunning] : [])].join(' '))));
  }
  blocks.push(buttons(...reportButtons(call, question, isEmpty)));
  return { blocks, place: 'private' };
}

function title({ text, person: viewer, now }: Call, { period, project, person }: TimeQuestion): string {
  return reportTitle({ ...period, person, project }, text, dateIn(viewer.zone, now));
}

/** What was spent in all of what was estimated: a period may hold a part of it only. */
async function estimateLines({ tx, now, text }: Call, { groups }: Report): Promise<Block[]> {
  const tasks = groups.flatMap(({ about }) =>
    about.kind === 'task' && about.task?.estimateSeconds ? [about.task] : [],
  );
  if (tasks.length === 0) return [];
  const spent = await tx.timeEntries.spentOn(
    tasks.map(({ id }) => id),
    now,
  );
  const items = tasks.map((task) => ({
    spans: [plain(`${task.id} ${task.title ?? ''} · ${spentOf(text, spent.get(task.id) ?? 0, task)}`)],
  }));
  return [line(text.time.estimates), { kind: 'list', items }];
}

function noteSeen(call: Call, { groups }: Report): void {
  for (const { about } of groups) if (about.kind === 'task') call.seen.push(about.project?.id ?? null);
}

/** Other groupings, the days before and after, and the same as a picture or a file. */
function reportButtons(call: Call, question: TimeQuestion, isEmpty: boolean): Button[] {
  const { text, person: viewer, now } = call;
  const { period, project, person, by } = question;
  const about = [project && `#${project.tag}`, whoseWord(viewer, person)].filter(Boolean).join(' ');
  const command = ({ from, to }: Period, grouping: Grouping, words = about) =>
    ['time', `${from}..${to}`, words, 'by', grouping].filter((word) => word !== '').join(' ');

  const others = GROUPINGS.filter((each) => each !== by && (each !== 'person' || person === undefined));
  const list: Button[] = others.map((each) => ({ label: text.time.by[each], command: command(period, each) }));
  if (isManager(viewer) && person?.id === viewer.id) {
    const everybody = project ? `#${project.tag} everybody` : 'everybody';
    list.push({ label: text.time.everybody, command: command(period, by, everybody) });
  }
  const before = neighbour(period, -1);
  if (before) list.push({ label: text.button.before, command: command(before, by) });
  const after = period.to < dateIn(viewer.zone, now) ? neighbour(period, 1) : undefined;
  if (after) list.push({ label: text.button.after, command: command(after, by) });
  if (isEmpty) return list;
  list.push({ label: text.time.picture, command: `${command(period, by)} picture` });
  for (const kind of ['xlsx', 'csv'] as const) {
    list.push({ label: FORMATS[kind], command: `${command(period, by)} ${kind}` });
  }
  return list;
}

/** Says whose time it is in words that mean the same whoever presses, and whatever is asked beside it. */
function whoseWord(viewer: Person, person: Person | undefined): string {
  if (!person) return 'everybody';
  if (person.id !== viewer.id) return `@${personWord(person)}`;
  return isManager(viewer) ? '@me' : '';
}
