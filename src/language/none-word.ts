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
