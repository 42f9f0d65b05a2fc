import type { Rounding } from '../domain/exports.ts';
import type { Month } from '../domain/month.ts';
import type { Priority } from '../domain/priority.ts';
import type { OneOfEach, TextPart } from '../domain/refusal.ts';
import type { Catalogue } from './catalogue.ts';
import { prioritySign, words } from './example-line.ts';
import { formatDuration } from './format-duration.ts';
import { pluralSlavic } from './plural.ts';

// Names cannot be inflected and do not tell a gender: they stand in the nominative, with the present tense, the
// future, or after and before a colon, and never with a verb in the past.

const tasks = (count: number) => `${count} ${pluralSlavic(count, 'задача', 'задачи', 'задач')}`;
const list = (items: readonly string[]) => new Intl.ListFormat('ru', { type: 'conjunction' }).format(items);
const either = (items: readonly string[]) => new Intl.ListFormat('ru', { type: 'disjunction' }).format(items);
const days = (count: number) => `${count} ${pluralSlavic(count, 'день', 'дня', 'дней')}`;
const characters = (count: number) => `${count} ${pluralSlavic(count, 'символ', 'символа', 'символов')}`;

/** Each of them is also read behind a `!`. */
const PRIORITY: Record<Priority, string> = { low: 'низкий', normal: 'обычный', high: 'высокий', urgent: 'срочный' };

/** After «В». */
const IN_TEXT: Record<TextPart, string> = {
  description: 'описании',
  result: 'результате',
  note: 'комментарии',
  reason: 'причине',
  name: 'имени',
  'project name': 'названии проекта',
  line: 'сообщении',
};

/** After «только». */
const ONE_OF_EACH: Record<OneOfEach, string> = {
  person: 'одного человека',
  project: 'один проект',
  priority: 'один приоритет',
  file: 'один файл',
  grouping: 'одну группировку',
};

/** Words that are short enough, for an example. */
const SHORT: Record<TextPart, string> = {
  description: 'Вторая половина',
  result: 'Баннер в общей папке',
  note: 'Жду фотографии',
  reason: 'Клиент передумал',
  name: 'Анна',
  'project name': 'Магазин «Простор»',
  line: '',
};

/** Behind the command in which they were too long. */
const shortWords = (what: TextPart, command: string) => {
  if (command === 'task') return 'Баннер для лендинга завтра';
  return what === 'note' && !command.startsWith('note ') ? 'макет' : SHORT[what];
};

/** A better line behind `edit 22`, or for a new task. */
const behind = (command: string, words: string) => `${command === 'task' ? 'task Баннер' : command} ${words}`;

const MONTHS = 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' ');

