import { ensureLength } from '../changes/create-task.ts';
import { findTarget } from '../changes/find-target.ts';
import { startTimer, stopTimer, timeSince, timesOf } from '../changes/track-time.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { buttons, line, strong } from '../chat/reply.ts';
import type { Instant, TimeOfDay } from '../domain/instant.ts';
import { addSeconds, dateIn, instantAt, timeIn, toWholeMinute } from '../domain/instant.ts';
import { isTag } from '../domain/project.ts';
import { refuse } from '../domain/refusal.ts';
import { NOTE_MAX } from '../domain/task.ts';
import type { TimeEntry } from '../domain/time-entry.ts';
import { parseTaskNumber } from '../language/number-list.ts';
import type { TimerTime } from '../language/timer-line.ts';
import { parseStartLine } from '../language/timer-line.ts';
import { longRunLines, stoppedTimerText, workName, workNameOf } from '../replies/timer-view.ts';
import { formatTime } from '../text/format-moment.ts';

/**
 * Starts a timer; one that runs is stopped at the same second, and both are reported. `/timer start 22 9:00` starts it
 * at nine, where there is no other time since.
 */
export const timerStart: Command = {
  name: 'timer start',
  async run(call) {
    const { target, note, time } = readLine(call);
    ensureLength('note', note, NOTE_MAX, ['timer start', workWord(target)].filter(Boolean).join(' '));
    const { task, project } = await findTarget(call, target);
    if (task && task.state !== 'open') refuse({ kind: 'task closed', id: task.id, state: task.state });
    const from = time === undefined ? undefined : await startAt(call, time, workWord(target));
    const stopped = await stopTimer(call, null);
    const work = { taskId: task?.id ?? null, projectId: project?.id ?? null };
    const entry = await startTimer(call, work, note, from);
    const { text, person } = call;
    const blocks: Block[] = [];
    if (stopped) {
      blocks.push(line(text.time.stoppedFirst, strong(await workNameOf(call, stopped.entry))));
      blocks.push(line(stoppedTimerText(call, stopped)), ...longRunLines(call, stopped.entry));
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

type Target = { task?: number; tag?: string };
type Line = { target: Target; note: string | null; time?: TimeOfDay };

/** `[12 | #project] [at 9:00] [note]`, or the time before what it is for */
function readLine(call: Call): Line {
  const { target, note } = readTarget(call.args);
  const read = readStart(call, note ?? '');
  if (workWord(target)) return read ? { target, note: read.note, time: read.time } : { target, note };
  if (read) return { ...readTarget(read.note ?? ''), time: read.time };
  // `9:00 call` may be a note; `9:00 22` is none.
  const [word = ''] = call.args.split(/\s/, 1);
  const behind = readTarget(call.args.slice(word.length).trim());
  const first = workWord(behind.target) ? readStart(call, word) : undefined;
  return first ? { ...behind, time: first.time } : { target, note };
}

/** Only of today: what began on another day is for /log. */
function readStart({ now, person }: Call, words: string): TimerTime | undefined {
  const read = parseStartLine(words, { now, zone: person.zone, language: person.language });
  return read?.on ? undefined : read;
}

function readTarget(args: string): { target: Target; note: string | null } {
  const word = args.match(/^\S+/)?.[0] ?? '';
  const rest = args.slice(word.length).trim() || null;
  const number = parseTaskNumber(word);
  if (number !== undefined) return { target: { task: number }, note: rest };
  if (word.startsWith('#') && isTag(word.slice(1))) return { target: { tag: word.slice(1) }, note: rest };
  return { target: {}, note: args || null };
}

/** Today at that time: past, and with nothing of the person's since. */
async function startAt(call: Call, time: TimeOfDay, work: string | undefined): Promise<Instant> {
  const { person, now } = call;
  const at = instantAt(dateIn(person.zone, now), time, person.zone);
  if (at > now) refuse({ kind: 'timer start ahead', time, work });
  const taken = await timeSince(call, at);
  const [first] = taken;
  if (!first) return at;
  const runs = taken.some(({ stoppedAt }) => stoppedAt === null);
  const next = runs ? undefined : nextStart(call, taken);
  return refuse({
    kind: 'timer start taken',
    time,
    with: { work: await workNameOf(call, first), times: timesOf(call, first) },
    runs,
    next,
    work,
  });
}

/** The first whole minute after that time; undefined where only now is left. */
function nextStart({ person, now }: Call, taken: readonly TimeEntry[]): TimeOfDay | undefined {
  const ends = taken.map(({ stoppedAt }) => stoppedAt ?? now).sort();
  const at = toWholeMinute(addSeconds(ends.at(-1) ?? now, 59));
  return at < toWholeMinute(now) ? timeIn(person.zone, at) : undefined;
}
