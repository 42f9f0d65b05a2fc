import { remindersOf } from '../changes/set-reminder.ts';
import { taskSeconds } from '../changes/track-time.ts';
import type { Call } from '../chat/command.ts';
import type { Block, Button, Field, Reply } from '../chat/reply.ts';
import { buttons, faint, line, plain, typed } from '../chat/reply.ts';
import type { Deadline } from '../domain/deadline.ts';
import type { PersonId, ProjectId } from '../domain/ids.ts';
import { decidesAlone, mayChangeTask } from '../domain/permission.ts';
import type { Priority } from '../domain/priority.ts';
import type { Proposal, Task, TaskState } from '../domain/task.ts';
import { isReceived } from '../domain/task.ts';
import type { HistoryLine } from '../ports/tasks.ts';
import { formatDuration } from '../text/format-duration.ts';
import { formatDeadline, formatMoment } from '../text/format-moment.ts';
import { decisions } from './notices.ts';
import type { View } from './task-view.ts';
import { nameIn, proposalText, taskFields, taskHeading, viewWith } from './task-view.ts';
import { spentOf } from './timer-view.ts';

const HISTORY_PAGE = 10;

/** One task whole: fields, time spent, history, buttons. */
export async function taskCard(call: Call, task: Task, page = 1): Promise<Reply> {
  const { text, tx } = call;
  const history = await tx.history.ofTask(task.id, { offset: (page - 1) * HISTORY_PAGE, limit: HISTORY_PAGE + 1 });
  const shown = history.slice(0, HISTORY_PAGE);
  const proposal = task.state === 'open' ? await tx.tasks.proposal(task.id) : undefined;
  const view = await cardView(call, task, shown);
  const spent = await taskSeconds(call, task.id);

  const blocks: Block[] = [taskHeading(task)];
  if (task.description) blocks.push({ kind: 'quote', text: task.description });
  const fields = taskFields(task, view);
  if (fields.kind === 'fields') {
    fields.fields.unshift({ label: text.fields.state, value: [plain(text.task.states[task.state])] });
    if (spent > 0) fields.fields.push({ label: text.fields.spent, value: [plain(spentOf(text, spent, task))] });
    if (proposal) {
      const said = `${nameIn(view, proposal.proposedBy)}: ${proposalWithReason(proposal, view)}`;
      fields.fields.push({ label: text.fields.proposed, value: [plain(said)] });
    }
  }
  if (fields.kind === 'fields') fields.fields.push(...(await reminderFields(call, task)));
  blocks.push(fields);
  if (task.result) blocks.push(line(text.fields.result), { kind: 'quote', text: task.result });
  if (proposal && decidesAlone(call.person, task)) blocks.push(buttons(...decisions(text, proposal)));
  blocks.push(line(text.fields.history));
  blocks.push({
    kind: 'list',
    items: shown.map((entry) => ({
      spans: [plain(historyText(entry, view))],
      detail: [faint(historyWhen(entry, view))],
    })),
  });
  if (history.length > HISTORY_PAGE) {
    blocks.push(buttons({ label: text.button.earlier, command: `show ${task.id} page ${page + 1}` }));
  }
  const actions = taskButtons(call, task);
  if (actions.length > 0) blocks.push(buttons(...actions));
  return { blocks };
}

/** One's own reminders that are still to come, which are nothing for a room. */
async function reminderFields(call: Call, task: Task): Promise<Field[]> {
  const { text, person, now } = call;
  if (task.state !== 'open' || call.chat.kind !== 'direct') return [];
  const own = await remindersOf(call, task);
  if (own.length === 0) return [];
  const moments = own.map(({ remindAt }) =>
    formatMoment(remindAt, { language: text.language, zone: person.zone, now }),
  );
  return [
    { label: text.fields.reminders, value: [plain(`${moments.join(' · ')} · `), typed(`remind ${task.id} off`)] },
  ];
}

