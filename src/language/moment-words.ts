/**
 * The words of dates and times. Keys are as `wordKey` makes them: lower case, no apostrophes, е for ё, so every
 * spelling of п’ятниця is `пятниця`. One list serves three languages, for all three are always read.
 */

function byWord<T>(rows: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  return new Map(rows.flatMap(([words, value]) => words.split(' ').map((word) => [word, value] as const)));
}

export function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** `oblique`: a case that needs a preposition. `doubtful`: also an ordinary word or a unit (sun, Вт, ср). */
export type WeekdayForm = 'full' | 'oblique' | 'short' | 'doubtful';

export const WEEKDAYS = byWord<{ weekday: number; form: WeekdayForm }>([
  ['monday понеділок понедельник', { weekday: 1, form: 'full' }],
  ['понеділка понеділку понедельника понедельнику', { weekday: 1, form: 'oblique' }],
  ['пн', { weekday: 1, form: 'short' }],
  ['mon', { weekday: 1, form: 'doubtful' }],
  ['tuesday вівторок вторник', { weekday: 2, form: 'full' }],
  ['вівторка вівторку вторника вторнику', { weekday: 2, form: 'oblique' }],
  ['tue tues', { weekday: 2, form: 'short' }],
  ['вт', { weekday: 2, form: 'doubtful' }],
  ['wednesday середа середу среда среду', { weekday: 3, form: 'full' }],
  ['середи середі среды среде', { weekday: 3, form: 'oblique' }],
  ['wed ср', { weekday: 3, form: 'doubtful' }],
  ['thursday четвер четверг', { weekday: 4, form: 'full' }],
  ['четверга четвергу', { weekday: 4, form: 'oblique' }],
  ['thu thur thurs чт', { weekday: 4, form: 'short' }],
  ['friday пятниця пятницю пьятниця пьятницю пятница пятницу', { weekday: 5, form: 'full' }],
  ['пятниці пьятниці пятницы пятнице', { weekday: 5, form: 'oblique' }],
  ['fri пт', { weekday: 5, form: 'short' }],
  ['saturday субота суботу суббота субботу', { weekday: 6, form: 'full' }],
  ['суботи суботі субботы субботе', { weekday: 6, form: 'oblique' }],
  ['sat сб', { weekday: 6, form: 'doubtful' }],
  ['sunday неділя неділю воскресенье воскресение', { weekday: 7, form: 'full' }],
  ['неділі воскресенья воскресенью', { weekday: 7, form: 'oblique' }],
  ['sun нд вс', { weekday: 7, form: 'doubtful' }],
]);

export const MONTHS = byWord<number>([
  ['january jan січень січня січ январь января янв', 1],
  ['february feb лютий лютого лют февраль февраля фев февр', 2],
  ['march mar березень березня бер март марта мар', 3],
  ['april apr квітень квітня квіт апрель апреля апр', 4],
  ['may травень травня трав май мая', 5],
  ['june jun червень червня черв июнь июня июн', 6],
  ['july jul липень липня лип июль июля июл', 7],
  ['august aug серпень серпня серп август августа авг', 8],
  ['september sep sept вересень вересня вер сентябрь сентября сен сент', 9],
  ['october oct жовтень жовтня жовт октябрь октября окт', 10],
  ['november nov листопад листопада лист ноябрь ноября ноя нояб', 11],
  ['december dec грудень грудня груд декабрь декабря дек', 12],
]);

/** Short months that also count things: `1 лист` is a letter, `5 трав` are herbs. */
export const DOUBTFUL_MONTHS = wordSet('лист серп трав лип');

/** Counted days, each as days from today. */
export const RELATIVE_DAYS: readonly (readonly [string, number])[] = [
  ['today', 0],
  ['сьогодні', 0],
  ['сегодня', 0],
  ['сьогоднішнього дня', 0],
  ['сегодняшнего дня', 0],
  ['tomorrow', 1],
  ['tmrw', 1],
  ['завтра', 1],
  ['завтрашнього дня', 1],
  ['завтрашнего дня', 1],
  ['day after tomorrow', 2],
  ['післязавтра', 2],
  ['послезавтра', 2],
  ['після завтра', 2],
  ['после завтра', 2],
  ['yesterday', -1],
  ['вчора', -1],
  ['учора', -1],
  ['вчера', -1],
  ['day before yesterday', -2],
  ['позавчора', -2],
  ['позавчера', -2],
];

export type Which = 'this' | 'next' | 'last';

export const WHICH = byWord<Which>([
  ['this current coming upcoming', 'this'],
  ['цей ця цю ці цієї цього цій цьому цих найближчий найближчу найближчої найближчого найближчому', 'this'],
  ['этот эта эту эти этой этого этом этому этих ближайший ближайшую ближайшей ближайшего ближайшему', 'this'],
  ['next', 'next'],
  ['наступний наступна наступну наступне наступної наступного наступній наступному наступних наст', 'next'],
  ['следующий следующая следующую следующее следующей следующего следующем следующему следующих след', 'next'],
  ['last минулий минулу минулої минулого минулій минулому', 'last'],
  ['прошлый прошлую прошлое прошлой прошлого прошлом', 'last'],
]);

