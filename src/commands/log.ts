import { ensureLength } from '../changes/create-task.ts';
import { findTarget } from '../changes/find-target.ts';
import type { WrittenStretch } from '../changes/track-time.ts';
import { ensureFree } from '../changes/track-time.ts';
import { addEntry } from '../changes/write-entry.ts';
import { askForRest } from '../chat/ask.ts';
import type { Command } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, faint, line, strong } from '../chat/reply.ts';
import { refuse } from '../domain/refusal.ts';
import { NOTE_MAX } from '../domain/task.ts';
import type { LogLine } from '../language/log-line.ts';
import { parseLogLine } from '../language/log-line.ts';
import { nearest } from '../language/nearest.ts';
import type { TimeRange } from '../language/time-range.ts';
import { spentText, stretchFields, workName } from '../replies/timer-view.ts';
import { ensureDay, meant, stretchOf, writtenAmount } from './log-stretch.ts';
import { workWord } from './timer-start.ts';

/** Adds time by hand. */
export const log: Command = {
  name: 'log',
  ownSlackCommand: true,
  async run(call) {
    const { text, person, now } = call;
    if (call.args === '') {
      askForRest(call, 'log');
      return { blocks: [line(text.time.logWhat)], asks: { hint: text.time.logHint } };
    }
    const read = parseLogLine(call.args, { now, zone: person.zone, language: person.language });
    if (!read) return refuse({ kind: 'not a duration', typed: call.args, command: 'log', meant: meantLine(call.args) });
    ensureDay(read.unusableDay, lineOf(read, writtenAmount(read.amount)), meant(read));
    if (read.otherRange) refuse({ kind: 'two amounts', ...rangeLine(read, read.otherRange) });
    const note = read.note.trim() || null;
    ensureLength('note', note, NOTE_MAX, lineOf(read, writtenAmount(read.amount)));
    const { task, project } = await findTarget(call, read);
    const stretch = await stretchOf(call, read);
    await ensureFree(call, person.id, stretch, { repeat: (free) => repeatLine(read, free) });
    const entry = await addEntry(call, {
      ...stretch,
      taskId: task?.id ?? null,
      projectId: project?.id ?? null,
      note,
    });
    const blocks: Block[] = [
      line(text.time.logged, strong(workName(text, task, project)), faint(` · ${text.time.entryNumber(entry.id)}`)),
    ];
    blocks.push(stretchFields(call, stretch));
    if (note) blocks.push({ kind: 'quote', text: note });
    if (task) blocks.push(line(text.time.onTask(await spentText(call, task))));
    blocks.push(
      buttons(
        { label: text.button.changeEntry, command: `log edit ${entry.id}` },
        { label: text.button.deleteEntry, command: `log delete ${entry.id}`, style: 'danger' },
        { label: text.button.undo, command: 'undo' },
      ),
    );
    return { blocks } satisfies Reply;
  },
};

const SUBCOMMANDS = ['list', 'edit', 'show', 'split', 'move', 'delete'];

/** `lsit last week` is a slip of `log list last week`. */
function meantLine(args: string): string | undefined {
  const [word = ''] = args.split(/\s/, 1);
  const [name] = nearest(word, SUBCOMMANDS, 1);
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
