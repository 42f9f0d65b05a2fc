import { fold } from '../domain/fold.ts';
import { filterAt, parseFilter } from './filter-word.ts';
import { NAME_OF_ALIAS } from './verb-word.ts';

/** What people type who do not know the command yet, in three languages, by the command that they mean. */
const WORDS: Record<string, string> = {
  'tasks given': 'надано доручено поручено',
  tasks: `list todo find search
    завдання задачі список знайти пошук
    задачи задания найти поиск`,
  task: `add new create
    створити додати
    задача задание создать добавить`,
  show: 'view показати показать',
  done: `close finish complete completed
    виконано готово зроблено закрити завершити
    готово сделано выполнено закрыть завершить`,
  drop: `remove delete
    видалити прибрати зняти
    удалить убрать снять`,
  edit: `assign reassign delegate change update rename
    доручити призначити передати змінити
    поручить назначить передать изменить`,
  move: `deadline due postpone reschedule
    дедлайн термін строк перенести відкласти
    срок перенести отложить`,
  note: `comment
    нотатка коментар примітка
    заметка комментарий примечание`,
  priority: 'пріоритет приоритет',
  remind: `reminder remindme
    нагадати нагадай нагадування
    напомнить напомни напоминание`,
  'timer start': `begin track
    почати
    начать`,
  'timer stop': `stop pause
    стоп зупинити пауза
    остановить`,
  timer: 'таймер',
  log: 'лог журнал',
  time: `hours report
    час звіт години
    время отчет часы`,
  digest: `summary
    дайджест
    сводка`,
  undo: `revert back
    відмінити відміна скасувати назад
    отменить отмена вернуть`,
  'project list': `projects
    проєкти
    проекты`,
  people: `users team members
    люди команда учасники
    участники`,
  invite: 'запросити запрошення пригласить приглашение',
  settings: `config preferences
    налаштування
    настройки`,
  'settings language': 'language lang мова язык',
  'settings zone': 'zone timezone пояс',
  'settings quiet': 'quiet silence тиша тишина',
  'settings name': `name ім'я имя`,
  help: `commands menu
    допомога довідка команди
    помощь справка команды`,
};

const COMMAND_OF_WORD: ReadonlyMap<string, string> = new Map(
  Object.entries(WORDS).flatMap(([command, words]) =>
    words.split(/\s+/u).map((word) => [fold(word), command] as const),
  ),
);

/** These do nothing without the number of a task. */
const NEEDS_NUMBER = new Set(['show', 'done', 'drop', 'edit', 'move', 'note', 'priority', 'remind']);

/**
 * The command line that was meant by a line whose first word is no command: `overdue` → `tasks overdue`,
 * `assign 22 @oleh` → `edit 22 @oleh`. It is for people to look at, not to be carried out: some of these words mean
 * something else to somebody else.
 */
export function lineMeant(word: string, rest: string): string | undefined {
  const phrase = phraseMeant(`${word} ${rest}`);
  if (phrase !== undefined) return phrase;
  if (TASK_NOUNS.has(fold(word)) && rest !== '' && filterLine(rest) === undefined) return `task ${rest}`;
  const command = parseFilter(word) ? `tasks ${fold(word)}` : COMMAND_OF_WORD.get(fold(word));
  if (command === undefined) return undefined;
  if (rest === '' && NEEDS_NUMBER.has(command)) return `help ${command}`;
  // It takes back the last change, whatever number stands behind it.
  if (command === 'undo') return command;
  return `${command} ${command === 'timer' ? inTimerWords(rest) : rest}`.trim();
}

/** A phrase that can be no sentence: `мої завдання` → `tasks`, `час тиждень` → `time week`. */
export function phraseMeant(line: string): string | undefined {
  const words = fold(line).split(' ');
  if (words.length < 2) return undefined;
  const [first = '', second = ''] = words;
  if (words.length === 2 && COMMAND_OF_WORD.get(first) === 'time') {
    const period = parseFilter(second) ?? (MONTH.has(second) ? 'month' : undefined);
    return period === 'today' || period === 'week' || period === 'month' ? `time ${period}` : undefined;
  }
  const filters = filterAt(words, 0) && filterLine(line);
  return filters === undefined ? undefined : filters === 'received' ? 'tasks' : `tasks ${filters}`;
}

const MONTH = new Set(['місяць', 'месяц', 'month']);
/** With words behind them they name what is to be done. */
const TASK_NOUNS = new Set(['todo', 'завдання', 'задача', 'задачі', 'задачи', 'задание', 'задания']);

/** Words that all narrow a list, as its filters; undefined where one does not. */
function filterLine(line: string): string | undefined {
  const words = fold(line).split(' ');
  const filters: string[] = [];
  for (let at = 0; at < words.length; ) {
    const found = filterAt(words, at);
    const isOther = /^[@#!]/u.test(words[at] ?? '');
    if (!found && !isOther) return undefined;
    filters.push(found?.filter ?? words[at] ?? '');
    at += found?.count ?? 1;
  }
  return filters.join(' ');
}

/** `таймер старт 32` → `start 32` */
function inTimerWords(rest: string): string {
  const [word = ''] = rest.split(/\s/, 1);
  const verb = NAME_OF_ALIAS.get(fold(`timer ${word}`))?.split(' ')[1];
  return `${verb ?? word}${rest.slice(word.length)}`;
}