export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

export const UNITS = byWord<Unit>([
  ['m min mins minute minutes хв хвилина хвилину хвилини хвилин хвилинку', 'minute'],
  ['м мин минута минуту минуты минут минутку', 'minute'],
  ['h hr hrs hour hours г година годину години годин годинку ч час часа часов часик', 'hour'],
  ['d day days д дн день дні днів дня дней', 'day'],
  ['w wk wks week weeks тиж тиждень тижні тижнів тижня нед неделя неделю недели недель', 'week'],
  ['month months міс місяць місяці місяців місяця мес месяц месяца месяцев', 'month'],
  ['year years рік роки років року года лет', 'year'],
]);

/** Units that stand without a number: `через годину`. */
export const SINGULAR_UNITS = wordSet(
  'хвилину хвилинку годину годинку день тиждень місяць рік минуту минутку час часик неделю месяц год',
);

export const NUMBERS = byWord<number>([
  ['one один одну одна', 1],
  ['two два дві две пару couple', 2],
  ['three три', 3],
  ['four чотири четыре', 4],
  ['five пять', 5],
  ['six шість шесть', 6],
  ['seven сім семь', 7],
  ['eight вісім восемь', 8],
  ['nine девять', 9],
  ['ten десять', 10],
  ['eleven одинадцять одиннадцать', 11],
  ['twelve дванадцять двенадцать', 12],
  ['fifteen пятнадцять пятнадцать', 15],
  ['twenty двадцять двадцать', 20],
  ['thirty тридцять тридцать', 30],
  ['forty сорок', 40],
]);

/** `о шостій`, `до шостої` */
export const HOUR_ORDINALS = byWord<number>([
  ['першій першої', 1],
  ['другій другої', 2],
  ['третій третьої', 3],
  ['четвертій четвертої', 4],
  ['пятій пятої', 5],
  ['шостій шостої', 6],
  ['сьомій сьомої', 7],
  ['восьмій восьмої', 8],
  ['девятій девятої', 9],
  ['десятій десятої', 10],
  ['одинадцятій одинадцятої', 11],
  ['дванадцятій дванадцятої', 12],
]);

/** `18 часов`, `18 годині`, `6 o'clock`; not `годин`, which only counts. */
export const HOUR_WORDS = wordSet('oclock h годині години годину год часов часа часам час ч');
export const MINUTE_WORDS = wordSet('хв хвилин хвилини хвилину мин минут минуты минуту');

export type Part = 'morning' | 'day' | 'evening' | 'night';

/** A part of the day after an hour (`9 ранку`) or after до, к (`до вечора`). */
export const PART_CASES = byWord<Part>([
  ['ранку утра утру', 'morning'],
  ['дня', 'day'],
  ['вечора вечера вечеру', 'evening'],
  ['ночі ночи', 'night'],
]);

/** A part of the day that stands alone: `завтра вранці`, `вечером`. */
export const PART_ADVERBS = byWord<Part>([
  ['вранці зранку уранці утром', 'morning'],
  ['ввечері увечері вечором вечером', 'evening'],
]);

/** A part of the day that follows a day: `tomorrow morning`, `завтра вдень`. */
export const PART_NOUNS = byWord<Part>([
  ['morning ранок утро', 'morning'],
  ['afternoon вдень удень днем', 'day'],
  ['evening вечір вечер', 'evening'],
  ['night', 'night'],
]);

export const PART_HOURS: Readonly<Record<Part, number>> = { morning: 9, day: 15, evening: 18, night: 20 };

/** The hour of a named time; 24 is the midnight at which the day ends. `alone`: clear in a title without more. */
export const NAMED_TIMES = byWord<{ hour: number; alone: 'yes' | 'with a preposition' | 'never' }>([
  ['опівдні', { hour: 12, alone: 'yes' }],
  ['noon midday полудень полудня полудню полдень', { hour: 12, alone: 'with a preposition' }],
  ['опівночі', { hour: 24, alone: 'yes' }],
  ['midnight полночь полуночи полночи', { hour: 24, alone: 'with a preposition' }],
  // Also the north.
  ['північ півночі', { hour: 24, alone: 'never' }],
  ['обід обіду обед обеда обеду', { hour: 13, alone: 'with a preposition' }],
]);

export const WHOLE_DAY: readonly (readonly [string, 'clear at the end' | 'with a preposition'])[] = [
  ['eod', 'clear at the end'],
  ['cob', 'clear at the end'],
  ['end of day', 'clear at the end'],
  ['end of the day', 'clear at the end'],
  ['end of business day', 'clear at the end'],
  ['end of the business day', 'clear at the end'],
  ['end of the working day', 'clear at the end'],
  ['close of business', 'clear at the end'],
  ['наприкінці дня', 'clear at the end'],
  ['кінець дня', 'clear at the end'],
  ['кінця дня', 'with a preposition'],
  ['кінця робочого дня', 'with a preposition'],
  ['кінці дня', 'with a preposition'],
  ['конец дня', 'clear at the end'],
  ['конца дня', 'with a preposition'],
  ['конца рабочего дня', 'with a preposition'],
  ['концу дня', 'with a preposition'],
  ['концу рабочего дня', 'with a preposition'],
  ['конце дня', 'with a preposition'],
];

