import { takeFinishedEntry } from '../changes/find-entry.ts';
import { findTarget } from '../changes/find-target.ts';
import { saveEntry } from '../changes/write-entry.ts';
import { askForRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Button, Reply } from '../chat/reply.ts';
import { buttons, line, strong } from '../chat/reply.ts';
import { dateIn, endOfDay } from '../domain/instant.ts';
import { isManager } from '../domain/person.ts';
import { isTag } from '../domain/project.ts';
import { refuse } from '../domain/refusal.ts';
import type { Stretch, TimeEntry } from '../domain/time-entry.ts';
import { isNone } from '../language/none-word.ts';
import { parseTaskNumber } from '../language/number-list.ts';
import type { EntryTarget } from '../ports/time.ts';
import { ownerLines } from '../replies/entry-notices.ts';
import { stretchFields, workName, workNameOf } from '../replies/timer-view.ts';
import { changedReply } from './log-edit.ts';

const TASKS_OFFERED = 5;

/** `/log move 45 12`: it was another task, or `#prostor`, or `no task`. */
export const logMove: Command = {
  name: 'log move',
  async run(call) {
    const { entry, rest } = await takeFinishedEntry(call, 'log move');
    if (rest === '') return askWhere(call, entry);
    const target = await targetCalled(call, entry, rest);
    if (target.taskId === entry.taskId && target.projectId === entry.projectId) {
      refuse({ kind: 'entry is like that', id: entry.id });
    }
    return changedReply(call, await saveEntry(call, entry, target), entry);
  },
};

async function targetCalled(call: Call, entry: TimeEntry, words: string): Promise<EntryTarget> {
  if (isNone(words)) return { taskId: null, projectId: null };
  const number = parseTaskNumber(words);
  const tag = words.replace(/^#/, '');
  if (number === undefined && !isTag(tag)) return refuse({ kind: 'not a target', id: entry.id, typed: words });
  const { task, project } = await findTarget(call, number === undefined ? { tag } : { task: number });
  return { taskId: task?.id ?? null, projectId: project?.id ?? null };
}

/** Offers what that person has open, as far as whoever asks sees it; anything else is written. */
async function askWhere(call: Call, entry: TimeEntry & Stretch): Promise<Reply> {
  const { text, tx, person, now } = call;
  askForRest(call, `log move ${entry.id}`);
  const burningFirst = { now, todayEnds: endOfDay(dateIn(person.zone, now), person.zone) };
  const seen = isManager(person) ? {} : { visibleTo: person.id };
  const open = await tx.tasks.list(
    { assigneeId: entry.personId, state: 'open', burningFirst, ...seen },
    { offset: 0, limit: TASKS_OFFERED + 1 },
  );
  const offered: Button[] = open
    .filter(({ task }) => task.id !== entry.taskId)
    .slice(0, TASKS_OFFERED)
    .map(({ task }) => ({ label: workName(text, task, undefined), command: `log move ${entry.id} ${task.id}` }));
  if (entry.taskId !== null || entry.projectId !== null) {
    offered.push({ label: text.time.noTask, command: `log move ${entry.id} -` });
  }
  for (const { task } of open) call.seen.push(task.projectId);
  return {
    blocks: [
      line(text.entry.moveWhere, ' ', strong(await workNameOf(call, entry))),
      stretchFields(call, entry),
      ...(await ownerLines(call, entry, { willHear: false })),
      buttons(...offered, { label: text.button.cancel, command: 'cancel' }),
    ],
    asks: { hint: text.entry.moveHint },
  };
}
