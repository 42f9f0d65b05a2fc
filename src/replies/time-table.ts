import type { Call } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { dateIn } from '../domain/instant.ts';
import type { GroupAbout, Report } from '../reports/read-report.ts';
import { displayWidth, graphemes, graphemeWidth } from '../text/display-width.ts';
import { formatDuration } from '../text/format-duration.ts';
import { formatDay, formatShortDay } from '../text/format-moment.ts';

/** So many characters of one width stand in a line on a phone. */
const PHONE_WIDTH = 34;
const GAP_WIDTH = 2;
/** Less of a name says nothing. */
const NAME_MIN = 10;
/** Beside a time in which a timer is counted that still runs. */
const RUNS = '▸';

type Looker = Pick<Call, 'text' | 'person' | 'now'>;

/** Names, hours and shares, narrow enough for a phone. */
export function timeTable(call: Looker, report: Report): Block {
  const { text } = call;
  const spell = (seconds: number, isRunning = false) =>
    `${isRunning ? `${RUNS} ` : ''}${formatDuration(seconds, text.language)}`;
  const percent = (share: number) => `${Math.round(100 * share)} %`;

  const named = report.groups.map(({ about, seconds, share, isRunning }) => ({
    names: namesOf(call, about),
    cells: [spell(seconds, isRunning), percent(share)],
  }));
  const { rest } = report;
  if (rest) {
    const cells = [spell(rest.seconds), percent(rest.share)];
    if (report.spec.by === 'day') named.unshift({ names: [text.time.earlierDays], cells });
    else named.push({ names: [text.time.more(rest.count)], cells });
  }
  const head = [text.time.spent, text.time.share];
  const total = [spell(report.seconds), ''];
  const widthOf = (i: number) =>
    [head, ...named.map(({ cells }) => cells), total].reduce(
      (most, row) => Math.max(most, displayWidth(row[i] ?? '')),
      0,
    );
  const room = Math.max(NAME_MIN, PHONE_WIDTH - 2 * GAP_WIDTH - widthOf(0) - widthOf(1));
  // Days are all written alike.
  const isTight = report.spec.by === 'day' && named.some(({ names }) => displayWidth(names[0] ?? '') > room);
  return {
    kind: 'table',
    columns: [
      { title: text.time.groupings[report.spec.by], align: 'left' },
      { title: head[0] ?? '', align: 'right' },
      { title: head[1] ?? '', align: 'right' },
    ],
    rows: named.map(({ names, cells }) => [fitting(isTight ? names.slice(-1) : names, room), ...cells]),
    total: [text.time.total, ...total],
  };
}

/** The longest first, to be shown where it fits. */
function namesOf({ text, person, now }: Looker, about: GroupAbout): string[] {
  switch (about.kind) {
    case 'day':
      return [formatDay, formatShortDay].map((format) =>
        format(about.date, { language: text.language, today: dateIn(person.zone, now) }),
      );
    case 'person':
      return [about.person.name];
    case 'project': {
      const { project } = about;
      return project ? [`#${project.tag} ${project.name}`, `#${project.tag}`] : [text.time.noProject];
    }
    case 'task':
      if (about.task) return [[about.task.id, about.task.title].filter((part) => part !== null).join(' ')];
      return [about.project ? `#${about.project.tag}` : text.time.noTask];
  }
}

function fitting(names: readonly string[], room: number): string {
  return names.find((name) => displayWidth(name) <= room) ?? shortened(names.at(-1) ?? '', room);
}

function shortened(name: string, room: number): string {
  let short = '';
  let width = 1;
  for (const grapheme of graphemes(name)) {
    width += graphemeWidth(grapheme);
    if (width > room) break;
    short += grapheme;
  }
  return `${short.trimEnd()}…`;
}
