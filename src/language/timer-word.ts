import { fold } from '../domain/fold.ts';

export const TIMER_VERBS = ['start', 'stop', 'cancel'] as const;
export type TimerVerb = (typeof TIMER_VERBS)[number];

const WORDS: Record<string, TimerVerb> = {
  start: 'start',
  старт: 'start',
  почати: 'start',
  запустити: 'start',
  начать: 'start',
  запустить: 'start',
  stop: 'stop',
  стоп: 'stop',
  зупинити: 'stop',
  остановить: 'stop',
  cancel: 'cancel',
  скасувати: 'cancel',
  отменить: 'cancel',
};

/** What is to be done with the timer, in any of the three languages. */
export function parseTimerVerb(word: string): TimerVerb | undefined {
  const folded = fold(word);
  return Object.hasOwn(WORDS, folded) ? WORDS[folded] : undefined;
}
