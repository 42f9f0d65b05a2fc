import { closeTask, dropOrPropose, moveOrPropose } from '../changes/close-task.ts';
import { ensureAhead, ensureLength } from '../changes/create-task.ts';
import { findOpenTask, peopleOf } from '../changes/find-task.ts';
import { nudgeAssignee } from '../changes/nudge-assignee.ts';
import { setPriority } from '../changes/set-priority.ts';
import { askForRest, offerRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import type { Deadline } from '../domain/deadline.ts';
import { decidesAlone } from '../domain/permission.ts';
import { lowerThan, PRIORITIES } from '../domain/priority.ts';
import { refuse } from '../domain/refusal.ts';
import type { Task } from '../domain/task.ts';
import { RESULT_MAX } from '../domain/task.ts';
import type { Digest, VerdictKind } from '../ports/messages.ts';
import { digestReply } from '../replies/digest.ts';
import { deadlineField, replacedLine, taskHeading } from '../replies/task-view.ts';
import { calendarButton } from './calendar.ts';
import { findDigest } from './digest.ts';
import { resultForm } from './done.ts';
import { deadlineForm, readDeadline, takeDeadline } from './move.ts';

/** `verdict <digest> <task> done|move …|drop|lower|nudge`: a button of the digest; answers with what is left of it. */
export const verdict: Command = {
  name: 'verdict',
  hidden: true,
  async run(call) {
    const { shown, task, kind, words } = await readVerdict(call);
    if (kind === 'move' && words === '') return askWhen(call, shown, task);
    if (kind === 'done' && call.takesForm) return resultForm(call, `verdict ${call.args}`, `${task.id} ${task.title}`);
    return judge(call, shown, task, await JUDGE[kind](call, task, words));
  },
  async submit(call, filled) {
    const { shown, task, kind } = await readVerdict(call);
    if (kind === 'move')
      return judge(call, shown, task, await moveTo(call, task, await takeDeadline(call, task, filled)));
    if (kind !== 'done') return refuse({ kind: 'nothing asked' });
    ensureLength('result', filled.result ?? null, RESULT_MAX, `done ${task.id}`);
    await closeTask(call, task, 'done', filled.result ?? null);
    return judge(call, shown, task, { verdict: 'done', said: call.text.task.done(1) });
  },
};

/** What the button says. @throws UserError for another person's digest and for what is not in it */
async function readVerdict(call: Call) {
  const read = call.args.match(/^(\d{1,12}) (\d{1,10}) (done|move|drop|lower|nudge)(?:\s+(.*))?$/s);
  if (!read) return refuse({ kind: 'no such digest' });
  const shown = await findDigest(call, Number(read[1]));
  const taskId = Number(read[2]);
  if (![...shown.received, ...shown.given].some((id) => id === taskId)) refuse({ kind: 'no such digest' });
  const task = await findOpenTask(call, taskId);
  return { shown, task, kind: read[3] as keyof typeof JUDGE, words: read[4] ?? '' };
}

/** Keeps the verdict and shows what is left. */
async function judge(call: Call, shown: Digest, task: Task, judged: Judged): Promise<Reply> {
  await call.tx.digests.saveVerdict(shown.id, { taskId: task.id, verdict: judged.verdict, at: call.now });
  const left = await digestReply(call, await findDigest(call, shown.id), [
    line(judged.said),
    taskHeading(task),
    ...(judged.more ?? []),
  ]);
  if (judged.verdict !== 'nudged') left.blocks.push(buttons({ label: call.text.button.undo, command: 'undo' }));
  // A question that the verdict left behind, such as for the result, is asked under what is left.
  return judged.hint ? { ...left, asks: { hint: judged.hint } } : left;
}

interface Judged {
  verdict: VerdictKind;
  said: string;
  more?: Block[];
  hint?: string;
}

const JUDGE = {
  async done(call: Call, task: Task): Promise<Judged> {
    await closeTask(call, task, 'done', null);
    offerRest(call, `result ${task.id}`);
    const { text } = call;
    return { verdict: 'done', said: `${text.task.done(1)} ${text.task.addResult(1)}`, hint: text.task.resultHint };
  },
  async move(call: Call, task: Task, words: string): Promise<Judged> {
    return moveTo(call, task, readDeadline(call, task, words));
  },
  async drop(call: Call, task: Task): Promise<Judged> {
    const outcome = await dropOrPropose(call, task, null);
    const { text } = call;
    if (outcome.kind === 'applied') return { verdict: 'dropped', said: text.task.dropped };
    const more = replacedLine(call, outcome.replaced);
    return { verdict: 'dropped', said: text.task.dropProposed(outcome.asked.name), more };
  },
  /** The button names the priority it leads to: pressed twice, it does not lower twice. */
  async lower(call: Call, task: Task, word: string): Promise<Judged> {
    const lower = PRIORITIES.find((each) => each === word) ?? lowerThan(task.priority);
    if (PRIORITIES.indexOf(lower) >= PRIORITIES.indexOf(task.priority)) {
      refuse({ kind: 'nothing to change', id: task.id });
    }
    await setPriority(call, task, lower);
    return { verdict: 'lowered', said: call.text.task.prioritySet(call.text.priority[lower]) };
  },
  async nudge(call: Call, task: Task): Promise<Judged> {
    const assignee = await nudgeAssignee(call, task);
    return { verdict: 'nudged', said: call.text.task.nudged(assignee.name) };
  },
};

async function moveTo(call: Call, task: Task, deadline: Deadline): Promise<Judged> {
  const { assignee } = await peopleOf(call, task);
  ensureAhead(call, deadline, assignee, task);
  const outcome = await moveOrPropose(call, task, deadline);
  const { text } = call;
  if (outcome.kind === 'applied')
    return { verdict: 'moved', said: text.task.moved, more: [deadlineField(call, deadline, assignee)] };
  const more = [deadlineField(call, deadline, assignee, text.fields.proposed), ...replacedLine(call, outcome.replaced)];
  return { verdict: 'moved', said: text.task.moveProposed(outcome.asked.name), more };
}

function askWhen(call: Call, shown: Digest, task: Task): Reply {
  const { text } = call;
  if (call.takesForm) return deadlineForm(call, task, `verdict ${shown.id} ${task.id} move`);
  askForRest(call, `verdict ${shown.id} ${task.id} move`);
  const to = (label: string, when: string) => ({ label, command: `verdict ${shown.id} ${task.id} move ${when}` });
  const blocks: Block[] = [
    line(decidesAlone(call.person, task) ? text.task.when : text.task.whenPropose),
    taskHeading(task),
    buttons(
      to(text.button.tomorrow, 'tomorrow'),
      to(text.button.onMonday, 'monday'),
      to(text.button.onFriday, 'friday'),
      to(text.button.plusWeek, 'in 7 days'),
      calendarButton(call, `verdict ${shown.id} ${task.id} move`),
    ),
  ];
  blocks.push(buttons({ label: text.button.previous, command: `digest ${shown.id}` }));
  return { blocks, asks: { hint: text.task.whenHint }, place: 'private', replacesPressed: true };
}
