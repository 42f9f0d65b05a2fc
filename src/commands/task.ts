import { createTask } from '../changes/create-task.ts';
import type { TaskWishes } from '../changes/read-task-line.ts';
import { readTaskLine } from '../changes/read-task-line.ts';
import { ask } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Reply } from '../chat/reply.ts';
import { refuse } from '../domain/refusal.ts';
import { taskCreatedReply } from '../replies/task-created.ts';
import { readTaskFields, taskFields } from './task-fields.ts';
import { answerForm, startForm } from './task-form.ts';

export const task: Command = {
  name: 'task',
  ownSlackCommand: true,
  async run(call) {
    if (call.args === '') return call.takesForm ? taskFields(call) : startForm(call);
    const wishes = await readTaskLine(call, call.args);
    if (wishes.title === '') return askForTitle(call, wishes);
    return create(call, wishes);
  },
  async answer(call, state) {
    const { line } = state as { line?: string };
    if (line === undefined) return answerForm(call, state, create);
    const wishes = await readTaskLine(call, `${call.args} ${line}`);
    if (wishes.title === '') refuse({ kind: 'title missing' });
    return create(call, wishes);
  },
  async submit(call, filled) {
    return create(call, await readTaskFields(call, filled));
  },
};

/** Everything was named but the task itself: keep what was said and ask for the rest. */
async function askForTitle(call: Call, wishes: TaskWishes): Promise<Reply> {
  if (call.takesForm) return taskFields(call, wishes);
  ask(call, 'task', { line: call.args });
  return {
    blocks: [{ kind: 'text', spans: [{ kind: 'plain', text: call.text.task.whichTitle }] }],
    asks: { hint: call.text.task.titleHint },
  };
}

async function create(call: Call, wishes: TaskWishes): Promise<Reply> {
  const project = wishes.project ?? call.room;
  const assignee = wishes.assignee ?? call.person;
  const created = await createTask(call, {
    title: wishes.title,
    description: wishes.description ?? null,
    assignee,
    project,
    priority: wishes.priority ?? 'normal',
    deadline: wishes.deadline ?? null,
  });
  const chosen = {
    deadline: wishes.deadline !== undefined || wishes.clearsDeadline,
    priority: wishes.priority !== undefined,
  };
  return taskCreatedReply(call, created, { assignee, project, chosen });
}
