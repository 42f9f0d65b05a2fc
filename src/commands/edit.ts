import { changeTask, setProposal } from '../changes/change-task.ts';
import type { Proposed } from '../changes/close-task.ts';
import { moveOrPropose } from '../changes/close-task.ts';
import { ensureAhead, ensureLength, ensureTitle } from '../changes/create-task.ts';
import { findOpenTask, peopleOf, seenTask, takeTaskNumber } from '../changes/find-task.ts';
import type { TaskWishes } from '../changes/read-task-line.ts';
import { readTaskLine } from '../changes/read-task-line.ts';
import { type NoticeBuilder, tell } from '../changes/tell.ts';
import { askForRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, line, strong } from '../chat/reply.ts';
import type { Deadline } from '../domain/deadline.ts';
import { fold } from '../domain/fold.ts';
import { decidesAlone } from '../domain/permission.ts';
import type { Person } from '../domain/person.ts';
import type { Project } from '../domain/project.ts';
import { refuse } from '../domain/refusal.ts';
import type { Proposal, Task } from '../domain/task.ts';
import { DESCRIPTION_MAX } from '../domain/task.ts';
import { isOddEstimate } from '../language/estimate.ts';
import { fieldOfNone } from '../language/none-word.ts';
import type { OddDate } from '../language/odd-date.ts';
import { changedFields, taskAssignedNotice, taskChangedNotice, taskReassignedNotice } from '../replies/notices.ts';
import { oddDateLines, whenMeant } from '../replies/odd-date.ts';
import { replacedLine, taskFields, taskHeading, viewWith } from '../replies/task-view.ts';
import { toldLine } from '../replies/told.ts';
import { formatDeadline } from '../text/format-moment.ts';

export const edit: Command = {
  name: 'edit',
  async run(call) {
    const { id, rest } = takeTaskNumber(call.args, 'edit');
    const task = await findOpenTask(call, id);
    if (rest === '') {
      askForRest(call, `edit ${task.id}`);
      return { blocks: [line(call.text.task.whichEdit), taskHeading(task)], asks: { hint: call.text.task.editHint } };
    }
    // A line break right behind the number: only the description is new.
    const isDescription = /^\S+[^\S\n]*\n/.test(call.args);
    const wishes = isDescription
      ? { title: '', description: rest, clearsDeadline: false }
      : await readTaskLine(call, rest, `edit ${id}`);
    return apply(call, task, wishes);
  },
};

/**
 * `revise <id> <line>`: the message that made the task was edited. What the new line names is what the task is now;
 * the answer says what that has changed.
 */
export const revise: Command = {
  name: 'revise',
  hidden: true,
  async run(call) {
    const { id, rest } = takeTaskNumber(call.args, 'edit');
    const task = await findOpenTask(call, id);
    const wishes = await readTaskLine(call, rest, `edit ${id}`);
    call.madeTaskId = task.id;
    const said = await apply(call, task, wishes);
    const now = (await call.tx.tasks.get(task.id)) ?? task;
    const names = changedFields(call.text, task, now);
    return names.length > 0
      ? { ...said, blocks: [line(call.text.task.revised(names)), ...said.blocks.slice(1)] }
      : said;
  },
};

async function apply(call: Call, task: Task, wishes: TaskWishes): Promise<Reply> {
  const none = fieldOfNone(wishes.title);
  ensureNoSlip(call, task, wishes, none);
  if (!none) await ensureNoPerson(call, task, wishes);
  const before = await peopleOf(call, task);
  const assignee = wishes.assignee ?? before.assignee;
  const deadline = wishes.clearsDeadline ? null : (wishes.deadline ?? task.deadline);
  if (wishes.deadline) ensureAhead(call, wishes.deadline, assignee, { id: task.id, again: wishes.again });
  const movesDeadline = JSON.stringify(deadline) !== JSON.stringify(task.deadline);
  // The assignee's wish to move a deadline is a proposal, in an edit as anywhere else.
  const mustAsk = movesDeadline && wishes.deadline !== undefined && !decidesAlone(call.person, task);
  if (movesDeadline && wishes.clearsDeadline && !decidesAlone(call.person, task)) {
    refuse({ kind: 'deadline stays', id: task.id, isPartly: namesMore(wishes) });
  }
  const title = none ? task.title : wishes.title || task.title;
  ensureTitle(title, `edit ${task.id}`);
  ensureLength('description', wishes.description ?? null, DESCRIPTION_MAX, `note ${task.id}`);
  const next = await changeTask(
    call,
    task,
    {
      title,
      description: wishes.description ?? task.description,
      projectId: none === 'project' ? null : (wishes.project?.id ?? task.projectId),
      assigneeId: assignee.id,
      priority: wishes.priority ?? task.priority,
      deadline: mustAsk ? task.deadline : deadline,
      estimateSeconds: wishes.estimateSeconds === undefined ? task.estimateSeconds : wishes.estimateSeconds,
      tookAt: assignee.id === task.assigneeId ? task.tookAt : null,
    },
    assignee,
  );
  if (next === task && !mustAsk) refuse({ kind: 'nothing to change', id: task.id });

  const isReassigned = assignee.id !== task.assigneeId;
  const isSettled = next !== task && (isReassigned || (movesDeadline && !mustAsk));
  const settled = isSettled ? await setProposal(call, next, undefined) : undefined;
  const project = wishes.project ?? (next.projectId ? await call.tx.projects.get(next.projectId) : undefined);
  if (next !== task) await tellOf(call, task, next, { ...before, assignee, previous: before.assignee, project });
  const proposed = mustAsk && wishes.deadline ? await moveOrPropose(call, next, wishes.deadline) : undefined;
  const now = proposed?.kind === 'applied' ? proposed.task : next;
  return editedReply(call, now, {
    people: [before.author, before.assignee, assignee],
    project,
    isChanged: now !== task,
    oldTitle: now.title === task.title ? undefined : task.title,
    oddDate: wishes.oddDate,
    asked: proposed?.kind === 'proposed' && wishes.deadline ? { ...proposed, deadline: wishes.deadline } : undefined,
    parting: await partingLines(call, now, settled),
  });
}

