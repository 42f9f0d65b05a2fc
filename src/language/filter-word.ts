import { fold } from '../domain/fold.ts';

export type Filter = 'received' | 'given' | 'overdue' | 'today' | 'week' | 'done' | 'all';

const WORDS: Record<string, Filter> = {
  received: 'received',
  отримані: 'received',
  полученные: 'received',
  мої: 'received',
  мои: 'received',
  mine: 'received',
  given: 'given',
  assigned: 'given',
  видані: 'given',
  надані: 'given',
  доручені: 'given',
  выданные: 'given',
  порученные: 'given',
  overdue: 'overdue',
  late: 'overdue',
  прострочені: 'overdue',
  просроченные: 'overdue',
  today: 'today',
  сьогодні: 'today',
  сегодня: 'today',
  week: 'week',
  тиждень: 'week',
  неделя: 'week',
  done: 'done',
  готові: 'done',
  виконані: 'done',
  готовые: 'done',
  выполненные: 'done',
  all: 'all',
  всі: 'all',
  усі: 'all',
  все: 'all',
};

/** A word that narrows a list, in any of the three languages. */
export function parseFilter(word: string): Filter | undefined {
  const folded = fold(word);
  return Object.hasOwn(WORDS, folded) ? WORDS[folded] : undefined;
}
