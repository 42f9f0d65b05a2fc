import { deadlineProblem, ensureLength, ensureTitle } from '../changes/create-task.ts';
import { ensureHere, namedPeople } from '../changes/find-person.ts';
import { archivedProblem, findActiveProject } from '../changes/find-project.ts';
import type { TaskWishes } from '../changes/read-task-line.ts';
import { readTaskLine } from '../changes/read-task-line.ts';
import { ask } from '../chat/ask.ts';
import type { Call } from '../chat/command.ts';
import type { Button, Reply } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import { questionWord } from '../chat/route.ts';
import type { Deadline } from '../domain/deadline.ts';
import { fold } from '../domain/fold.ts';
import type { PersonId, ProjectId } from '../domain/ids.ts';
import type { Priority } from '../domain/priority.ts';
import { PRIORITIES } from '../domain/priority.ts';
import type { Refusal } from '../domain/refusal.ts';
import { refuse } from '../domain/refusal.ts';
import { DESCRIPTION_MAX } from '../domain/task.ts';
import { isMyself } from '../language/mention.ts';
import { parseDeadline } from '../language/moment.ts';
import { isNone } from '../language/none-word.ts';
import type { OddDate } from '../language/odd-date.ts';
import { nearestPriority, parsePriority } from '../language/priority-word.ts';
import { refusalReply } from '../replies/refusal-reply.ts';
import { calendarButton } from './calendar.ts';

/**
 * `/task` without a line: asks step by step for what is not known yet. The first answer is read as a task line, so
 * whoever writes it all at once is asked nothing more than is missing.
 */
const STEPS = ['title', 'assignee', 'project', 'deadline', 'priority'] as const;
type Step = (typeof STEPS)[number];

interface Draft {
  step: Step;
  title?: string;
  description?: string;
  assigneeId?: PersonId;
  /** null: asked, and the answer was none */
  projectId?: ProjectId | null;
  deadline?: Deadline | null;
  priority?: Priority;
  estimateSeconds?: number | null;
  oddDate?: OddDate;
}

export function startForm(call: Call): Reply {
  ask(call, 'task', { step: 'title' } satisfies Draft);
  return {
    blocks: [line(call.text.task.whichTitle), cancelOnly(call)],
    asks: { hint: call.text.task.titleHint },
  };
}

/** The same where this much is known already. @param known.title may be empty, and is asked for then */
export async function askWhatIsMissing(call: Call, known: { title: string; description: string }): Promise<Reply> {
  const { title, description } = known;
  const draft = await withRoomProject(call, { step: 'title', description, ...(title === '' ? {} : { title }) });
  const step = STEPS.find((each) => isOpen(draft, each)) ?? 'title';
  ask(call, 'task', { ...draft, step });
  return questionFor(call, step);
}

export async function answerForm(
  call: Call,
  state: unknown,
  create: (call: Call, wishes: TaskWishes) => Promise<Reply>,
): Promise<Reply> {
  const draft = await withRoomProject(call, await take(call, state as Draft));
  const stale = await staleAnswer(call, draft);
  if (stale) {
    ask(call, 'task', { ...draft, [FIELDS[stale.step]]: undefined, step: stale.step });
    const question = await questionFor(call, stale.step);
    return {
      ...question,
      blocks: [...refusalReply(stale.refusal, call.text.language).blocks.slice(0, 1), ...question.blocks],
    };
  }
  const next = STEPS.find((step) => isOpen(draft, step));
  if (!next) return create(call, await wishesOf(call, draft));
  ask(call, 'task', { ...draft, step: next });
  return questionFor(call, next);
}

/** In a room that belongs to a project there is nothing to ask. */
async function withRoomProject(call: Call, draft: Draft): Promise<Draft> {
  if (draft.projectId !== undefined) return draft;
  const project = call.room;
  return project ? { ...draft, projectId: project.id } : draft;
}

/**
 * An answer that holds no more: while other things were asked, the assignee left, the project was archived or the
 * deadline passed. A deadline may also be over already where the assignee is.
 */
async function staleAnswer(call: Call, draft: Draft): Promise<{ step: Step; refusal: Refusal } | undefined> {
  const assignee = draft.assigneeId ? await call.tx.people.get(draft.assigneeId) : undefined;
  if (assignee?.leftAt) return { step: 'assignee', refusal: { kind: 'assignee left', name: assignee.name } };
  const project = draft.projectId ? await call.tx.projects.get(draft.projectId) : undefined;
  if (project?.archivedAt) return { step: 'project', refusal: await archivedProblem(call, project) };
  const problem = draft.deadline && deadlineProblem(call, draft.deadline, assignee ?? call.person);
  return problem ? { step: 'deadline', refusal: problem } : undefined;
}

const FIELDS = {
  title: 'title',
  assignee: 'assigneeId',
  project: 'projectId',
  deadline: 'deadline',
  priority: 'priority',
} as const satisfies Record<Step, keyof Draft>;

function isOpen(draft: Draft, step: Step): boolean {
  return draft[FIELDS[step]] === undefined;
}

