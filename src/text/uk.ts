import type { Rounding } from '../domain/exports.ts';
import type { Month } from '../domain/month.ts';
import type { Priority } from '../domain/priority.ts';
import type { OneOfEach, TextPart } from '../domain/refusal.ts';
import type { Catalogue } from './catalogue.ts';
import { prioritySign, words } from './example-line.ts';
import { formatDuration } from './format-duration.ts';
import { pluralSlavic } from './plural.ts';

/*
 * Names are never inflected and nobody's gender is known, so no past tense and no vocative stands next to a name:
 * «Анна: завдання виконано», «Анна просить …», «Анна отримає …». Commands and roles are typed in English;
 * what follows them is Ukrainian wherever the parsers read it.
 */

const counted = (count: number, one: string, few: string, many: string) =>
  `${count} ${pluralSlavic(count, one, few, many)}`;
const tasks = (count: number) => counted(count, 'завдання', 'завдання', 'завдань');
const openTasks = (count: number) => counted(count, 'відкрите завдання', 'відкриті завдання', 'відкритих завдань');
const days = (count: number) => counted(count, 'день', 'дні', 'днів');
const characters = (count: number) => counted(count, 'символ', 'символи', 'символів');
const list = (items: readonly string[]) => new Intl.ListFormat('uk', { type: 'conjunction' }).format(items);
const either = (items: readonly string[]) => new Intl.ListFormat('uk', { type: 'disjunction' }).format(items);
/** `о 18:00`, but `об 11:00`: об одинадцятій. */
const at = (time: string) => `${time.startsWith('11') ? 'об' : 'о'} ${time}`;

/** Agreeing with «пріоритет»; each is also read behind a `!`. */
const PRIORITY: Record<Priority, string> = {
  low: 'низький',
  normal: 'звичайний',
  high: 'високий',
  urgent: 'терміновий',
};

const TEXT_PARTS: Record<TextPart, string> = {
  description: 'Опис',
  result: 'Результат',
  note: 'Нотатка',
  reason: 'Причина',
  name: 'Ім’я',
  'project name': 'Назва проєкту',
  line: 'Повідомлення',
};

/** After «лише». */
const ONE_OF_EACH: Record<OneOfEach, string> = {
  person: 'одну людину',
  project: 'один проєкт',
  priority: 'один пріоритет',
  file: 'один файл',
  grouping: 'одне групування',
};

/** Words that are short enough, for an example. */
const SHORT: Record<TextPart, string> = {
  description: 'Друга половина',
  result: 'Банер у спільній папці',
  note: 'Чекаю на фото',
  reason: 'Клієнт передумав',
  name: 'Анна',
  'project name': 'Магазин Простір',
  line: '',
};

/** Behind the command in which they were too long. */
const shortWords = (what: TextPart, command: string) => {
  if (command === 'task') return 'Банер для лендингу завтра';
  return what === 'note' && !command.startsWith('note ') ? 'макет' : SHORT[what];
};

/** A better line behind `edit 22`, or for a new task. */
const behind = (command: string, words: string) => `${command === 'task' ? 'task Банер' : command} ${words}`;

const MONTHS = 'січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень'.split(
  ' ',
);

