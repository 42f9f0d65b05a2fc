import { ensureFree, removeEntry, saveEntry } from '../changes/track-time.ts';
import { askForRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import { buttons, line, strong } from '../chat/reply.ts';
import type { TimeEntryId } from '../domain/ids.ts';
import { addDays, addSeconds, dateIn, instantAt, secondsBetween, toWholeSecond } from '../domain/instant.ts';
import { isManager } from '../domain/person.ts';
import { refuse } from '../domain/refusal.ts';
import type { Stretch, TimeEntry } from '../domain/time-entry.ts';
import { ENTRY_MAX_SECONDS, elapsedSeconds } from '../domain/time-entry.ts';
import { parseDuration } from '../language/duration.ts';
import { parseTaskNumber } from '../language/number-list.ts';
import { parseTimeRange } from '../language/time-range.ts';
import { workNameOf } from '../replies/timer-view.ts';
import { stretchFields } from './log.ts';

/** `/log edit 45 1h15m` keeps the start; `/log edit 45 9:00-10:15` sets both ends. */
export const logEdit: Command = {
  name: 'log edit',
  async run(call) {
    const { text } = call;
    const { entry, rest } = await takeEntry(call, 'log edit');
    if (!entry.stoppedAt) return refuse({ kind: 'entry runs', id: entry.id });
    if (rest === '') {
      askForRest(call, `log edit ${entry.id}`);
      const now = { startedAt: entry.startedAt, stoppedAt: entry.stoppedAt };
      return { blocks: [line(text.time.editWhat), stretchFields(call, now)], asks: { hint: text.time.editHint } };
    }
    const wish = wishOf(call, entry, rest);
    if (secondsBetween(wish.startedAt, wish.stoppedAt) > ENTRY_MAX_SECONDS) refuse({ kind: 'entry too long' });
    if (wish.stoppedAt > toWholeSecond(call.now)) refuse({ kind: 'entry in the future' });
    const { zone } = call.person;
    await ensureFree(call, entry.personId, wish, {
      except: entry,
      // A range is read on the day on which the entry begins.
      repeat: ({ on, range }) => (on === dateIn(zone, entry.startedAt) ? `log edit ${entry.id} ${range}` : undefined),
    });
    const next = await saveEntry(call, entry, wish);
    return {
      blocks: [
        line(text.time.entryChanged, strong(await workNameOf(call, next))),
        stretchFields(call, wish),
        buttons({ label: text.button.undo, command: 'undo' }),
      ],
    };
  },
};

export const logDelete: Command = {
  name: 'log delete',
  async run(call) {
    const { text } = call;
    const { entry } = await takeEntry(call, 'log delete');
    await removeEntry(call, entry);
    const stretch = { startedAt: entry.startedAt, stoppedAt: entry.stoppedAt ?? toWholeSecond(call.now) };
    return {
      blocks: [
        line(text.time.entryDeleted, strong(await workNameOf(call, entry))),
        ...(elapsedSeconds(entry, call.now) > 0 ? [stretchFields(call, stretch)] : []),
        buttons({ label: text.button.undo, command: 'undo' }),
      ],
    };
  },
};

/** One's own entries; managers and the owner may correct anybody's. */
async function takeEntry(call: Call, command: string): Promise<{ entry: TimeEntry; rest: string }> {
  const word = call.args.match(/^\S+/)?.[0] ?? '';
  const id = parseTaskNumber(word);
  if (id === undefined) return refuse({ kind: 'missing argument', command });
  const entry = await call.tx.timeEntries.get(id as TimeEntryId);
  const mayTouch = entry && (entry.personId === call.person.id || isManager(call.person));
  if (!mayTouch) return refuse({ kind: 'no such entry', id: id as TimeEntryId });
  return { entry, rest: call.args.slice(word.length).trim() };
}

function wishOf(call: Call, entry: TimeEntry, words: string): Stretch {
  const seconds = parseDuration(words);
  if (seconds !== undefined) {
    return { startedAt: entry.startedAt, stoppedAt: addSeconds(entry.startedAt, seconds) };
  }
  const range = parseTimeRange(words);
  if (!range) return refuse({ kind: 'not a duration', typed: words });
  const { zone } = call.person;
  const on = dateIn(zone, entry.startedAt);
  const startedAt = instantAt(on, range.from, zone);
  const stoppedAt = instantAt(range.endsNextDay ? addDays(on, 1) : on, range.to, zone);
  if (stoppedAt <= startedAt) refuse({ kind: 'not a duration', typed: words });
  return { startedAt, stoppedAt };
}
