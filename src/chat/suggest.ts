import { lineMeant, phraseMeant } from '../language/tried-word.ts';

const WORD_MAX = 40;
const REST_MAX = 100;
/** Whatever is longer gets its first word back and nothing else. */
const READ_MAX = 400;

/**
 * The command lines that may have been meant by a line that is no command, likeliest first, with what was typed behind
 * the first word. A sentence that was no command at all gets none of its words back.
 * @param nearest the names of commands that a mistyped word is near to
 */
export function suggest(text: string, nearest: (word: string) => string[]): string[] {
  const [line = ''] = text.slice(0, READ_MAX).split(/[\n\r\u2028\u2029]/u, 1);
  const slash = line.startsWith('/') ? '/' : '';
  const [word = ''] = line.slice(slash.length).split(/\s/u, 1);
  const behind = line.slice(slash.length + word.length).trim();
  const rest = Array.from(behind).length > REST_MAX ? '' : behind;
  const isCommand = slash !== '' || rest === '' || /^[#№TtТт]?\d/u.test(rest);
  const meant = isCommand
    ? lineMeant(word.slice(0, WORD_MAX), rest)
    : phraseMeant(`${word.slice(0, WORD_MAX)} ${rest}`);
  const names = nearest(word.slice(0, WORD_MAX));
  // Alone, a list is meant rather than a task that nothing is said of.
  if (rest === '' && names.includes('tasks')) names.sort((a, b) => Number(b === 'tasks') - Number(a === 'tasks'));
  const near = names.map((name) => (isCommand && rest !== '' ? `${name} ${rest}` : name));
  return [...new Set([...(meant === undefined ? [] : [meant]), ...near])];
}
