import { moveDeadline, moveOrPropose } from '../changes/close-task.ts';
import { ensureAhead } from '../changes/create-task.ts';
import { findOpenTask, peopleOf, takeTaskNumber } from '../changes/find-task.ts';
import { createFieldReader, deadlineFields, deadlineIn } from '../changes/form-fields.ts';
import { askForRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { FilledForm } from '../chat/form.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import type { Deadline } from '../domain/deadline.ts';
import { decidesAlone } from '../domain/permission.ts';
import { refuse } from '../domain/refusal.ts';
import type { Task } from '../domain/task.ts';
import { findNoDeadline, parseDeadline } from '../language/moment.ts';
import { deadlineField, replacedLine, taskHeading } from '../replies/task-view.ts';
import { toldLine } from '../replies/told.ts';
import { calendarButton } from './calendar.ts';

/** Moves a deadline; the assignee's wish goes to the author as a proposal. */
export const move: Command = {
  name: 'move',
  async run(call) {
    const { id, rest } = takeTaskNumber(call.args, 'move');
    const task = await findOpenTask(call, id);
    if (rest === '') return call.takesForm ? deadlineForm(call, task, `move ${task.id}`) : askWhen(call, task);
    const cleared = findNoDeadline(rest);
    if (cleared && cleared.start === 0 && cleared.end === rest.length) return clear(call, task);
    return moveTo(call, task, readDeadline(call, task, rest));
  },
  async submit(call, filled) {
    const task = await findOpenTask(call, takeTaskNumber(call.args, 'move').id);
    return moveTo(call, task, await takeDeadline(call, task, filled));
  },
};

/** @param command takes the day and time that are filled in */
export function deadlineForm(call: Call, task: Task, command: string): Reply {
  const { text, person } = call;
  const asks = decidesAlone(person, task) ? text.task.when : text.task.whenPropose;
  return {
    blocks: [],
    form: {
      command,
      title: text.form.titles.move,
      submit: text.form.save,
      cancel: text.button.cancel,
      note: `${task.id} ${task.title}\n${asks}`,
      fields: deadlineFields(text, task.deadline, person.zone),
    },
  };
}

/** The deadline on such a form. @throws FormError where it cannot be one */
export async function takeDeadline(call: Call, task: Task, filled: FilledForm): Promise<Deadline> {
  const { assignee } = await peopleOf(call, task);
  const fields = createFieldReader();
  const deadline = await fields.read('day', () => {
    const wanted = deadlineIn(call, filled);
    if (!wanted) return refuse({ kind: 'not a moment', typed: '', command: 'move', id: task.id });
    ensureAhead(call, wanted, assignee, task);
    if (isSameDeadline(wanted, task.deadline)) refuse({ kind: 'nothing to change', id: task.id });
    return wanted;
  });
  fields.finish();
  return deadline ?? refuse({ kind: 'nothing to change', id: task.id });
}

export function readDeadline(call: Call, task: Task, words: string): Deadline {
  const { now, person } = call;
  const deadline = parseDeadline(words, { now, zone: person.zone, language: person.language });
  if (!deadline) return refuse({ kind: 'not a moment', typed: words, command: 'move', id: task.id });
  return deadline;
}

async function moveTo(call: Call, task: Task, deadline: Deadline): Promise<Reply> {
  const { text } = call;
  const { assignee } = await peopleOf(call, task);
  ensureAhead(call, deadline, assignee, task);
  if (isSameDeadline(deadline, task.deadline)) refuse({ kind: 'nothing to change', id: task.id });
  const outcome = await moveOrPropose(call, task, deadline);
  const said: Block[] =
    outcome.kind === 'proposed'
      ? [line(text.task.moveProposed(outcome.asked.name)), ...replacedLine(call, outcome.replaced), taskHeading(task)]
      : [line(text.task.moved), taskHeading(outcome.task)];
  said.push(deadlineField(call, deadline, assignee, outcome.kind === 'proposed' ? text.fields.proposed : undefined));
  if (outcome.kind === 'applied') said.push(...toldLine(call, [outcome.author, outcome.assignee]));
  said.push(buttons({ label: text.button.undo, command: 'undo' }));
  return { blocks: said };
}

function isSameDeadline(a: Deadline, b: Deadline | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

async function clear(call: Call, task: Task): Promise<Reply> {
  if (!task.deadline) refuse({ kind: 'nothing to change', id: task.id });
  if (!decidesAlone(call.person, task)) refuse({ kind: 'deadline stays', id: task.id, isPartly: false });
  const { task: next, author, assignee } = await moveDeadline(call, task, null);
  const { text } = call;
  return {
    blocks: [
      line(text.task.deadlineCleared),
      taskHeading(next),
      ...toldLine(call, [author, assignee]),
      buttons({ label: text.button.undo, command: 'undo' }),
    ],
  };
}

function askWhen(call: Call, task: Task): Reply {
  const { text } = call;
  askForRest(call, `move ${task.id}`);
  const to = (label: string, when: string) => ({ label, command: `move ${task.id} ${when}` });
  return {
    blocks: [
      line(decidesAlone(call.person, task) ? text.task.when : text.task.whenPropose),
      taskHeading(task),
      buttons(
        to(text.button.today, 'today'),
        to(text.button.tomorrow, 'tomorrow'),
        to(text.button.onFriday, 'friday'),
        to(text.button.onMonday, 'monday'),
        to(text.button.plusWeek, 'in 7 days'),
        calendarButton(call, `move ${task.id}`),
      ),
    ],
    asks: { hint: text.task.whenHint },
  };
}
