import { fold } from '../domain/fold.ts';
import type { Priority } from '../domain/priority.ts';
import { nearest } from './nearest.ts';

const LONGEST_WORD = 32;

const WORDS: Record<Priority, string> = {
  low: `low lower lowest minor trivial
    низько неважливо нетерміново
    низко неважно несрочно`,
  normal: `normal medium middle regular ordinary usual default standard
    звичайно нормально
    обычно нормально`,
  high: `high higher important major
    важливо високо
    важно высоко`,
  urgent: `urgent urgently asap critical crit highest immediate immediately emergency blocker burning now
    терміново негайно критично невідкладно нагально горить зараз
    срочно немедленно критично неотложно горит сейчас асап`,
};

/** Adjectives by their stems; each is joined with every ending of its language. */
const UKRAINIAN_STEMS: Record<Priority, string> = {
  low: 'низьк неважлив нетермінов',
  normal: 'звичайн нормальн стандартн',
  high: 'висок важлив підвищен',
  urgent: 'термінов негайн критичн невідкладн нагальн',
};
const RUSSIAN_STEMS: Record<Priority, string> = {
  low: 'низк неважн несрочн',
  normal: 'обычн нормальн стандартн',
  high: 'высок важн повышенн',
  urgent: 'срочн немедленн критичн критическ неотложн',
};
const UKRAINIAN_ENDINGS = 'ий а е і ого ої ому ій им ою у их ими'.split(' ');
const RUSSIAN_ENDINGS = 'ий ый ая ое ие ые ого ой ому ую им ым их ых ими ыми'.split(' ');
const SOFT_ADJECTIVES =
  'середній середня середнє середні середнього середньої середньому середню середнім середньою ' +
  'средний средняя среднее средние среднего средней среднему среднюю средним средних';

const PRIORITY_OF_WORD: ReadonlyMap<string, Priority> = new Map(
  (['low', 'normal', 'high', 'urgent'] as const).flatMap((priority) => [
    ...words(WORDS[priority]).map((word) => [word, priority] as const),
    ...inflected(UKRAINIAN_STEMS[priority], UKRAINIAN_ENDINGS).map((word) => [word, priority] as const),
    ...inflected(RUSSIAN_STEMS[priority], RUSSIAN_ENDINGS).map((word) => [word, priority] as const),
    ...(priority === 'normal' ? words(SOFT_ADJECTIVES).map((word) => [word, priority] as const) : []),
  ]),
);
const KNOWN_WORDS = [...PRIORITY_OF_WORD.keys()];

function words(list: string): string[] {
  return list.split(/\s+/u).map(fold);
}

function inflected(stems: string, endings: string[]): string[] {
  return words(stems).flatMap((stem) => endings.map((ending) => stem + ending));
}

/** The priority a word names, without its `!`: `high`, `asap`, `висока`, `срочно`, … in any gender and case. */
export function parsePriority(word: string): Priority | undefined {
  return word.length > LONGEST_WORD ? undefined : PRIORITY_OF_WORD.get(fold(word));
}

/** So plain that a list narrows by them without a `!` as well; others may be what is searched for. */
const PLAINEST: ReadonlySet<string> = new Set([
  ...words('low normal high urgent urgently терміново срочно'),
  ...inflected('низьк звичайн висок термінов', UKRAINIAN_ENDINGS),
  ...inflected('низк обычн высок срочн', RUSSIAN_ENDINGS),
]);
const NOUN = new Set(['priority', 'пріоритет', 'пріоритетом', 'приоритет', 'приоритетом'].map(fold));
const WITH = new Set(['with', 'з', 'зі', 'із', 'с', 'со']);

/**
 * The priority that stands at that place in a list's filters: `!high`, `urgent`, `high priority`, `з високим
 * пріоритетом`. @returns how many words it is
 */
export function priorityAt(words: readonly string[], at: number): { priority: Priority; count: number } | undefined {
  const from = WITH.has(fold(words[at] ?? '')) ? at + 1 : at;
  const word = words[from] ?? '';
  const isNamed = NOUN.has(fold(words[from + 1] ?? ''));
  const isSure = isNamed || (from === at && (word.startsWith('!') || PLAINEST.has(fold(word))));
  const priority = isSure ? parsePriority(word.replace(/^!/, '')) : undefined;
  return priority && { priority, count: from - at + (isNamed ? 2 : 1) };
}

/** The priority whose word is nearest to a mistyped one (`hgih` → `high`); undefined when none is near. */
export function nearestPriority(word: string): Priority | undefined {
  // One letter begins too many words to be a guess at any of them.
  if (word.length < 2 || word.length > LONGEST_WORD) return undefined;
  const [best] = nearest(word, KNOWN_WORDS, 1);
  return best === undefined ? undefined : PRIORITY_OF_WORD.get(best);
}
