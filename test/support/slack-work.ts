import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import type { Done } from '../fakes/slack/person.ts';
import type { SlackProcess } from './slack-process.ts';

/** People who work in Slack without a pause, and remember what they were answered. */

export const READERS = ['joe', 'kim', 'lea', 'max', 'ned', 'ola', 'pat', 'roy'];
/** So that Slack's limit of a message a second and channel leaves time for all of them. */
const GIFTS_A_LIFE = 8;
/** Slack's own number. */
const RETRIES = 3;
const ANSWER_WITHIN_MS = 20_000;
const TROUBLE = /not saved|went wrong|Perhaps|no such/i;

/** From one start of the process to its end. */
export interface Life {
  friday: SlackProcess;
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
  /** finds the keys of all that this step has done */
  traces: string;
}

export const GIVE: Step = {
  command: '/task',
  say: ({ key }) => `Gift ${key} @${readerOf(key)}`,
  traces: `select substr(title, 6) as key from tasks where title like 'Gift %'`,
};
export const WORK: readonly Step[] = [
  {
    command: '/task',
    say: ({ key }) => `Work ${key} !high`,
    traces: `select substr(title, 6) as key from tasks where title like 'Work %'`,
  },
  {
    command: '/friday',
    say: ({ key, task }) => `note ${task} note ${key}`,
    traces: `select substr(new_value ->> '$', 6) as key from task_history where field = 'note'`,
  },
  {
    command: '/timer',
    say: ({ key, task }) => `start ${task} timer ${key}`,
    traces: 'select substr(note, 7) as key from time_entries',
  },
  {
    command: '/timer',
    say: () => 'stop',
    traces: 'select substr(note, 7) as key from time_entries where stopped_at is not null',
  },
  {
    command: '/done',
    say: ({ key, task }) => `${task} result ${key}`,
    traces: `select substr(result, 8) as key from tasks where state = 'done'`,
  },
];

/** Who is given something with this key. */
export function readerOf(key: string): string {
  const sum = [...key].reduce((total, letter) => total * 31 + letter.charCodeAt(0), 7);
  return READERS[sum % READERS.length] ?? 'joe';
}

/** @param talks writes to the bot, which Slack tells again until it is heard; otherwise with slash commands */
export function createClient(slack: FakeSlack, name: string, talks: boolean) {
  const rounds: Round[] = [];
  const acknowledged = new Map<Step, Set<string>>([GIVE, ...WORK].map((step) => [step, new Set()]));
  /** a message that Slack still owes to the bot; it may have been answered already, where only its acknowledgement was late */
  let pending: { done: Done; from: number } | undefined;

  function roundOf(life: Life): Round {
    const last = rounds.at(-1);
    if (last && !last.isAbandoned && last.done < last.steps.length) return last;
    const gives = life.gifts < GIFTS_A_LIFE;
    if (gives) life.gifts += 1;
    const steps = gives ? [GIVE, ...WORK] : WORK;
    const round = { key: `${name}-${rounds.length}`, steps, done: 0, task: 0, isAbandoned: false };
    rounds.push(round);
    return round;
  }

  async function say({ command }: Step, words: string): Promise<Done> {
    if (pending) return slack.redeliver(pending.done);
    if (!talks) return slack.user(name).slash(command, words);
    return slack.user(name).dm(command === '/friday' ? words : `${command.slice(1)} ${words}`);
  }

  /** @returns undefined when the process ended before */
  async function answerSince(from: number, life: Life): Promise<string | undefined> {
    const latest = performance.now() + ANSWER_WITHIN_MS;
    for (;;) {
      const { id } = slack.user(name);
      const heard = slack.world.shown.slice(from).filter(({ to, kind }) => to === id && kind !== 'notice');
      const last = heard.at(-1);
      if (last) return last.text;
      if (life.isOver) return undefined;
      if (performance.now() > latest) throw new Error(`${name} was acknowledged and not answered`);
      await sleep(5);
    }
  }

  async function step(life: Life): Promise<void> {
    const round = roundOf(life);
    const now = round.steps[round.done];
    if (!now) return;
    const from = pending?.from ?? slack.world.shown.length;
    const done = await say(now, now.say(round));
    pending = undefined;
    if (!done.outcome.acked) {
      const attempts = done.request.retry?.attempt ?? 0;
      if (talks && attempts < RETRIES) pending = { done, from };
      else round.isAbandoned = true;
      return void (await sleep(20));
    }
    // Of a command that was taken without a word its writer knows nothing until they are answered.
    if (talks) acknowledged.get(now)?.add(round.key);
    const answer = await answerSince(from, life);
    if (answer === undefined) {
      round.isAbandoned = true;
      return;
    }
    if (TROUBLE.test(answer)) throw new Error(`${name} said ${now.command} ${now.say(round)} and heard ${answer}`);
    acknowledged.get(now)?.add(round.key);
    if (now === WORK[0]) round.task = Number(answer.match(/(\d+) Work /)?.[1]);
    round.done += 1;
    life.onAnswer();
  }

  return {
    rounds,
    acknowledged,
    async works(life: Life) {
      while (!life.isOver) await step(life);
    },
    async finishesTheRound(life: Life) {
      const isAtWork = () => {
        const last = rounds.at(-1);
        return last && !last.isAbandoned && last.done < last.steps.length;
      };
      while (pending || isAtWork()) await step(life);
    },
  };
}
