import type { Call } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, line, plain, typed } from '../chat/reply.ts';
import type { Person } from '../domain/person.ts';
import type { Project } from '../domain/project.ts';
import type { Task } from '../domain/task.ts';
import { oddEstimate } from '../language/estimate.ts';
import type { OddDate } from '../language/odd-date.ts';
import { oddDateLines } from './odd-date.ts';
import { taskFields, taskHeading, viewWith } from './task-view.ts';

/** Says all that was understood; where no deadline or priority was given, says so and offers some. */
export function taskCreatedReply(
  call: Call,
  task: Task,
  around: {
    assignee: Person;
    project: Project | undefined;
    chosen: { deadline: boolean; priority: boolean };
    oddDate: OddDate | undefined;
  },
): Reply {
  const { text } = call;
  const { assignee, project, chosen, oddDate } = around;
  const view = viewWith(
    { viewer: call.person, now: call.now, text },
    [call.person, assignee],
    project ? [project] : [],
  );
  const blocks: Block[] = [line(text.task.created), taskHeading(task)];
  if (task.description) blocks.push({ kind: 'quote', text: task.description });
  blocks.push(taskFields(task, view));
  if (assignee.id !== call.person.id) blocks.push(line(text.task.assigneeTold(assignee.name)));
  const odd = oddEstimate(task.title);
  if (odd !== undefined && task.estimateSeconds === null) {
    const how = line(plain(`${text.task.estimateHow(odd)} `), typed(`edit ${task.id} ${text.task.estimateExample}`));
    blocks.push(how);
  }
  blocks.push(...oddDateLines(call, task, oddDate));
  if (!chosen.deadline || !chosen.priority) {
    blocks.push(line(text.task.notGiven(chosen)));
    blocks.push(
      buttons(
        ...(chosen.deadline
          ? []
          : [
              { label: text.button.today, command: `move ${task.id} today` },
              { label: text.button.tomorrow, command: `move ${task.id} tomorrow` },
              { label: text.button.onFriday, command: `move ${task.id} friday` },
            ]),
        ...(chosen.priority
          ? []
          : [
              { label: text.task.priority(text.priority.high), command: `priority ${task.id} high` },
              { label: text.task.priority(text.priority.urgent), command: `priority ${task.id} urgent` },
            ]),
      ),
    );
  }
  blocks.push(
    buttons(
      { label: text.button.changeDeadline, command: `move ${task.id}` },
      { label: text.button.changePriority, command: `priority ${task.id}` },
      { label: text.button.undo, command: 'undo' },
    ),
  );
  return { blocks };
}
