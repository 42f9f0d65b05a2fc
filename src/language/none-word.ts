import { fold } from '../domain/fold.ts';

const NONE = ['no', 'none', 'skip', '-', 'ні', 'немає', 'без', 'пропустити', 'нет', 'пропустить', 'no deadline'];

/** Answers that leave a field of a form empty. */
export function isNone(answer: string): boolean {
  return NONE.includes(fold(answer));
}
