import { mayTouch } from '../changes/find-entry.ts';
import { seenTask } from '../changes/find-task.ts';
import type { Undone } from '../changes/undo-change.ts';
import { undoChange } from '../changes/undo-change.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, line, strong, typed } from '../chat/reply.ts';
import type { TaskId } from '../domain/ids.ts';
import { secondsBetween } from '../domain/instant.ts';
import { mayChangeTask } from '../domain/permission.ts';
import { refuse } from '../domain/refusal.ts';
import type { Proposal, Task } from '../domain/task.ts';
import type { TimeEntry } from '../domain/time-entry.ts';
import type { Change, ChangeItem } from '../ports/changes.ts';
import { entryAfterUndo, entryLines, ownerLines } from '../replies/entry-notices.ts';
import { changedFields } from '../replies/notices.ts';
import { proposalWithReason } from '../replies/task-card.ts';
import { taskHeading, viewWith } from '../replies/task-view.ts';
import { formatMoment } from '../text/format-moment.ts';

/** What is older than this is taken back only after a second look: it is hardly what the person has in mind. */
const FRESH_SECONDS = 3600;

/** Takes back the person's last change to tasks or time, if nobody has changed them since. */
export const undo: Command = {
  name: 'undo',
  async run(call) {
    const { text, tx, person, now } = call;
    const change = await tx.changes.lastOf(person.id);
    if (!change) return refuse({ kind: 'nothing to undo' });
    const wanted = /^\d{1,15}$/.test(call.args) ? Number(call.args) : undefined;
    const isSure = call.args === 'yes' || wanted === change.id;
    // Nobody knows numbers of changes: who types one, or words, means something that is not to be had.
    if (!isSure && call.args !== '' && !call.pressed) return refuse({ kind: 'undo takes nothing' });
    // The button of an older message: what it would take back is taken back already, or something came after it.
    if (wanted !== undefined && !isSure) return refuse({ kind: 'not the last change' });
    if (!isSure && secondsBetween(change.at, now) > FRESH_SECONDS) return askWhetherSure(call, change);
    const undone = await undoChange(call, change);
    await tx.changes.markUndone(change.id, now);
    return { blocks: [line(text.undo.done), ...(await whatCameBack(call, change, undone))] };
  },
};

/** What is never typed is told by what people know it as. */
const KNOWN_AS: Readonly<Record<string, string>> = {
  verdict: 'digest',
  revise: 'edit',
  'timer answer': 'timer',
  'log rest': 'log',
};

function commandOf(change: Change): string {
  return KNOWN_AS[change.command] ?? change.command;
}

/** The change it asks about is in the button: by the time it is pressed, another may be the last. */
async function askWhetherSure(call: Call, change: Change): Promise<Reply> {
  const { text, person, now } = call;
  const when = formatMoment(change.at, { language: text.language, zone: person.zone, now });
  const blocks: Block[] = [];
  const named = new Set<TaskId>();
  for (const item of change.items) {
    if (item.kind === 'time entry') {
      const entry = item.before ?? (await call.tx.timeEntries.get(item.id));
      if (!entry || !mayTouch(call, entry)) continue;
      blocks.push(line(whatOfTime(call, item)), ...(await entryLines(call, entry)));
      blocks.push(...(await ownerLines(call, entry, { willHear: false })));
    } else if (item.kind !== 'reminder') {
      const id = item.kind === 'note' ? item.taskId : item.id;
      const now = await seenTask(call, id);
      const task = await nameableTask(call, item, now);
      const isFirst = !named.has(id);
      named.add(id);
      if (isFirst) blocks.push(task ? taskHeading(task) : line(strong(String(id))));
      if (!task) continue;
      call.seen.push(task.projectId);
      if (isFirst && now) blocks.push(...whatOfTask(call, change, now));
      if (item.kind === 'proposal') blocks.push(...proposedLine(call, item.after ?? (isFirst ? item.before : null)));
    }
  }
  const sure = text.undo.sure(when);
  // Where nothing else is known of it, the command may remind of what it was.
  const question = blocks.length > 0 ? line(sure) : line(sure, ' ', typed(commandOf(change)));
  blocks.push(buttons({ label: text.button.takeBack, command: `undo ${change.id}`, style: 'danger' }));
  return { blocks: [question, ...blocks] };
}

/** What of a task would be as it was. What is proposed has a line of its own. */
function whatOfTask({ text }: Call, change: Change, task: Task): Block[] {
  const item = change.items.find(({ kind, id }) => kind === 'task' && id === task.id);
  const before = item?.kind === 'task' ? item.before : task;
  if (!before) return [line(text.undo.taskWillGo)];
  const names = namesOfUndone(text, change, task, before).filter((name) => name !== text.undo.proposal);
  return names.length > 0 ? [line(text.undo.willBeAsBefore(names))] : [];
}

function whatOfTime({ text }: Call, { before }: { before: TimeEntry | null }): string {
  if (!before) return text.undo.entryWillGo;
  return before.stoppedAt ? text.undo.entryWillBeBack : text.undo.willRunAgain;
}

/** Of a task that its reader sees no more only the number is theirs, unless it is as they left it when they passed it on. */
async function nameableTask(call: Call, item: ChangeItem, seen: Task | undefined): Promise<Task | undefined> {
  if (item.kind !== 'task' || !item.before) return seen;
  const { before } = item;
  if (seen) return before;
  const isAsLeft = (await call.tx.tasks.get(item.id))?.version === item.versionAfter;
  return isAsLeft && mayChangeTask(call.person, before) ? before : undefined;
}

/** What was proposed; where a proposal was only answered, the one that was. */
function proposedLine({ text, person: viewer, now }: Call, proposal: Proposal | null): Block[] {
  const view = viewWith({ viewer, now, text }, [], []);
  return proposal ? [line(text.history.proposed(proposalWithReason(proposal, view)))] : [];
}

/** Which tasks and time, and what of them is as it was: the command that is taken back was hardly typed by everybody. */
async function whatCameBack(call: Call, change: Change, { tasks, entries }: Undone): Promise<Block[]> {
  const { text } = call;
  const blocks: Block[] = [];
  for (const { task, undone, exists } of tasks) {
    call.seen.push(task.projectId);
    blocks.push(taskHeading(task));
    const names = exists ? namesOfUndone(text, change, undone, task) : [];
    if (names.length > 0) blocks.push(line(text.undo.asBefore(names)));
    if (!exists) blocks.push(line(text.undo.taskGone));
  }
  for (const { entry, exists } of entries) {
    blocks.push(...(await entryAfterUndo(call, entry, exists)), ...(await ownerLines(call, entry, { willHear: true })));
  }
  return blocks;
}

function namesOfUndone(text: Call['text'], { items }: Change, undone: Task, task: Task): string[] {
  const names = changedFields(text, undone, task);
  if (undone.state !== task.state) names.push(text.fields.state.toLowerCase());
  if (undone.result !== task.result) names.push(text.fields.result.toLowerCase());
  if (undone.tookAt !== task.tookAt && undone.assigneeId === task.assigneeId) names.push(text.undo.taking);
  for (const item of items) {
    if (item.kind === 'proposal' && item.id === task.id) names.push(text.undo.proposal);
    if (item.kind === 'note' && item.taskId === task.id) names.push(text.form.titles.note.toLowerCase());
  }
  return [...new Set(names)];
}
