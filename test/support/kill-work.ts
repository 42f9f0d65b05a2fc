import type { Listening } from './listening.ts';

/** What people do without a pause while a process is killed, each piece with a key of its own. */

export const READERS = ['joe', 'kim', 'lea', 'max', 'ned', 'ola', 'pat', 'roy'];
/** So that a platform's limit of a message a second and chat leaves time for all of them. */
const GIFTS_A_LIFE = 8;
/** None of these should be heard, whatever is killed. */
export const TROUBLE = /not saved|went wrong|Perhaps|no such/i;

/** From one start of the process to its end. */
export interface Life {
  friday: Listening;
  isOver: boolean;
  gifts: number;
  /** called after each answer */
  onAnswer: () => void;
}

/** One piece of work after the other, each with a key of its own that can be counted in the database. */
export interface Round {
  key: string;
  steps: readonly Step[];
  done: number;
  task: number;
  /** whoever did not hear what became of it leaves it alone */
  isAbandoned: boolean;
}

export interface Step {
  command: string;
  say(round: Round): string;
  /** how its answer begins */
  answer: string;
  /** stands before the key in what is written, and in the answer */
  word: string;
  /** finds the keys of all that this step has done */
  traces: string;
}

export const GIVE: Step = {
  command: '/task',
  say: ({ key }) => `Gift ${key} @${readerOf(key)}`,
  answer: 'Task created.',
  word: 'Gift',
  traces: `select substr(title, 6) as key from tasks where title like 'Gift %'`,
};
const MAKE: Step = {
  command: '/task',
  say: ({ key }) => `Work ${key} !high`,
  answer: 'Task created.',
  word: 'Work',
  traces: `select substr(title, 6) as key from tasks where title like 'Work %'`,
};
export const WORK: readonly Step[] = [
  MAKE,
  {
    command: '/friday',
    say: ({ key, task }) => `note ${task} note ${key}`,
    answer: 'Note added.',
    word: 'note',
    traces: `select substr(new_value ->> '$', 6) as key from task_history where field = 'note'`,
  },
  {
    command: '/timer',
    say: ({ key, task }) => `start ${task} timer ${key}`,
    answer: 'Timer started',
    word: 'timer',
    traces: 'select substr(note, 7) as key from time_entries',
  },
  {
    command: '/timer',
    say: () => 'stop',
    answer: 'Timer stopped',
    word: 'timer',
    traces: 'select substr(note, 7) as key from time_entries where stopped_at is not null',
  },
  {
    command: '/done',
    say: ({ key, task }) => `${task} result ${key}`,
    answer: 'Done.',
    word: 'result',
    traces: `select substr(result, 8) as key from tasks where state = 'done'`,
  },
];

/** Who is given something with this key. */
export function readerOf(key: string): string {
  const sum = [...key].reduce((total, letter) => total * 31 + letter.charCodeAt(0), 7);
  return READERS[sum % READERS.length] ?? 'joe';
}

/** @returns what an answer answers; undefined where it is an answer to none of these */
export function answered(text: string): { step: Step; key: string } | undefined {
  for (const step of [GIVE, ...WORK]) {
    const key = text.startsWith(step.answer) && new RegExp(`\\b${step.word} ([a-z]+-\\d+)`).exec(text)?.[1];
    if (key) return { step, key };
  }
  return undefined;
}

/** The work of one person. */
export function createRounds(name: string) {
  const rounds: Round[] = [];
  const isOpen = (round: Round | undefined): round is Round =>
    round !== undefined && !round.isAbandoned && round.done < round.steps.length;

  return {
    rounds,
    isOpen: () => isOpen(rounds.at(-1)),
    /** The one at work, or else the next one, which begins with a gift where there are not too many. */
    current(life: Life): Round {
      const last = rounds.at(-1);
      if (isOpen(last)) return last;
      const gives = life.gifts < GIFTS_A_LIFE;
      if (gives) life.gifts += 1;
      const steps = gives ? [GIVE, ...WORK] : WORK;
      const round = { key: `${name}-${rounds.length}`, steps, done: 0, task: 0, isAbandoned: false };
      rounds.push(round);
      return round;
    },
    /** A step was answered. */
    goOn(round: Round, answer: string): void {
      if (round.steps[round.done] === MAKE) round.task = Number(answer.match(/(\d+) Work /)?.[1]);
      round.done += 1;
    },
  };
}
