import { fold } from '../domain/fold.ts';

const NONE = new Set(
  ['no', 'none', 'skip', '-', 'ні', 'немає', 'нема', 'без', 'пропустити', 'нет', 'нету', 'пропустить'].map(fold),
);
const NONE_OF =
  /^(?:(?:no|without) (?:task|project|deadline)|без (?:завдання|задачі|проєкту|проекту|дедлайну|задачи|проекта|срока|дедлайна))$/u;

/** Answers that leave a field of a form empty: `none`, and `no task` as buttons say it. */
export function isNone(answer: string): boolean {
  const folded = fold(answer);
  return NONE.has(folded) || NONE_OF.test(folded);
}

const CANCEL = new Set(
  `cancel delete remove none stop скасувати скасуй видалити видали прибрати прибери немає
   отменить отмени удалить удали убрать убери`.split(/\s+/u),
);

/** Words that call something off in the place of its time: `cancel`, `скасувати`. */
export function isCancel(word: string): boolean {
  return CANCEL.has(fold(word));
}

type FieldOfTask = 'project' | 'priority' | 'assignee';

const NO_FIELD: Readonly<Record<FieldOfTask, RegExp>> = {
  project: /^(?:(?:no|without(?: a)?) project|без (?:проєкту|проекту|проекта))$/u,
  priority: /^(?:(?:no|without(?: a)?) priority|без (?:пріоритету|приоритета))$/u,
  assignee: /^(?:(?:no|without(?: an)?) assignee|без (?:виконавця|исполнителя))$/u,
};

/** The field of a task that words say there is to be none of: `no project`, `без виконавця`. */
export function fieldOfNone(words: string): FieldOfTask | undefined {
  const folded = fold(words.replace(/[.,;:!]+$/u, ''));
  return (Object.keys(NO_FIELD) as FieldOfTask[]).find((field) => NO_FIELD[field].test(folded));
}
