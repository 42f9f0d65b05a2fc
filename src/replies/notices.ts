import type { Block, Button, Reply } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import type { Deadline } from '../domain/deadline.ts';
import type { Instant } from '../domain/instant.ts';
import { decidesAlone } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Project } from '../domain/project.ts';
import type { Proposal, Task } from '../domain/task.ts';
import { proposalWord } from '../domain/task.ts';
import { awaitsTaking } from '../domain/task-moments.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { formatDuration } from '../text/format-duration.ts';
import { formatDeadline } from '../text/format-moment.ts';
import { taskFields, taskHeading, viewWith } from './task-view.ts';

/** Messages to the other person of a task about what somebody did with it. */

interface Doing {
  person: Person;
  now: Instant;
}

/** The people and the project that the task's fields name. */
interface Around {
  people: Person[];
  project: Project | undefined;
}

type Titled = Pick<Task, 'id' | 'title'>;

/** What happened, which task, and whatever else there is to see or press. */
function notice(said: string, task: Titled, ...more: Block[]): Reply {
  return { blocks: [line(said), taskHeading(task), ...more] };
}

export function taskAssignedNotice(text: Catalogue, to: Person, task: Task, by: Doing, around: Around): Reply {
  const move = decidesAlone(to, task) ? text.button.move : text.button.proposeDeadline;
  return notice(
    text.notice.assigned(by.person.name),
    task,
    ...quoteOf(task.description),
    fieldsFor(text, to, task, by, around),
    buttons(
      { label: text.button.took, command: `took ${task.id}`, style: 'primary' },
      { label: text.button.done, command: `done ${task.id}` },
      { label: move, command: `move ${task.id}` },
      open(text, task),
    ),
  );
}

/** To somebody who had the task until now. */
export function taskReassignedNotice(text: Catalogue, task: Titled, by: Doing, assignee: Person): Reply {
  return notice(text.notice.reassigned(by.person.name, assignee.name), task, buttons(open(text, task)));
}

export function taskClosedNotice(text: Catalogue, task: Task, by: Doing): Reply {
  const said = task.state === 'dropped' ? text.notice.dropped(by.person.name) : text.notice.done(by.person.name);
  const reopen: Button = { label: text.button.reopen, command: `reopen ${task.id}` };
  return notice(said, task, ...quoteOf(task.result), buttons(open(text, task), reopen));
}

/** What came of a task that was closed before. */
export function taskResultNotice(text: Catalogue, task: Task, by: Doing): Reply {
  return notice(text.notice.result(by.person.name), task, ...quoteOf(task.result), buttons(open(text, task)));
}

export function taskReopenedNotice(text: Catalogue, task: Task, by: Doing): Reply {
  return notice(text.notice.reopened(by.person.name), task, buttons(open(text, task)));
}

export function taskMovedNotice(text: Catalogue, to: Person, task: Task, by: Doing): Reply {
  const said = task.deadline
    ? text.notice.moved(by.person.name, deadlineFor(text, to, task.deadline, by))
    : text.notice.deadlineCleared(by.person.name);
  return notice(said, task, buttons(open(text, task)));
}

/** Any other change of fields, naming those that are new. */
export function taskChangedNotice(
  text: Catalogue,
  to: Person,
  before: Task,
  task: Task,
  by: Doing,
  around: Around,
): Reply {
  const said = text.notice.changed(by.person.name, changedFields(text, before, task).join(', '));
  const isToBeTaken = awaitsTaking(task) && task.assigneeId === to.id && !awaitsTaking(before);
  const took: Button | undefined = isToBeTaken
    ? { label: text.button.took, command: `took ${task.id}`, style: 'primary' }
    : undefined;
  return notice(said, task, fieldsFor(text, to, task, by, around), buttons(took, open(text, task)));
}