export function taskButtons(call: Pick<Call, 'person' | 'text'>, task: Task): Button[] {
  const { person, text } = call;
  if (!mayChangeTask(person, task)) return [];
  if (task.state !== 'open') return [{ label: text.button.reopen, command: `reopen ${task.id}` }];
  const alone = decidesAlone(person, task);
  return [
    ...(isReceived(task, person.id) && !task.tookAt && task.authorId !== person.id
      ? [{ label: text.button.took, command: `took ${task.id}` }]
      : []),
    { label: text.button.done, command: `done ${task.id}`, style: 'primary' },
    { label: text.button.startTimer, command: `timer start ${task.id}` },
    { label: alone ? text.button.changeDeadline : text.button.proposeDeadline, command: `move ${task.id}` },
    { label: text.button.changePriority, command: `priority ${task.id}` },
    { label: text.button.notRelevant, command: `drop ${task.id}` },
    { label: text.button.addNote, command: `note ${task.id}` },
  ];
}

async function cardView(call: Call, task: Task, history: readonly HistoryLine[]): Promise<View> {
  const personIds = new Set<PersonId>([task.authorId, task.assigneeId]);
  const projectIds = new Set<ProjectId>(task.projectId ? [task.projectId] : []);
  for (const entry of history) {
    personIds.add(entry.personId);
    for (const value of [entry.old, entry.new]) {
      if (entry.field === 'assignee' && typeof value === 'number') personIds.add(value as PersonId);
      if (entry.field === 'project' && typeof value === 'number') projectIds.add(value as ProjectId);
    }
  }
  personIds.delete(call.person.id);
  const people = personIds.size > 0 ? await call.tx.people.getMany([...personIds]) : [];
  const projects = projectIds.size > 0 ? await call.tx.projects.getMany([...projectIds]) : [];
  const { person: viewer, now, text } = call;
  return viewWith({ viewer, now, text }, [viewer, ...people], projects);
}

/** `Anna · Tue 24 Nov, 18:00 · terminal` */
function historyWhen(entry: HistoryLine, view: View): string {
  const { viewer, now, text } = view;
  const at = formatMoment(entry.at, { language: text.language, zone: viewer.zone, now });
  return `${nameIn(view, entry.personId)} · ${at} · ${text.platforms[entry.platform]}`;
}

function historyText(entry: HistoryLine, view: View): string {
  const { text, viewer, now } = view;
  const said = text.history;
  const none = text.none;
  const deadline = (value: unknown) =>
    value ? formatDeadline(value as Deadline, { language: text.language, zone: viewer.zone, now }) : none;
  const duration = (value: unknown) => (typeof value === 'number' ? formatDuration(value, text.language) : none);
  const person = (value: unknown) => (value ? nameIn(view, value as PersonId) : none);
  const project = (value: unknown) => {
    const found = value ? view.projects.get(value as ProjectId) : undefined;
    return found ? `#${found.tag}` : none;
  };
  switch (entry.field) {
    case 'created':
      return said.created;
    case 'title':
      return said.changed(text.fields.title, String(entry.old), String(entry.new));
    case 'description':
      return said.descriptionChanged;
    case 'project':
      return said.changed(text.fields.project, project(entry.old), project(entry.new));
    case 'assignee':
      return said.changed(text.fields.assignee, person(entry.old), person(entry.new));
    case 'priority':
      return said.changed(
        text.fields.priority,
        text.priority[entry.old as Priority],
        text.priority[entry.new as Priority],
      );
    case 'deadline':
      return said.changed(text.fields.deadline, deadline(entry.old), deadline(entry.new));
    case 'estimate':
      return said.changed(text.fields.estimate, duration(entry.old), duration(entry.new));
    case 'state':
      return said.changed(
        text.fields.state,
        text.task.states[entry.old as TaskState],
        text.task.states[entry.new as TaskState],
      );
    case 'result':
      return entry.new ? said.result(String(entry.new)) : said.resultRemoved;
    case 'took':
      return entry.new ? said.took : said.tookBack;
    case 'proposal':
      return entry.new ? said.proposed(proposalWithReason(asProposal(entry), view)) : said.proposalGone;
    case 'note':
      return said.note(String(entry.new));
    case 'undo':
      return said.undone;
  }
}

/** `not relevant any more: The client changed their mind` */
export function proposalWithReason(proposal: Proposal, view: View): string {
  const what = proposalText(proposal, view);
  return proposal.ask.kind === 'drop' && proposal.ask.reason ? `${what}: ${proposal.ask.reason}` : what;
}

function asProposal(entry: HistoryLine): Proposal {
  return { taskId: entry.taskId, proposedBy: entry.personId, proposedAt: entry.at, ask: entry.new as Proposal['ask'] };
}
