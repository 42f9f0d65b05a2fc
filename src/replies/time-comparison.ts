import type { Call } from '../chat/command.ts';
import { dateIn } from '../domain/instant.ts';
import type { Report } from '../reports/read-report.ts';
import type { Comparison } from '../reports/report-days.ts';
import { formatDuration } from '../text/format-duration.ts';
import { formatDays, formatTime } from '../text/format-moment.ts';

/** How much it was before, and how much more or less it is now. */
export function comparisonText(
  { text, person, now }: Pick<Call, 'text' | 'person' | 'now'>,
  { seconds, secondsBefore }: Pick<Report, 'seconds' | 'secondsBefore'>,
  { days, until }: Comparison,
): string {
  const today = dateIn(person.zone, now);
  const end = until ? formatTime(until, person.zone) : undefined;
  const clock = end && (days.from === days.to ? `00:00–${end}` : end);
  const when = [formatDays(days, { language: text.language, today }), clock].filter(Boolean).join(', ');
  if (secondsBefore === 0) return text.time.nothingBefore(when);
  const spell = (length: number) => formatDuration(length, text.language);
  const difference = seconds - secondsBefore;
  const percent = Math.round((100 * difference) / secondsBefore);
  const by = spell(Math.abs(difference));
  const change =
    difference === 0
      ? text.time.nowTheSame
      : difference > 0
        ? text.time.nowMore(by, `+${percent} %`)
        : text.time.nowLess(by, `−${-percent} %`);
  return text.time.before(when, spell(secondsBefore), change);
}