/** The names of the fields that are not as they were. */
export function changedFields(text: Catalogue, before: Task, task: Task): string[] {
  const names: [keyof Task, string][] = [
    ['title', text.fields.title],
    ['description', text.fields.description],
    ['assigneeId', text.task.assignee],
    ['projectId', text.fields.project],
    ['priority', text.fields.priority],
    ['deadline', text.fields.deadline],
    ['estimateSeconds', text.fields.estimate],
  ];
  const changed = names.filter(([key]) => JSON.stringify(before[key]) !== JSON.stringify(task[key]));
  return changed.map(([, name]) => name.toLowerCase());
}

export function taskTookNotice(text: Catalogue, task: Task, by: Doing): Reply {
  return notice(text.notice.took(by.person.name), task, buttons(open(text, task)));
}

export function taskNoteNotice(text: Catalogue, task: Task, by: Doing, note: string): Reply {
  return notice(text.notice.noted(by.person.name), task, ...quoteOf(note), buttons(open(text, task)));
}

export function taskProposalNotice(text: Catalogue, to: Person, task: Task, proposal: Proposal, by: Doing): Reply {
  const { ask } = proposal;
  const said =
    ask.kind === 'drop'
      ? text.notice.proposesDrop(by.person.name)
      : text.notice.proposesMove(by.person.name, deadlineFor(text, to, ask.deadline, by));
  const reason = quoteOf(ask.kind === 'drop' ? ask.reason : null);
  return notice(said, task, ...reason, buttons(...decisions(text, proposal), open(text, task)));
}

/** They name the very proposal: pressed under an old message, they must not answer a newer one. */
export function decisions(text: Catalogue, proposal: Proposal): Button[] {
  const about = `${proposal.taskId} ${proposalWord(proposal)}`;
  return [
    { label: text.button.agree, command: `agree ${about}`, style: 'primary' },
    { label: text.button.keep, command: `keep ${about}` },
  ];
}

/** The author's answer to a proposal. */
export function proposalAnswerNotice(text: Catalogue, task: Task, by: Doing, agreed: boolean): Reply {
  const said = agreed ? text.notice.agreed(by.person.name) : text.notice.kept(by.person.name);
  return notice(said, task, buttons(open(text, task)));
}

export function nudgeNotice(text: Catalogue, to: Person, task: Task, by: Doing, around: Around): Reply {
  return notice(
    text.notice.nudge(by.person.name),
    task,
    fieldsFor(text, to, task, by, around),
    buttons(
      { label: text.button.done, command: `done ${task.id}`, style: 'primary' },
      { label: text.button.proposeDeadline, command: `move ${task.id}` },
      { label: text.button.notRelevant, command: `drop ${task.id}` },
      open(text, task),
    ),
  );
}

/** Somebody took back what they had done to a task. */
export function undoneNotice(text: Catalogue, task: Titled, by: Doing, exists: boolean): Reply {
  const said = exists ? text.notice.undone(by.person.name) : text.notice.takenBack(by.person.name);
  return notice(said, task, ...(exists ? [buttons(open(text, task))] : []));
}

/** More was spent than the task was thought to take. */
export function estimatePassedNotice(text: Catalogue, task: Titled, spent: number, estimate: number): Reply {
  const spell = (seconds: number) => formatDuration(seconds, text.language);
  return notice(text.task.estimatePassed(spell(spent), spell(estimate)), task, buttons(open(text, task)));
}

function fieldsFor(text: Catalogue, to: Person, task: Task, by: Doing, { people, project }: Around): Block {
  return taskFields(task, viewWith({ viewer: to, now: by.now, text }, people, project ? [project] : []));
}

function deadlineFor(text: Catalogue, to: Person, deadline: Deadline, by: Doing): string {
  return formatDeadline(deadline, { language: text.language, zone: to.zone, now: by.now });
}

function open(text: Catalogue, task: Titled): Button {
  return { label: text.button.open, command: `show ${task.id}` };
}

function quoteOf(words: string | null): Block[] {
  return words ? [{ kind: 'quote', text: words }] : [];
}