/** `Октябрь 2026` */
const monthName = (month: Month) => {
  const name = MONTHS[Number(month.slice(5)) - 1] ?? '';
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${month.slice(0, 4)}`;
};

export const ru: Catalogue = {
  language: 'ru',
  none: 'нет',
  quoted: (words) => `«${words}»`,
  somebody: 'кто-то',
  cancelled: 'Хорошо, отменено.',
  stillAsking: 'Жду ответа.',
  stillAskingFor: 'Ещё жду ответа:',
  nothingToCancel: 'Отменять было нечего.',
  told: (names) => `${list(names)} ${names.length === 1 ? 'получит' : 'получат'} уведомление.`,
  weekdays: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
  platforms: { terminal: 'терминал', slack: 'Slack', telegram: 'Telegram' },
  priority: PRIORITY,

  welcome: {
    hello: (name) =>
      `Здравствуйте, ${name}! Я Friday: веду задачи и время, а в пятницу утром напоминаю, что просрочено.`,
    firstTask: 'Поставьте первую задачу, например так:',
    example: 'task Баннер для лендинга завтра 18:00',
    zone: (zone, time) => `Ваш часовой пояс — ${zone}, там сейчас ${time}. Верно?`,
    timer: 'Таймер запускают так:',
    whatTime: 'Который у вас сейчас час? По нему я считаю сроки и присылаю пятничную сводку.',
  },

  fields: {
    title: 'Название',
    description: 'Описание',
    assignee: 'Исполнитель',
    author: 'От кого',
    project: 'Проект',
    priority: 'Приоритет',
    deadline: 'Срок',
    estimate: 'Оценка',
    state: 'Статус',
    spent: 'Затрачено',
    proposed: 'Предложение',
    result: 'Результат',
    reminders: 'Ваши напоминания',
    history: 'История',
  },

  task: {
    created: 'Задача создана.',
    assigneeTold: (name) => `${name} получит уведомление.`,
    estimateHow: (words) => `«${words}» осталось в названии. В оценке есть единица, ч или м:`,
    estimateExample: '~3ч',
    oddDate: (words) => `«${words}» осталось в названии. Если это срок, задайте его так:`,
    tomorrow: 'завтра',
    notGiven: (given) => {
      if (!given.deadline && !given.priority) return 'Срок и приоритет не указаны. Добавить?';
      return given.deadline ? 'Приоритет не указан, поэтому обычный.' : 'Срок не указан. Добавить?';
    },
    changed: 'Задача изменена.',
    revised: (names: readonly string[]) => `Вы исправили сообщение, поэтому изменена и задача (${list(names)}).`,
    whichDay: 'Какой день?',
    whichTime: 'В котором часу?',
    wholeDay: 'Весь день',
    done: (count) => (count === 1 ? 'Готово.' : `Готово: ${tasks(count)}.`),
    addResult: () => 'Что получилось? Напишите пару строк или оставьте так.',
    whichResult: 'Что получилось?',
    resultHint: 'Результат в паре строк',
    resultSaved: 'Результат сохранён.',
    staysOpen: (id) => `Задача ${id} остаётся открытой. Если вы имели в виду и её:`,
    dropped: 'Задача снята: больше не актуальна.',
    dropProposed: (author) =>
      `Предложение снять задачу получит ${author}. Пока нет согласия, задача остаётся открытой.`,
    reopened: 'Задача снова открыта.',
    resultTakenOff: (isDropped) =>
      isDropped ? 'Причина, по которой её сняли, убрана и осталась в истории:' : 'Результат убран и остался в истории:',
    outOfSight: 'Задача больше не ваша, и дальше вы её не увидите.',
    proposalGone: 'Ваше предложение по ней снято.',
    took: 'Задача у вас в работе.',
    moved: 'Срок изменён.',
    moveProposed: (author) => `Предложение о новом сроке получит ${author}. Пока нет согласия, срок прежний.`,
    replacesProposal: (what) => `Прежнее предложение (${what}) больше не действует.`,
    anotherProposal: 'Вместо этого предложения уже есть другое, поэтому пока ничего не решено:',
    deadlineCleared: 'Задача теперь без срока.',
    prioritySet: (priority) => `Приоритет теперь ${priority}.`,
    kept: 'Всё остаётся как есть.',
    noted: 'Комментарий добавлен.',
    nudged: (name) => `${name} получит напоминание.`,
    reminderSet: (when) => `Напомню: ${when}.`,
    reminderWaits: (when) => `Это ваши тихие часы, поэтому напомню, когда они закончатся: ${when}.`,
    reminderEarlier: (wished) =>
      `${wished} — это ваши тихие часы, а когда они закончатся, срок уже пройдёт. Поэтому напомню до их начала.`,
    reminderAlready: (when) => `Такое напоминание уже есть: ${when}.`,
    reminderOff: (moments) => `Отменено, не напомню: ${list(moments)}.`,
    remindWhen: 'Когда напомнить?',
    remindHint: 'через 2 часа, за час до срока, завтра 10:00',
    whichTitle: 'Что нужно сделать?',
    titleHint: 'Баннер для лендинга @anna завтра 18:00',
    who: 'Кому поручить?',
    whoHint: 'Имя или «мне»',
    assignee: 'исполнитель',
    myself: 'Мне',
    whichProject: 'Какой проект?',
    projectHint: 'Тег или «нет»',
    when: 'Какой срок?',
    whenPropose: 'Какой срок предлагаете?',
    whenHint: 'завтра 18:00, пятница, 27 ноября',
    howUrgent: 'Какой приоритет?',
    priorityHint: 'срочный, высокий, обычный или низкий',
    whichEdit: 'Что изменить? Напишите только новое: название, @исполнителя, #проект, !приоритет, срок или ~оценку.',
    editHint: '!высокий пятница 18:00',
    whichNote: 'Какой комментарий?',
    noteHint: 'Его увидят все, кому видна задача',
    burning: 'горит',
    priority: (word) => `приоритет: ${word}`,
    from: (name) => `от: ${name}`,
    to: (name) => `исполнитель: ${name}`,
    late: (seconds) => {
      if (seconds < 60) return 'просрочено только что';
      return `просрочено на ${seconds >= 86_400 ? days(Math.floor(seconds / 86_400)) : formatDuration(seconds, 'ru')}`;
    },
    estimatePassed: (spent, estimate) => `На задачу ушло уже ${spent}, а по оценке — ${estimate}:`,
    proposed: (what) => `предложено: ${what}`,
    proposesDrop: 'снять как неактуальную',
    proposesMove: (when) => `новый срок — ${when}`,
    states: { open: 'открыта', done: 'выполнена', dropped: 'снята' },
  },

  tasks: {
    heading: (filters) => `Задачи: ${filters.join(', ')}`,
    filters: {
      received: 'полученные',
      given: 'порученные вами',
      done: 'выполненные',
      closed: 'закрытые',
      dropped: 'снятые',
      overdue: 'просроченные',
      today: 'на сегодня',
      tomorrow: 'на завтра',
      week: 'на эту неделю',
      all: 'вместе с закрытыми',
    },
    priorities: {
      low: 'с низким приоритетом',
      normal: 'с обычным приоритетом',
      high: 'с высоким приоритетом',
      urgent: 'срочные',
    },
    nothingOpen: 'Открытых задач нет. Отлично!',
    nothingLikeThis: 'Таких задач нет.',
    nothingFound: (quoted, count) =>
      `Ничего не нашлось со ${count === 1 ? 'словом' : 'словами'} ${quoted} в названии или описании. Со словом «все» я ищу и в закрытых задачах.`,
  },

  history: {
    created: 'Задача создана',
    changed: (field, before, after) => `${field}: ${before} → ${after}`,
    descriptionChanged: 'Описание изменено',
    result: (words) => `Результат: ${words}`,
    resultRemoved: 'Результат удалён',
    took: 'Взята в работу',
    tookBack: 'Больше не в работе',
    proposed: (what) => `Предложено: ${what}`,
    proposalGone: 'Предложение закрыто',
    note: (words) => `Комментарий: ${words}`,
    undone: 'Последнее изменение отменено',
  },

  notice: {
    assigned: (by) => `${by} поручает вам задачу:`,
    reassigned: (by, to) => `${by}: у вашей задачи новый исполнитель — ${to}.`,
    result: (by) => `${by}: добавлен результат задачи.`,
    done: (by) => `${by}: задача выполнена.`,
    dropped: (by) => `${by}: задача снята, больше не актуальна.`,
    reopened: (by) => `${by}: задача снова открыта.`,
    moved: (by, when) => `${by}: новый срок — ${when}.`,
    deadlineCleared: (by) => `${by}: задача теперь без срока.`,
    changed: (by, what) => `${by}: задача изменена (${what}).`,
    took: (by) => `${by}: задача в работе.`,
    addedToProject: (by, tag) => `${by} добавляет вас в #${tag}: теперь вы видите его задачи.`,
    noted: (by) => `${by} комментирует:`,
    proposesDrop: (by) => `${by} считает, что задача больше не актуальна. Снять её?`,
    proposesMove: (by, when) => `${by} предлагает новый срок: ${when}. Согласны?`,
    agreed: (by) => `${by}: предложение принято.`,
    kept: (by) => `${by} предпочитает оставить всё как есть.`,
    nudge: (by) => `${by} спрашивает, как дела с задачей:`,
    undone: (by) => `${by}: последнее изменение задачи отменено.`,
    takenBack: (by) => `${by}: задача отозвана, делать ничего не нужно.`,
    timeChanged: (by) => `${by} меняет ваше записанное время:`,
    timeSplit: (by) => `${by} делит ваше записанное время надвое:`,
    timeDeleted: (by) => `${by} удаляет ваше записанное время:`,
    timeUndone: (by) => `${by}: последнее изменение вашего времени отменено.`,
  },

  gathered: (count) => `Для вас ${count} ${pluralSlavic(count, 'сообщение', 'сообщения', 'сообщений')}`,

  reminder: {
    now: 'Вы просили напомнить:',
    late: (meant) => `Напоминание опоздало, вы просили о нём на ${meant}:`,
    dueIn: (left) => `До срока ${left}:`,
    dueToday: 'Срок сегодня:',
    overdue: 'Срок прошёл:',
    meantFor: (when) => `Напоминание на ${when}.`,
    untaken: (name) => `Срочная задача уже 30 минут рабочего времени ждёт, когда за неё возьмётся ${name}:`,
  },

  time: {
    noTask: 'без задачи',
    noProject: 'без проекта',
    started: (time) => `Таймер запущен в ${time}: `,
    stoppedFirst: 'Предыдущий таймер остановлен: ',
    timerStopped: 'Таймер остановлен: ',
    entryNumber: (id) => `запись ${id}`,
    stopped: (sums) =>
      [`${sums.stretch} в этот раз`, sums.task && `${sums.task} по задаче`, `${sums.today} за сегодня`]
        .filter(Boolean)
        .join(' · '),
    running: (elapsed, since) => `Таймер идёт ${elapsed}, с ${since}: `,
    noTimer: 'Таймер не запущен.',
    cancelled: (elapsed) => `Таймер сброшен (${elapsed} не в счёт): `,
    today: (sum) => `За сегодня: ${sum}`,
    meantProject: (tag) => `Может быть, это для ${tag}?`,
    onTask: (sum) => `Всего по задаче: ${sum}`,
    ofEstimate: (spent, estimate) => `${spent} из ${estimate}`,
    estimates: 'Потрачено из оценки, всего:',
    logWhat: 'Сколько времени и на что?',
    logHint: '1ч30м 12 макет',
    logged: 'Записано: ',
    editWhat: 'Сколько было на самом деле?',
    editHint: '1ч15м или 9:00-10:15; ещё #12, вчера, комментарий …',
    entryChanged: 'Время изменено: ',
    entryDeleted: 'Время удалено: ',
    everybody: 'Все',
    nothing: 'Записей времени нет.',
    groupings: { project: 'Проект', person: 'Человек', task: 'Задача', day: 'День' },
    listHeading: (days) => `Записи времени: ${days}`,
    by: { project: 'По проектам', person: 'По людям', task: 'По задачам', day: 'По дням' },
    spent: 'Время',
    share: '%',
    total: 'Итого',
    rounding: 'Для удобства округлено до минут; итог округлён один раз.',
    countsRunning: '▸ Запущенный таймер учтён по эту минуту.',
    more: (count) => `ещё ${count}`,
    earlierDays: 'раньше',
    nothingBefore: (when) => `До этого, ${when}: ничего.`,
    before: (when, spent, change) => `До этого, ${when}: ${spent}. ${change}`,
    nowMore: (by, percent) => `Теперь на ${by} больше (${percent}).`,
    nowLess: (by, percent) => `Теперь на ${by} меньше (${percent}).`,
    nowTheSame: 'Теперь столько же.',
    picture: 'Картинка',
    drawing: 'Рисую картинку…',
    writing: (format) => `Готовлю файл ${format}…`,
  },

  entry: {
    of: (name) => `Чьё это время: ${name}.`,
    unchanged: 'Изменений не было.',
    changed: (before, after) => `${before} → ${after}`,
    note: (before, after) => `Комментарий: ${before} → ${after}`,
    split: (before, rest) => `Разделена надвое, было ${before}; вторая часть — запись ${rest}`,
    splitOff: (from) => `Отделена от записи ${from}`,
    deleted: 'Удалена',
    isDeleted: 'Эта запись удалена.',
    splitWhere: 'Где разделить?',
    splitHint: '11:00 или 1ч — сколько длится первая часть',
    isSplit: 'Разделено надвое: ',
    moveWhere: 'На что ушло это время?',
    moveHint: '12, #prostor или «нет»',
    inLockedMonth: 'месяц закрыт',
  },

  locks: {
    month: monthName,
    locked: (month) => `${month} закрыт: менять время в нём могут только владельцы.`,
    already: (month, by, since) => `${month} уже закрыт: ${by}, ${since}.`,
    unlocked: (month) => `${month} снова открыт: время в нём можно менять.`,
    notOver: (month) =>
      `${month} ещё не кончился. Если его закрыть, записывать время в нём смогут только владельцы. Всё равно закрыть?`,
    wasOpen: (month) => `${month} не закрыт.`,
    heading: 'Закрытые месяцы',
    none: 'Закрытых месяцев нет.',
  },

  files: {
    sheets: { entries: 'Записи', summary: 'Итог' },
    columns: {
      entry: 'Запись',
      date: 'Дата',
      start: 'Начало',
      end: 'Конец',
      hours: 'Часы',
      seconds: 'Секунды, точно',
      person: 'Человек',
      project: 'Проект',
      projectName: 'Название проекта',
      task: 'Задача',
      taskTitle: 'Название задачи',
      note: 'Комментарий',
      running: 'Идёт',
    },
    running: 'идёт',
    total: 'Всего',
    roundedAs: (rounding: Rounding | null): string => {
      if (!rounding) return 'Часы не округлены.';
      const { direction, minutes, per } = rounding;
      const how = direction === 'up' ? `вверх до ${minutes} минут` : `до ближайших ${minutes} минут`;
      return per === 'entry'
        ? `Часы округлены ${how} для каждой записи.`
        : `Часы округлены ${how} для каждого человека, дня и проекта.`;
    },
    othersInChart: (count: number) => `ещё ${count}`,
    restOfProjects: 'другие проекты',
    weekFrom: (day: string) => `с ${day}`,
    month: (month: number, year: number) => `${MONTHS[month - 1]} ${year}`,
    savedAs: (path: string) => `Сохранено: ${path}`,
    problems: {
      nothing: 'Записать в файл нечего: времени нет. Возможно, оно есть за другой период:',
      'too long': 'Строк больше, чем вмещает лист. Возьмите период короче или CSV:',
      'too large':
        'Файл слишком большой, чтобы отправить его сюда: Telegram принимает до 50 МБ, Slack столько, сколько разрешил владелец пространства. Возьмите период короче:',
      'not allowed':
        'Мне не разрешено отправлять сюда файлы. Это может исправить тот, кто следит за Friday: приложению Slack нужно разрешение files:write, а пространство должно принимать файлы. Пока есть таблица:',
      'not taken': 'Файл готов, но отправить его не получилось. Попробуйте ещё раз через минуту:',
      'not confirmed': 'Не знаю, дошёл ли до вас файл. Если его здесь нет, попробуйте ещё раз через минуту:',
      'not saved': 'На диске сервера нет места для файла. Скажите тому, кто за ним следит, и попробуйте ещё раз:',
    },
  },

  digest: {
    heading: (name) => `${name}, проверьте и закройте просроченные задачи`,
    progress: (sorted, all) => `Разобрано ${sorted} из ${all}`,
    allSorted: (all) => `Всё разобрано: ${all} из ${all}. Отличная работа!`,
    sections: {
      received: (count) => `Полученные: ${count}`,
      given: (count) => `Порученные вами: ${count}`,
    },
    more: (count) => `Ещё ${count}`,
    nothing: 'Ничего не просрочено: ни среди полученных задач, ни среди порученных вами. Отлично!',
    nothingLeft: 'Здесь ничего не осталось.',
  },

  forgottenTimer: {
    runs: (since) => `Ваш таймер идёт с ${since}: `,
    question: 'Забыли остановить? Пока вы не ответите, ничего не изменится.',
    ranLong: (end) => `Это больше 12 часов. Если забыли остановить, а на самом деле работали до ${end}, напишите так:`,
    keep: 'Пусть идёт',
    stopAt: (when) => `Записать до ${when}`,
    stopNow: 'Остановить сейчас',
    discard: 'Не учитывать',
    kept: 'Хорошо, таймер идёт дальше. Спрошу ещё раз через 8 часов.',
    keptForGood: 'Хорошо, таймер идёт дальше, больше не спрошу.',
  },

  morning: {
    heading: (name) => `Доброе утро, ${name}! Вот что на сегодня:`,
    received: (count) => `Ваши на сегодня: ${count}`,
    given: (count) => `Порученные вами, горят: ${count}`,
  },

  evening: {
    heading: (day) => `Ваш день: ${day}`,
    logged: (sum) => `Записано: ${sum}`,
    nothingLogged: 'Время ещё не записано.',
    done: (count) => `Выполнено: ${count}`,
    nothingDone: 'Выполненных задач нет.',
    open: (count) => `Ещё открыты: ${count}`,
    nothingOpen: 'Всё, что было на сегодня, закрыто. Отлично!',
    rest: (length, work) => `Самый длинный незаписанный промежуток: ${length}. Последняя работа: ${work}.`,
    logRest: (length, id) => `Записать ${length} на задачу ${id}`,
  },

  digestSummary: {
    heading: 'Сводка этой недели',
    people: 'Получатели',
    tasks: 'Просроченные задачи',
    sorted: 'Уже разобрано',
    left: 'Осталось',
    ways: {
      done: 'выполнено',
      moved: 'перенесено',
      dropped: 'неактуально',
      proposed: 'предложено',
      lowered: 'приоритет понижен',
      nudged: 'отправлено напоминание',
    },
  },

  project: {
    newWhat: 'Какие у проекта тег и название?',
    newHint: 'prostor Магазин «Простор»',
    created: 'Проект создан: ',
    howToUse: (tag) => `Указывайте #${tag} в задаче, таймере или записи времени.`,
    none: 'Проектов пока нет.',
    listHeading: 'Проекты',
    isArchived: '(в архиве)',
    openTasks: 'Открытых задач',
    members: 'Участники',
    tasks: 'Задачи',
    time: 'Время за этот месяц',
    archive: 'В архив',
    archived: 'Теперь в архиве: ',
    restored: 'Снова действует: ',
    restore: 'Вернуть',
    archivedMeans: 'Его задачи и время остаются, новых добавить нельзя.',
    bound: 'Этот чат теперь привязан к проекту ',
    boundBefore: 'До этого он относился к проекту ',
    boundMeans: 'Задачи и время отсюда по умолчанию попадают в него, а кто пишет мне здесь, становится участником.',
    added: (name) => `${name} теперь в проекте `,
    removed: (name) => `${name} больше не в проекте `,
    alreadyIn: (name) => `${name} уже в проекте `,
    notIn: (name) => `${name} не в проекте `,
    roomLeft: (room: string, tag: string) => `Меня удалили из чата «${room}», он был привязан к проекту #${tag}.`,
    roomLeftMeans: 'Задачи на месте. Если меня добавят снова, привяжите чат ещё раз, прямо в нём: ',
  },

  people: {
    heading: 'Люди',
    roles: { owner: 'владелец', manager: 'менеджер', member: 'участник', client: 'клиент' },
    isNow: (role) => `— теперь ${role}.`,
    youAreNow: (by, role) => `${by} меняет вашу роль: теперь вы ${role}.`,
    removed: '— доступ закрыт, сообщений больше не будет.',
    restored: '— доступ снова открыт. Настройки, время и задачи, не переданные другим, на месте.',
    timerStopped: 'Таймер остановлен, его время записано: ',
    handedOver: (count) => {
      if (count === 0) return 'Открытых задач не осталось.';
      const left = pluralSlavic(count, 'Осталась', 'Остались', 'Осталось');
      const open = pluralSlavic(count, 'открытая задача', 'открытые задачи', 'открытых задач');
      return `${left} ${count} ${open}. Ваши, если такие есть, ниже; другие авторы получат уведомление.`;
    },
    leftBehind: (name) => `${name} больше не в команде. Этим задачам от вас нужен новый исполнитель:`,
    accountGone: (name, platform) =>
      `${name}: полноценного аккаунта в ${platform} больше нет, поэтому доступ сюда закрыт.`,
    accountBack: (name, platform) => `${name}: аккаунт в ${platform} снова действует, но доступ сюда пока закрыт.`,
    noOwnerLeft: 'Владельца больше нет. Назначить нового может тот, кто меня обслуживает, в настройке OWNERS.',
    unreachable: (name, platform) =>
      `${name}: сообщения больше не доходят. ${platform} не разрешает мне писать в этот чат, а другого способа я не знаю.`,
    unreachableMeans: {
      terminal: 'Сообщения будут приходить снова, как только терминал откроют.',
      slack: 'Возможно, аккаунт отключён. Как только мне оттуда напишут, сообщения будут приходить снова.',
      telegram:
        'Возможно, меня заблокировали. Попросите открыть чат со мной и нажать «Запустить»: сообщения будут приходить снова.',
    },
    unreachableLeft: 'Если вы больше не работаете вместе, закройте доступ: ',
  },

  codes: {
    invite: (role) => `Приглашение для одного человека, роль — ${role}. Передайте его:`,
    link: 'Чтобы связать другой мессенджер с этим, отправьте мне там:',
    once: 'Код действует один раз, в течение 24 часов.',
    shownOnce: 'Код показан один раз и нигде не хранится. Запросите новый.',
    joinQuestion: (me, other) => `Объединить «${me}» здесь и «${other}» там в одного человека?`,
    joinWarning: 'Задачи и время обоих станут общими, отменить это нельзя. Продолжайте, только если оба — это вы.',
    joined: (name) => `Готово. Теперь в обоих мессенджерах вы — ${name}.`,
    orSend: 'Или пусть мне отправят вот это:',
    orOpen: 'Или откройте там эту ссылку:',
  },

  settings: {
    heading: 'Настройки',
    saved: 'Сохранено.',
    change: 'Что изменить?',
    names: {
      name: 'Имя',
      language: 'Язык',
      zone: 'Часовой пояс',
      digest: 'Пятничная сводка',
      morning: 'Утренний список',
      evening: 'Вечерний итог',
      work: 'Рабочее время',
      quiet: 'Тихие часы',
      csv: 'Файлы CSV',
      rounding: 'Округление в файлах',
    },
    ask: {
      name: 'Как к вам обращаться?',
      language: 'Какой язык?',
      zone: 'Где вы? Выберите место, где сейчас столько же времени, или напишите город.',
      digest: 'Во сколько присылать сводку? Выберите вариант или напишите время.',
      morning: 'Во сколько присылать по рабочим дням список на сегодня?',
      evening: 'Во сколько по рабочим дням подводить итог дня?',
      work: 'Когда вы работаете?',
      quiet: 'Когда вас не беспокоить?',
      csv: 'Что ставить между столбцами в файлах CSV и какой десятичный знак?',
      rounding: 'Как округлять часы в файлах? В отчётах и в записях они всегда точные.',
    },
    hint: {
      name: 'Анна',
      language: 'русский, украинский или английский',
      zone: 'Киев или Europe/Kyiv',
      digest: '09:00',
      morning: '09:00 или выключить',
      evening: '17:45 или выключить',
      work: '9:00-18:00 пн-пт',
      quiet: '20:00-8:00 сб вс',
      csv: '; ,',
      rounding: 'вверх 15 или выключить',
    },
    itIs: (time) => `там сейчас ${time}`,
    always: 'всегда, даже если ничего не просрочено',
    alwaysButton: 'Даже без просроченных',
    onlyOverdue: 'Только если есть просроченные',
    off: 'Выключить',
    isOff: 'выключено',
    onWorkingDays: (time) => `${time} по рабочим дням`,
    allDay: (names) => `${names} весь день`,
    onlyAllDay: (names) => `${names} весь день`,
    usualCsv: 'Как обычно здесь',
    csvIs: (f) => `между столбцами ${f.separator} · числа как 1${f.decimal}5`,
    notRounded: 'Не округлять',
    rounded: (rounding) => {
      if (!rounding) return 'без округления';
      const { direction, minutes, per } = rounding;
      const how = direction === 'up' ? `вверх до ${minutes} мин` : `до ближайших ${minutes} мин`;
      return `${how}, ${per === 'entry' ? 'для каждой записи' : 'для каждого человека, дня и проекта'}`;
    },
  },

  form: {
    titles: {
      task: 'Новая задача',
      done: 'Готово',
      result: 'Результат',
      move: 'Срок',
      pass: 'Передать задачу',
      note: 'Комментарий',
      edit: 'Изменить задачу',
      remind: 'Напоминание',
      log: 'Записать время',
      'log edit': 'Исправить время',
      'log split': 'Разделить время',
      'log move': 'Другая задача',
      'project new': 'Новый проект',
      settings: 'Настройки',
      priority: 'Приоритет',
    },
    create: 'Создать',
    save: 'Сохранить',
    whatToDo: 'Что нужно сделать?',
    emptyIsMe: 'Если для себя, оставьте пустым',
    day: 'День',
    time: 'Время',
    timeHint: 'Без времени считается весь день, без дня имеется в виду сегодня',
    estimateHint: 'Сколько займёт всего: 3ч, 1ч30м',
    messageShortened: 'Сообщение длиннее, чем здесь помещается. Ссылка в описании ведёт к нему целиком.',
  },

  home: {
    timer: 'Таймер',
    sums: (today: string, week: string) => `Сегодня ${today} · на этой неделе ${week}`,
    received: (count: string) => `Полученные: ${count}`,
    given: (count: string) => `Порученные вами: ${count}`,
    nothingGiven: 'Нет открытых задач, которые вы кому-то поручили.',
  },

  undo: {
    done: 'Отменено.',
    asBefore: (names) => `Снова как было: ${list(names)}.`,
    taking: 'кто взял в работу',
    proposal: 'предложение',
    sure: (when) => `Ваше последнее изменение — ${when}. Отменить его?`,
    taskGone: 'Задачи больше нет, будто её и не было.',
    entryBack: 'Время снова как было:',
    runsAgain: 'Таймер снова идёт:',
    entryGone: 'Запись времени убрана:',
    willBeAsBefore: (names) => `Снова будет как раньше: ${list(names)}.`,
    taskWillGo: 'Задача исчезнет, будто её и не было.',
    entryWillBeBack: 'Время снова будет как было:',
    willRunAgain: 'Таймер снова пойдёт:',
    entryWillGo: 'Запись времени будет убрана:',
  },

  why: {
    heading: (name) => `Сообщения: ${name}`,
    mine: 'Сообщения вам',
    nothing: 'За это время их не было.',
    more: (count) => `Здесь последние ${count}. Чтобы увидеть другие, назовите день.`,
    tasks: (count, numbers) => `${count === 1 ? 'задача' : 'задачи'} ${numbers}`,
    sorts: {
      digest: 'Пятничная сводка',
      summary: 'Итог по сводкам',
      reminder: 'Напоминание',
      task: 'О задаче',
      timer: 'Таймер',
      time: 'О вашем времени',
      morning: 'Утренний список',
      evening: 'Вечерний итог',
      several: 'Несколько в одном',
      organisation: 'Люди и проекты',
      other: 'Сообщение',
    },
    due: 'сейчас отправляется',
    waits: (when) => `ждёт до: ${when}`,
    tried: (count, when, because) =>
      `${count} ${pluralSlavic(count, 'попытка', 'попытки', 'попыток')}, следующая: ${when}; ${because}`,
    sent: (platform, when) => `отправлено: ${platform}, ${when}`,
    skipped: (because) => `пропущено: ${because}`,
    failed: (because) => `не отправлено: ${because}`,
    expired: (because) => `не отправлено за несколько дней попыток: ${because}`,
    reasons: {
      left: 'этого человека здесь больше нет',
      unreachable: 'мессенджер не разрешает мне писать этому человеку',
      elsewhere: 'меня нет в мессенджере, которым пользуется этот человек',
      missed: 'в это время программа была выключена',
      joined: 'отправлено на другой аккаунт того же человека',
      over: 'к тому времени это было уже неактуально',
      told: 'всё это есть в пятничной сводке того дня',
      refused: 'мессенджер не принимает это сообщение',
      unclear: 'мессенджер не подтвердил, дошло ли оно',
      busy: 'мессенджер был недоступен или просил подождать',
    },
  },

  button: {
    changeSettings: 'Изменить настройки',
    addResult: 'Добавить результат',
    addNote: 'Комментарий',
    after: 'Позже',
    agree: 'Согласиться',
    before: 'Раньше',
    calendar: 'Календарь…',
    cancel: 'Отмена',
    cancelReminder: 'Отменить напоминание',
    cancelTimer: 'Сбросить',
    changeDeadline: 'Срок',
    changeEntry: 'Исправить',
    changePriority: 'Приоритет',
    changeZone: 'Часовой пояс',
    createTask: 'Создать такую задачу',
    date: 'Дата…',
    digest: 'Моя сводка',
    deleteEntry: 'Удалить',
    done: 'Готово',
    doneOnes: 'Выполненные',
    drop: 'Снять',
    earlier: 'Раньше',
    entryHistory: 'История',
    given: 'Порученные мной',
    handOver: 'Передать',
    help: 'Помощь',
    inAnHour: 'Через час',
    inTwentyMinutes: 'Через 20 мин',
    join: 'Объединить',
    keep: 'Оставить как есть',
    lockMonth: (month) => `Закрыть: ${month}`,
    lockedMonths: 'Закрытые месяцы',
    logFree: (range) => `Записать ${range}`,
    lower: 'Понизить приоритет',
    mondayAtNine: 'В понедельник в 9:00',
    more: 'Ещё',
    move: 'Перенести',
    moveEntry: 'Другая задача',
    moveTo: (day) => day,
    newProject: 'Новый проект',
    newTask: 'Новая задача',
    nextWeek: 'Следующая неделя',
    notRelevant: 'Неактуальна',
    nudge: 'Напомнить',
    onFriday: 'Пятница',
    onMonday: 'Понедельник',
    open: 'Показать',
    openTask: (id) => `Показать ${id}`,
    otherZone: 'Другое место',
    plusWeek: '+1 неделя',
    previous: 'Назад',
    proposeDeadline: 'Предложить срок',
    received: 'Мои задачи',
    restore: 'Открыть доступ',
    reopen: 'Открыть снова',
    splitEntry: 'Разделить',
    startTimer: 'Запустить таймер',
    stopTimer: 'Остановить таймер',
    takeBack: 'Отменить это',
    taskDone: 'Задача готова',
    today: 'Сегодня',
    tomorrow: 'Завтра',
    tomorrowAtNine: 'Завтра в 9:00',
    took: 'Беру в работу',
    undo: 'Отменить',
    unlockMonth: (month) => `Открыть: ${month}`,
    why: 'Что отправлено',
    write: 'Написать…',
  },

  refusal: {
    'unknown command': ({ nearest }) => ({
      says: nearest.length > 0 ? 'Не понимаю. Может быть, вот это?' : 'Не понимаю. Вот что я умею:',
      example: nearest[0] ?? 'help',
    }),
    'missing argument': () => ({ says: 'Чего-то не хватает. Напишите так:' }),
    'not a number': ({ typed, command }) => ({
      says: `«${typed}» — не номер ${command.startsWith('log ') ? 'записи времени' : 'задачи'}. Напишите так:`,
    }),
    'nothing asked': () => ({
      says: 'Этот вопрос уже закрыт или устарел. Начните, пожалуйста, заново.',
      example: 'help',
    }),
    'edit of nothing': () => ({
      says: 'Исправления я учитываю только в сообщениях, которыми ставят задачу. Отправьте это, пожалуйста, ещё раз. Задачу ставят так:',
      example: 'task Баннер для лендинга завтра',
    }),
    'title missing': () => ({
      says: 'Задаче нужно название: что сделать?',
      example: 'task Баннер для лендинга завтра',
    }),
    'title too long': ({ length, max, command }) => ({
      says: `В названии ${characters(length)}, помещается ${max}. Перенесите подробности ниже, на новую строку: они станут описанием.`,
      example: command === 'task' ? 'task Баннер для лендинга завтра' : `${command} Баннер для лендинга`,
    }),
    'text too long': ({ what, length, max, command }) => ({
      says: `В ${IN_TEXT[what]} ${characters(length)}, помещается ${max}. Сократите, пожалуйста: ничего не сохранено.`,
      example: command === undefined ? 'help' : `${command} ${shortWords(what, command)}`,
    }),
    'has left': ({ name, restore }) => ({
      says: `${name} больше не в команде. Менеджер может снова открыть доступ:`,
      example: restore,
    }),
    'too many people': ({ count, max, command }) => ({
      says: `Столько людей в одной строке многовато: ${count}, а можно не больше ${max}. Остальных назовите в следующей строке:`,
      example: `${command} prostor @anna @oleh`,
    }),
    'has not left': ({ name }) => ({
      says: `${name} и так имеет доступ, возвращать нечего. Вот кто здесь есть:`,
      example: 'people',
    }),
    'unknown person': ({ name, nearest, mayInvite }) => ({
      says: `Здесь нет @${name}.${nearest.length > 0 ? ` Может быть, ${either(nearest)}?` : ''} ${mayInvite ? 'Новому человеку нужно приглашение:' : 'Нового человека пригласит менеджер, а кто здесь уже есть, видно так:'}`,
      example: mayInvite ? 'invite' : 'people',
    }),
    'everybody named': ({ name }) => ({
      says: `Здесь нужен один человек, а @${name} — это все сразу. Назовите кого-нибудь из них:`,
      example: 'people',
    }),
    'ambiguous person': ({ name, matches, like }) => ({
      says: `Имя «${name}» подходит нескольким людям: ${list(matches)}. Напишите его полностью или возьмите слово из скобок${like ? ':' : '.'}`,
      example: like ?? 'people',
    }),
    'several assignees': ({ names, command }) => ({
      says: `У задачи один исполнитель, а здесь их несколько: ${list(names)}. Поставьте, пожалуйста, каждому свою.`,
      example: behind(command, '@anna'),
    }),
    'unknown project': ({ tag, nearest }) => ({
      says: `Проекта #${tag} нет.${nearest.length > 0 ? ` Может быть, ${either(nearest.map((each) => `#${each}`))}?` : ''} Новый создают так:`,
      example: `project new ${tag} Полное название`,
    }),
    'several projects': ({ tags, command }) => ({
      says:
        tags.length === 1
          ? `Здесь и #${tags[0]}, и «без проекта». Оставьте что-то одно.`
          : `У задачи один проект, а здесь их несколько: ${list(tags.map((tag) => `#${tag}`))}. Оставьте один.`,
      example: behind(command, '#prostor'),
    }),
    'unknown priority': ({ word, nearest, command }) => ({
      says: `Приоритета «${word}» нет. Есть !срочный, !высокий, !обычный и !низкий. Может быть, !${PRIORITY[nearest]}?`,
      example: command && behind(command, prioritySign(command) + PRIORITY[nearest]),
    }),
    'several priorities': ({ command }) => ({
      says: 'У задачи один приоритет, а здесь несколько. Оставьте один.',
      example: behind(command, '!высокий'),
    }),
    'several estimates': ({ command }) => ({
      says: 'Здесь больше одной оценки времени. Оставьте одну.',
      example: behind(command, '~3ч'),
    }),
    'not an estimate': ({ typed, command }) => ({
      says: `Не получается прочитать «${typed}» как оценку времени, ничего не изменено. В оценке есть единица, ч или м:`,
      example: behind(command, '~3ч'),
    }),
    'several deadlines': ({ command }) => ({
      says: 'Здесь больше одного срока. Оставьте один.',
      example: behind(command, 'пятница 18:00'),
    }),
    'not a moment': ({ typed, command, id, isPending }) => ({
      says: `Не получается прочитать «${typed}» как день или время.${isPending ? ' Чтобы отменить ваши напоминания об этой задаче, напишите вместо времени «выключить».' : ''}`,
      example:
        id === undefined ? undefined : `${command} ${id} ${command === 'remind' ? 'завтра 10:00' : 'пятница 18:00'}`,
    }),
    'deadline past': ({ on, again }) => ({
      says: `Этот срок уже прошёл (${on}). Укажите день или время впереди.`,
      example: again,
    }),
    'deadline too far': ({ again }) => ({
      says: 'До этого срока больше десяти лет. Укажите день поближе.',
      example: again,
    }),
    'title like a deadline': ({ typed, id, when }) => ({
      says: `Не получается прочитать «${typed}» как день или время, ничего не изменено. Срок можно задать так:`,
      example: `move ${id} ${when}`,
    }),
    'title like a person': ({ typed, id }) => ({
      says: `«${typed}» — это имя человека, поэтому ничего не изменено. Передать ему задачу можно так:`,
      example: `edit ${id} @${typed}`,
    }),
    'one at a time': ({ what, like }) => ({
      says: `Здесь можно назвать только ${ONE_OF_EACH[what]} за раз. Спросите по очереди, сначала так:`,
      example: like,
    }),
    'page past the end': ({ command }) => ({ says: 'Список кончается раньше этой страницы.', example: command }),
    'some of several': ({ without, line }) => ({
      says: `Ничего из перечисленного не изменено. Без ${list(without.map(String))} получится:`,
      example: line,
    }),
    'no such task': ({ id }) => ({ says: `Среди задач, которые вам видны, нет задачи ${id}.`, example: 'tasks' }),
    'not yours to change': ({ id }) => ({
      says: `Менять задачу ${id} могут её автор, исполнитель и менеджеры. Вы можете оставить комментарий:`,
      example: `note ${id} Что вы хотите сказать`,
    }),
    'task closed': ({ id, state }) => ({
      says: `Задача ${id} ${state === 'done' ? 'уже выполнена' : 'снята'}. Её можно открыть снова:`,
      example: `reopen ${id}`,
    }),
    'task open': ({ id, wants }) => ({
      says: wants === 'result' ? `Задача ${id} открыта. Закрыть её можно так:` : `Задача ${id} и так открыта:`,
      example: wants === 'result' ? `done ${id}` : `show ${id}`,
    }),
    'nothing to change': ({ id }) => ({
      says: `В задаче ${id} так уже и есть, ничего не изменилось.`,
      example: `show ${id}`,
    }),
    'never without': ({ field, id }) => ({
      says:
        field === 'priority'
          ? 'У задачи всегда есть приоритет, поэтому ничего не изменено. Сделать его обычным можно так:'
          : 'У задачи всегда есть исполнитель, поэтому ничего не изменено. Возьмите её себе или назовите кого-нибудь другого:',
      example: `edit ${id} ${field === 'priority' ? '!обычный' : '@мне'}`,
    }),
    'no proposal': ({ id }) => ({ says: `По задаче ${id} сейчас нет предложений.`, example: `show ${id}` }),
    'not for you to decide': ({ id }) => ({
      says: `В задаче ${id} это решает другой человек. Вы можете оставить комментарий:`,
      example: `note ${id} Что вы хотите сказать`,
    }),
    'deadline stays': ({ id, isPartly }) => ({
      says: `Убрать срок задачи ${id} может только её автор${isPartly ? ', поэтому ничего не изменено; остальное можно отправить отдельно' : ''}. Вы можете предложить другой:`,
      example: `move ${id} через 7 дней`,
    }),
    'nobody to nudge': ({ id }) => ({ says: `Задача ${id} — ваша, напоминать некому.`, example: `done ${id}` }),
    'no such digest': () => ({ says: 'Этой сводки больше нет. Вот как получить свежую:', example: 'digest' }),
    'reminder past': ({ when, id }) => ({
      says: `Это время уже прошло (${when}). Укажите время впереди.`,
      example: `remind ${id} через 2 часа`,
    }),
    'reminder too late': ({ when, id }) => ({
      says: `Это ваши тихие часы, а когда они закончатся (${when}), срок уже пройдёт. Укажите время до них:`,
      example: `remind ${id} через 10 минут`,
    }),
    'reminder needs deadline': ({ id }) => ({
      says: `У задачи ${id} нет срока, отсчитывать не от чего. Укажите время:`,
      example: `remind ${id} завтра 10:00`,
    }),
    'no reminder': ({ id, isClosed }) => ({
      says: isClosed
        ? `Ваших напоминаний о задаче ${id} нет, да и не нужно: она уже закрыта.`
        : `Ваших напоминаний о задаче ${id} нет. Добавить его можно так:`,
      example: isClosed ? `show ${id}` : `remind ${id} через 2 часа`,
    }),
    'assignee left': ({ name }) => ({
      says: `${name} больше не в команде. Поручите задачу кому-нибудь другому:`,
      example: 'people',
    }),
    'no timer': () => ({ says: 'Таймер не запущен. Запустите его:', example: 'timer start 12 макет' }),
    'timer not then': ({ when, since }) => ({
      says: `Ваш таймер идёт с ${since}, поэтому остановить его в это время нельзя: ${when} — это раньше его начала или ещё впереди. Он идёт дальше. Укажите другое время или остановите его сейчас:`,
      example: 'timer stop',
    }),
    'timer start ahead': ({ time, work }) => ({
      says: `Ничего не запущено: ${time} ещё впереди. Запустите таймер, когда начнёте, или сейчас:`,
      example: words('timer start', work),
    }),
    'timer start taken': ({ time, with: { work: other, times }, runs, next, work }) => ({
      says: `После ${time} у вас уже есть время: ${other}, ${times}. Ничего не запущено. ${runs ? 'Сначала остановите тот таймер:' : 'Можно так:'}`,
      example: runs ? 'timer stop' : words('timer start', work, next),
    }),
    'not a duration': ({ typed, command, meant }) => ({
      says: `Не получается понять, сколько это времени: «${typed}».${meant ? ' Может быть, вот так?' : ''}`,
      example: meant ?? (command === 'log' ? 'log 1ч30м 12 макет' : `${command} 1ч15м`),
    }),
    'entry in the future': ({ command, work }) => ({
      says: 'Это ещё впереди. Записать можно время, которое уже прошло.',
      example: words(command, '9:00-11:30 вчера', work),
    }),
    'day to come': ({ typed, lastSo, command }) => ({
      says: `«${typed}» ещё впереди. Если это было раньше, допишите год:`,
      example: words(command, lastSo),
    }),
    'no such day': ({ typed, command }) => ({
      says: `Такого дня нет: ${typed}. Укажите день, который уже был, или «сегодня»:`,
      example: words(command, 'вчера'),
    }),
    'entry too long': ({ command, work }) => ({
      says: 'Это больше 24 часов. Запишите каждый день отдельно.',
      example: words(command, command === 'log' ? '8ч вчера' : '8ч', work),
    }),
    'two works': ({ work, tag, command }) => ({
      says: `Здесь и ${work}, и #${tag}, а время записывают на что-то одно. Отправьте что-то одно, например:`,
      example: command,
    }),
    'two amounts': ({ range, command }) => ({
      says: `Сколько это времени, сказано дважды и по-разному: длительность и ${range}. Отправьте что-то одно, например:`,
      example: command,
    }),
    'entry overlaps': ({ with: { work, times }, repeat, list }) => ({
      says: `На это время у вас уже есть запись: ${work}, ${times}. ${repeat ? 'Самый длинный свободный промежуток — ниже.' : 'Выберите другое время.'}`,
      example: list,
    }),
    'no such entry': ({ id }) => ({ says: `У вас нет записи времени ${id}.`, example: 'log list' }),
    'entry runs': ({ id }) => ({
      says: `Запись ${id} — ваш запущенный таймер. Сначала остановите его:`,
      example: 'timer stop',
    }),
    'not an entry change': ({ id, typed }) => ({
      says: `Не понимаю, сколько это — «${typed}», и не вижу здесь ни дня, ни #задачи, ни «комментарий …».`,
      example: `log edit ${id} 1ч15м #12 вчера`,
    }),
    'not a target': ({ id, typed }) => ({
      says: `Не понимаю, какая это задача или проект: «${typed}». Выберите из своих:`,
      example: `log move ${id}`,
    }),
    'entry is like that': ({ id }) => ({
      says: `Запись ${id} уже именно такая, ничего не изменилось.`,
      example: `log show ${id}`,
    }),
    'not within entry': ({ id, from, to, at, typed }) => ({
      says: `${typed === undefined ? '' : `Не понимаю, какое это время: «${typed}». `}Запись ${id} можно разделить только между ${from} и ${to}. Укажите время или сколько длится первая часть.`,
      example: at ? `log split ${id} ${at}` : `log show ${id}`,
    }),
    'month locked': ({ month, by, since }) => ({
      says: `${monthName(month)} закрыт (${by}, ${since}), время в нём могут менять только владельцы. Попросите кого-нибудь из них:`,
      example: 'people',
    }),
    'not a month': ({ typed, command }) => ({
      says: `Не понимаю, какой это месяц: «${typed}».`,
      example: `${command} 2026-10`,
    }),
    'month ahead': ({ month }) => ({
      says: `${monthName(month)} ещё не начался. Закрыть можно только месяц, который уже начался.`,
      example: 'time locks',
    }),
    'timer over': ({ id }) => ({
      says: `Таймер ${id} уже не идёт, ничего не изменилось. Ваше время здесь:`,
      example: 'log list',
    }),
    'day full': () => ({
      says: 'Записывать уже нечего: рабочий день заполнен, или свободного времени в нём нет. Ваше время здесь:',
      example: 'log list',
    }),
    'not a period': ({ typed, command }) => ({
      says: `Не получается прочитать «${typed}» как период.`,
      example:
        command === 'why'
          ? 'why @anna вчера'
          : command === 'log list'
            ? 'log list прошлая неделя'
            : 'time прошлая неделя по проектам',
    }),
    'not in a report': ({ typed, period, wants }) => ({
      says: `Не понимаю, что такое «${typed}» в отчёте. Он бывает по проектам, людям, задачам или дням, а ещё картинкой, XLSX или CSV:`,
      example: words('time', period, wants === 'file' ? 'xlsx' : 'по задачам'),
    }),
    'period backwards': ({ typed, swapped, command }) => ({
      says: `«${typed}» кончается раньше, чем начинается. Может быть, так?`,
      example: `${command} ${swapped}`,
    }),
    'time of others': () => ({
      says: 'Вам видно ваше время; время других видят менеджеры.',
      example: 'time неделя',
    }),
    'not a tag': ({ tag }) => ({
      says: `«${tag}» не подходит для тега. В теге от 2 до 32 знаков: буквы, цифры, «-», «_» и хотя бы одна буква.`,
      example: 'project new prostor Магазин «Простор»',
    }),
    'tag reserved': ({ tag }) => ({
      says: `Слово «${tag}» уже значит для меня другое и не может быть тегом. Выберите другое:`,
      example: 'project new prostor Магазин «Простор»',
    }),
    'tag taken': ({ tag }) => ({ says: `Проект #${tag} уже есть.`, example: 'project list' }),
    'project archived': ({ tag, mayRestore }) => ({
      says: mayRestore
        ? `Проект #${tag} в архиве, добавить в него ничего нельзя. Вернуть его можно так:`
        : `Проект #${tag} в архиве, добавить в него ничего нельзя. Вернуть его может менеджер или тот, кто его создал. Другие проекты:`,
      example: mayRestore ? `project restore ${tag}` : 'project list',
    }),
    'not your project': ({ tag }) => ({
      says: `Вы не в проекте #${tag}. Вас может добавить любой его участник или менеджер:`,
      example: `project add ${tag} @ваше_имя`,
    }),
    'not a room': () => ({
      says: 'Это работает в канале или группе: напишите там.',
      example: 'project bind prostor',
    }),
    'room of a project': ({ tag }) => ({
      says: `Этот чат привязан к проекту #${tag}. Привязать его к другому может менеджер или тот, кто создал #${tag}. Попросите кого-то из них:`,
      example: 'people',
    }),
    'managers only': () => ({
      says: 'Это могут менеджеры и владельцы. Попросите кого-нибудь из них:',
      example: 'people',
    }),
    'owners only': () => ({ says: 'Это могут только владельцы. Попросите кого-нибудь из них:', example: 'people' }),
    'restored by owners': () => ({
      says: 'Снова открыть доступ менеджерам и владельцам могут только владельцы. Попросите кого-нибудь из них:',
      example: 'people',
    }),
    'last owner': ({ other }) => ({
      says: 'Это единственный владелец. Сначала назначьте ещё одного:',
      example: other === undefined ? 'invite' : `people role @${other} owner`,
    }),
    'not a role': ({ typed, command }) => ({
      says: typed
        ? `Роли «${typed}» здесь нет. Есть ${command === 'invite' ? '' : 'owner (владелец), '}manager (менеджер) и member (участник).`
        : 'Какая роль: owner (владелец), manager (менеджер) или member (участник)?',
      example: command === 'invite' ? 'invite manager' : 'people role @anna manager',
    }),
    'unknown setting': ({ name, nearest }) => ({
      says: `Настройки «${name}» нет.${nearest[0] ? ' Может быть, вот эта?' : ' Вот какие есть:'}`,
      example: nearest[0] ? `settings ${nearest[0]}` : 'settings',
    }),
    'bad setting': ({ name, typed }) => ({
      says:
        name === 'name'
          ? `Имя не может быть таким: «${typed}». В нём должны быть буквы, впереди без @ и #, и это не слово вроде «я» или «все». Напишите, например, так:`
          : `Не получается прочитать «${typed}». Напишите, например, так:`,
      example: {
        name: 'settings name Анна',
        language: 'settings language ru',
        zone: 'settings zone Europe/Kyiv',
        digest: 'settings digest 09:00',
        morning: 'settings morning 09:00',
        evening: 'settings evening 17:45',
        work: 'settings work 9:00-18:00 пн-пт',
        quiet: 'settings quiet 20:00-8:00 сб вс',
        csv: 'settings csv ; ,',
        rounding: 'settings rounding вверх 15 на запись',
      }[name],
    }),
    'digest day is set': ({ day, time }) => ({
      says: `День сводки (${day}) один для всей организации (DIGEST_AT), вы выбираете только время:`,
      example: `settings digest ${time}`,
    }),
    'digest stays on': ({ time, isAlways }) => ({
      says: isAlways
        ? 'Сводку нельзя отключить, но она может приходить, только когда что-то просрочено:'
        : 'Сводку нельзя отключить; если ничего не просрочено, она не приходит. Вы можете выбрать время:',
      example: `settings digest ${isAlways ? 'просроченные' : time}`,
    }),
    'name taken': ({ name }) => ({
      says: `Здесь уже есть человек с именем «${name}», вас путали бы. Добавьте фамилию или инициал:`,
      example: 'settings name Анна К.',
    }),
    'nothing to undo': () => ({ says: 'У вас нет изменений, которые можно отменить.', example: 'tasks' }),
    'not the last change': () => ({
      says: 'Это уже отменено, или после него были другие изменения. Последнее изменение отменяется так:',
      example: 'undo',
    }),
    'undo takes nothing': () => ({
      says: 'Отменить можно только последнее ваше изменение, без номера и слов после команды. Ничего не отменено; последнее изменение отменяется так:',
      example: 'undo',
    }),
    'changed since': ({ what, id }) => ({
      says: `В ${what === 'task' ? `задаче ${id}` : `записи времени ${id}`} с тех пор есть новые изменения, отмена стёрла бы их. Всё осталось как есть.`,
      example: what === 'task' ? `show ${id}` : 'log list',
    }),
    'owner awaited': () => ({
      says: 'Это закрытый бот, и пока никто не вошёл. Если его настроили вы, отправьте мне код из параметра SETUP_CODE вот так:',
      example: 'start КОД',
    }),
    'not invited': ({ isInRoom }) => ({
      says: isInRoom
        ? 'Это закрытый бот, для тех, кого пригласили. У кого есть приглашение, отправляет его мне в личном чате, не здесь.'
        : 'Это закрытый бот. Попросите приглашение у тех, кто им пользуется; оно выглядит так:',
      example: isInRoom ? undefined : 'start КОД',
    }),
    'outsider named': ({ name }) => ({
      says: `Задачи дают только полноправным участникам, а ${name} к ним не относится. Выберите, пожалуйста, кого-нибудь другого.`,
      example: 'task Баннер @anna',
    }),
    outsider: () => ({
      says: 'Я работаю только с полноправными участниками рабочего пространства. Обратитесь к кому-нибудь из них.',
    }),
    'not known yet': () => ({ says: 'Сейчас не получилось узнать, кто вы. Попробуйте ещё раз через минуту.' }),
    left: () => ({ says: 'Ваш доступ закрыт. Если это ошибка, обратитесь к менеджеру.' }),
    'wrong code': () => ({
      says: 'Код не подходит: уже использован, устарел или введён с ошибкой. Попросите новый.',
    }),
    'too many wrong codes': () => ({
      says: 'Слишком много неверных кодов. Попробуйте через час, с новым кодом.',
    }),
    'same platform': () => ({
      says: 'Эти аккаунты нельзя объединить: у человека по одному в каждом мессенджере. Отправьте код в другом.',
      example: 'link',
    }),
    'cannot be one person': () => ({
      says: 'У обоих аккаунтов есть время на одни и те же часы или у обоих запущен таймер. Исправьте это и свяжите их снова.',
      example: 'time месяц по дням',
    }),
    'not saved': () => ({
      says: 'Сейчас сохранить не получилось, ничего не изменилось. Попробуйте ещё раз чуть позже.',
    }),
    'maybe saved': () => ({
      says: 'Диск сбоил как раз при записи, поэтому я не знаю, сохранилось ли это. Сначала посмотрите, а если его нет, повторите:',
      example: 'tasks',
    }),
    bug: ({ reference }) => ({
      says: `У меня что-то сломалось, ничего не изменилось. Сообщите тому, кто меня обслуживает, код ошибки: ${reference}.`,
    }),
  },

  help: {
    heading: 'Что я умею',
    more: 'Подробнее об одной команде:',
    example: 'Например:',
    restInPrivate: 'Всё остальное, например ваше время и настройки, — в личном чате со мной.',
    topics: { tasks: 'Задачи', time: 'Время', friday: 'Пятница', projects: 'Проекты', people: 'Люди и настройки' },
    commands: {
      task: {
        usage: '<что> [@кто] [#проект] [!приоритет] [когда] [~3ч]',
        does: 'поставить задачу; если написать только task, спрошу по шагам',
        examples: [
          'task Баннер для «Простора» @anna #prostor !высокий завтра 18:00',
          'task Позвонить в типографию в пятницу',
        ],
      },
      tasks: {
        usage:
          '[полученные | порученные] [просроченные | сегодня | завтра | неделя] [выполненные | закрытые | снятые | все] [#проект] [@кто] [!приоритет] [слова]',
        does: 'список задач; без уточнений — полученные вами',
        examples: ['tasks порученные просроченные', 'tasks #prostor !высокий баннер'],
      },
      show: { usage: '12', does: 'одна задача и её история', examples: ['show 12', 'show #12'] },
      done: {
        usage: '12 [результат]',
        does: 'закрыть как выполненную; можно несколько номеров сразу',
        examples: ['done 12 Баннер в общей папке', 'done 12, 13, 14'],
      },
      result: {
        usage: '12 <текст>',
        does: 'записать результат закрытой задачи',
        examples: ['result 12 Баннер в общей папке', 'result 12'],
      },
      drop: {
        usage: '12 [причина]',
        does: 'снять неактуальную, одну или несколько; исполнитель предлагает, автор решает',
        examples: ['drop 12 Планы клиента изменились', 'drop 12'],
      },
      reopen: { usage: '12', does: 'открыть снова', examples: ['reopen 12', 'reopen #12'] },
      edit: {
        usage: '12 <что нового>',
        does: 'изменить только то, что названо; «без срока» и «без проекта» их убирают',
        examples: ['edit 12 @oleh !срочный', 'edit 12 без срока'],
      },
      move: {
        usage: '12 <когда>',
        does: 'изменить срок; исполнитель предлагает, автор решает',
        examples: ['move 12 пятница 18:00', 'move 12 через 3 дня'],
      },
      priority: {
        usage: '12 <приоритет>',
        does: 'изменить приоритет',
        examples: ['priority 12 высокий', 'priority 12 низкий'],
      },
      note: {
        usage: '12 <текст>',
        does: 'комментарий к задаче',
        examples: ['note 12 Ждём фотографии', 'note 12 Был звонок от клиента'],
      },
      took: { usage: '12', does: 'сообщить, что задача у вас в работе', examples: ['took 12', 'took #12'] },
      nudge: { usage: '12', does: 'спросить исполнителя, как дела', examples: ['nudge 12', 'nudge #12'] },
      agree: { usage: '12', does: 'принять предложение исполнителя', examples: ['agree 12', 'agree #12'] },
      keep: { usage: '12', does: 'оставить задачу как есть, без предложенного', examples: ['keep 12', 'keep #12'] },
      remind: {
        usage: '12 <когда> | выключить',
        does: 'напомнить вам о задаче',
        examples: ['remind 12 через 2 часа', 'remind 12 за час до срока'],
      },
      timer: { usage: '', does: 'что запущено и время за сегодня', examples: ['timer', 'timer start 12'] },
      'timer start': {
        usage: '[12 | #проект] [в 9:00] [комментарий]',
        does: 'запустить таймер; предыдущий остановится',
        examples: ['timer start 12 макет', 'timer start #prostor созвон'],
      },
      'timer stop': {
        usage: '[в 18:00] [комментарий]',
        does: 'остановить таймер',
        examples: ['timer stop', 'timer stop черновик отправлен'],
      },
      'timer cancel': {
        usage: '',
        does: 'сбросить таймер, не записывая время',
        examples: ['timer cancel', 'undo'],
      },
      log: {
        usage: '<сколько | с–до> [12 | #проект] [день] [комментарий]',
        does: 'записать время вручную',
        examples: ['log 1ч30м 12 макет', 'log 9:00-11:30 #prostor созвон'],
      },
      'log edit': {
        usage: '45 [сколько | с–до] [#12 | #проект] [день] [комментарий]',
        does: 'исправить записанное время: только то, что названо',
        examples: ['log edit 45 1ч15м', 'log edit 45 #12 макет'],
      },
      'log show': {
        usage: '45',
        does: 'запись времени и как её меняли',
        examples: ['log show 45', 'log list'],
      },
      'log split': {
        usage: '45 <время | сколько>',
        does: 'разделить записанное время надвое',
        examples: ['log split 45 12:20', 'log split 45 20м'],
      },
      'log move': {
        usage: '45 <12 | #проект>',
        does: 'перенести записанное время на другую задачу',
        examples: ['log move 45 12', 'log move 45 #prostor'],
      },
      'log list': {
        usage: '[период]',
        does: 'ваши записи времени с номерами, чтобы их исправить',
        examples: ['log list', 'log list прошлая неделя'],
      },
      'log delete': { usage: '45 …', does: 'удалить записанное время', examples: ['log delete 45', 'undo'] },
      time: {
        usage: '[период] [#проект] [@кто|все] [по проектам|людям|задачам|дням] [картинка|xlsx|csv]',
        does: 'отчёт о времени',
        examples: ['time неделя по задачам', 'time прошлый месяц #prostor по людям'],
      },
      'time lock': {
        usage: '<месяц>',
        does: 'закрыть месяц: время в нём больше не изменить (для владельцев)',
        examples: ['time lock 2026-10', 'time lock прошлый месяц'],
      },
      'time unlock': {
        usage: '<месяц>',
        does: 'снова открыть месяц (для владельцев)',
        examples: ['time unlock 2026-10', 'time unlock прошлый месяц'],
      },
      'time locks': {
        usage: '',
        does: 'закрытые месяцы (для владельцев)',
        examples: ['time locks', 'time прошлый месяц'],
      },
      digest: { usage: '', does: 'ваша пятничная сводка прямо сейчас', examples: ['digest', 'settings digest 10:00'] },
      undo: { usage: '', does: 'отменить ваше последнее изменение', examples: ['undo', 'help undo'] },
      project: { usage: '<тег>', does: 'проект и его участники', examples: ['project prostor', 'project list'] },
      'project new': {
        usage: '<тег> <название>',
        does: 'создать проект',
        examples: ['project new prostor Магазин «Простор»', 'project new site-2027 Новый сайт'],
      },
      'project list': { usage: '', does: 'все проекты', examples: ['project list', 'tasks #prostor'] },
      'project add': {
        usage: '<тег> @кто …',
        does: 'добавить участника, он увидит задачи проекта',
        examples: ['project add prostor @anna', 'project add prostor @anna @oleh'],
      },
      'project remove': {
        usage: '<тег> @кто …',
        does: 'убрать участника',
        examples: ['project remove prostor @anna', 'project remove prostor @oleh'],
      },
      'project bind': {
        usage: '<тег>',
        does: 'привязать этот канал или группу к проекту',
        examples: ['project bind prostor', 'project bind site-2027'],
      },
      'project archive': {
        usage: '<тег>',
        does: 'убрать проект в архив',
        examples: ['project archive prostor', 'project list'],
      },
      'project restore': {
        usage: '<тег>',
        does: 'вернуть проект из архива',
        examples: ['project restore prostor', 'project list'],
      },
      people: { usage: '', does: 'кто здесь есть', examples: ['people', 'tasks @anna'] },
      'people role': {
        usage: '@кто owner|manager|member',
        does: 'сменить роль (для владельцев)',
        examples: ['people role @anna manager', 'people role @oleh member'],
      },
      'people remove': {
        usage: '@кто',
        does: 'закрыть доступ (для менеджеров)',
        examples: ['people remove @oleh', 'people'],
      },
      'people restore': {
        usage: '@кто',
        does: 'снова открыть доступ (для менеджеров)',
        examples: ['people restore @oleh', 'people'],
      },
      invite: {
        usage: '[manager|member]',
        does: 'одноразовая ссылка для нового человека (для менеджеров)',
        examples: ['invite', 'invite manager'],
      },
      link: { usage: '', does: 'связать ваши Slack и Telegram', examples: ['link', 'link КОД'] },
      settings: {
        usage: '[настройка значение]',
        does: 'язык, часовой пояс, сводка, утренний список, вечерний итог, рабочие и тихие часы, файлы',
        examples: ['settings zone Europe/Kyiv', 'settings quiet 22:00-7:00 сб вс'],
      },
      why: {
        usage: '[@кто] [день]',
        does: 'что вам отправлено или почему нет (менеджерам — обо всех)',
        examples: ['why', 'why @anna вчера'],
      },
      help: { usage: '[команда]', does: 'эта справка или подробнее об одной команде', examples: ['help', 'help log'] },
    },
  },
};
