import { fold } from '../domain/fold.ts';

export type Filter = 'received' | 'given' | 'overdue' | 'today' | 'week' | 'done' | 'all';

const WORDS: Record<string, Filter> = {
  received: 'received',
  отримані: 'received',
  полученные: 'received',
  мої: 'received',
  мои: 'received',
  mine: 'received',
  my: 'received',
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

/** Behind a filter for what was given these say by whom, and to whom: `assigned by me`, `доручені мені`. */
const BY_ME = new Set(['by me', 'by you', 'мною', 'мной', 'вами']);
const TO_ME = new Set(['to me', 'to you', 'мені', 'мне', 'вам']);
const MY = new Set(['my', 'мої', 'мои']);
const TASK_NOUNS = new Set(['tasks', 'завдання', 'задачі', 'задачи']);

/** The filter that stands at that place, as buttons and headings name it as well. @returns how many words it is */
export function filterAt(words: readonly string[], at: number): { filter: Filter; count: number } | undefined {
  const filter = parseFilter(words[at] ?? '');
  if (filter === 'given') {
    for (const count of [1, 2]) {
      const behind = fold(words.slice(at + 1, at + 1 + count).join(' '));
      if (BY_ME.has(behind)) return { filter, count: count + 1 };
      if (TO_ME.has(behind)) return { filter: 'received', count: count + 1 };
    }
  }
  const isNoun = MY.has(fold(words[at] ?? '')) && TASK_NOUNS.has(fold(words[at + 1] ?? ''));
  return filter && { filter, count: isNoun ? 2 : 1 };
}
