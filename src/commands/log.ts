import { ensureLength } from '../changes/create-task.ts';
import type { WorkTarget } from '../changes/find-target.ts';
import { findTarget } from '../changes/find-target.ts';
import { noteWithoutTag, projectCalled } from '../changes/tag-in-note.ts';
import type { WrittenStretch } from '../changes/track-time.ts';
import { ensureFree } from '../changes/track-time.ts';
import { addEntry } from '../changes/write-entry.ts';
import { askForRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, faint, line, strong } from '../chat/reply.ts';
import { refuse } from '../domain/refusal.ts';
import { NOTE_MAX } from '../domain/task.ts';
import type { Stretch, TimeEntry } from '../domain/time-entry.ts';
import type { LogLine } from '../language/log-line.ts';
import { parseLogLine } from '../language/log-line.ts';
import { nearest } from '../language/nearest.ts';
import type { TimeRange } from '../language/time-range.ts';
import { LOG_VERBS } from '../language/verb-word.ts';
import { spentText, stretchFields, workName } from '../replies/timer-view.ts';
import { ensureDay, meant, stretchOf, writtenAmount } from './log-stretch.ts';
import { workWord } from './timer-start.ts';

/** Adds time by hand. */
export const log: Command = {
  name: 'log',
  ownSlackCommand: true,
  async run(call) {
    const { text } = call;
    if (call.args === '') {
      askForRest(call, 'log');
      return { blocks: [line(text.time.logWhat)], asks: { hint: text.time.logHint } };
    }
    return add(call);
  },
};

async function add(call: Call): Promise<Reply> {
  const { person, now } = call;
  const said = parseLogLine(call.args, { now, zone: person.zone, language: person.language });
  if (!said) return refuse({ kind: 'not a duration', typed: call.args, command: 'log', meant: meantLine(call.args) });
  const command = lineOf(said, writtenAmount(said.amount));
  ensureDay(said.unusableDay, command, meant(said));
  if (said.otherRange) refuse({ kind: 'two amounts', ...rangeLine(said, said.otherRange) });
  ensureLength('note', said.note.trim() || null, NOTE_MAX, command);
  const on = await findTarget(call, said);
  const read = { ...said, note: await noteWithoutTag(call, said.note.trim(), on, command) };
  const stretch = await stretchOf(call, read);
  await ensureFree(call, person.id, stretch, { repeat: (free) => repeatLine(read, free) });
  const taskId = on.task?.id ?? null;
  const entry = await addEntry(call, {
    ...stretch,
    taskId,
    projectId: on.project?.id ?? null,
    note: read.note || null,
  });
  return loggedReply(call, { ...entry, ...stretch }, on, workWord(read) !== undefined);
}

async function loggedReply(
  call: Call,
  entry: TimeEntry & Stretch,
  { task, project }: WorkTarget,
  isNamed: boolean,
): Promise<Reply> {
  const { text } = call;
  const blocks: Block[] = [
    line(text.time.logged, strong(workName(text, task, project)), faint(` · ${text.time.entryNumber(entry.id)}`)),
  ];
  blocks.push(stretchFields(call, entry));
  if (entry.note) blocks.push({ kind: 'quote', text: entry.note });
  if (entry.note && !isNamed) blocks.push(...(await projectOffer(call, entry, entry.note)));
  if (task) blocks.push(line(text.time.onTask(await spentText(call, task))));
  blocks.push(
    buttons(
      { label: text.button.changeEntry, command: `log edit ${entry.id}` },
      { label: text.button.deleteEntry, command: `log delete ${entry.id}`, style: 'danger' },
      { label: text.button.undo, command: 'undo' },
    ),
  );
  return { blocks };
}

/** `1h prostor` may have been meant as `1h #prostor`. */
async function projectOffer(call: Call, entry: TimeEntry, note: string): Promise<Block[]> {
  const project = await projectCalled(call, note);
  if (!project || project.id === entry.projectId) return [];
  const tag = `#${project.tag}`;
  return [
    line(call.text.time.meantProject(tag)),
    buttons({ label: tag, command: `log move ${entry.id} ${tag}`, style: 'primary' }),
  ];
}

/** `lsit last week` is a slip of `log list last week`. */
function meantLine(args: string): string | undefined {
  const [word = ''] = args.split(/\s/, 1);
  const [name] = nearest(word, LOG_VERBS, 1);
  return name === undefined || args.length > MEANT_MAX ? undefined : `log ${name}${args.slice(word.length)}`;
}

const MEANT_MAX = 60;

/** The same line with the free part in place of the wished time, for a button. */
function repeatLine(read: LogLine, free: WrittenStretch): string {
  const note = read.note.trim() ? ` ${read.note.trim()}` : '';
  return `${lineOf({ ...read, on: free.on }, free.range)}${note}`;
}

function rangeLine(read: LogLine, { from, to }: TimeRange): { range: string; command: string } {
  return { range: `${from}–${to}`, command: lineOf(read, `${from}-${to}`) };
}

/** The line without its note. */
function lineOf(read: LogLine, amount: string): string {
  return ['log', amount, workWord(read), read.on].filter(Boolean).join(' ');
}
