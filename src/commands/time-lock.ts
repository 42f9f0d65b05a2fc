import type { Call, Command } from '../chat/command.ts';
import type { Block, Button, Reply } from '../chat/reply.ts';
import { buttons, faint, heading, line, strong } from '../chat/reply.ts';
import { addDays, dateIn } from '../domain/instant.ts';
import type { LockedMonth } from '../domain/locked-month.ts';
import type { Month } from '../domain/month.ts';
import { firstOf, monthIn, monthOf } from '../domain/month.ts';
import { refuse } from '../domain/refusal.ts';
import { parsePeriod } from '../language/period.ts';
import { formatMoment } from '../text/format-moment.ts';

/**
 * Closes a month for everybody but owners; one that is not over, in which nobody could log any more, after a second look.
 * What counts as its time is told in `locked-months`.
 */
export const timeLock: Command = {
  name: 'time lock',
  async run(call) {
    const { text, tx, person, now, organisation } = call;
    const isSure = SURE.test(call.args);
    const month = takeMonth(call, 'time lock', call.args.replace(SURE, ''));
    if (month > monthIn(person.zone, now)) refuse({ kind: 'month ahead', month });
    const name = text.locks.month(month);
    const isOver = month < monthIn(person.zone, now) && month < monthIn(organisation.defaultZone, now);
    if (!isOver && !isSure && (await tx.lockedMonths.between(month, month)).length === 0) {
      const lock: Button = { label: text.button.lockMonth(name), command: `time lock ${month} yes`, style: 'danger' };
      return { blocks: [line(text.locks.notOver(name)), buttons(lock)] };
    }
    const isNew = await tx.lockedMonths.lock({ month, lockedBy: person.id, lockedAt: now });
    const said = isNew ? text.locks.locked(name) : await alreadyText(call, month);
    return {
      blocks: [
        line(said),
        buttons(
          { label: text.button.unlockMonth(name), command: `time unlock ${month}` },
          { label: text.button.lockedMonths, command: 'time locks' },
        ),
      ],
    };
  },
};

export const timeUnlock: Command = {
  name: 'time unlock',
  async run(call) {
    const { text, tx } = call;
    const month = takeMonth(call, 'time unlock', call.args);
    const name = text.locks.month(month);
    const wasLocked = await tx.lockedMonths.unlock(month);
    return {
      blocks: [
        line(wasLocked ? text.locks.unlocked(name) : text.locks.wasOpen(name)),
        buttons(...(wasLocked ? [{ label: text.button.lockMonth(name), command: `time lock ${month}` }] : []), {
          label: text.button.lockedMonths,
          command: 'time locks',
        }),
      ],
    };
  },
};

/** Behind the month, in the button of whoever was asked. */
const SURE = / yes$/;

/** The latest first; so many years fit. */
const LISTED_MAX = 36;
const FIRST = '0000-01' as Month;
const LAST = '9999-12' as Month;

export const timeLocks: Command = {
  name: 'time locks',
  async run(call) {
    ensureOwner(call);
    const { text, tx, person, now } = call;
    const locked = await tx.lockedMonths.between(FIRST, LAST);
    const last = monthOf(addDays(firstOf(monthOf(dateIn(person.zone, now))), -1));
    const blocks: Block[] = [heading(text.locks.heading)];
    if (locked.length === 0) blocks.push(line(faint(text.locks.none)));
    else blocks.push(await listOf(call, locked.slice(0, LISTED_MAX)));
    if (!locked.some(({ month }) => month === last)) {
      blocks.push(buttons({ label: text.button.lockMonth(text.locks.month(last)), command: `time lock ${last}` }));
    }
    return { blocks, place: 'private' } satisfies Reply;
  },
};

async function listOf(call: Call, locked: readonly LockedMonth[]): Promise<Block> {
  const { text, tx } = call;
  const people = await tx.people.getMany([...new Set(locked.map(({ lockedBy }) => lockedBy))]);
  return {
    kind: 'list',
    items: locked.map((each) => {
      const name = text.locks.month(each.month);
      const by = people.find(({ id }) => id === each.lockedBy)?.name ?? text.somebody;
      return {
        spans: [strong(name)],
        detail: [faint(`${by} · ${since(call, each)}`)],
        buttons: [{ label: text.button.unlockMonth(name), command: `time unlock ${each.month}` }],
      };
    }),
  };
}

async function alreadyText(call: Call, month: Month): Promise<string> {
  const { text, tx } = call;
  const [locked] = await tx.lockedMonths.between(month, month);
  const by = locked && (await tx.people.get(locked.lockedBy));
  const name = text.locks.month(month);
  return locked ? text.locks.already(name, by?.name ?? text.somebody, since(call, locked)) : text.locks.wasOpen(name);
}

function since({ text, person, now }: Call, { lockedAt }: LockedMonth): string {
  return formatMoment(lockedAt, { language: text.language, zone: person.zone, now });
}

function ensureOwner({ person }: Call): void {
  if (person.role !== 'owner') refuse({ kind: 'owners only' });
}

/** A period that is one whole month, in any of the words in which periods are written. */
function takeMonth(call: Call, command: 'time lock' | 'time unlock', words: string): Month {
  ensureOwner(call);
  const { person, now } = call;
  if (words === '') return refuse({ kind: 'missing argument', command });
  const period = parsePeriod(words, { now, zone: person.zone, language: person.language });
  const month = period && monthOf(period.from);
  const isWhole = period && period.from === firstOf(monthOf(period.from)) && isLastOfMonth(period.to);
  if (!month || !isWhole || monthOf(period.to) !== month) return refuse({ kind: 'not a month', typed: words, command });
  return month;
}

function isLastOfMonth(date: Parameters<typeof monthOf>[0]): boolean {
  return monthOf(addDays(date, 1)) !== monthOf(date);
}
