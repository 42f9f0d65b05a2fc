import { seenTask } from '../changes/find-task.ts';
import { todaySeconds } from '../changes/track-time.ts';
import type { Command } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { buttons, line, strong } from '../chat/reply.ts';
import { refuse } from '../domain/refusal.ts';
import { elapsedSeconds } from '../domain/time-entry.ts';
import { nearest } from '../language/nearest.ts';
import { parseTaskNumber } from '../language/number-list.ts';
import { spentText, timeOrMoment, workNameOf } from '../replies/timer-view.ts';
import { formatDuration } from '../text/format-duration.ts';
import { timerButtons } from './timer-start.ts';

const VERBS = ['start', 'stop', 'cancel'] as const;
const MEANT_MAX = 60;

/** What runs now, and today's total. */
export const timer: Command = {
  name: 'timer',
  ownSlackCommand: true,
  async run(call) {
    const { text, person, now } = call;
    if (call.args !== '' && call.args !== 'status') {
      return refuse({ kind: 'unknown command', typed: `timer ${call.args}`, nearest: meantLines(call.args) });
    }
    const running = await call.tx.timeEntries.running(person.id);
    const today = formatDuration(await todaySeconds(call, person.id), text.language);
    if (!running) {
      return {
        blocks: [
          line(text.time.noTimer),
          line(text.time.today(today)),
          buttons({ label: text.button.startTimer, command: 'timer start' }),
        ],
      };
    }
    const blocks: Block[] = [
      line(
        text.time.running(
          formatDuration(elapsedSeconds(running, now), text.language),
          timeOrMoment(call, running.startedAt),
        ),
        strong(await workNameOf(call, running)),
      ),
    ];
    if (running.note) blocks.push({ kind: 'quote', text: running.note });
    const task = running.taskId ? await seenTask(call, running.taskId) : undefined;
    if (task) blocks.push(line(text.time.onTask(await spentText(call, task))));
    blocks.push(line(text.time.today(today)), timerButtons(call));
    return { blocks };
  },
};

function meantLines(words: string): string[] {
  const [word = ''] = words.split(/\s/, 1);
  const rest = words.slice(word.length).trim();
  if (namesWork(word)) return [`timer start ${cut(`${word} ${rest}`.trim())}`.trim()];
  const near = nearest(word, VERBS, 1);
  if (near.length > 0) return near.map((verb) => `timer ${verb} ${cut(rest)}`.trim());
  return VERBS.map((verb) => (verb === 'start' && namesWork(rest) ? `timer start ${cut(rest)}` : `timer ${verb}`));
}

/** `12 sketch`, `#prostor` */
function namesWork(words: string): boolean {
  return words.startsWith('#') || parseTaskNumber(words.split(/\s/, 1)[0] ?? '') !== undefined;
}

function cut(words: string): string {
  return words.length > MEANT_MAX ? '' : words;
}
