import type { Block, Button, Reply } from '../chat/reply.ts';
import { buttons, line, strong } from '../chat/reply.ts';
import type { Instant } from '../domain/instant.ts';
import { decidesAlone } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Project } from '../domain/project.ts';
import type { Proposal, Task } from '../domain/task.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { formatDeadline } from '../text/format-moment.ts';
import { taskFields, taskHeading, viewWith } from './task-view.ts';

/** Messages to the other person of a task about what somebody did with it. */

interface Doing {
  person: Person;
  now: Instant;
}

export function taskAssignedNotice(
  text: Catalogue,
  to: Person,
  task: Task,
  by: Doing,
  around: { people: Person[]; project: Project | undefined },
): Reply {
  const view = viewWith({ viewer: to, now: by.now, text }, around.people, around.project ? [around.project] : []);
  return {
    blocks: [
      line(text.notice.assigned(by.person.name)),
      taskHeading(task),
      ...quoteOf(task.description),
      taskFields(task, view),
      buttons(
        { label: text.button.took, command: `took ${task.id}`, style: 'primary' },
        { label: text.button.done, command: `done ${task.id}` },
        {
          label: decidesAlone(to, task) ? text.button.move : text.button.proposeDeadline,
          command: `move ${task.id}`,
        },
        { label: text.button.open, command: `show ${task.id}` },
      ),
    ],
  };
}

/** To somebody who had the task until now. */
export function taskReassignedNotice(text: Catalogue, task: Task, by: Doing, assignee: Person): Reply {
  return {
    blocks: [line(text.notice.reassigned(by.person.name, assignee.name)), taskHeading(task), openButton(text, task)],
  };
}

export function taskClosedNotice(text: Catalogue, _to: Person, task: Task, by: Doing): Reply {
  const said = task.state === 'dropped' ? text.notice.dropped(by.person.name) : text.notice.done(by.person.name);
  return {
    blocks: [
      line(said),
      taskHeading(task),
      ...quoteOf(task.result),
      buttons(
        { label: text.button.open, command: `show ${task.id}` },
        { label: text.button.reopen, command: `reopen ${task.id}` },
      ),
    ],
  };
}

/** What came of a task that was closed before. */
export function taskResultNotice(text: Catalogue, task: Task, by: Doing): Reply {
  return {
    blocks: [
      line(text.notice.result(by.person.name)),
      taskHeading(task),
      ...quoteOf(task.result),
      openButton(text, task),
    ],
  };
}

export function taskReopenedNotice(text: Catalogue, _to: Person, task: Task, by: Doing): Reply {
  return { blocks: [line(text.notice.reopened(by.person.name)), taskHeading(task), openButton(text, task)] };
}

export function taskMovedNotice(text: Catalogue, to: Person, task: Task, by: Doing, assignee: Person): Reply {
  const view = viewWith({ viewer: to, now: by.now, text }, [assignee], []);
  const deadline =
    task.deadline && formatDeadline(task.deadline, { language: text.language, zone: view.viewer.zone, now: by.now });
  return {
    blocks: [
      line(deadline ? text.notice.moved(by.person.name, deadline) : text.notice.deadlineCleared(by.person.name)),
      taskHeading(task),
      openButton(text, task),
    ],
  };
}

/** Any other change of fields. */
export function taskChangedNotice(
  text: Catalogue,
  to: Person,
  task: Task,
  by: Doing,
  around: { people: Person[]; project: Project | undefined },
): Reply {
  const view = viewWith({ viewer: to, now: by.now, text }, around.people, around.project ? [around.project] : []);
  return {
    blocks: [
      line(text.notice.changed(by.person.name)),
      taskHeading(task),
      taskFields(task, view),
      openButton(text, task),
    ],
  };
}

export function taskTookNotice(text: Catalogue, task: Task, by: Doing): Reply {
  return { blocks: [line(text.notice.took(by.person.name)), taskHeading(task), openButton(text, task)] };
}

export function taskNoteNotice(text: Catalogue, task: Task, by: Doing, note: string): Reply {
  return {
    blocks: [
      line(text.notice.noted(by.person.name)),
      taskHeading(task),
      { kind: 'quote', text: note },
      openButton(text, task),
    ],
  };
}

export function taskProposalNotice(
  text: Catalogue,
  to: Person,
  task: Task,
  proposal: Proposal,
  by: Doing,
  assignee: Person,
): Reply {
  const view = viewWith({ viewer: to, now: by.now, text }, [assignee], []);
  const said =
    proposal.ask.kind === 'drop'
      ? text.notice.proposesDrop(by.person.name)
      : text.notice.proposesMove(
          by.person.name,
          formatDeadline(proposal.ask.deadline, { language: text.language, zone: view.viewer.zone, now: by.now }),
        );
  return {
    blocks: [
      line(said),
      taskHeading(task),
      ...quoteOf(proposal.ask.kind === 'drop' ? proposal.ask.reason : null),
      decisionButtons(text, task),
    ],
  };
}

export function decisionButtons(text: Catalogue, task: Task): Block {
  return buttons(
    { label: text.button.agree, command: `agree ${task.id}`, style: 'primary' },
    { label: text.button.keep, command: `keep ${task.id}` },
    { label: text.button.open, command: `show ${task.id}` },
  );
}

/** The author's answer to a proposal. */
export function proposalAnswerNotice(text: Catalogue, task: Task, by: Doing, agreed: boolean): Reply {
  return {
    blocks: [
      line(agreed ? text.notice.agreed(by.person.name) : text.notice.kept(by.person.name)),
      taskHeading(task),
      openButton(text, task),
    ],
  };
}

export function nudgeNotice(
  text: Catalogue,
  to: Person,
  task: Task,
  by: Doing,
  around: { people: Person[]; project: Project | undefined },
): Reply {
  const view = viewWith({ viewer: to, now: by.now, text }, around.people, around.project ? [around.project] : []);
  return {
    blocks: [
      line(text.notice.nudge(by.person.name)),
      taskHeading(task),
      taskFields(task, view),
      buttons(
        { label: text.button.done, command: `done ${task.id}`, style: 'primary' },
        { label: text.button.proposeDeadline, command: `move ${task.id}` },
        { label: text.button.notRelevant, command: `drop ${task.id}` },
        { label: text.button.open, command: `show ${task.id}` },
      ),
    ],
  };
}

/** Somebody took back what they had done to a task. */
export function undoneNotice(text: Catalogue, task: Pick<Task, 'id' | 'title'>, by: Doing, exists: boolean): Reply {
  return {
    blocks: [
      line(exists ? text.notice.undone(by.person.name) : text.notice.takenBack(by.person.name)),
      { kind: 'text', spans: [strong(`${task.id} ${task.title}`)] },
      ...(exists ? [openButton(text, task)] : []),
    ],
  };
}

function openButton(text: Catalogue, task: Pick<Task, 'id'>): Block {
  const open: Button = { label: text.button.open, command: `show ${task.id}` };
  return buttons(open);
}

function quoteOf(words: string | null): Block[] {
  return words ? [{ kind: 'quote', text: words }] : [];
}
