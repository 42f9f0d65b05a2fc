import { DateTime } from 'luxon';
import type { TestClock } from './clock.ts';
import type { Model } from './model.ts';
import type { Step, Wish } from './model-steps.ts';
import { STEPS } from './model-steps.ts';
import { TIME_STEPS } from './model-time-steps.ts';

const ZONES = ['Europe/Kyiv', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe'];
/** The seconds before clocks change in Kyiv, New York and Lord Howe, forth and back. */
const CLOCK_CHANGES = [
  '2026-10-25T00:59:58Z',
  '2026-11-01T05:59:58Z',
  '2027-03-14T06:59:58Z',
  '2027-03-28T00:59:58Z',
  '2027-04-03T14:59:58Z',
];
export const BEGINNINGS = ['2026-10-24T12:00:00Z', '2027-03-13T15:00:00Z', '2027-03-27T10:00:00Z'];

export interface Dice {
  random: () => number;
  below: (n: number) => number;
  pick: <T>(list: readonly T[]) => T;
}

export function diceOf(random: () => number): Dice {
  const below = (n: number) => Math.floor(random() * n);
  return { random, below, pick: (list) => list[below(list.length)] as (typeof list)[number] };
}

/** A word that is no date, no name and no number in any language. */
function wordOf(n: number): string {
  return `q${[...n.toString(26)].map((digit) => 'abcdefghijklmnopqrstuvwxyz'[Number.parseInt(digit, 26)]).join('')}q`;
}

/** What somebody does next; `n` makes its words unlike all others. */
export function randomStep(model: Model, dice: Dice, n: number, who?: number): Step {
  const { below, pick, random } = dice;
  const known = [...model.tasks.keys()];
  const isEarly = known.length < 3;
  // Now and then a number that is hidden, gone or never was.
  const id = random() < 0.9 && known.length > 0 ? pick(known) : below(model.tasksMade + 2) + 1;
  const task = model.tasks.get(id);
  const isInIt = task !== undefined && random() < 0.6;
  const person = who ?? (isInIt ? pick([task.author, task.assignee]) : below(model.people.length));
  if (!isEarly && random() < 0.16) return STEPS.undo(person);
  const entries = [...model.entries.keys()];
  const entry = random() < 0.9 && entries.length > 0 ? pick(entries) : below(model.entriesMade + 2) + 1;
  const other = below(model.people.length);
  const name = model.people[other]?.name ?? '';
  const word = wordOf(n);
  const day = (back: number) => {
    return DateTime.fromISO(model.now, { zone: model.people[person]?.zone ?? 'UTC' })
      .minus({ days: below(back) })
      .toFormat('yyyy-MM-dd');
  };
  // Mostly the same few hours, so that people get into their own way.
  const minutes = () => (random() < 0.7 ? 480 + 60 * below(6) : 300 + below(900));
  const [starts, ends] = [minutes(), minutes()].sort((a, b) => a - b).map(timeOf);
  const makers: [number, () => Step][] = [
    [
      isEarly ? 60 : 5,
      () =>
        STEPS.create(person, `Job ${word}`, other, name, pick(['low', 'normal', 'high']), wish(model, dice, person)),
    ],
    [2, () => STEPS.close(person, id, 'done', `Fin ${word}`)],
    [3, () => STEPS.close(person, id, 'drop', `Why ${word}`)],
    [2, () => STEPS.reopen(person, id)],
    [1, () => STEPS.result(person, id, `Fin ${word}`)],
    [4, () => STEPS.move(person, id, wish(model, dice, person))],
    [1, () => STEPS.move(person, id, { deadline: null, words: 'no deadline' })],
    [2, () => STEPS.field(person, id, `Job ${word}`, { title: `Job ${word}` })],
    [2, () => STEPS.field(person, id, '!urgent', { priority: 'urgent' })],
    [1, () => STEPS.field(person, id, '!low', { priority: 'low' })],
    [3, () => STEPS.field(person, id, `@${name}`, { assignee: other })],
    [1, () => STEPS.took(person, id)],
    [2, () => STEPS.decide(person, id, 'agree')],
    [2, () => STEPS.decide(person, id, 'keep')],
    [1, () => STEPS.note(person, id, `Note ${word}`)],
    [5, () => STEPS.remind(person, id)],
    [4, () => TIME_STEPS.timerStart(person, random() < 0.8 ? id : null)],
    [2, () => TIME_STEPS.timerStop(person, word)],
    [1, () => TIME_STEPS.timerCancel(person)],
    [3, () => TIME_STEPS.log(person, day(3), starts ?? '', ends ?? '', id)],
    [2, () => TIME_STEPS.logEdit(person, entry, starts ?? '', ends ?? '')],
    [1, () => TIME_STEPS.logDelete(person, entry)],
    [1, () => STEPS.zone(person, pick(ZONES))],
  ];
  let at = random() * makers.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, make] of makers) {
    at -= weight;
    if (at < 0) return make();
  }
  return STEPS.undo(person);
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A deadline from yesterday to next week, or none; moments at hours that no clock change touches. */
function wish(model: Model, { below, random }: Dice, person: number): Wish {
  if (random() < 0.2) return { deadline: { day: '2028-02-29' }, words: '29.02.2028' };
  const zone = model.people[person]?.zone ?? 'UTC';
  const date = DateTime.fromISO(model.now, { zone }).plus({ days: below(9) - 1 });
  if (random() < 0.5) {
    return { deadline: { day: date.toFormat('yyyy-MM-dd') }, words: date.toFormat('dd.MM.yyyy') };
  }
  const moment = date.startOf('day').set({ hour: 5 + below(17), minute: below(60) });
  return { deadline: { at: moment.toUTC().toISO() ?? '' }, words: moment.toFormat('dd.MM.yyyy HH:mm') };
}

/** Time goes on, stands still, jumps to where clocks change or a day ends, or is set back. */
export function moveClock(clock: TestClock, model: Model, { below, pick, random }: Dice): void {
  const chance = random();
  if (chance < 0.5) clock.advance({ minutes: below(90), seconds: random() * 60 });
  else if (chance < 0.7) clock.advance({ hours: 1 + below(12) });
  else if (chance < 0.76) clock.advance({ minutes: -below(150) });
  else if (chance < 0.79) clock.advance({ days: -1 });
  else if (chance < 0.9) {
    const zone = pick(model.people).zone;
    const midnight = DateTime.fromISO(model.now, { zone }).plus({ days: 1 }).startOf('day');
    clock.set(midnight.plus({ seconds: below(5) - 2 }).toISO() ?? model.now);
  } else {
    const next = CLOCK_CHANGES.find((at) => Date.parse(at) > Date.parse(model.now));
    if (next && Date.parse(next) - Date.parse(model.now) < 40 * 86_400_000) clock.set(next);
    clock.advance({ seconds: below(7200) });
  }
  model.now = clock.now();
}
