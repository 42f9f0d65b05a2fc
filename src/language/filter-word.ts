import { fold } from '../domain/fold.ts';

export type Filter =
  | 'received'
  | 'given'
  | 'done'
  | 'closed'
  | 'dropped'
  | 'overdue'
  | 'today'
  | 'tomorrow'
  | 'week'
  | 'all';

/** How each may be typed; what headings call it is among them. */
const PHRASES: Record<Filter, string> = {
  received: `received, mine, my, to me, for me
    отримані, мої, мені, для мене
    полученные, мои, мне, для меня`,
  given: `given, assigned, by me, from me
    видані, надані, доручені, віддані, від мене
    выданные, порученные, отданные, от меня`,
  done: `done, completed, finished
    готові, виконані, завершені, зроблені
    готовые, выполненные, завершенные, сделанные`,
  closed: 'closed, закриті, закрытые',
  dropped: 'dropped, cancelled, canceled, зняті, скасовані, відмінені, снятые, отмененные',
  overdue: 'overdue, late, прострочені, просроченные',
  today: `today, due today, for today
    сьогодні, на сьогодні
    сегодня, на сегодня`,
  tomorrow: 'tomorrow, due tomorrow, for tomorrow, завтра, на завтра',
  week: `week, this week, due this week, for this week
    тиждень, на тиждень, цей тиждень, на цей тиждень, цього тижня, на цьому тижні
    неделя, на неделю, эта неделя, эту неделю, на эту неделю, этой недели, на этой неделе`,
  all: `all, including closed, with closed
    всі, усі, разом із закритими
    все, вместе с закрытыми`,
};

const FILTER_OF_PHRASE: ReadonlyMap<string, Filter> = new Map(
  (Object.keys(PHRASES) as Filter[]).flatMap((filter) =>
    PHRASES[filter].split(/,|\n/u).map((phrase) => [fold(phrase), filter] as const),
  ),
);
const LONGEST = Math.max(...[...FILTER_OF_PHRASE.keys()].map((phrase) => phrase.split(' ').length));

/** A word or a phrase that narrows a list, in any of the three languages. */
export function parseFilter(phrase: string): Filter | undefined {
  return FILTER_OF_PHRASE.get(fold(phrase));
}

/** Behind a filter for what was given these say by whom, and to whom: `assigned by me`, `доручені мені`. */
const BY_ME = new Set(['by me', 'by you', 'мною', 'мной', 'вами']);
const TO_ME = new Set(['to me', 'to you', 'мені', 'мне', 'вам']);
const MY = new Set(['my', 'мої', 'мои']);
const TASK_NOUNS = new Set(['tasks', 'завдання', 'задачі', 'задачи']);

/** The filter that stands at that place, as buttons and headings name it as well. @returns how many words it is */
export function filterAt(words: readonly string[], at: number): { filter: Filter; count: number } | undefined {
  const phrase = longestPhraseAt(words, at);
  if (phrase?.filter === 'given' && phrase.count === 1) {
    for (const count of [1, 2]) {
      const behind = fold(words.slice(at + 1, at + 1 + count).join(' '));
      if (BY_ME.has(behind)) return { filter: 'given', count: count + 1 };
      if (TO_ME.has(behind)) return { filter: 'received', count: count + 1 };
    }
  }
  const isNoun = MY.has(fold(words[at] ?? '')) && TASK_NOUNS.has(fold(words[at + 1] ?? ''));
  return isNoun ? { filter: 'received', count: 2 } : phrase;
}

function longestPhraseAt(words: readonly string[], at: number): { filter: Filter; count: number } | undefined {
  for (let count = Math.min(LONGEST, words.length - at); count > 0; count--) {
    const filter = parseFilter(words.slice(at, at + count).join(' '));
    if (filter) return { filter, count };
  }
  return undefined;
}
