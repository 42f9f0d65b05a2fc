import { takeFinishedEntry } from '../changes/find-entry.ts';
import { splitEntry } from '../changes/write-entry.ts';
import { askForRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { buttons, line, strong } from '../chat/reply.ts';
import type { Instant } from '../domain/instant.ts';
import { addDays, addSeconds, dateIn, instantAt, secondsBetween, timeIn } from '../domain/instant.ts';
import { refuse } from '../domain/refusal.ts';
import type { Stretch, TimeEntry } from '../domain/time-entry.ts';
import { parseDuration } from '../language/duration.ts';
import { parseTime } from '../language/setting-value.ts';
import { ownerLines } from '../replies/entry-notices.ts';
import { stretchFields, workNameOf } from '../replies/timer-view.ts';

/** `/log split 45 11:00`: from then on it is an entry of its own; `/log split 45 1h`: after so long. */
export const logSplit: Command = {
  name: 'log split',
  async run(call) {
    const { text } = call;
    const { entry, rest } = await takeFinishedEntry(call, 'log split');
    if (rest === '') {
      askForRest(call, `log split ${entry.id}`);
      return {
        blocks: [
          line(text.entry.splitWhere),
          stretchFields(call, entry),
          ...(await ownerLines(call, entry, { willHear: false })),
        ],
        asks: { hint: text.entry.splitHint },
      };
    }
    const at = splitAt(call, entry, rest);
    const parts = await splitEntry(call, entry, at);
    const said = parts.flatMap((part): Block[] => [
      line(strong(text.time.entryNumber(part.id))),
      stretchFields(call, part),
      buttons(
        { label: text.button.changeEntry, command: `log edit ${part.id}` },
        { label: text.button.moveEntry, command: `log move ${part.id}` },
      ),
    ]);
    said.push(...(await ownerLines(call, entry, { willHear: true })));
    said.push(buttons({ label: text.button.undo, command: 'undo' }));
    return { blocks: [line(text.entry.isSplit, strong(await workNameOf(call, entry))), ...said] };
  },
};

/** `1:30` is a time; where that lies outside it is the length of the first part. */
function splitAt(call: Call, entry: TimeEntry & Stretch, words: string): Instant {
  const { zone } = call.person;
  const time = parseTime(words.replace(/^(?:at|о|об|в|во|у) /iu, ''));
  const seconds = parseDuration(words);
  const day = dateIn(zone, entry.startedAt);
  const meant = [
    ...(time ? [instantAt(day, time, zone), instantAt(addDays(day, 1), time, zone)] : []),
    ...(seconds === undefined ? [] : [addSeconds(entry.startedAt, seconds)]),
  ];
  const at = meant.find((each) => each > entry.startedAt && each < entry.stoppedAt);
  if (at) return at;
  const [from, to] = [timeIn(zone, entry.startedAt), timeIn(zone, entry.stoppedAt)];
  const middle = addSeconds(entry.startedAt, Math.floor(secondsBetween(entry.startedAt, entry.stoppedAt) / 2));
  const between = timeIn(zone, middle);
  const typed = time || seconds !== undefined ? undefined : words;
  return refuse({ kind: 'not within entry', id: entry.id, from, to, at: between > from ? between : null, typed });
}
