import type { Call } from '../chat/command.ts';
import type { Deadline } from '../domain/deadline.ts';
import type { Person } from '../domain/person.ts';
import type { Priority } from '../domain/priority.ts';
import type { Project } from '../domain/project.ts';
import { refuse } from '../domain/refusal.ts';
import { isVisible } from '../domain/task.ts';
import type { OddDate } from '../language/odd-date.ts';
import { oddDate } from '../language/odd-date.ts';
import { parseTaskLine, withDeadline } from '../language/task-line.ts';
import { tomorrowLike } from './create-task.ts';
import { ensureHere, namedPeople } from './find-person.ts';
import { findActiveProject } from './find-project.ts';
import { lineAgain } from './line-again.ts';

/** What a task line names, with people and projects found; what it does not name is absent. */
export interface TaskWishes {
  title: string;
  description?: string;
  assignee?: Person;
  project?: Project;
  priority?: Priority;
  deadline?: Deadline;
  clearsDeadline: boolean;
  /** null: there is to be none */
  estimateSeconds?: number | null;
  /** what was left in the title, and may have been meant as the deadline */
  oddDate?: OddDate;
  /** the command line that says the same, due tomorrow; asked for only where the deadline cannot be */
  again?: () => string | undefined;
}

/** @param command what the line stands behind: `task`, or `edit 22` */
export async function readTaskLine(call: Call, line: string, command = 'task'): Promise<TaskWishes> {
  const people = await namedPeople(call, line);
  const { now, person } = call;
  const context = { now, zone: person.zone, language: person.language, known: people.known };
  const read = parseTaskLine(line, context);
  const wrong = read.unknownPriorities[0];
  if (wrong) refuse({ kind: 'unknown priority', ...wrong, command });
  const who = [...new Set(read.who)];
  const tags = [...new Set(read.tags.map((tag) => tag.toLowerCase()))];
  if (who.length > 1) refuse({ kind: 'several assignees', names: who, command });
  if (tags.length > 1) refuse({ kind: 'several projects', tags, command });
  if (new Set(read.priorities).size > 1) refuse({ kind: 'several priorities', command });
  if (read.deadlines.length > 1 || (read.deadlines.length > 0 && read.clearsDeadline)) {
    refuse({ kind: 'several deadlines', command });
  }
  const [estimate] = read.estimates;
  if (read.estimates.length > 1) refuse({ kind: 'several estimates', command });

  const wishes: TaskWishes = { title: isVisible(read.title) ? read.title : '', clearsDeadline: read.clearsDeadline };
  if (read.description !== undefined) wishes.description = read.description;
  if (who[0] !== undefined) wishes.assignee = ensureHere(await people.find(who[0]));
  if (tags[0] !== undefined) wishes.project = await findActiveProject(call, tags[0]);
  if (read.priorities[0]) wishes.priority = read.priorities[0];
  if (read.deadlines[0]) wishes.deadline = read.deadlines[0];
  if (estimate !== undefined) wishes.estimateSeconds = estimate === 0 ? null : estimate;
  const odd = wishes.title === '' ? undefined : oddDate(wishes.title, context);
  if (odd) wishes.oddDate = odd;
  const { deadline } = wishes;
  if (deadline) {
    wishes.again = () => {
      const again = withDeadline(line, tomorrowLike(call, deadline), context);
      return again === undefined ? undefined : lineAgain(command, again);
    };
  }
  return wishes;
}
