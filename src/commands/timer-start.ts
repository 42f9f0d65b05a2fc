import { ensureLength } from '../changes/create-task.ts';
import { findTarget } from '../changes/find-target.ts';
import { startTimer, stopTimer } from '../changes/track-time.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { buttons, line, strong } from '../chat/reply.ts';
import { isTag } from '../domain/project.ts';
import { refuse } from '../domain/refusal.ts';
import { NOTE_MAX } from '../domain/task.ts';
import { parseTaskNumber } from '../language/number-list.ts';
import { stoppedTimerText, workName, workNameOf } from '../replies/timer-view.ts';
import { formatTime } from '../text/format-moment.ts';

/** Starts a timer; one that runs is stopped at the same second, and both are reported. */
export const timerStart: Command = {
  name: 'timer start',
  async run(call) {
    const { target, note } = readTarget(call.args);
    ensureLength('note', note, NOTE_MAX, ['timer start', workWord(target)].filter(Boolean).join(' '));
    const { task, project } = await findTarget(call, target);
    if (task && task.state !== 'open') refuse({ kind: 'task closed', id: task.id, state: task.state });
    const stopped = await stopTimer(call, null);
    const entry = await startTimer(call, { taskId: task?.id ?? null, projectId: project?.id ?? null }, note);
    const { text, person } = call;
    const blocks: Block[] = [];
    if (stopped) {
      blocks.push(line(text.time.stoppedFirst, strong(await workNameOf(call, stopped.entry))));
      blocks.push(line(stoppedTimerText(call, stopped)));
    }
    blocks.push(
      line(text.time.started(formatTime(entry.startedAt, person.zone)), strong(workName(text, task, project))),
    );
    if (note) blocks.push({ kind: 'quote', text: note });
    blocks.push(timerButtons(call));
    return { blocks };
  },
};

export function timerButtons(call: Pick<Call, 'text'>): Block {
  const { text } = call;
  return buttons(
    { label: text.button.stopTimer, command: 'timer stop', style: 'primary' },
    { label: text.button.cancelTimer, command: 'timer cancel', style: 'danger' },
  );
}

/** What a line names as people type it: `22` or `#prostor`. */
export function workWord({ task, tag }: { task?: number; tag?: string }): string | undefined {
  if (task !== undefined) return String(task);
  return tag === undefined ? undefined : `#${tag}`;
}

/** `[12 | #project] [note]` */
function readTarget(args: string): { target: { task?: number; tag?: string }; note: string | null } {
  const word = args.match(/^\S+/)?.[0] ?? '';
  const rest = args.slice(word.length).trim() || null;
  const number = parseTaskNumber(word);
  if (number !== undefined) return { target: { task: number }, note: rest };
  if (word.startsWith('#') && isTag(word.slice(1))) return { target: { tag: word.slice(1) }, note: rest };
  return { target: {}, note: args || null };
}
