import { setTimeout as sleep } from 'node:timers/promises';
import type { FakeTelegram } from '../fakes/telegram/fake-telegram.ts';
import { answered, createRounds, type Life, type Step } from './kill-work.ts';

/** People who work in Telegram without a pause, and remember what they were answered. */

const ANSWER_WITHIN_MS = 20_000;

/** One message of a client. */
export interface Said {
  step: Step;
  key: string;
  updateId: number;
  answers: string[];
  /** how often it may be answered: once, and once more for each kill at which it was not done with */
  most: number;
}

export function createClient(telegram: FakeTelegram, name: string) {
  const work = createRounds(name);
  const said: Said[] = [];
  let heardUpTo = telegram.world.shown.length;

  /** Takes what was heard since for an answer to what was said. */
  function listen(): void {
    const { shown } = telegram.world;
    const heard = shown.slice(heardUpTo).filter(({ to }) => to === telegram.user(name).id);
    heardUpTo = shown.length;
    for (const { text } of heard) {
      const found = answered(text);
      const one = said.find(({ step, key }) => step === found?.step && key === found.key);
      if (!one) throw new Error(`${name} heard ${text}`);
      one.answers.push(text);
    }
  }

  async function say(step: Step, key: string, words: string): Promise<void> {
    const text = step.command === '/friday' ? `/${words}` : `${step.command} ${words}`;
    const one = { step, key, updateId: 0, answers: [], most: 1 };
    said.push(one);
    const { update } = await telegram.user(name).says(text);
    one.updateId = Number(update?.update_id);
  }

  async function step(life: Life): Promise<void> {
    const round = work.current(life);
    const now = round.steps[round.done];
    if (!now) return;
    const isSaid = said.some((one) => one.step === now && one.key === round.key);
    if (!isSaid) await say(now, round.key, now.say(round));
    const latest = performance.now() + ANSWER_WITHIN_MS;
    for (;;) {
      listen();
      const answer = said.at(-1)?.answers[0];
      if (answer !== undefined) {
        work.goOn(round, answer);
        return life.onAnswer();
      }
      if (life.isOver) return;
      if (performance.now() > latest)
        throw new Error(`${name} said ${now.command} ${now.say(round)} and heard nothing`);
      await sleep(5);
    }
  }

  return {
    said,
    /** Hears what came after the last answer. */
    listen,
    /** @param kept ids of the updates that the process has kept for later. @returns how many messages are not done with */
    noteKill(kept: ReadonlySet<number>): number {
      listen();
      const open = said.filter(({ updateId }) => telegram.isPending(updateId) || kept.has(updateId));
      for (const one of open) one.most += 1;
      return open.length;
    },
    async works(life: Life) {
      while (!life.isOver) await step(life);
    },
    async finishesTheRound(life: Life) {
      while (work.isOpen()) await step(life);
    },
  };
}
