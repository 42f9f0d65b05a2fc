import { takePerson } from '../changes/find-person.ts';
import { findOwnProject } from '../changes/find-project.ts';
import { ensureOneAtATime, ensureOnePerson } from '../changes/one-at-a-time.ts';
import { ensureNotBackwards } from '../changes/read-period.ts';
import type { Call, Command } from '../chat/command.ts';
import { fold } from '../domain/fold.ts';
import { dateIn, daysBetween } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import { isManager } from '../domain/person.ts';
import type { Project } from '../domain/project.ts';
import { isTag } from '../domain/project.ts';
import { refuse } from '../domain/refusal.ts';
import type { Period } from '../language/period.ts';
import { parsePeriod, takePeriod } from '../language/period.ts';
import type { ReportWords } from '../language/report-word.ts';
import { namesGrouping, takeReportWords } from '../language/report-word.ts';
import { timeReport } from '../replies/time-report.ts';
import type { Grouping } from '../reports/report-spec.ts';

/** Longer than any month: a row for each day would be a long list. */
const DAY_BY_DAY_MAX = 31;

/**
 * `/time [period] [#project] [@person | everybody] [by project|person|task|day] [picture|xlsx|csv]`, in any order. Days
 * and weeks are those of whoever asks, whosever time it is.
 */
export const time: Command = {
  name: 'time',
  ownSlackCommand: true,
  async run(call) {
    const line = withoutEverybody(call.args);
    const named = await takePerson(call, line, 'only asked');
    const words = takeReportWords((named?.rest ?? call.args).split(/\s+/).filter((word) => word !== ''));
    // Whether it may be seen is said before anything of it is.
    ensureMaySee(call, named?.person, words);
    await ensureOnePerson(call, line);
    for (const what of ['grouping', 'file'] as const) {
      ensureOneAtATime(
        call,
        what,
        words.others.flatMap((other) => (other.what === what ? [other.words] : [])),
      );
    }
    const project = await takeProject(call, words.rest);
    const period = periodOf(call, words.rest.join(' '));
    return timeReport(call, {
      period,
      project,
      person: whose(call, named?.person, project, words),
      by: words.by ?? usualGrouping(period),
      file: words.file,
    });
  },
};

/** `@all` is nobody's name here. */
function withoutEverybody(args: string): string {
  return args
    .split(/(\s+)/)
    .map((word) => (word.startsWith('@') && takeReportWords([word]).isOfEverybody ? word.slice(1) : word))
    .join('');
}

function ensureMaySee({ person }: Call, named: Person | undefined, words: ReportWords): void {
  const isOfOthers = words.isOfEverybody || (named !== undefined && named.id !== person.id);
  if (isOfOthers && !isManager(person)) refuse({ kind: 'time of others' });
}

async function takeProject(call: Call, words: string[]): Promise<Project | undefined> {
  const isTagged = (word: string) => word.startsWith('#') && isTag(word.slice(1));
  const tags = words.filter(isTagged);
  const [tag] = tags;
  if (tag === undefined) return undefined;
  const others = tags.filter((each) => fold(each) !== fold(tag));
  ensureOneAtATime(
    call,
    'project',
    others.map((each) => [each]),
  );
  words.splice(0, words.length, ...words.filter((word) => !isTagged(word)));
  return findOwnProject(call, tag.slice(1));
}

function periodOf(call: Call, words: string): Period {
  const { person, now } = call;
  const today = dateIn(person.zone, now);
  if (words === '') return { from: today, to: today };
  const context = { now, zone: person.zone, language: person.language };
  const period = parsePeriod(words, context);
  if (period) return period;
  ensureNotBackwards(call, words, 'time');
  return refuseWords(words, takePeriod(words, context)?.rest);
}

/** @param behind what stands behind a period that was understood */
function refuseWords(words: string, behind: string | undefined): never {
  const typed = behind ?? words;
  const isGrouping = namesGrouping(typed);
  if (behind === undefined && !isGrouping) return refuse({ kind: 'not a period', typed });
  const period = words.slice(0, words.length - typed.length).trim();
  return refuse({ kind: 'not in a report', typed, period, wants: isGrouping ? 'grouping' : 'file' });
}

/**
 * One's own time by default. Managers and the owner see anybody's, and everybody's where they say so, ask for a project, or
 * ask by person; others see their own alone.
 */
function whose(
  { person }: Call,
  named: Person | undefined,
  project: Project | undefined,
  words: ReportWords,
): Person | undefined {
  if (named) return named;
  const isOfEverybody = words.isOfEverybody || project !== undefined || words.by === 'person';
  return isManager(person) && isOfEverybody ? undefined : person;
}

function usualGrouping({ from, to }: Period): Grouping {
  if (from === to) return 'task';
  return daysBetween(from, to) < DAY_BY_DAY_MAX ? 'day' : 'project';
}
