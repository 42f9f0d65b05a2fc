import { findOpenTask, takeTaskNumber } from '../changes/find-task.ts';
import { setPriority } from '../changes/set-priority.ts';
import { askForRest } from '../chat/ask.ts';
import type { Command } from '../chat/command.ts';
import { buttons, line } from '../chat/reply.ts';
import { PRIORITIES } from '../domain/priority.ts';
import { refuse } from '../domain/refusal.ts';
import { nearestPriority, parsePriority } from '../language/priority-word.ts';
import { taskHeading } from '../replies/task-view.ts';
import { toldLine } from '../replies/told.ts';

export const priority: Command = {
  name: 'priority',
  async run(call) {
    const { text } = call;
    const { id, rest } = takeTaskNumber(call.args, 'priority');
    const task = await findOpenTask(call, id);
    if (rest === '') {
      askForRest(call, `priority ${task.id}`);
      const choices = [...PRIORITIES].reverse().map((each) => ({
        label: text.priority[each],
        command: `priority ${task.id} ${each}`,
      }));
      return {
        blocks: [line(text.task.howUrgent), taskHeading(task), buttons(...choices)],
        asks: { hint: text.task.priorityHint },
      };
    }
    const word = rest.replace(/^!/, '');
    const chosen = parsePriority(word);
    if (!chosen) {
      const nearest = nearestPriority(word) ?? 'high';
      return refuse({ kind: 'unknown priority', word: rest, nearest, command: `priority ${task.id}` });
    }
    if (chosen === task.priority) refuse({ kind: 'nothing to change', id: task.id });
    const { task: next, author, assignee } = await setPriority(call, task, chosen);
    return {
      blocks: [
        line(text.task.prioritySet(text.priority[chosen])),
        taskHeading(next),
        ...toldLine(call, [author, assignee]),
        buttons({ label: text.button.undo, command: 'undo' }),
      ],
    };
  },
};
