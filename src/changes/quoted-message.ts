import type { Quoted } from '../chat/incoming.ts';
import { TITLE_MAX } from '../domain/task.ts';

/**
 * What a message somebody wrote becomes as a task: its first line is the title, all of it the description, with where
 * it stands. `isShortened`: not all of it fits.
 * @param max characters of the message in the description
 * @param isNamed the task has a title of its own, so that all of the message is for the description
 */
export function quotedDraft(
  { text, source }: Quoted,
  max: number,
  { isNamed = false }: { isNamed?: boolean } = {},
): { title: string; description: string; isShortened: boolean } {
  const said = text.trim();
  const [first = ''] = said.split('\n', 1);
  const title = first.replaceAll(/\s+/g, ' ').trim();
  const isAllTitle = !isNamed && title === said && Array.from(title).length <= TITLE_MAX;
  const quoted = isAllTitle ? '' : shortened(said, max);
  return {
    title: shortened(title, TITLE_MAX),
    description: [quoted, source].filter((part) => part !== '').join('\n\n'),
    isShortened: quoted !== '' && quoted !== said,
  };
}

function shortened(words: string, max: number): string {
  const characters = Array.from(words);
  if (characters.length <= max) return words;
  return max < 1 ? '' : `${characters.slice(0, max - 1).join('')}…`;
}
