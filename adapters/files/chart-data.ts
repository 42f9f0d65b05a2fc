import type { CalendarDate, Instant } from '../../src/domain/instant.ts';
import { addDays, dateIn, daysBetween, weekdayOf } from '../../src/domain/instant.ts';
import type { ProjectLabel } from '../../src/domain/time-sums.ts';
import type { GroupAbout, Report } from '../../src/reports/read-report.ts';
import type { Catalogue } from '../../src/text/catalogue.ts';
import { formatDuration } from '../../src/text/format-duration.ts';
import { formatDay } from '../../src/text/format-moment.ts';

/** What a picture shows, before it is known how. */
export interface ChartData {
  title: string;
  /** under the title: the sum */
  total: string;
  /** what the colours mean; one or none: there is nothing to tell apart */
  series: string[];
  bars: Bar[];
}

export interface Bar {
  label: string;
  seconds: number;
  /** beside the bar */
  value: string;
  segments: { series: number; seconds: number }[];
}

export interface ChartReader {
  text: Catalogue;
  zone: string;
  now: Instant;
  title: string;
}

/** Colours that everybody can tell apart are no more than these; the rest has one for itself. */
export const SERIES_MAX = 7;
/** So many bars are still readable on a phone. */
export const BARS_MAX = 31;
const WEEK_DAYS = 7;
const RUNS = '▸';

/** @param report of days: with stacks */
export function chartDataOf(report: Report, reader: ChartReader): ChartData {
  const { text, title } = reader;
  const spell = (seconds: number) => formatDuration(seconds, text.language);
  const total = `${text.files.total}: ${spell(report.seconds)}`;
  if (report.spec.by === 'day') return { title, total, ...dayBars(report, reader) };
  const bars = report.groups.map(
    ({ about, seconds, isRunning }): Bar => ({
      label: nameOf(about, text),
      seconds,
      value: `${isRunning ? `${RUNS} ` : ''}${spell(seconds)}`,
      segments: [{ series: 0, seconds }],
    }),
  );
  const { rest } = report;
  if (rest) bars.push(barOf(text.files.othersInChart(rest.count), [{ series: 0, seconds: rest.seconds }], text));
  return { title, total, series: [], bars };
}

function barOf(label: string, segments: Bar['segments'], text: Catalogue): Bar {
  const seconds = segments.reduce((sum, each) => sum + each.seconds, 0);
  return { label, seconds, value: formatDuration(seconds, text.language), segments };
}

function nameOf(about: GroupAbout, text: Catalogue): string {
  switch (about.kind) {
    case 'day':
      return about.date;
    case 'person':
      return about.person.name;
    case 'project':
      return about.project ? about.project.name : text.time.noProject;
    case 'task':
      if (about.task) return [about.task.id, about.task.title].filter((part) => part !== null).join(' ');
      return about.project ? `#${about.project.tag}` : text.time.noTask;
  }
}

/** Each day that there is, also those without work, stacked by project; where that is too long, weeks or months. */
function dayBars(report: Report, reader: ChartReader): Pick<ChartData, 'series' | 'bars'> {
  const { text, zone, now } = reader;
  const { series, seriesOf } = seriesIn(report, text);
  const today = dateIn(zone, now);
  const dates = report.stacks.map(({ date }) => date).sort();
  const first = laterDate(report.spec.from, dates[0] ?? report.spec.from, daysBetween(report.spec.from, today) > 366);
  const last = report.spec.to < today ? report.spec.to : today;
  const grain = grainOf(daysBetween(first, last) + 1);
  const bars = new Map<string, { label: string; sums: number[] }>();
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const key = keyOf(date, grain);
    if (!bars.has(key)) bars.set(key, { label: labelOf(date, grain, text, today), sums: [] });
  }
  for (const { date, project, seconds } of report.stacks) {
    const bar = bars.get(keyOf(date, grain));
    const of = seriesOf(project);
    if (bar) bar.sums[of] = (bar.sums[of] ?? 0) + seconds;
  }
  const list = [...bars.values()].map(({ label, sums }) =>
    barOf(
      label,
      series.flatMap((_, i) => (sums[i] ? [{ series: i, seconds: sums[i] }] : [])),
      text,
    ),
  );
  return { series, bars: list };
}

/** Days before the first work are shown where the period is of a readable length. */
function laterDate(from: CalendarDate, firstWork: CalendarDate, isLong: boolean): CalendarDate {
  return isLong && firstWork > from ? firstWork : from;
}

type Grain = 'day' | 'week' | 'month';

function grainOf(days: number): Grain {
  if (days <= BARS_MAX) return 'day';
  return days <= (BARS_MAX - 1) * WEEK_DAYS ? 'week' : 'month';
}

function keyOf(date: CalendarDate, grain: Grain): string {
  if (grain === 'month') return date.slice(0, 7);
  return grain === 'day' ? date : addDays(date, 1 - weekdayOf(date));
}

function labelOf(date: CalendarDate, grain: Grain, text: Catalogue, today: CalendarDate): string {
  if (grain === 'month') return text.files.month(Number(date.slice(5, 7)), Number(date.slice(0, 4)));
  const day = formatDay(date, { language: text.language, today });
  return grain === 'day' ? day : text.files.weekFrom(day);
}

/** The projects with most time, each with a colour of its own; the others share one. */
function seriesIn({ stacks }: Report, text: Catalogue) {
  const sums = new Map<number | null, { project: ProjectLabel | null; seconds: number }>();
  for (const { project, seconds } of stacks) {
    const id = project?.id ?? null;
    sums.set(id, { project, seconds: (sums.get(id)?.seconds ?? 0) + seconds });
  }
  const sorted = [...sums].sort(([, a], [, b]) => b.seconds - a.seconds);
  const own = sorted.slice(0, SERIES_MAX);
  const series = own.map(([, { project }]) => project?.name ?? text.time.noProject);
  if (sorted.length > own.length) series.push(text.files.restOfProjects);
  const places = new Map(own.map(([id], i) => [id, i]));
  return { series, seriesOf: (project: ProjectLabel | null) => places.get(project?.id ?? null) ?? own.length };
}
