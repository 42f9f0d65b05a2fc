import { lineMeant } from '../language/tried-word.ts';

const WORD_MAX = 40;
const LINE_MAX = 100;

/**
 * The command lines that may have been meant by a line that is no command, likeliest first, with what was typed behind
 * the first word. A sentence that was no command at all gets none of its words back.
 * @param nearest the names of commands that a mistyped word is near to
 */
export function suggest(text: string, nearest: (word: string) => string[]): string[] {
  const line = text.split('\n', 1)[0] ?? '';
  const [, slash = '', word = '', behind = ''] = /^(\/?)(\S*)\s*(.*)$/u.exec(line) ?? [];
  const rest = Array.from(behind).length > LINE_MAX ? '' : behind.trim();
  const isCommand = slash !== '' || rest === '' || /^[#№TtТт]?\d/u.test(rest);
  const meant = isCommand ? lineMeant(word.slice(0, WORD_MAX), rest) : undefined;
  const names = nearest(word.slice(0, WORD_MAX));
  // Alone, a list is meant rather than a task that nothing is said of.
  if (rest === '' && names.includes('tasks')) names.sort((a, b) => Number(b === 'tasks') - Number(a === 'tasks'));
  const near = names.map((name) => (isCommand && rest !== '' ? `${name} ${rest}` : name));
  return [...new Set([...(meant === undefined ? [] : [meant]), ...near])];
}
