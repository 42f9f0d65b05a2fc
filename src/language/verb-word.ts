import { fold } from '../domain/fold.ts';

/** What stands for the second word of a command in Ukrainian and Russian; the English word is in its name. */
const WORDS: Record<string, string> = {
  'timer start': 'старт почати запустити начать запустить',
  'timer stop': 'стоп зупинити остановить',
  'timer cancel': 'скасувати отменить',
  'log list': 'список записи',
  'log edit': 'змінити виправити редагувати изменить исправить редактировать',
  'log show': 'показати показать',
  'log split': 'розділити поділити разделить поделить',
  'log move': 'перенести перемістити переместить',
  'log delete': 'видалити стерти удалить стереть',
};

/** Names by which commands are known as well, folded, each with the command's own: `log список` is `log list`. */
export const NAME_OF_ALIAS: ReadonlyMap<string, string> = new Map(
  Object.entries(WORDS).flatMap(([name, words]) => {
    const [first] = name.split(' ');
    return words.split(' ').map((word) => [fold(`${first} ${word}`), name] as const);
  }),
);

/** The second words of `log` in all three languages, for a slip of one. */
export const LOG_VERBS: readonly string[] = [...new Set([...NAME_OF_ALIAS].flat())]
  .filter((name) => name.startsWith('log '))
  .map((name) => name.slice('log '.length));