export type Period = 'week' | 'month' | 'quarter' | 'year' | 'weekend';

/**
 * `adverb`: stands as it is (`next week`, `наступного тижня`); `bound`: needs its preposition; `goal`: after на it
 * says what a plan is for, not when it is due (`план на следующую неделю`).
 */
export const PERIODS = byWord<{ period: Period; form: 'adverb' | 'bound' | 'goal' }>([
  ['week тижня', { period: 'week', form: 'adverb' }],
  ['тижні тижню недели неделе', { period: 'week', form: 'bound' }],
  ['тиждень неделю', { period: 'week', form: 'goal' }],
  ['month місяця', { period: 'month', form: 'adverb' }],
  ['місяці месяца месяце', { period: 'month', form: 'bound' }],
  ['місяць месяц', { period: 'month', form: 'goal' }],
  ['quarter кварталу', { period: 'quarter', form: 'adverb' }],
  ['кварталі квартала квартале', { period: 'quarter', form: 'bound' }],
  ['квартал', { period: 'quarter', form: 'goal' }],
  ['year року', { period: 'year', form: 'adverb' }],
  ['році года году', { period: 'year', form: 'bound' }],
  ['рік год', { period: 'year', form: 'goal' }],
  ['weekend', { period: 'weekend', form: 'bound' }],
  ['вихідних вихідним выходных выходным', { period: 'weekend', form: 'bound' }],
  ['вихідні выходные', { period: 'weekend', form: 'goal' }],
]);

type PeriodEdge = { edge: 'start' | 'end'; form: 'adverb' | 'bound' };

export const PERIOD_EDGES: readonly (readonly [string, PeriodEdge])[] = [
  ['end of', { edge: 'end', form: 'adverb' }],
  ['start of', { edge: 'start', form: 'adverb' }],
  ['beginning of', { edge: 'start', form: 'adverb' }],
  ['наприкінці', { edge: 'end', form: 'adverb' }],
  ['кінець', { edge: 'end', form: 'adverb' }],
  ['кінця', { edge: 'end', form: 'bound' }],
  ['кінці', { edge: 'end', form: 'bound' }],
  ['конец', { edge: 'end', form: 'adverb' }],
  ['конца', { edge: 'end', form: 'bound' }],
  ['концу', { edge: 'end', form: 'bound' }],
  ['конце', { edge: 'end', form: 'bound' }],
  ['початку', { edge: 'start', form: 'bound' }],
  ['начала', { edge: 'start', form: 'bound' }],
  ['началу', { edge: 'start', form: 'bound' }],
  ['начале', { edge: 'start', form: 'bound' }],
];

export const PERIOD_ABBREVIATIONS = byWord<Period>([
  ['eow', 'week'],
  ['eom', 'month'],
  ['eoq', 'quarter'],
  ['eoy', 'year'],
]);

export const WORKING = wordSet('working business робочого рабочей рабочего робочої');

/** Nouns that announce a deadline: `due friday`, `дедлайн: пятница`. */
export const LEAD_NOUNS: readonly (readonly [string, true])[] = [
  ['due date', true],
  ['due', true],
  ['deadline', true],
  ['дедлайн', true],
  ['термін', true],
  ['строк', true],
  ['срок', true],
];

export type Preposition = { word: string; kind: 'due' | 'on' | 'at' };

export const PREPOSITIONS: readonly (readonly [string, Preposition['kind']])[] = [
  ['no later than', 'due'],
  ['not later than', 'due'],
  ['by', 'due'],
  ['until', 'due'],
  ['till', 'due'],
  ['before', 'due'],
  ['не пізніше ніж', 'due'],
  ['не пізніше', 'due'],
  ['не позднее чем', 'due'],
  ['не позднее', 'due'],
  ['не позже', 'due'],
  ['до', 'due'],
  ['к', 'due'],
  ['ко', 'due'],
  ['on', 'on'],
  ['на', 'on'],
  ['в', 'on'],
  ['во', 'on'],
  ['у', 'on'],
  ['at', 'at'],
  ['о', 'at'],
  ['об', 'at'],
];

/** A bare hour after these is a time of day even in a title: `созвон в 18`. Not after до: `увеличить до 18`. */
export const HOUR_PREPOSITIONS = wordSet('at о об в во');
/** After these `10.12` is a time; after all others it is a day. */
export const TIME_ONLY_PREPOSITIONS = wordSet('at о об');

export const NO_DEADLINE: ReadonlySet<string> = new Set([
  'no deadline',
  'without deadline',
  'without a deadline',
  'without any deadline',
  'no due date',
  'without due date',
  'without a due date',
  'без терміну',
  'без термінів',
  'без строку',
  'без дедлайну',
  'без дедлайна',
  'без срока',
  'без сроков',
]);
