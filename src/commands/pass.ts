import { personWord } from '../changes/find-person.ts';
import { findOpenTask, takeTaskNumber } from '../changes/find-task.ts';
import { createFieldReader } from '../changes/form-fields.ts';
import { askForRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Reply } from '../chat/reply.ts';
import { line } from '../chat/reply.ts';
import type { Task } from '../domain/task.ts';
import { taskHeading } from '../replies/task-view.ts';
import { edit } from './edit.ts';
import { accountCalled } from './task-fields.ts';

/** *Hand over*: asks for nothing but who takes the task. */
export const pass: Command = {
  name: 'pass',
  hidden: true,
  async run(call) {
    const { text } = call;
    const { id, rest } = takeTaskNumber(call.args, 'edit');
    const task = await findOpenTask(call, id);
    if (rest === '') {
      if (call.takesForm) return whoForm(call, task);
      askForRest(call, `pass ${task.id}`);
      return { blocks: [line(text.task.who), taskHeading(task)], asks: { hint: text.task.whoHint } };
    }
    return edit.run({ ...call, args: `${task.id} @${rest.replace(/^@/, '')}` });
  },
  async submit(call, filled) {
    const { id } = takeTaskNumber(call.args, 'edit');
    const fields = createFieldReader();
    const assignee = await fields.read('assignee', () => accountCalled(call, filled.assignee));
    fields.finish();
    call.args = assignee ? `${id} @${personWord(assignee)}` : '';
    return edit.run(call);
  },
};

function whoForm(call: Call, task: Task): Reply {
  const { text } = call;
  return {
    blocks: [],
    form: {
      command: `pass ${task.id}`,
      title: text.form.titles.pass,
      submit: text.button.handOver,
      cancel: text.button.cancel,
      note: `${task.id} ${task.title}`,
      fields: [{ name: 'assignee', label: text.task.who, isOptional: false, kind: 'person' }],
    },
  };
}
