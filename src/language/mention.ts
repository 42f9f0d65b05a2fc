import { fold } from '../domain/fold.ts';

const MOST_WORDS = 3;
const MOST_CANDIDATES = 20;

// An apostrophe belongs to a name only between letters: Мар'яна, O'Brien.
const NAME_WORD = /(?:[\p{L}\p{M}\p{N}_.-]|['’ʼ](?=\p{L})){1,64}/uy;
const GAP = /[^\S\n\r\u2028\u2029]+/uy;
/** What may follow a token: dropped punctuation before white space, or closing punctuation, which stays text. */
const TOKEN_END = /[,.;:]{0,8}(?:(?=\s)|$)|(?=[?!)\]»”"])/uy;

/** The place behind a token that ends at `end`, its trailing comma or period included; undefined inside a word. */
export function tokenEnd(text: string, end: number): number | undefined {
  TOKEN_END.lastIndex = end;
  return TOKEN_END.test(text) ? TOKEN_END.lastIndex : undefined;
}

/** The readings of an @ at `at`, shortest first: one, two or three words, folded, each with the place behind it. */
export function namesAt(text: string, at: number): { name: string; end: number }[] {
  const names: { name: string; end: number }[] = [];
  let from = at + 1;
  for (let count = 1; count <= MOST_WORDS; count++) {
    NAME_WORD.lastIndex = from;
    if (!NAME_WORD.test(text)) break;
    const wordEnd = NAME_WORD.lastIndex;
    if (!/[\p{L}\p{N}_]/u.test(text.slice(from, wordEnd))) break;
    const end = tokenEnd(text, wordEnd);
    if (end === undefined) break;
    names.push({ name: fold(withoutLastDots(text.slice(at + 1, wordEnd))), end });
    GAP.lastIndex = wordEnd;
    if (!GAP.test(text)) break;
    from = GAP.lastIndex;
  }
  return names;
}

function withoutLastDots(name: string): string {
  let end = name.length;
  while (name[end - 1] === '.') end--;
  return name.slice(0, end);
}

/**
 * Folded names that may follow an @ in the text: `@Anna Kovalenko please` → `anna`, `anna kovalenko`,
 * `anna kovalenko please`; at most 3 words each and 20 in all. The caller looks up which of them exist.
 */
export function mentionCandidates(text: string): string[] {
  const candidates = new Set<string>();
  for (const match of text.matchAll(/(?<!\S)@/gu)) {
    for (const { name } of namesAt(text, match.index)) candidates.add(name);
    if (candidates.size >= MOST_CANDIDATES) break;
  }
  return [...candidates].slice(0, MOST_CANDIDATES);
}

/** The line with its first `@name` written as `@word`; undefined where the name is not in it. */
export function renamed(line: string, name: string, word: string): string | undefined {
  for (const { index } of line.matchAll(/(?<!\S)@/gu)) {
    const found = namesAt(line, index).find((reading) => reading.name === name);
    if (found) return `${line.slice(0, index)}@${word}${line.slice(found.end)}`;
  }
  return undefined;
}

const EVERYBODY = new Set(
  ['all', 'everybody', 'everyone', 'channel', 'here', 'group', 'team', 'усі', 'всі', 'все'].map(fold),
);

/** `@everyone`, `@channel`, `@here`: what messengers have for a whole room, and nobody is called. */
export function isEverybody(name: string): boolean {
  return EVERYBODY.has(fold(name));
}

const MYSELF = new Set(['me', 'myself', 'я', 'собі', 'мені', 'мене', 'себе', 'мне', 'меня']);

/** `@me`, `@мені`, and the same without the @ where a person is asked for. */
export function isMyself(word: string): boolean {
  return MYSELF.has(fold(word));
}

/** Whether people can be called so: letters, no sign of a mention or a project before them, no word for me or everybody. */
export function canBeCalled(name: string): boolean {
  return /\p{L}/u.test(name) && !/^[@#]/u.test(name) && !isMyself(name) && !isEverybody(name);
}

/** `oleh` → `@oleh`, where it is one word that may be a name and only lacks its sign */
export function withAt(word: string): string | undefined {
  return /^\p{L}[\p{L}\p{M}\p{N}_.'’ʼ-]{0,63}$/u.test(word) ? `@${word}` : undefined;
}
