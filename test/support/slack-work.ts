import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeSlack } from '../fakes/slack/fake-slack.ts';
import type { Done } from '../fakes/slack/person.ts';
import { createRounds, GIVE, type Life, type Step, TROUBLE, WORK } from './kill-work.ts';

/** People who work in Slack without a pause, and remember what they were answered. */

/** Slack's own number. */
const RETRIES = 3;
const ANSWER_WITHIN_MS = 20_000;

/** @param talks writes to the bot, which Slack tells again until it is heard; otherwise with slash commands */
export function createClient(slack: FakeSlack, name: string, talks: boolean) {
  const work = createRounds(name);
  const acknowledged = new Map<Step, Set<string>>([GIVE, ...WORK].map((step) => [step, new Set()]));
  /** a message that Slack still owes to the bot; it may have been answered already, where only its acknowledgement was late */
  let pending: { done: Done; from: number } | undefined;

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
    const round = work.current(life);
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
    work.goOn(round, answer);
    life.onAnswer();
  }

  return {
    rounds: work.rounds,
    acknowledged,
    async works(life: Life) {
      while (!life.isOver) await step(life);
    },
    async finishesTheRound(life: Life) {
      while (pending || work.isOpen()) await step(life);
    },
  };
}
