import { takePerson } from '../changes/find-person.ts';
import { findOwnProject } from '../changes/find-project.ts';
import type { Call, Command } from '../chat/command.ts';
import { fold } from '../domain/fold.ts';
import { dateIn } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import { isManager } from '../domain/person.ts';
import type { Project } from '../domain/project.ts';
import { isTag } from '../domain/project.ts';
import { refuse } from '../domain/refusal.ts';
import type { Period } from '../language/period.ts';
import { parsePeriod } from '../language/period.ts';
import type { Grouping } from '../replies/time-report.ts';
import { timeReport } from '../replies/time-report.ts';

/** `/time [period] [#project] [@person] [by project|person|task|day]`, in any order. */
export const time: Command = {
  name: 'time',
  ownSlackCommand: true,
  async run(call) {
    const named = await takePerson(call, call.args);
    const words = (named?.rest ?? call.args).split(/\s+/).filter((word) => word !== '');
    const grouping = takeGrouping(words);
    const project = await takeProject(call, words);
    const period = readPeriod(call, words.join(' '));
    const person = whose(call, named?.person, project, grouping);
    return timeReport(call, {
      period,
      project,
      person,
      grouping: grouping ?? (period.from === period.to ? 'task' : 'day'),
    });
  },
};

const GROUPINGS: Record<string, Grouping> = {
  project: 'project',
  projects: 'project',
  проєкт: 'project',
  проєктами: 'project',
  проєктах: 'project',
  проект: 'project',
  проектам: 'project',
  person: 'person',
  people: 'person',
  людям: 'person',
  людях: 'person',
  людьми: 'person',
  человек: 'person',
  людина: 'person',
  task: 'task',
  tasks: 'task',
  задачам: 'task',
  завданням: 'task',
  завданнях: 'task',
  завданнями: 'task',
  задача: 'task',
  завдання: 'task',
  day: 'day',
  days: 'day',
  дням: 'day',
  днях: 'day',
  днями: 'day',
  день: 'day',
};
const BY = ['by', 'по', 'за'];

function takeGrouping(words: string[]): Grouping | undefined {
  for (let i = 0; i + 1 < words.length; i++) {
    const grouping = fold(words[i + 1] ?? '');
    if (!BY.includes(fold(words[i] ?? '')) || !Object.hasOwn(GROUPINGS, grouping)) continue;
    words.splice(i, 2);
    return GROUPINGS[grouping];
  }
  return undefined;
}

async function takeProject(call: Call, words: string[]): Promise<Project | undefined> {
  const at = words.findIndex((word) => word.startsWith('#') && isTag(word.slice(1)));
  if (at < 0) return undefined;
  const [tag] = words.splice(at, 1);
  return findOwnProject(call, (tag ?? '').slice(1));
}

function readPeriod(call: Call, words: string): Period {
  const { person, now } = call;
  const today = dateIn(person.zone, now);
  if (words === '') return { from: today, to: today };
  const period = parsePeriod(words, { now, zone: person.zone, language: person.language });
  return period ?? refuse({ kind: 'not a period', typed: words });
}

/**
 * One's own time by default. Managers and the owner see anybody's, and everybody's where they ask for a project or
 * by person; others see their own alone.
 */
function whose(
  call: Call,
  named: Person | undefined,
  project: Project | undefined,
  grouping: Grouping | undefined,
): Person | undefined {
  const { person } = call;
  if (named && named.id !== person.id && !isManager(person)) return refuse({ kind: 'time of others' });
  if (named) return named;
  const everybody = isManager(person) && (project !== undefined || grouping === 'person');
  return everybody ? undefined : person;
}
