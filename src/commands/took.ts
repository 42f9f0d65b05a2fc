import { changeTask } from '../changes/change-task.ts';
import { findOpenTask, peopleOf, takeTaskNumber } from '../changes/find-task.ts';
import { tell } from '../changes/tell.ts';
import type { Command } from '../chat/command.ts';
import { buttons, line } from '../chat/reply.ts';
import { refuse } from '../domain/refusal.ts';
import { isReceived } from '../domain/task.ts';
import { taskTookNotice } from '../replies/notices.ts';
import { taskHeading } from '../replies/task-view.ts';

/** *Took it*: the assignee has seen the task and is on it. */
export const took: Command = {
  name: 'took',
  async run(call) {
    const { id } = takeTaskNumber(call.args, 'took');
    const task = await findOpenTask(call, id);
    if (!isReceived(task, call.person.id)) refuse({ kind: 'not for you to decide', id: task.id });
    if (task.tookAt) refuse({ kind: 'nothing to change', id: task.id });
    const { author, assignee } = await peopleOf(call, task);
    const next = await changeTask(call, task, { tookAt: call.now }, assignee);
    await tell(call, author, 'task-took', (text) => taskTookNotice(text, next, call), next);
    const { text } = call;
    return {
      blocks: [
        line(author.id === call.person.id ? text.task.took : `${text.task.took} ${text.told([author.name])}`),
        taskHeading(next),
        buttons(
          { label: text.button.startTimer, command: `timer start ${next.id}` },
          { label: text.button.done, command: `done ${next.id}` },
        ),
      ],
    };
  },
};
