import { createTask, ensureAhead } from '../changes/create-task.ts';
import { quotedDraft } from '../changes/quoted-message.ts';
import type { TaskWishes } from '../changes/read-task-line.ts';
import { readTaskLine } from '../changes/read-task-line.ts';
import { ask } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Quoted } from '../chat/incoming.ts';
import type { Reply } from '../chat/reply.ts';
import { line } from '../chat/reply.ts';
import { refuse } from '../domain/refusal.ts';
import { DESCRIPTION_MAX } from '../domain/task.ts';
import { taskCreatedReply } from '../replies/task-created.ts';
import { readTaskFields, taskFields } from './task-fields.ts';
import { answerForm, startForm } from './task-form.ts';

export const task: Command = {
  name: 'task',
  ownSlackCommand: true,
  async run(call) {
    if (call.about) return createFrom(call, call.about);
    if (call.args === '') return call.takesForm ? taskFields(call) : startForm(call);
    const wishes = await readTaskLine(call, call.args);
    if (wishes.title === '') return askForTitle(call, wishes);
    return create(call, wishes);
  },
  async answer(call, state) {
    const { line: said } = state as { line?: string };
    if (said === undefined) return answerForm(call, state, create);
    const wishes = await readTaskLine(call, `${call.args} ${said}`);
    if (wishes.title === '') refuse({ kind: 'title missing' });
    return create(call, wishes);
  },
  async submit(call, filled) {
    return create(call, await readTaskFields(call, filled));
  },
};

/** In answer to a message: that message is the task, and the line says what else there is to say. */
async function createFrom(call: Call, about: Quoted): Promise<Reply> {
  const wishes: TaskWishes =
    call.args === '' ? { title: '', clearsDeadline: false } : await readTaskLine(call, call.args);
  const own = wishes.description === undefined ? '' : `${wishes.description}\n\n`;
  const room = DESCRIPTION_MAX - Array.from(own).length - Array.from(about.source).length - 2;
  const { title, description, isShortened } = quotedDraft(about, Math.max(0, room), {
    isNamed: wishes.title !== '',
  });
  if (wishes.title === '' && title === '') return askForTitle(call, wishes);
  const reply = await create(call, { ...wishes, title: wishes.title || title, description: `${own}${description}` });
  return isShortened ? { ...reply, blocks: [...reply.blocks, line(call.text.form.messageShortened)] } : reply;
}

/** Everything was named but the task itself: keep what was said and ask for the rest. */
async function askForTitle(call: Call, wishes: TaskWishes): Promise<Reply> {
  ensureDeadline(call, wishes);
  if (call.takesForm) return taskFields(call, wishes);
  ask(call, 'task', { line: call.args });
  return {
    blocks: [line(call.text.task.whichTitle)],
    asks: { hint: call.text.task.titleHint },
  };
}

async function create(call: Call, wishes: TaskWishes): Promise<Reply> {
  const project = wishes.project ?? call.room;
  const assignee = wishes.assignee ?? call.person;
  ensureDeadline(call, wishes);
  const created = await createTask(call, {
    title: wishes.title,
    description: wishes.description ?? null,
    assignee,
    project,
    priority: wishes.priority ?? 'normal',
    deadline: wishes.deadline ?? null,
    estimateSeconds: wishes.estimateSeconds ?? null,
  });
  call.madeTaskId = created.id;
  const chosen = {
    deadline: wishes.deadline !== undefined || wishes.clearsDeadline,
    priority: wishes.priority !== undefined,
  };
  return taskCreatedReply(call, created, { assignee, project, chosen, oddDate: wishes.oddDate });
}

/** In answer to a message the line alone would be another task. */
function ensureDeadline(call: Call, { deadline, assignee, again }: TaskWishes): void {
  if (deadline) ensureAhead(call, deadline, assignee ?? call.person, { again: call.about ? undefined : again });
}