/** Reads an answer into the draft. @throws UserError when it is no answer; the question then stays */
async function take(call: Call, draft: Draft): Promise<Draft> {
  const answer = call.args;
  switch (draft.step) {
    case 'title':
      return takeLine(call, draft, answer);
    case 'assignee':
      return { ...draft, assigneeId: (await personCalled(call, answer)).id };
    case 'project':
      if (isNone(answer)) return { ...draft, projectId: null };
      return { ...draft, projectId: (await findActiveProject(call, answer.replace(/^#/, ''))).id };
    case 'deadline':
      return { ...draft, deadline: isNone(answer) ? null : deadlineOf(call, answer) };
    case 'priority': {
      const word = answer.replace(/^!/, '');
      const priority = parsePriority(word) ?? (isNone(answer) ? 'normal' : undefined);
      if (!priority) {
        const nearest = nearestPriority(word) ?? 'high';
        return refuse({ kind: 'unknown priority', word: answer, nearest, command: undefined });
      }
      return { ...draft, priority };
    }
  }
}

async function takeLine(call: Call, draft: Draft, answer: string): Promise<Draft> {
  const wishes = await readTaskLine(call, answer);
  ensureTitle(wishes.title);
  ensureLength('description', wishes.description ?? null, DESCRIPTION_MAX, 'task');
  const next: Draft = { ...draft, title: wishes.title };
  if (wishes.description !== undefined) next.description = wishes.description;
  if (wishes.assignee) next.assigneeId = wishes.assignee.id;
  if (wishes.project) next.projectId = wishes.project.id;
  if (wishes.priority) next.priority = wishes.priority;
  if (wishes.deadline) next.deadline = wishes.deadline;
  // Whoever is asked for the deadline knows that it was not read.
  if (wishes.deadline && wishes.oddDate) next.oddDate = wishes.oddDate;
  if (wishes.clearsDeadline) next.deadline = null;
  if (wishes.estimateSeconds !== undefined) next.estimateSeconds = wishes.estimateSeconds;
  return next;
}

async function personCalled(call: Call, answer: string) {
  if (isMyself(answer) || answer === '-') return call.person;
  const asMention = answer.startsWith('@') ? answer : `@${answer}`;
  const people = await namedPeople(call, asMention);
  const full = fold(asMention.slice(1));
  return ensureHere(await people.find(full));
}

function deadlineOf(call: Call, answer: string): Deadline {
  const { now, person } = call;
  const deadline = parseDeadline(answer, { now, zone: person.zone, language: person.language });
  if (!deadline) return refuse({ kind: 'not a moment', typed: answer, command: 'task', id: undefined });
  return deadline;
}

async function wishesOf(call: Call, draft: Draft): Promise<TaskWishes> {
  const assignee = draft.assigneeId ? await call.tx.people.get(draft.assigneeId) : undefined;
  const project = draft.projectId ? await call.tx.projects.get(draft.projectId) : undefined;
  const wishes: TaskWishes = { title: draft.title ?? '', clearsDeadline: draft.deadline === null };
  if (draft.description !== undefined) wishes.description = draft.description;
  if (assignee) wishes.assignee = assignee;
  if (project) wishes.project = project;
  if (draft.priority) wishes.priority = draft.priority;
  if (draft.deadline) wishes.deadline = draft.deadline;
  if (draft.oddDate) wishes.oddDate = draft.oddDate;
  if (draft.estimateSeconds !== undefined) wishes.estimateSeconds = draft.estimateSeconds;
  return wishes;
}

async function questionFor(call: Call, step: Step): Promise<Reply> {
  const { text } = call;
  const word = questionWord({ command: 'task', state: { step } });
  const none: Button = { label: text.none, command: `answer ${word} -` };
  const answer = (label: string, words: string): Button => ({ label, command: `answer ${word} ${words}` });
  switch (step) {
    case 'title':
      return startForm(call);
    case 'assignee':
      return stepReply(call, text.task.who, text.task.whoHint, [answer(text.task.myself, 'me')]);
    case 'project': {
      const projects = await call.tx.projects.list({ offset: 0, limit: 8 });
      const tags = projects.map((project) => answer(`#${project.tag}`, project.tag));
      return stepReply(call, text.task.whichProject, text.task.projectHint, [...tags, none]);
    }
    case 'deadline':
      return stepReply(call, text.task.when, text.task.whenHint, [
        answer(text.button.today, 'today'),
        answer(text.button.tomorrow, 'tomorrow'),
        answer(text.button.onFriday, 'friday'),
        answer(text.button.nextWeek, 'next week'),
        calendarButton(call, `answer ${word}`),
        none,
      ]);
    case 'priority':
      return stepReply(
        call,
        text.task.howUrgent,
        text.task.priorityHint,
        [...PRIORITIES].reverse().map((priority) => answer(text.priority[priority], priority)),
      );
  }
}

function stepReply(call: Call, question: string, hint: string, choices: (Button | undefined)[]): Reply {
  return {
    blocks: [line(question), buttons(...choices, { label: call.text.button.cancel, command: 'cancel' })],
    asks: { hint },
  };
}

function cancelOnly(call: Call) {
  return buttons({ label: call.text.button.cancel, command: 'cancel' });
}
