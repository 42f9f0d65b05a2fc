import { mayTouch, takeEntryNumber } from '../changes/find-entry.ts';
import { lockedFor } from '../changes/locked-months.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Button, Reply } from '../chat/reply.ts';
import { buttons, faint, line, plain, strong } from '../chat/reply.ts';
import { toWholeSecond } from '../domain/instant.ts';
import { refuse } from '../domain/refusal.ts';
import type { TimeEntry } from '../domain/time-entry.ts';
import { takePage } from '../language/page.ts';
import { entryHistory } from '../replies/entry-history.ts';
import { stretchFields, workNameOf } from '../replies/timer-view.ts';
import type { Catalogue } from '../text/catalogue.ts';

const HISTORY_PAGE = 10;

/** One piece of logged time with all that became of it, also after it was deleted. */
export const logShow: Command = {
  name: 'log show',
  async run(call) {
    const { text, tx, now } = call;
    const { page, rest } = takePage(call.args);
    const { id } = takeEntryNumber(rest, 'log show');
    const current = await tx.timeEntries.get(id);
    const history = await tx.entryHistory.ofEntry(id, { offset: (page - 1) * HISTORY_PAGE, limit: HISTORY_PAGE + 1 });
    const entry = current ?? (await lastKnown(call, id, history));
    if (!entry || !mayTouch(call, entry)) return refuse({ kind: 'no such entry', id });

    const person = entry.personId === call.person.id ? call.person : await tx.people.get(entry.personId);
    const isLocked = person ? (await lockedFor(call, person, [entry]))(entry) : false;
    const blocks: Block[] = [
      line(strong(await workNameOf(call, entry)), faint(` · ${text.time.entryNumber(id)}`)),
      stretchFields(call, { startedAt: entry.startedAt, stoppedAt: entry.stoppedAt ?? toWholeSecond(now) }),
    ];
    if (person && person.id !== call.person.id) blocks.push(line(plain(person.name)));
    if (entry.note) blocks.push({ kind: 'quote', text: entry.note });
    if (!current) blocks.push(line(text.entry.isDeleted));
    if (current && isLocked) blocks.push(line(faint(text.entry.inLockedMonth)));
    blocks.push(...(await entryHistory(call, history.slice(0, HISTORY_PAGE))));
    const mayPress = entry.stoppedAt ? !isLocked : entry.personId === call.person.id;
    const list = current && mayPress ? entryButtons(text, current) : [];
    if (history.length > HISTORY_PAGE) {
      list.push({ label: text.button.earlier, command: `log show ${id} page ${page + 1}` });
    }
    if (list.length > 0) blocks.push(buttons(...list));
    return { blocks, place: 'private' } satisfies Reply;
  },
};

/** An entry that is gone, as it was when it was deleted, which is the last that is known of it. */
async function lastKnown(
  { tx }: Call,
  id: TimeEntry['id'],
  history: Awaited<ReturnType<Call['tx']['entryHistory']['ofEntry']>>,
): Promise<TimeEntry | undefined> {
  const find = (lines: typeof history) => lines.find((each) => each.field === 'deleted')?.old;
  return find(history) ?? find(await tx.entryHistory.ofEntry(id, { offset: 0, limit: HISTORY_PAGE }));
}

/** What can be done with time that was logged; a timer that runs can be stopped. */
export function entryButtons(text: Catalogue, { id, stoppedAt }: TimeEntry): Button[] {
  if (!stoppedAt) return [{ label: text.button.stopTimer, command: 'timer stop' }];
  return [
    { label: text.button.changeEntry, command: `log edit ${id}` },
    { label: text.button.splitEntry, command: `log split ${id}` },
    { label: text.button.moveEntry, command: `log move ${id}` },
    { label: text.button.deleteEntry, command: `log delete ${id}` },
  ];
}