/** Whether a line that takes the deadline off names anything beside it. */
function namesMore({ clearsDeadline: _, title, ...others }: TaskWishes): boolean {
  return title !== '' || Object.values(others).some((wish) => wish !== undefined);
}

/** Who passes a task on may be nothing to it any more, and what they had proposed goes with it. */
async function partingLines(call: Call, task: Task, settled: Proposal | undefined): Promise<Block[]> {
  const { text, person } = call;
  const isWithdrawn = settled?.proposedBy === person.id;
  return [
    ...(isWithdrawn ? [line(text.task.proposalGone)] : []),
    ...((await seenTask(call, task.id)) ? [] : [line(text.task.outOfSight)]),
  ];
}

/** Words for another field, misread or not to be had: as the new title they would cost the task the one it has. */
function ensureNoSlip(call: Call, task: Task, wishes: TaskWishes, none: ReturnType<typeof fieldOfNone>): void {
  const { id } = task;
  const { title, project, oddDate } = wishes;
  if (oddDate?.isAll && title !== task.title) {
    const when = whenMeant(call.text, call.person.zone, oddDate, wishes.deadline);
    refuse({ kind: 'title like a deadline', typed: title, id, when });
  }
  if (isOddEstimate(title)) refuse({ kind: 'not an estimate', typed: title, command: `edit ${id}` });
  if (none === 'project' && project) refuse({ kind: 'several projects', tags: [project.tag], command: `edit ${id}` });
  if (none === 'priority' || none === 'assignee') refuse({ kind: 'never without', field: none, id });
}

/** `edit 22 oleh`: somebody's name without its sign was to give them the task, not to be what it is called. */
async function ensureNoPerson(call: Call, task: Task, { title, assignee }: TaskWishes): Promise<void> {
  if (assignee || title === '' || title === task.title || title.split(' ').length > LONGEST_NAME) return;
  const found = await call.tx.people.named([fold(title)]);
  const byHandle = found.filter(({ by }) => by === 'handle');
  const people = new Set((byHandle.length > 0 ? byHandle : found).map(({ person }) => person.id));
  if (people.size === 1) refuse({ kind: 'title like a person', typed: title, id: task.id });
}

/** In words, as many as may stand behind an @. */
const LONGEST_NAME = 3;

/** Reassigning tells both people; any other change tells whoever of the two did not make it. */
async function tellOf(
  call: Call,
  before: Task,
  task: Task,
  around: { author: Person; assignee: Person; previous: Person; project: Project | undefined },
): Promise<void> {
  const { author, assignee, previous, project } = around;
  const notice = { people: [call.person, author, assignee], project };
  const sayChanged: NoticeBuilder = (text, to) => taskChangedNotice(text, to, before, task, call, notice);
  if (assignee.id !== previous.id) {
    await tell(call, previous, 'task-reassigned', (text) => taskReassignedNotice(text, task, call, assignee), task);
    await tell(call, assignee, 'task-assigned', (text, to) => taskAssignedNotice(text, to, task, call, notice), task);
  } else {
    await tell(call, assignee, 'task-changed', sayChanged, task);
  }
  if (author.id !== assignee.id && author.id !== previous.id)
    await tell(call, author, 'task-changed', sayChanged, task);
}

function editedReply(
  call: Call,
  task: Task,
  around: {
    people: Person[];
    project: Project | undefined;
    isChanged: boolean;
    oldTitle: string | undefined;
    oddDate: OddDate | undefined;
    asked: (Proposed & { deadline: Deadline }) | undefined;
    parting: Block[];
  },
): Reply {
  const { text, person, now } = call;
  const { people, project, isChanged, oldTitle, oddDate, asked, parting } = around;
  const view = viewWith({ viewer: person, now, text }, [person, ...people], project ? [project] : []);
  const blocks: Block[] = [];
  if (isChanged) blocks.push(line(text.task.changed));
  if (asked) {
    const when = formatDeadline(asked.deadline, { language: text.language, zone: person.zone, now });
    blocks.push(line(text.task.moveProposed(asked.asked.name)), ...replacedLine(call, asked.replaced));
    blocks.push(line(`${text.fields.proposed}: `, strong(when)));
  }
  blocks.push(taskHeading(task));
  // A word meant for something else may have become the title, which would be gone from sight.
  if (oldTitle !== undefined) {
    blocks.push(line(text.history.changed(text.fields.title, oldTitle, task.title)));
    blocks.push(...oddDateLines(call, task, oddDate));
  }
  if (task.description) blocks.push({ kind: 'quote', text: task.description });
  blocks.push(taskFields(task, view), ...(isChanged ? toldLine(call, people) : []), ...parting);
  blocks.push(buttons({ label: text.button.undo, command: 'undo' }));
  return { blocks };
}
