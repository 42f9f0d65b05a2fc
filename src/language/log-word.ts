import { fold } from '../domain/fold.ts';

export const LOG_VERBS = ['list', 'edit', 'show', 'split', 'move', 'delete'] as const;
export type LogVerb = (typeof LOG_VERBS)[number];

const WORDS: Record<LogVerb, string> = {
  list: 'список записи',
  edit: 'змінити виправити редагувати изменить исправить редактировать',
  show: 'показати показать',
  split: 'розділити поділити разделить поделить',
  move: 'перенести перемістити переместить',
  delete: 'видалити стерти удалить стереть',
};

const VERB_OF_WORD: ReadonlyMap<string, LogVerb> = new Map(
  LOG_VERBS.flatMap((verb) => [verb, ...WORDS[verb].split(' ')].map((word) => [fold(word), verb] as const)),
);

/** What is to be done with time that was logged, in any of the three languages. */
export function parseLogVerb(word: string): LogVerb | undefined {
  return VERB_OF_WORD.get(fold(word));
}

/** All of them, for a slip that may have been meant. */
export const LOG_WORDS: readonly string[] = [...VERB_OF_WORD.keys()];