/** `Жовтень 2026` */
const monthName = (month: Month) => {
  const name = MONTHS[Number(month.slice(5)) - 1] ?? '';
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${month.slice(0, 4)}`;
};

export const uk: Catalogue = {
  language: 'uk',
  none: 'немає',
  quoted: (words) => `«${words}»`,
  somebody: 'хтось',
  cancelled: 'Гаразд, скасовано.',
  stillAsking: 'Чекаю на відповідь.',
  stillAskingFor: 'Ще чекаю на відповідь:',
  nothingToCancel: 'Скасовувати нічого.',
  told: (names) => `${list(names)} ${names.length === 1 ? 'отримає' : 'отримають'} сповіщення.`,
  weekdays: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'нд'],
  platforms: { terminal: 'термінал', slack: 'Slack', telegram: 'Telegram' },
  priority: PRIORITY,

  welcome: {
    hello: (name) =>
      `Вітаю! Я – Friday, а ви – ${name}. Веду завдання й час, а щоп’ятниці вранці нагадую про прострочене.`,
    firstTask: 'Створіть перше завдання так:',
    example: 'task Банер для лендингу завтра 18:00',
    zone: (zone, time) => `Ваш часовий пояс – ${zone}, зараз там ${time}. Усе правильно?`,
    timer: 'Таймер запускають так:',
    whatTime: 'Котра у вас зараз година? За цим часом рахую дедлайни й надсилаю п’ятничний дайджест.',
  },

  fields: {
    title: 'Назва',
    description: 'Опис',
    assignee: 'Виконавець',
    author: 'Від кого',
    project: 'Проєкт',
    priority: 'Пріоритет',
    deadline: 'Дедлайн',
    estimate: 'Оцінка',
    state: 'Стан',
    spent: 'Витрачено часу',
    proposed: 'Пропозиція',
    result: 'Результат',
    reminders: 'Ваші нагадування',
    history: 'Історія',
  },

  task: {
    created: 'Завдання створено.',
    assigneeTold: (name) => `${name} отримає сповіщення.`,
    estimateHow: (words) => `«${words}» лишилося в назві. В оцінці є одиниця, г або хв:`,
    estimateExample: '~3г',
    oddDate: (words) => `«${words}» лишилося в назві. Якщо це дедлайн, задайте його так:`,
    tomorrow: 'завтра',
    notGiven: (given) => {
      if (!given.deadline && !given.priority) return 'Дедлайн і пріоритет не вказано. Додати?';
      return given.deadline ? 'Пріоритет не вказано, тож він звичайний.' : 'Дедлайн не вказано. Додати?';
    },
    changed: 'Завдання змінено.',
    revised: (names: readonly string[]) => `Ви виправили повідомлення, тож завдання теж змінено (${list(names)}).`,
    whichDay: 'Який день?',
    whichTime: 'О котрій?',
    wholeDay: 'Увесь день',
    done: (count) => (count === 1 ? 'Виконано.' : `Виконано ${tasks(count)}.`),
    addResult: (count) =>
      count === 1
        ? 'Який результат? Напишіть рядок-два або пропустіть.'
        : 'Який спільний результат? Напишіть рядок-два або пропустіть.',
    whichResult: 'Який результат?',
    resultHint: 'Результат, рядок-два',
    resultSaved: 'Результат збережено.',
    staysOpen: (id) => `Завдання ${id} лишається відкритим. Якщо ви мали на увазі і його:`,
    dropped: 'Завдання знято: більше не актуальне.',
    dropProposed: (author) => `Запит надіслано. ${author} має погодити зняття завдання, доти воно лишається відкритим.`,
    reopened: 'Завдання знову відкрите.',
    resultTakenOff: (isDropped) =>
      isDropped
        ? 'Причину, чому його зняли, прибрано; вона лишилася в історії:'
        : 'Результат прибрано; він лишився в історії:',
    outOfSight: 'Завдання більше не ваше, тож надалі ви його не бачитимете.',
    proposalGone: 'Вашу пропозицію щодо нього знято.',
    took: 'Узято в роботу.',
    moved: 'Дедлайн встановлено.',
    moveProposed: (author) => `Запит надіслано. ${author} має погодити новий дедлайн, доти все лишається як є.`,
    replacesProposal: (what) => `Попередня пропозиція (${what}) більше не діє.`,
    anotherProposal: 'Цю пропозицію вже змінила інша, тож нічого ще не вирішено:',
    deadlineCleared: 'Дедлайн прибрано.',
    prioritySet: (priority) => `Пріоритет тепер ${priority}.`,
    kept: 'Усе лишається як є.',
    noted: 'Нотатку додано.',
    nudged: (name) => `${name} отримає нагадування.`,
    reminderSet: (when) => `Нагадаю: ${when}.`,
    reminderWaits: (when) => `Це ваші тихі години, тож нагадаю, коли вони скінчаться: ${when}.`,
    reminderEarlier: (wished) =>
      `${wished} – це ваші тихі години, а коли вони скінчаться, дедлайн уже мине. Тому нагадаю до їхнього початку.`,
    reminderAlready: (when) => `Таке нагадування вже є: ${when}.`,
    reminderOff: (moments) => `Скасовано, не нагадуватиму: ${list(moments)}.`,
    remindWhen: 'Коли нагадати?',
    remindHint: 'через 2 години, за годину до дедлайну, завтра 10:00',
    whichTitle: 'Що треба зробити?',
    titleHint: 'Банер для лендингу @anna завтра 18:00',
    who: 'Кому доручити?',
    whoHint: 'Ім’я або «собі»',
    assignee: 'виконавець',
    myself: 'Собі',
    whichProject: 'Який проєкт?',
    projectHint: 'Тег або «немає»',
    when: 'Який дедлайн?',
    whenPropose: 'Який дедлайн пропонуєте?',
    whenHint: 'завтра 18:00, п’ятниця, 27 листопада',
    howUrgent: 'Який пріоритет?',
    priorityHint: 'терміновий, високий, звичайний або низький',
    whichEdit: 'Що змінити? Напишіть лише нове: назву, @виконавця, #проєкт, !пріоритет, дедлайн або ~оцінку.',
    editHint: '!високий п’ятниця 18:00',
    whichNote: 'Що занотувати?',
    noteHint: 'Нотатку побачать усі, хто бачить завдання',
    burning: 'горить',
    priority: (word) => `${word} пріоритет`,
    from: (name) => `від: ${name}`,
    to: (name) => `виконавець: ${name}`,
    late: (seconds) => {
      if (seconds < 60) return 'щойно прострочено';
      return `прострочено на ${seconds >= 86_400 ? days(Math.floor(seconds / 86_400)) : formatDuration(seconds, 'uk')}`;
    },
    estimatePassed: (spent, estimate) => `На завдання пішло вже ${spent}, а за оцінкою – ${estimate}:`,
    proposed: (what) => `пропозиція: ${what}`,
    proposesDrop: 'зняти як неактуальне',
    proposesMove: (when) => `перенести на ${when}`,
    states: { open: 'відкрите', done: 'виконане', dropped: 'зняте' },
  },

  tasks: {
    heading: (filters) => `Завдання: ${filters.join(', ')}`,
    filters: {
      received: 'отримані',
      given: 'доручені вами',
      done: 'виконані',
      closed: 'закриті',
      dropped: 'зняті',
      overdue: 'прострочені',
      today: 'на сьогодні',
      tomorrow: 'на завтра',
      week: 'на цей тиждень',
      all: 'разом із закритими',
    },
    priorities: {
      low: 'з низьким пріоритетом',
      normal: 'зі звичайним пріоритетом',
      high: 'з високим пріоритетом',
      urgent: 'термінові',
    },
    nothingOpen: 'Відкритих завдань немає. Чудово!',
    nothingLikeThis: 'Таких завдань немає.',
    nothingFound: (quoted, count) =>
      `Нічого не знайдено зі ${count === 1 ? 'словом' : 'словами'} ${quoted} у назві чи описі. Зі словом «усі» шукаю і серед закритих завдань.`,
  },

  history: {
    created: 'Створено',
    changed: (field, before, after) => `${field}: ${before} → ${after}`,
    descriptionChanged: 'Опис змінено',
    result: (words) => `Результат: ${words}`,
    resultRemoved: 'Результат прибрано',
    took: 'Узято в роботу',
    tookBack: 'Більше не в роботі',
    proposed: (what) => `Пропозиція: ${what}`,
    proposalGone: 'Пропозицію закрито',
    note: (words) => `Нотатка: ${words}`,
    undone: 'Останню зміну відмінено',
  },

  notice: {
    assigned: (by) => `${by} доручає вам завдання:`,
    reassigned: (by, to) => `${by}: ваше завдання передано, тепер виконавець – ${to}.`,
    result: (by) => `${by}: додано результат завдання.`,
    done: (by) => `${by}: завдання виконано.`,
    dropped: (by) => `${by}: завдання знято, більше не актуальне.`,
    reopened: (by) => `${by}: завдання знову відкрите.`,
    moved: (by, when) => `${by}: новий дедлайн – ${when}.`,
    deadlineCleared: (by) => `${by}: дедлайн прибрано.`,
    changed: (by, what) => `${by}: завдання змінено (${what}).`,
    took: (by) => `${by}: завдання взято в роботу.`,
    addedToProject: (by, tag) => `${by} додає вас до #${tag}: тепер ви бачите його завдання.`,
    noted: (by) => `${by} коментує:`,
    proposesDrop: (by) => `${by} вважає, що завдання більше не актуальне. Зняти його?`,
    proposesMove: (by, when) => `${by} просить перенести дедлайн на ${when}. Погодити?`,
    agreed: (by) => `${by} погоджує вашу пропозицію.`,
    kept: (by) => `${by} просить лишити все як є.`,
    nudge: (by) => `${by} питає, як просувається завдання:`,
    undone: (by) => `${by}: останню зміну в завданні відмінено.`,
    takenBack: (by) => `${by}: завдання відкликано, робити нічого не треба.`,
    timeChanged: (by) => `${by} змінює ваш записаний час:`,
    timeSplit: (by) => `${by} розділяє ваш записаний час надвоє:`,
    timeDeleted: (by) => `${by} видаляє ваш записаний час:`,
    timeUndone: (by) => `${by}: останню зміну вашого часу відмінено.`,
  },

  gathered: (count) => `Для вас ${count} ${pluralSlavic(count, 'повідомлення', 'повідомлення', 'повідомлень')}`,

  reminder: {
    now: 'Нагадую, як ви просили:',
    late: (meant) => `Нагадую, хоч і пізніше, ніж ви просили (${meant}):`,
    dueIn: (left) => `До дедлайну ${left}:`,
    dueToday: 'Дедлайн сьогодні:',
    overdue: 'Дедлайн минув:',
    meantFor: (when) => `Нагадування на ${when}.`,
    untaken: (name) => `Термінове завдання вже 30 хвилин робочого часу чекає, поки за нього візьметься ${name}:`,
  },

  time: {
    noTask: 'без завдання',
    noProject: 'без проєкту',
    started: (time) => `Таймер запущено ${at(time)}: `,
    stoppedFirst: 'Спершу зупинено: ',
    timerStopped: 'Таймер зупинено: ',
    entryNumber: (id) => `запис ${id}`,
    stopped: (sums) =>
      [`${sums.stretch} цього разу`, sums.task && `${sums.task} на завдання`, `${sums.today} за сьогодні`]
        .filter(Boolean)
        .join(' · '),
    running: (elapsed, since) => `Таймер працює з ${since} (${elapsed}): `,
    noTimer: 'Таймер не запущено.',
    cancelled: (elapsed) => `Таймер скасовано, не враховано ${elapsed}: `,
    today: (sum) => `За сьогодні: ${sum}`,
    meantProject: (tag) => `Може, це для ${tag}?`,
    onTask: (sum) => `На це завдання загалом: ${sum}`,
    ofEstimate: (spent, estimate) => `${spent} із ${estimate}`,
    estimates: 'Витрачено з оціненого, загалом:',
    logWhat: 'Скільки часу й на що?',
    logHint: '1г30хв 12 макет',
    logged: 'Час записано: ',
    editWhat: 'Скільки часу це зайняло насправді?',
    editHint: '1г15хв або 9:00-10:15; ще #12, вчора, нотатка …',
    entryChanged: 'Час змінено: ',
    entryDeleted: 'Запис часу видалено: ',
    everybody: 'Усі',
    nothing: 'Записів часу немає.',
    groupings: { project: 'Проєкт', person: 'Людина', task: 'Завдання', day: 'День' },
    listHeading: (days) => `Записаний час: ${days}`,
    by: { project: 'За проєктами', person: 'За людьми', task: 'За завданнями', day: 'За днями' },
    spent: 'Час',
    share: '%',
    total: 'Разом',
    rounding: 'Для зручності округлено до хвилин; підсумок округлено один раз.',
    countsRunning: '▸ Запущений таймер ураховано до цієї хвилини.',
    more: (count) => `ще ${count}`,
    earlierDays: 'раніше',
    nothingBefore: (when) => `Перед тим, ${when}: нічого.`,
    before: (when, spent, change) => `Перед тим, ${when}: ${spent}. ${change}`,
    nowMore: (by, percent) => `Тепер на ${by} більше (${percent}).`,
    nowLess: (by, percent) => `Тепер на ${by} менше (${percent}).`,
    nowTheSame: 'Тепер стільки ж.',
    picture: 'Картинка',
    drawing: 'Малюю картинку…',
    writing: (format) => `Готую файл ${format}…`,
  },

  entry: {
    of: (name) => `Чий це час: ${name}.`,
    unchanged: 'Змін не було.',
    changed: (before, after) => `${before} → ${after}`,
    note: (before, after) => `Нотатка: ${before} → ${after}`,
    split: (before, rest) => `Розділено надвоє, було ${before}; друга частина – запис ${rest}`,
    splitOff: (from) => `Відділено від запису ${from}`,
    deleted: 'Видалено',
    isDeleted: 'Цей запис видалено.',
    splitWhere: 'Де розділити?',
    splitHint: '11:00 або 1г – скільки триває перша частина',
    isSplit: 'Розділено надвоє: ',
    moveWhere: 'На що пішов цей час?',
    moveHint: '12, #prostor або «немає»',
    inLockedMonth: 'місяць закрито',
  },

  locks: {
    month: monthName,
    locked: (month) => `${month} закрито: змінювати час у ньому можуть лише власники.`,
    already: (month, by, since) => `${month} уже закрито: ${by}, ${since}.`,
    unlocked: (month) => `${month} знову відкрито: час у ньому можна змінювати.`,
    notOver: (month) =>
      `${month} ще не скінчився. Якщо його закрити, записувати час у ньому зможуть лише власники. Усе одно закрити?`,
    wasOpen: (month) => `${month} не закрито.`,
    heading: 'Закриті місяці',
    none: 'Закритих місяців немає.',
  },

  files: {
    sheets: { entries: 'Записи', summary: 'Підсумок' },
    columns: {
      entry: 'Запис',
      date: 'Дата',
      start: 'Початок',
      end: 'Кінець',
      hours: 'Години',
      seconds: 'Секунди, точно',
      person: 'Людина',
      project: 'Проєкт',
      projectName: 'Назва проєкту',
      task: 'Завдання',
      taskTitle: 'Назва завдання',
      note: 'Нотатка',
      running: 'Триває',
    },
    running: 'триває',
    total: 'Разом',
    roundedAs: (rounding: Rounding | null): string => {
      if (!rounding) return 'Години не округлено.';
      const { direction, minutes, per } = rounding;
      const how = direction === 'up' ? `вгору до ${minutes} хвилин` : `до найближчих ${minutes} хвилин`;
      return per === 'entry'
        ? `Години округлено ${how} для кожного запису.`
        : `Години округлено ${how} для кожної людини, дня і проєкту.`;
    },
    othersInChart: (count: number) => `ще ${count}`,
    restOfProjects: 'інші проєкти',
    weekFrom: (day: string) => `з ${day}`,
    month: (month: number, year: number) => `${MONTHS[month - 1]} ${year}`,
    savedAs: (path: string) => `Збережено: ${path}`,
    problems: {
      nothing: 'У файл немає чого записати: часу немає. Можливо, він є за інший період:',
      'too long': 'Рядків більше, ніж вміщує аркуш. Візьміть коротший період або CSV:',
      'too large':
        'Файл завеликий, щоб надіслати його сюди: Telegram приймає до 50 МБ, Slack стільки, скільки дозволив власник простору. Візьміть коротший період:',
      'not allowed':
        'Мені не дозволено надсилати сюди файли. Це може виправити той, хто доглядає за Friday: застосунку Slack потрібен дозвіл files:write, а простір має приймати файли. Поки що є таблиця:',
      'not taken': 'Файл готовий, але надіслати його не вдалося. Спробуйте ще раз за хвилину:',
      'not confirmed': 'Не знаю, чи файл до вас дійшов. Якщо його тут немає, спробуйте ще раз за хвилину:',
      'not saved': 'На диску сервера немає місця для файлу. Скажіть тому, хто за ним доглядає, і спробуйте ще раз:',
    },
  },

  digest: {
    heading: () => 'Перевірте й закрийте прострочені завдання',
    progress: (sorted, all) => `Розібрано ${sorted} з ${all}`,
    allSorted: (all) => `Усе розібрано: ${all} з ${all}. Чудово!`,
    sections: {
      received: (count) => `Отримані: ${count}`,
      given: (count) => `Доручені вами: ${count}`,
    },
    more: (count) => `Ще ${count}`,
    nothing: 'Прострочених завдань немає: ні отриманих, ні доручених вами. Чудово!',
    nothingLeft: 'Тут усе розібрано.',
  },

  forgottenTimer: {
    runs: (since) => `Ваш таймер працює з ${since}: `,
    question: 'Забули зупинити? Доки не відповісте, нічого не зміниться.',
    ranLong: (end) => `Це понад 12 годин. Якщо забули зупинити, а насправді працювали до ${end}, напишіть так:`,
    keep: 'Нехай працює',
    stopAt: (when) => `Записати до ${when}`,
    stopNow: 'Зупинити зараз',
    discard: 'Не враховувати',
    kept: 'Гаразд, таймер працює далі. Ще раз спитаю через 8 годин.',
    keptForGood: 'Гаразд, таймер працює далі, більше не питатиму.',
  },

  morning: {
    heading: () => 'Доброго ранку! Ось що на сьогодні:',
    received: (count) => `Ваші на сьогодні: ${count}`,
    given: (count) => `Доручені вами, горять: ${count}`,
  },

  evening: {
    heading: (day) => `Ваш день: ${day}`,
    logged: (sum) => `Записано: ${sum}`,
    nothingLogged: 'Час іще не записано.',
    done: (count) => `Виконано: ${count}`,
    nothingDone: 'Виконаних завдань немає.',
    open: (count) => `Ще відкриті: ${count}`,
    nothingOpen: 'Усе, що було на сьогодні, закрито. Чудово!',
    rest: (length, work) => `Найдовший незаписаний проміжок: ${length}. Остання робота: ${work}.`,
    logRest: (length, id) => `Записати ${length} на завдання ${id}`,
  },

  digestSummary: {
    heading: 'Дайджест цього тижня',
    people: 'Отримувачі',
    tasks: 'Прострочені завдання',
    sorted: 'Уже розібрано',
    left: 'Лишилося',
    ways: {
      done: 'виконано',
      moved: 'перенесено',
      dropped: 'неактуально',
      proposed: 'запропоновано',
      lowered: 'знижено пріоритет',
      nudged: 'нагадано',
    },
  },

  project: {
    newWhat: 'Які тег і назва?',
    newHint: 'prostor Магазин Простір',
    created: 'Проєкт створено: ',
    howToUse: (tag) => `Додавайте #${tag} до завдання, таймера чи запису часу.`,
    none: 'Проєктів ще немає.',
    listHeading: 'Проєкти',
    isArchived: '(в архіві)',
    openTasks: 'Відкриті завдання',
    members: 'Учасники',
    tasks: 'Завдання',
    time: 'Час за цей місяць',
    archive: 'До архіву',
    archived: 'Перенесено до архіву: ',
    restored: 'Знову діє: ',
    restore: 'Повернути',
    archivedMeans: 'Завдання й час зберігаються, нових додати не можна.',
    bound: 'Цей чат тепер пов’язано з проєктом ',
    boundBefore: 'До цього він належав проєкту ',
    boundMeans: 'Завдання й час звідси типово потрапляють до нього, а кожен, хто пише мені тут, стає учасником.',
    added: (name) => `${name} тепер у проєкті `,
    removed: (name) => `${name} більше не в проєкті `,
    alreadyIn: (name) => `${name} вже в проєкті `,
    notIn: (name) => `${name} не в проєкті `,
    roomLeft: (room: string, tag: string) => `Мене вилучили з чату «${room}», його було пов’язано з проєктом #${tag}.`,
    roomLeftMeans: 'Завдання на місці. Якщо мене додадуть знову, пов’яжіть чат ще раз, просто в ньому: ',
  },

  people: {
    heading: 'Люди',
    roles: { owner: 'власник', manager: 'менеджер', member: 'учасник', client: 'клієнт' },
    isNow: (role) => `тепер має роль «${role}».`,
    youAreNow: (by, role) => `${by}: вашу роль змінено, тепер ви – ${role}.`,
    removed: 'більше не має доступу й не отримує повідомлень.',
    restored: 'знову має доступ. Налаштування, час і завдання, не передані іншим, на місці.',
    timerStopped: 'Таймер зупинено, його час записано: ',
    handedOver: (count) =>
      count === 0
        ? 'Відкритих завдань не лишилося.'
        : `Без виконавця лишилося ${openTasks(count)}. Ваші, якщо такі є, нижче; інші автори отримають сповіщення.`,
    leftBehind: (name) => `${name} більше не в команді. Ці ваші завдання потребують нового виконавця:`,
    accountGone: (name, platform) =>
      `${name}: повноцінного акаунта в ${platform} більше немає, тому доступ сюди закрито.`,
    accountBack: (name, platform) => `${name}: акаунт у ${platform} знову активний, але доступ сюди досі закрито.`,
    noOwnerLeft: 'Власника більше немає. Той, хто мене обслуговує, може призначити нового в налаштуванні OWNERS.',
    unreachable: (name, platform) =>
      `${name}: повідомлення більше не доходять. ${platform} не дозволяє мені писати в цей чат, а іншого способу я не знаю.`,
    unreachableMeans: {
      terminal: 'Повідомлення надходитимуть знову, щойно термінал відкриють.',
      slack: 'Можливо, акаунт вимкнено. Щойно мені звідти напишуть, повідомлення надходитимуть знову.',
      telegram:
        'Можливо, мене заблоковано. Попросіть відкрити чат зі мною й натиснути «Запустити»: повідомлення надходитимуть знову.',
    },
    unreachableLeft: 'Якщо ви більше не працюєте разом, закрийте доступ: ',
  },

  codes: {
    invite: (role) => `Запрошення на одну людину, роль – ${role}. Передайте його:`,
    link: 'Щоб об’єднати інший месенджер із цим, надішліть мені там:',
    once: 'Діє один раз, протягом 24 годин.',
    shownOnce: 'Код показано один раз, і він ніде не зберігається. Попросіть новий.',
    joinQuestion: (me, other) => `Об’єднати «${me}» тут і «${other}» там в одну людину?`,
    joinWarning:
      'Завдання й час обох стануть спільними. Скасувати це не можна. Продовжуйте, лише якщо обидва акаунти ваші.',
    joined: (name) => `Об’єднано. Тепер в обох месенджерах ви – ${name}.`,
    orSend: 'Або нехай мені надішлють таке:',
    orOpen: 'Або відкрийте там це посилання:',
  },

  settings: {
    heading: 'Налаштування',
    saved: 'Збережено.',
    change: 'Що змінити?',
    names: {
      name: 'Ім’я',
      language: 'Мова',
      zone: 'Часовий пояс',
      digest: 'П’ятничний дайджест',
      morning: 'Ранковий список',
      evening: 'Вечірній підсумок',
      work: 'Робочі години',
      quiet: 'Тихі години',
      csv: 'Файли CSV',
      rounding: 'Округлення у файлах',
    },
    ask: {
      name: 'Як вас називати?',
      language: 'Якою мовою спілкуємося?',
      zone: 'Де ви? Оберіть місце, де зараз той самий час, або напишіть місто.',
      digest: 'О котрій надсилати дайджест? Оберіть варіант або напишіть час.',
      morning: 'О котрій у робочі дні надсилати список на сьогодні?',
      evening: 'О котрій у робочі дні підбивати підсумок дня?',
      work: 'Коли ви працюєте?',
      quiet: 'Коли вас не турбувати?',
      csv: 'Що ставити між стовпцями у файлах CSV і який десятковий знак?',
      rounding: 'Як округлювати години у файлах? У звітах і в записах вони завжди точні.',
    },
    hint: {
      name: 'Анна',
      language: 'en, uk або ru',
      zone: 'Europe/Kyiv або місто',
      digest: '09:00',
      morning: '09:00 або вимкнути',
      evening: '17:45 або вимкнути',
      work: '9:00-18:00 пн-пт',
      quiet: '20:00-8:00 сб нд',
      csv: '; ,',
      rounding: 'вгору 15 або вимкнути',
    },
    itIs: (time) => `зараз там ${time}`,
    always: 'завжди, навіть коли нічого не прострочено',
    alwaysButton: 'Навіть без прострочених',
    onlyOverdue: 'Лише з простроченими',
    off: 'Вимкнути',
    isOff: 'вимкнено',
    onWorkingDays: (time) => `${time} у робочі дні`,
    allDay: (names) => `і весь день ${names}`,
    onlyAllDay: (names) => `весь день ${names}`,
    usualCsv: 'Як зазвичай тут',
    csvIs: (f) => `між стовпцями ${f.separator} · числа як 1${f.decimal}5`,
    notRounded: 'Не округлювати',
    rounded: (rounding) => {
      if (!rounding) return 'без округлення';
      const { direction, minutes, per } = rounding;
      const how = direction === 'up' ? `вгору до ${minutes} хв` : `до найближчих ${minutes} хв`;
      return `${how}, ${per === 'entry' ? 'для кожного запису' : 'для кожної людини, дня і проєкту'}`;
    },
  },

  form: {
    titles: {
      task: 'Нове завдання',
      done: 'Виконано',
      result: 'Результат',
      move: 'Дедлайн',
      pass: 'Передати завдання',
      note: 'Нотатка',
      edit: 'Змінити завдання',
      remind: 'Нагадування',
      log: 'Записати час',
      'log edit': 'Виправити час',
      'log split': 'Розділити час',
      'log move': 'Інше завдання',
      'project new': 'Новий проєкт',
      settings: 'Налаштування',
      priority: 'Пріоритет',
    },
    create: 'Створити',
    save: 'Зберегти',
    whatToDo: 'Що треба зробити?',
    emptyIsMe: 'Якщо для себе, лишіть порожнім',
    day: 'День',
    time: 'Час',
    timeHint: 'Без часу рахується весь день, без дня мається на увазі сьогодні',
    estimateHint: 'Скільки триватиме загалом: 3г, 1г30хв',
    messageShortened: 'Повідомлення довше, ніж тут уміщується. Посилання в описі веде до нього цілого.',
  },

  home: {
    timer: 'Таймер',
    sums: (today: string, week: string) => `Сьогодні ${today} · цього тижня ${week}`,
    received: (count: string) => `Отримані: ${count}`,
    given: (count: string) => `Доручені вами: ${count}`,
    nothingGiven: 'Немає відкритих завдань, які ви комусь доручили.',
  },

  undo: {
    done: 'Відмінено.',
    asBefore: (names) => `Знову як було: ${list(names)}.`,
    taking: 'хто взяв у роботу',
    proposal: 'пропозиція',
    sure: (when) => `Ваша остання зміна – ${when}. Відмінити її?`,
    taskGone: 'Завдання більше немає, наче й не було.',
    entryBack: 'Час знову такий, як був:',
    runsAgain: 'Таймер знову працює:',
    entryGone: 'Запис часу прибрано:',
    willBeAsBefore: (names) => `Буде знову як раніше: ${list(names)}.`,
    taskWillGo: 'Завдання зникне, наче й не було.',
    entryWillBeBack: 'Час знову буде такий, як був:',
    willRunAgain: 'Таймер знову запрацює:',
    entryWillGo: 'Запис часу буде прибрано:',
  },

  why: {
    heading: (name) => `Повідомлення: ${name}`,
    mine: 'Повідомлення вам',
    nothing: 'За цей час їх не було.',
    more: (count) => `Тут останні ${count}. Щоб побачити інші, назвіть день.`,
    tasks: (_count, numbers) => `завдання ${numbers}`,
    sorts: {
      digest: 'П’ятничний дайджест',
      summary: 'Підсумок дайджестів',
      reminder: 'Нагадування',
      task: 'Про завдання',
      timer: 'Таймер',
      time: 'Про ваш час',
      morning: 'Ранковий список',
      evening: 'Вечірній підсумок',
      several: 'Кілька в одному',
      organisation: 'Люди й проєкти',
      other: 'Повідомлення',
    },
    due: 'зараз надсилається',
    waits: (when) => `чекає до: ${when}`,
    tried: (count, when, because) =>
      `${count} ${pluralSlavic(count, 'спроба', 'спроби', 'спроб')}, наступна: ${when}; ${because}`,
    sent: (platform, when) => `надіслано: ${platform}, ${when}`,
    skipped: (because) => `пропущено: ${because}`,
    failed: (because) => `не надіслано: ${because}`,
    expired: (because) => `не надіслано за кілька днів спроб: ${because}`,
    reasons: {
      left: 'ця людина вже не тут',
      unreachable: 'месенджер не дозволяє мені писати цій людині',
      elsewhere: 'мене немає в месенджері, яким користується ця людина',
      missed: 'у той час програму було вимкнено',
      joined: 'надіслано на інший акаунт тієї самої людини',
      over: 'на той час це вже було неактуально',
      told: 'усе це є в п’ятничному дайджесті того дня',
      refused: 'месенджер не приймає цього повідомлення',
      unclear: 'месенджер не підтвердив, чи воно дійшло',
      busy: 'месенджер був недоступний або просив зачекати',
    },
  },

  button: {
    changeSettings: 'Змінити налаштування',
    addResult: 'Додати результат',
    addNote: 'Нотатка',
    after: 'Пізніше',
    agree: 'Погодити',
    before: 'Раніше',
    calendar: 'Календар…',
    cancel: 'Скасувати',
    cancelReminder: 'Скасувати нагадування',
    cancelTimer: 'Скасувати таймер',
    changeDeadline: 'Дедлайн',
    changeEntry: 'Виправити',
    changePriority: 'Пріоритет',
    changeZone: 'Часовий пояс',
    createTask: 'Створити таке завдання',
    date: 'Дата…',
    digest: 'Мій дайджест',
    deleteEntry: 'Видалити',
    done: 'Виконано',
    doneOnes: 'Виконані',
    drop: 'Зняти',
    earlier: 'Раніше',
    entryHistory: 'Історія',
    given: 'Доручені мною',
    handOver: 'Передати',
    help: 'Довідка',
    inAnHour: 'Через годину',
    inTwentyMinutes: 'Через 20 хв',
    join: 'Об’єднати',
    keep: 'Лишити як є',
    lockMonth: (month) => `Закрити: ${month}`,
    lockedMonths: 'Закриті місяці',
    logFree: (range) => `Записати ${range}`,
    lower: 'Знизити пріоритет',
    mondayAtNine: 'У понеділок о 9:00',
    more: 'Далі',
    move: 'Перенести',
    moveEntry: 'Інше завдання',
    moveTo: (day) => `На ${day}`,
    newProject: 'Новий проєкт',
    newTask: 'Нове завдання',
    nextWeek: 'Наступний тиждень',
    notRelevant: 'Неактуально',
    nudge: 'Нагадати',
    onFriday: 'П’ятниця',
    onMonday: 'Понеділок',
    open: 'Показати',
    openTask: (id) => `Показати ${id}`,
    otherZone: 'Інше місце',
    plusWeek: '+1 тиждень',
    previous: 'Назад',
    proposeDeadline: 'Запропонувати дедлайн',
    received: 'Мої завдання',
    restore: 'Відкрити доступ',
    reopen: 'Відкрити знову',
    splitEntry: 'Розділити',
    startTimer: 'Запустити таймер',
    stopTimer: 'Зупинити таймер',
    takeBack: 'Відмінити цю зміну',
    taskDone: 'Завдання виконано',
    today: 'Сьогодні',
    tomorrow: 'Завтра',
    tomorrowAtNine: 'Завтра о 9:00',
    took: 'Беру',
    undo: 'Відмінити',
    unlockMonth: (month) => `Відкрити: ${month}`,
    why: 'Що надіслано',
    write: 'Написати…',
  },

  refusal: {
    'unknown command': ({ nearest }) => ({
      says: nearest.length > 0 ? 'Не розумію. Може, так?' : 'Не розумію. Ось що я вмію:',
      example: nearest[0] ?? 'help',
    }),
    'missing argument': () => ({ says: 'Чогось бракує. Напишіть так:' }),
    'not a number': ({ typed, command }) => ({
      says: `«${typed}» – не номер ${command.startsWith('log ') ? 'запису часу' : 'завдання'}. Напишіть так:`,
    }),
    'nothing asked': () => ({
      says: 'На це вже є відповідь, або питання застаріло. Почніть, будь ласка, спочатку.',
      example: 'help',
    }),
    'edit of nothing': () => ({
      says: 'Виправлення я враховую лише в повідомленнях, що ставлять завдання. Надішліть це, будь ласка, ще раз. Завдання ставлять так:',
      example: 'task Банер для лендингу завтра',
    }),
    'title missing': () => ({
      says: 'Завданню потрібна назва: що треба зробити?',
      example: 'task Банер для лендингу завтра',
    }),
    'title too long': ({ length, max, command }) => ({
      says: `У назві ${characters(length)}, а вміщується ${max}. Перенесіть подробиці на новий рядок: вони стануть описом.`,
      example: command === 'task' ? 'task Банер для лендингу завтра' : `${command} Банер для лендингу`,
    }),
    'text too long': ({ what, length, max, command }) => ({
      says: `${TEXT_PARTS[what]}: ${characters(length)}, а вміщується ${max}. Скоротіть, будь ласка; нічого не збережено.`,
      example: command === undefined ? 'help' : `${command} ${shortWords(what, command)}`,
    }),
    'has left': ({ name, restore }) => ({
      says: `${name} більше не в команді. Менеджер може відкрити доступ знову:`,
      example: restore,
    }),
    'too many people': ({ count, max, command }) => ({
      says: `Стільки людей в одному рядку забагато: ${count}, а можна щонайбільше ${max}. Решту назвіть у наступному рядку:`,
      example: `${command} prostor @anna @oleh`,
    }),
    'has not left': ({ name }) => ({
      says: `${name} і так має доступ, повертати нічого. Ось хто тут є:`,
      example: 'people',
    }),
    'unknown person': ({ name, nearest, mayInvite }) => ({
      says: `Не знаю @${name}.${nearest.length > 0 ? ` Може, ${either(nearest)}?` : ''} ${mayInvite ? 'Нову людину запрошують так:' : 'Нову людину запросить менеджер, а хто вже тут, видно так:'}`,
      example: mayInvite ? 'invite' : 'people',
    }),
    'everybody named': ({ name }) => ({
      says: `Тут потрібна одна людина, а @${name} – це всі одразу. Назвіть когось із них:`,
      example: 'people',
    }),
    'ambiguous person': ({ name, matches, like }) => ({
      says: `Ім’я «${name}» мають кілька людей: ${list(matches)}. Напишіть його повністю або слово в дужках${like ? ':' : '.'}`,
      example: like ?? 'people',
    }),
    'several assignees': ({ names, command }) => ({
      says: `У завдання один виконавець, а тут їх кілька: ${list(names)}. Створіть кожному своє.`,
      example: behind(command, '@anna'),
    }),
    'unknown project': ({ tag, nearest }) => ({
      says:
        nearest.length > 0
          ? `Проєкту #${tag} немає. Може, ${either(nearest.map((each) => `#${each}`))}? Новий створюють так:`
          : `Проєкту #${tag} немає. Новий створюють так:`,
      example: `project new ${tag} Повна назва`,
    }),
    'several projects': ({ tags, command }) => ({
      says:
        tags.length === 1
          ? `Тут і #${tags[0]}, і «без проєкту». Лишіть щось одне.`
          : `У завдання один проєкт, а тут їх кілька: ${list(tags.map((tag) => `#${tag}`))}. Лишіть один.`,
      example: behind(command, '#prostor'),
    }),
    'unknown priority': ({ word, nearest, command }) => ({
      says: `Не знаю пріоритету «${word}». Є !терміновий, !високий, !звичайний і !низький; може, !${PRIORITY[nearest]}?`,
      example: command && behind(command, prioritySign(command) + PRIORITY[nearest]),
    }),
    'several priorities': ({ command }) => ({
      says: 'У завдання один пріоритет, а тут їх кілька. Лишіть один.',
      example: behind(command, '!високий'),
    }),
    'several estimates': ({ command }) => ({
      says: 'У завдання одна оцінка часу, а тут їх кілька. Лишіть одну.',
      example: behind(command, '~3г'),
    }),
    'not an estimate': ({ typed, command }) => ({
      says: `«${typed}» не схоже на оцінку часу, тож нічого не змінено. В оцінці є одиниця, г або хв:`,
      example: behind(command, '~3г'),
    }),
    'several deadlines': ({ command }) => ({
      says: 'У завдання один дедлайн, а тут їх кілька. Лишіть один.',
      example: behind(command, 'п’ятниця 18:00'),
    }),
    'not a moment': ({ typed, command, id, isPending }) => ({
      says: `Не розумію, коли це: «${typed}».${isPending ? ' Щоб скасувати ваші нагадування про це завдання, напишіть замість часу «вимкнути».' : ''}`,
      example:
        id === undefined ? undefined : `${command} ${id} ${command === 'remind' ? 'завтра 10:00' : 'п’ятниця 18:00'}`,
    }),
    'deadline past': ({ on, again }) => ({
      says: `Це вже в минулому (${on}). Вкажіть день або час попереду.`,
      example: again,
    }),
    'deadline too far': ({ again }) => ({
      says: 'До цього дня понад десять років. Вкажіть, будь ласка, ближчий.',
      example: again,
    }),
    'title like a deadline': ({ typed, id, when }) => ({
      says: `Не розумію, коли це: «${typed}», тож нічого не змінено. Дедлайн можна задати так:`,
      example: `move ${id} ${when}`,
    }),
    'title like a person': ({ typed, id }) => ({
      says: `«${typed}» – це ім’я людини, тож нічого не змінено. Передати їй завдання можна так:`,
      example: `edit ${id} @${typed}`,
    }),
    'one at a time': ({ what, like }) => ({
      says: `Тут можна назвати лише ${ONE_OF_EACH[what]} за раз. Запитайте по черзі, спершу так:`,
      example: like,
    }),
    'page past the end': ({ command }) => ({ says: 'Такої сторінки немає: список коротший.', example: command }),
    'some of several': ({ without, line }) => ({
      says: `Нічого з переліченого не змінено. Без ${list(without.map(String))} вийде:`,
      example: line,
    }),
    'no such task': ({ id }) => ({ says: `Завдання ${id} немає серед тих, які вам видно.`, example: 'tasks' }),
    'not yours to change': ({ id }) => ({
      says: `Завдання ${id} можуть змінювати автор, виконавець і менеджери. Ви можете лишити нотатку:`,
      example: `note ${id} Що ви хочете сказати`,
    }),
    'task closed': ({ id, state }) => ({
      says: `Завдання ${id} вже ${state === 'done' ? 'виконане' : 'зняте'}. Його можна відкрити знову:`,
      example: `reopen ${id}`,
    }),
    'task open': ({ id, wants }) => ({
      says: wants === 'result' ? `Завдання ${id} відкрите. Закрити його можна так:` : `Завдання ${id} і так відкрите:`,
      example: wants === 'result' ? `done ${id}` : `show ${id}`,
    }),
    'nothing to change': ({ id }) => ({
      says: `Завдання ${id} вже таке, нічого не змінено.`,
      example: `show ${id}`,
    }),
    'never without': ({ field, id }) => ({
      says:
        field === 'priority'
          ? 'У завдання завжди є пріоритет, тож нічого не змінено. Зробити його звичайним можна так:'
          : 'У завдання завжди є виконавець, тож нічого не змінено. Візьміть його собі або назвіть когось іншого:',
      example: `edit ${id} ${field === 'priority' ? '!звичайний' : '@мені'}`,
    }),
    'no proposal': ({ id }) => ({
      says: `Щодо завдання ${id} зараз немає пропозицій.`,
      example: `show ${id}`,
    }),
    'not for you to decide': ({ id }) => ({
      says: `У завданні ${id} це вирішує інша людина. Ви можете лишити нотатку:`,
      example: `note ${id} Що ви хочете сказати`,
    }),
    'deadline stays': ({ id, isPartly }) => ({
      says: `Прибрати дедлайн завдання ${id} може лише його автор${isPartly ? ', тож нічого не змінено; решту рядка можна надіслати окремо' : ''}. Ви можете запропонувати інший:`,
      example: `move ${id} через 7 днів`,
    }),
    'nobody to nudge': ({ id }) => ({
      says: `Завдання ${id} виконуєте ви, тож нагадувати нікому.`,
      example: `done ${id}`,
    }),
    'no such digest': () => ({ says: 'Цього дайджесту вже немає. Отримати новий:', example: 'digest' }),
    'reminder past': ({ when, id }) => ({
      says: `Це вже в минулому (${when}). Вкажіть час попереду.`,
      example: `remind ${id} через 2 години`,
    }),
    'reminder too late': ({ when, id }) => ({
      says: `Це ваші тихі години, а коли вони скінчаться (${when}), дедлайн уже мине. Вкажіть час до них:`,
      example: `remind ${id} через 10 хвилин`,
    }),
    'reminder needs deadline': ({ id }) => ({
      says: `У завдання ${id} немає дедлайну, щоб нагадати заздалегідь. Вкажіть день або час:`,
      example: `remind ${id} завтра 10:00`,
    }),
    'no reminder': ({ id, isClosed }) => ({
      says: isClosed
        ? `Ваших нагадувань щодо завдання ${id} немає, та вони й не потрібні: завдання вже закрите.`
        : `Ваших нагадувань щодо завдання ${id} немає. Створити нове можна так:`,
      example: isClosed ? `show ${id}` : `remind ${id} через 2 години`,
    }),
    'assignee left': ({ name }) => ({
      says: `${name} більше не в команді. Передайте завдання комусь іншому:`,
      example: 'people',
    }),
    'no timer': () => ({ says: 'Таймер не запущено. Запустити його можна так:', example: 'timer start 12 макет' }),
    'timer not then': ({ when, since }) => ({
      says: `Ваш таймер працює з ${since}, тож зупинити його о такій порі не вийде: ${when} – це до його початку або ще попереду. Він працює далі. Вкажіть інший час або зупиніть його зараз:`,
      example: 'timer stop',
    }),
    'timer start ahead': ({ time, work }) => ({
      says: `Нічого не запущено: ${time} ще попереду. Запустіть таймер, коли почнете, або зараз:`,
      example: words('timer start', work),
    }),
    'timer start taken': ({ time, with: { work: other, times }, runs, next, work }) => ({
      says: `Після ${time} у вас уже є час: ${other}, ${times}. Нічого не запущено. ${runs ? 'Спершу зупиніть той таймер:' : 'Можна так:'}`,
      example: runs ? 'timer stop' : words('timer start', work, next),
    }),
    'not a duration': ({ typed, command, meant }) => ({
      says: `Не розумію, скільки це часу: «${typed}».${meant ? ' Може, так?' : ''}`,
      example: meant ?? (command === 'log' ? 'log 1г30хв 12 макет' : `${command} 1г15хв`),
    }),
    'entry in the future': ({ command, work }) => ({
      says: 'Цей час ще не минув. Записати можна лише те, що вже позаду.',
      example: words(command, '9:00-11:30 вчора', work),
    }),
    'day to come': ({ typed, lastSo, command }) => ({
      says: `«${typed}» ще попереду. Якщо це було раніше, допишіть рік:`,
      example: words(command, lastSo),
    }),
    'no such day': ({ typed, command }) => ({
      says: `Такого дня немає: ${typed}. Вкажіть день, який уже був, або «сьогодні»:`,
      example: words(command, 'вчора'),
    }),
    'entry too long': ({ command, work }) => ({
      says: 'Це понад 24 години. Запишіть кожен день окремо.',
      example: words(command, command === 'log' ? '8г вчора' : '8г', work),
    }),
    'two works': ({ work, tag, command }) => ({
      says: `Тут і ${work}, і #${tag}, а час записують на щось одне. Надішліть лише одне, наприклад:`,
      example: command,
    }),
    'two amounts': ({ range, command }) => ({
      says: `Скільки це часу, сказано двічі й по-різному: тривалість і ${range}. Надішліть щось одне, наприклад:`,
      example: command,
    }),
    'entry overlaps': ({ with: { work, times }, repeat, list }) => ({
      says: `На цей час у вас уже є запис: ${work}, ${times}. ${repeat ? 'Найдовший вільний проміжок – нижче.' : 'Вільного проміжку не лишається.'}`,
      example: list,
    }),
    'no such entry': ({ id }) => ({
      says: `У вас немає запису часу ${id}.`,
      example: 'log list',
    }),
    'entry runs': ({ id }) => ({
      says: `Запис ${id} – це ваш запущений таймер. Спершу зупиніть його:`,
      example: 'timer stop',
    }),
    'not an entry change': ({ id, typed }) => ({
      says: `Не можу зрозуміти, скільки це – «${typed}», і не бачу тут ані дня, ані #завдання, ані «нотатка …».`,
      example: `log edit ${id} 1г15хв #12 вчора`,
    }),
    'not a target': ({ id, typed }) => ({
      says: `Не розумію, яке це завдання чи який проєкт: «${typed}». Оберіть зі своїх:`,
      example: `log move ${id}`,
    }),
    'entry is like that': ({ id }) => ({
      says: `Запис ${id} уже саме такий, нічого не змінено.`,
      example: `log show ${id}`,
    }),
    'not within entry': ({ id, from, to, at, typed }) => ({
      says: `${typed === undefined ? '' : `Не розумію, який це час: «${typed}». `}Запис ${id} можна розділити лише між ${from} і ${to}. Вкажіть час або скільки триває перша частина.`,
      example: at ? `log split ${id} ${at}` : `log show ${id}`,
    }),
    'month locked': ({ month, by, since }) => ({
      says: `${monthName(month)} закрито (${by}, ${since}), час у ньому можуть змінювати лише власники. Попросіть когось із них:`,
      example: 'people',
    }),
    'not a month': ({ typed, command }) => ({
      says: `Не можу зрозуміти, який це місяць: «${typed}».`,
      example: `${command} 2026-10`,
    }),
    'month ahead': ({ month }) => ({
      says: `${monthName(month)} ще не почався. Закрити можна лише місяць, який уже почався.`,
      example: 'time locks',
    }),
    'timer over': ({ id }) => ({
      says: `Таймер ${id} вже не працює, нічого не змінено. Ваш час тут:`,
      example: 'log list',
    }),
    'day full': () => ({
      says: 'Записувати вже нічого: робочий день заповнено, або вільного часу в ньому немає. Ваш час тут:',
      example: 'log list',
    }),
    'not a period': ({ typed, command }) => ({
      says: `Не розумію, що це за період: «${typed}».`,
      example:
        command === 'why'
          ? 'why @anna вчора'
          : command === 'log list'
            ? 'log list минулий тиждень'
            : 'time минулий тиждень за проєктами',
    }),
    'not in a report': ({ typed, period, wants }) => ({
      says: `Не розумію, що таке «${typed}» у звіті. Він буває за проєктами, людьми, завданнями чи днями, а також картинкою, XLSX або CSV:`,
      example: words('time', period, wants === 'file' ? 'xlsx' : 'за завданнями'),
    }),
    'period backwards': ({ typed, swapped, command }) => ({
      says: `«${typed}» закінчується раніше, ніж починається. Може, так?`,
      example: `${command} ${swapped}`,
    }),
    'time of others': () => ({
      says: 'Вам видно лише власний час; час інших бачать менеджери.',
      example: 'time тиждень',
    }),
    'not a tag': ({ tag }) => ({
      says: `«${tag}» не може бути тегом. У тегу від 2 до 32 знаків: літери, цифри, - або _, і хоча б одна літера.`,
      example: 'project new prostor Магазин Простір',
    }),
    'tag reserved': ({ tag }) => ({
      says: `Слово «${tag}» уже має для мене інше значення й не може бути тегом. Оберіть інше:`,
      example: 'project new prostor Магазин Простір',
    }),
    'tag taken': ({ tag }) => ({ says: `Проєкт #${tag} уже є.`, example: 'project list' }),
    'project archived': ({ tag, mayRestore }) => ({
      says: mayRestore
        ? `Проєкт #${tag} в архіві: нічого нового до нього не додати. Повернути його можна так:`
        : `Проєкт #${tag} в архіві: нічого нового до нього не додати. Повернути його може менеджер або той, хто його створив. Інші проєкти:`,
      example: mayRestore ? `project restore ${tag}` : 'project list',
    }),
    'not your project': ({ tag }) => ({
      says: `Ви не в проєкті #${tag}. Додати вас може хтось із його учасників або менеджер:`,
      example: `project add ${tag} @ваше_ім’я`,
    }),
    'not a room': () => ({
      says: 'Це працює в каналі або групі: напишіть це там.',
      example: 'project bind prostor',
    }),
    'room of a project': ({ tag }) => ({
      says: `Цей чат пов’язано з проєктом #${tag}. Пов’язати його з іншим може менеджер або той, хто створив #${tag}. Попросіть когось із них:`,
      example: 'people',
    }),
    'managers only': () => ({
      says: 'Це можуть лише менеджери та власники. Попросіть когось із них:',
      example: 'people',
    }),
    'owners only': () => ({ says: 'Це можуть лише власники. Попросіть когось із них:', example: 'people' }),
    'restored by owners': () => ({
      says: 'Знову відкрити доступ менеджерам і власникам можуть лише власники. Попросіть когось із них:',
      example: 'people',
    }),
    'last owner': ({ other }) => ({
      says: 'Це єдиний власник. Спершу дайте цю роль комусь іще:',
      example: other === undefined ? 'invite' : `people role @${other} owner`,
    }),
    'not a role': ({ typed, command }) => ({
      says: typed
        ? `Ролі «${typed}» тут немає. Є ${command === 'invite' ? '' : 'owner (власник), '}manager (менеджер) і member (учасник).`
        : 'Яка роль: owner (власник), manager (менеджер) чи member (учасник)?',
      example: command === 'invite' ? 'invite manager' : 'people role @anna manager',
    }),
    'unknown setting': ({ name, nearest }) => ({
      says: `Налаштування «${name}» немає. ${nearest[0] ? 'Може, це?' : 'Ось які є:'}`,
      example: nearest[0] ? `settings ${nearest[0]}` : 'settings',
    }),
    'bad setting': ({ name, typed }) => ({
      says:
        name === 'name'
          ? `Ім’я не може бути таким: «${typed}». У ньому мають бути літери, спереду без @ і #, і це не слово на кшталт «я» чи «всі». Напишіть, наприклад, так:`
          : `Не розумію такого значення: «${typed}». Напишіть, наприклад, так:`,
      example: {
        name: 'settings name Анна',
        language: 'settings language uk',
        zone: 'settings zone Київ',
        digest: 'settings digest 09:00',
        morning: 'settings morning 09:00',
        evening: 'settings evening 17:45',
        work: 'settings work 9:00-18:00 пн-пт',
        quiet: 'settings quiet 20:00-8:00 сб нд',
        csv: 'settings csv ; ,',
        rounding: 'settings rounding вгору 15 на запис',
      }[name],
    }),
    'digest day is set': ({ day, time }) => ({
      says: `День дайджесту (${day}) однаковий для всієї організації (DIGEST_AT), ви обираєте лише час:`,
      example: `settings digest ${time}`,
    }),
    'digest stays on': ({ time, isAlways }) => ({
      says: isAlways
        ? 'Дайджест не можна вимкнути, але він може приходити лише тоді, коли щось прострочено:'
        : 'Дайджест не можна вимкнути; якщо нічого не прострочено, він не приходить. Ви можете обрати час:',
      example: `settings digest ${isAlways ? 'прострочені' : time}`,
    }),
    'name taken': ({ name }) => ({
      says: `Тут уже є людина з ім’ям «${name}», вас плутали б. Додайте прізвище або ініціал:`,
      example: 'settings name Анна К.',
    }),
    'nothing to undo': () => ({ says: 'Відміняти нічого: ваших змін немає.', example: 'tasks' }),
    'not the last change': () => ({
      says: 'Це вже відмінено, або після цього були інші зміни. Останню зміну відмінюють так:',
      example: 'undo',
    }),
    'undo takes nothing': () => ({
      says: 'Відмінити можна лише останню вашу зміну, без номера чи слів після команди. Нічого не відмінено; останню зміну відмінюють так:',
      example: 'undo',
    }),
    'changed since': ({ what, id }) => ({
      says: `${what === 'task' ? 'Завдання' : 'Запис часу'} ${id} відтоді вже змінено, і відміна стерла б ці зміни. Усе лишилося як було.`,
      example: what === 'task' ? `show ${id}` : 'log list',
    }),
    'owner awaited': () => ({
      says: 'Це приватний бот, і досі ніхто не ввійшов. Якщо його налаштували ви, надішліть мені код із параметра SETUP_CODE ось так:',
      example: 'start КОД',
    }),
    'not invited': ({ isInRoom }) => ({
      says: isInRoom
        ? 'Це приватний бот, для тих, кого запросили. Хто має запрошення, надсилає його мені в особистому чаті, не тут.'
        : 'Це приватний бот. Попросіть запрошення в того, хто ним користується; воно має такий вигляд:',
      example: isInRoom ? undefined : 'start КОД',
    }),
    'outsider named': ({ name }) => ({
      says: `Завдання дають лише повноправним учасникам, а ${name} до них не належить. Оберіть, будь ласка, когось іншого.`,
      example: 'task Банер @anna',
    }),
    outsider: () => ({
      says: 'Я працюю лише з повноправними учасниками робочого простору. Зверніться, будь ласка, до когось із них.',
    }),
    'not known yet': () => ({ says: 'Зараз не вдалося з’ясувати, хто ви. Спробуйте, будь ласка, за хвилину.' }),
    left: () => ({ says: 'Ваш доступ закрито. Якщо це помилка, зверніться, будь ласка, до менеджера.' }),
    'wrong code': () => ({
      says: 'Цей код не діє: він використаний, застарілий або з помилкою. Попросіть, будь ласка, новий.',
    }),
    'too many wrong codes': () => ({
      says: 'Забагато неправильних кодів. Спробуйте, будь ласка, через годину, з новим кодом.',
    }),
    'same platform': () => ({
      says: 'Ці акаунти не об’єднати: у людини один акаунт у кожному месенджері. Надішліть код в іншому.',
      example: 'link',
    }),
    'cannot be one person': () => ({
      says: 'В обох акаунтах є час за ті самі години або працює таймер. Спершу виправте це, а тоді об’єднайте знову.',
      example: 'time місяць за днями',
    }),
    'not saved': () => ({
      says: 'Зараз не вдалося зберегти. Нічого не змінено; спробуйте, будь ласка, за хвилину.',
    }),
    'maybe saved': () => ({
      says: 'Диск дав збій саме під час запису, тож я не знаю, чи це збереглося. Спершу гляньте, а якщо його нема, повторіть:',
      example: 'tasks',
    }),
    bug: ({ reference }) => ({
      says: `У мене щось зламалося, нічого не змінено. Повідомте, будь ласка, того, хто мене обслуговує: номер ${reference}.`,
    }),
  },

  help: {
    heading: 'Що я вмію',
    more: 'Докладніше про команду:',
    example: 'Наприклад:',
    restInPrivate: 'Усе інше, як-от ваш час і налаштування, – в особистому чаті зі мною.',
    topics: { tasks: 'Завдання', time: 'Час', friday: 'П’ятниця', projects: 'Проєкти', people: 'Люди й налаштування' },
    commands: {
      task: {
        usage: '<що> [@хто] [#проєкт] [!пріоритет] [коли] [~3г]',
        does: 'створити завдання; без тексту запитаю все по черзі',
        examples: [
          'task Банер для Простору @anna #prostor !високий завтра 18:00',
          'task Подзвонити в друкарню у п’ятницю',
        ],
      },
      tasks: {
        usage:
          '[отримані | доручені] [прострочені | сьогодні | завтра | тиждень] [виконані | закриті | зняті | усі] [#проєкт] [@людина] [!пріоритет] [слова]',
        does: 'список завдань; без уточнень – отримані вами',
        examples: ['tasks доручені прострочені', 'tasks #prostor !високий банер'],
      },
      show: { usage: '12', does: 'одне завдання з історією', examples: ['show 12', 'show #12'] },
      done: {
        usage: '12 [результат]',
        does: 'закрити як виконане; можна кілька номерів одразу',
        examples: ['done 12 Банер у спільній папці', 'done 12, 13, 14'],
      },
      result: {
        usage: '12 <текст>',
        does: 'записати результат закритого завдання',
        examples: ['result 12 Банер у спільній папці', 'result 12'],
      },
      drop: {
        usage: '12 [причина]',
        does: 'зняти неактуальне, одне чи кілька; виконавцю потрібна згода автора',
        examples: ['drop 12 У клієнта змінилися плани', 'drop 12'],
      },
      reopen: { usage: '12', does: 'відкрити знову', examples: ['reopen 12', 'reopen T12'] },
      edit: {
        usage: '12 <що нового>',
        does: 'змінити лише те, що вкажете; «без дедлайну» та «без проєкту» їх прибирають',
        examples: ['edit 12 @oleh !терміновий', 'edit 12 без дедлайну'],
      },
      move: {
        usage: '12 <коли>',
        does: 'перенести дедлайн; виконавцю потрібна згода автора',
        examples: ['move 12 п’ятниця 18:00', 'move 12 через 3 дні'],
      },
      priority: {
        usage: '12 <пріоритет>',
        does: 'змінити пріоритет',
        examples: ['priority 12 високий', 'priority 12 низький'],
      },
      note: {
        usage: '12 <текст>',
        does: 'додати нотатку до завдання',
        examples: ['note 12 Чекаємо на фото', 'note 12 Клієнт на зв’язку після обіду'],
      },
      took: { usage: '12', does: 'взяти завдання в роботу', examples: ['took 12', 'took T12'] },
      nudge: { usage: '12', does: 'спитати виконавця, як просувається завдання', examples: ['nudge 12', 'nudge #12'] },
      agree: { usage: '12', does: 'погодити пропозицію виконавця', examples: ['agree 12', 'agree #12'] },
      keep: { usage: '12', does: 'відхилити пропозицію й лишити завдання як є', examples: ['keep 12', 'keep #12'] },
      remind: {
        usage: '12 <коли> | вимкнути',
        does: 'нагадати вам про завдання',
        examples: ['remind 12 через 2 години', 'remind 12 за годину до дедлайну'],
      },
      timer: { usage: '', does: 'що запущено й скільки часу за сьогодні', examples: ['timer', 'timer start 12'] },
      'timer start': {
        usage: '[12 | #проєкт] [о 9:00] [нотатка]',
        does: 'запустити таймер; той, що працює, зупиниться',
        examples: ['timer start 12 макет', 'timer start #prostor дзвінок'],
      },
      'timer stop': {
        usage: '[о 18:00] [нотатка]',
        does: 'зупинити таймер',
        examples: ['timer stop', 'timer stop перший варіант надіслано'],
      },
      'timer cancel': {
        usage: '',
        does: 'скасувати таймер, не враховуючи часу',
        examples: ['timer cancel', 'undo'],
      },
      log: {
        usage: '<скільки | від–до> [12 | #проєкт] [день] [нотатка]',
        does: 'записати час вручну',
        examples: ['log 1г30хв 12 макет', 'log 9:00-11:30 #prostor дзвінок'],
      },
      'log edit': {
        usage: '45 [скільки | від–до] [#12 | #проєкт] [день] [нотатка]',
        does: 'виправити записаний час – лише те, що вкажете',
        examples: ['log edit 45 1г15хв', 'log edit 45 #12 макет'],
      },
      'log show': {
        usage: '45',
        does: 'записаний час і як його змінювали',
        examples: ['log show 45', 'log list'],
      },
      'log split': {
        usage: '45 <час | скільки>',
        does: 'розділити записаний час надвоє',
        examples: ['log split 45 12:20', 'log split 45 20хв'],
      },
      'log move': {
        usage: '45 <12 | #проєкт>',
        does: 'перенести записаний час на інше завдання',
        examples: ['log move 45 12', 'log move 45 #prostor'],
      },
      'log list': {
        usage: '[період]',
        does: 'ваш записаний час із номерами, щоб його виправити',
        examples: ['log list', 'log list минулий тиждень'],
      },
      'log delete': { usage: '45 …', does: 'видалити записаний час', examples: ['log delete 45', 'undo'] },
      time: {
        usage: '[період] [#проєкт] [@людина|усі] [за проєктами|людьми|завданнями|днями] [картинка|xlsx|csv]',
        does: 'звіт про час',
        examples: ['time тиждень за завданнями', 'time минулий місяць #prostor за людьми'],
      },
      'time lock': {
        usage: '<місяць>',
        does: 'закрити місяць: час у ньому вже не змінити (для власників)',
        examples: ['time lock 2026-10', 'time lock минулий місяць'],
      },
      'time unlock': {
        usage: '<місяць>',
        does: 'знову відкрити місяць (для власників)',
        examples: ['time unlock 2026-10', 'time unlock минулий місяць'],
      },
      'time locks': {
        usage: '',
        does: 'закриті місяці (для власників)',
        examples: ['time locks', 'time минулий місяць'],
      },
      digest: {
        usage: '',
        does: 'ваш п’ятничний дайджест просто зараз',
        examples: ['digest', 'settings digest 10:00'],
      },
      undo: { usage: '', does: 'відмінити вашу останню зміну', examples: ['undo', 'help undo'] },
      project: { usage: '<тег>', does: 'проєкт і його учасники', examples: ['project prostor', 'project list'] },
      'project new': {
        usage: '<тег> <назва>',
        does: 'створити проєкт',
        examples: ['project new prostor Магазин Простір', 'project new site-2027 Новий сайт'],
      },
      'project list': { usage: '', does: 'усі проєкти', examples: ['project list', 'tasks #prostor'] },
      'project add': {
        usage: '<тег> @людина …',
        does: 'додати людину, щоб вона бачила завдання проєкту',
        examples: ['project add prostor @anna', 'project add prostor @anna @oleh'],
      },
      'project remove': {
        usage: '<тег> @людина …',
        does: 'прибрати людину з проєкту',
        examples: ['project remove prostor @anna', 'project remove prostor @oleh'],
      },
      'project bind': {
        usage: '<тег>',
        does: 'пов’язати цей канал або групу з проєктом',
        examples: ['project bind prostor', 'project bind site-2027'],
      },
      'project archive': {
        usage: '<тег>',
        does: 'перенести проєкт до архіву',
        examples: ['project archive prostor', 'project list'],
      },
      'project restore': {
        usage: '<тег>',
        does: 'повернути проєкт з архіву',
        examples: ['project restore prostor', 'project list'],
      },
      people: { usage: '', does: 'хто тут є', examples: ['people', 'tasks @anna'] },
      'people role': {
        usage: '@людина owner|manager|member',
        does: 'змінити роль (для власників)',
        examples: ['people role @anna manager', 'people role @oleh member'],
      },
      'people remove': {
        usage: '@людина',
        does: 'закрити доступ (для менеджерів)',
        examples: ['people remove @oleh', 'people'],
      },
      'people restore': {
        usage: '@людина',
        does: 'знову відкрити доступ (для менеджерів)',
        examples: ['people restore @oleh', 'people'],
      },
      invite: {
        usage: '[manager|member]',
        does: 'одноразове посилання для нової людини (для менеджерів)',
        examples: ['invite', 'invite manager'],
      },
      link: { usage: '', does: 'об’єднати ваші Slack і Telegram', examples: ['link', 'link КОД'] },
      settings: {
        usage: '[назва значення]',
        does: 'мова, часовий пояс, дайджест, ранковий список, вечірній підсумок, робочі й тихі години, файли',
        examples: ['settings zone Київ', 'settings quiet 22:00-7:00 сб нд'],
      },
      why: {
        usage: '[@людина] [день]',
        does: 'що вам надіслано або чому ні (менеджерам: про всіх)',
        examples: ['why', 'why @anna вчора'],
      },
      help: {
        usage: '[команда]',
        does: 'ця довідка або докладніше про одну команду',
        examples: ['help', 'help log'],
      },
    },
  },
};
