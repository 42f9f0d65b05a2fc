import { fold } from '../domain/fold.ts';

/** A stretch of text without spaces, with its place in the text. */
export interface Chunk {
  text: string;
  start: number;
  end: number;
  /** the word as the tables know it */
  key: string;
}

/** `stop`: a comma or the like follows, so the next token does not count what this one says. */
export type Token = { stop: boolean } & (
  | { kind: 'word'; word: string; capitals: boolean; attached: boolean }
  | { kind: 'number'; value: number; digits: number }
  | { kind: 'decimal'; value: number }
  | { kind: 'ordinal'; value: number; of: 'day' | 'hour' }
  | { kind: 'clock'; hour: number; minute: number }
  /** `18.00` or `01.12`: a time, a day or a plain number. */
  | { kind: 'dotted'; first: number; second: number }
  | { kind: 'date'; year: number; month: number; day: number; dotted: boolean }
  /** `UTC+2` is whole, `UTC` may have a tail, `+2` is a tail, `+02:00` is whole. */
  | { kind: 'offset'; minutes: number; form: 'whole' | 'name' | 'tail' }
);

/** The longest chunk that can be part of a date, such as `2026-12-01T09:00:00.000+02:00`. */
const MAX_CHUNK = 32;

export function firstChunks(text: string, count: number): Chunk[] {
  const chunks: Chunk[] = [];
  for (const match of text.matchAll(/\S+/g)) {
    chunks.push(chunkOf(match[0], match.index));
    if (chunks.length === count) break;
  }
  return chunks;
}

export function lastChunks(text: string, count: number): Chunk[] {
  const chunks: Chunk[] = [];
  let end = text.length;
  while (chunks.length < count) {
    while (end > 0 && isSpace(text, end - 1)) end -= 1;
    let start = end;
    while (start > 0 && !isSpace(text, start - 1)) start -= 1;
    if (start === end) break;
    chunks.push(chunkOf(text.slice(start, end), start));
    end = start;
  }
  return chunks.reverse();
}

function chunkOf(text: string, start: number): Chunk {
  return { text, start, end: start + text.length, key: wordKey(text) };
}

function isSpace(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return /\s/.test(text.charAt(index));
}

const LATIN_LOOKALIKES: Readonly<Record<string, string>> = { i: 'і', e: 'е', o: 'о', a: 'а', c: 'с', p: 'р', x: 'х' };

const PLAIN = /^[a-z0-9]+$/i;

/** Ukrainian typed with a Latin `i` is read as meant. */
function wordKey(text: string): string {
  if (text.length > MAX_CHUNK) return '';
  if (PLAIN.test(text)) return text.toLowerCase();
  const bare = fold(text)
    .replaceAll(/[−–]/g, '-')
    .replaceAll(/^\(|[.,;:!)…']+$/g, '')
    .replaceAll(/(?<=\p{L})['"*′ʹ\u00ad\u200b-\u200d](?=\p{L})/gu, '');
  return /[а-яіїєґ]/.test(bare) ? bare.replaceAll(/[ieoacpx]/g, (letter) => LATIN_LOOKALIKES[letter] ?? letter) : bare;
}

/** @returns undefined where the chunk holds something that no date has */
export function tokensOf(chunk: Chunk): Token[] | undefined {
  const { key } = chunk;
  const stop = /[.,;:!)…]$/.test(chunk.text);
  const isAbbreviated = chunk.text.endsWith('.');
  if (key === 'utc' || key === 'gmt') return [{ ...offset('name'), stop }];
  if (/^\p{L}+$/u.test(key)) {
    const capitals = key.length > 1 && chunk.text === chunk.text.toUpperCase();
    return [{ kind: 'word', word: key, capitals, attached: false, stop: stop && !isAbbreviated }];
  }
  if (/^[ap]\.m$/.test(key)) {
    return [{ kind: 'word', word: key.replace('.', ''), capitals: false, attached: false, stop }];
  }
  for (const [pattern, read] of SHAPES) {
    const match = pattern.exec(key);
    if (!match) continue;
    const tokens = read(match.slice(1).map((group) => group ?? ''));
    for (const token of tokens) token.stop = stop;
    return tokens;
  }
  return undefined;
}

type Shape = readonly [RegExp, (groups: readonly string[]) => Token[]];

const SHAPES: readonly Shape[] = [
  [/^(\d{1,4})$/, ([text = '']) => [number(text)]],
  [/^(\d{1,2}):(\d{2})(?::\d{2})?$/, ([hour, minute]) => [clock(hour, minute)]],
  [/^(\d{1,2})[:.](\d{2})([ap])\.?m$/, ([hour, minute, half]) => [clock(hour, minute), word(`${half}m`)]],
  [/^(\d{1,2})([ap])\.?m$/, ([hour = '', half]) => [number(hour), word(`${half}m`)]],
  // `в 18-00`; other minutes would take a range such as `10-12` for a time.
  [/^(\d{1,2})-(00|30)$/, ([hour, minute]) => [dotted(hour, minute)]],
  [/^(\d{1,2})\.(\d{2})$/, ([first, second]) => [dotted(first, second)]],
  [/^(\d{1,3})[.,](\d{1,2})$/, ([whole, part]) => [decimal(whole, part)]],
  [/^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})р?$/, ([day, month, year]) => [date(year, month, day, true)]],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/, ([day, month, year]) => [date(year, month, day, false)]],
  [/^(\d{1,2})-(\d{1,2})-(\d{4})$/, ([day, month, year]) => [date(year, month, day, false)]],
  [/^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/, ([year, month, day]) => [date(year, month, day, false)]],
  [
    /^(\d{4})-(\d{2})-(\d{2})t(\d{2}):(\d{2})(?::\d{2}(?:\.\d{1,6})?)?(z|[+-]\d{2}:?\d{2})?$/,
    ([year, month, day, hour, minute, zone = '']) => [
      date(year, month, day, false),
      clock(hour, minute),
      ...zoned(zone),
    ],
  ],
  [
    /^(\d{1,2}):(\d{2})(?::\d{2})?(z|[+-]\d{2}:?\d{2})$/,
    ([hour, minute, zone = '']) => [clock(hour, minute), ...zoned(zone)],
  ],
  [/^(?:utc|gmt)([+-])(\d{1,2})(?::?(\d{2}))?$/, ([sign, hours, minutes]) => [offset('whole', sign, hours, minutes)]],
  [/^([+-])(\d{2}):?(\d{2})$/, ([sign, hours, minutes]) => [offset('whole', sign, hours, minutes)]],
  [/^([+-])(\d{1,2})$/, ([sign, hours]) => [offset('tail', sign, hours)]],
  [/^(\d{1,2})(?:st|nd|rd|th)$/, ([text]) => [ordinal(text, 'day')]],
  [/^(\d{1,2})-?(?:го|ого|му|ому)$/, ([text]) => [ordinal(text, 'day')]],
  [/^(\d{1,2})-(?:е|є|ге|те|тє|ше)$/, ([text]) => [ordinal(text, 'day')]],
  [/^(\d{1,2})-(?:й|ї|ої|ій|ой|тій|тої|ій)$/, ([text]) => [ordinal(text, 'hour')]],
  [
    /^(\d{1,4})(\p{L}{1,8})(?:(\d{1,2})(\p{L}{1,8}))?$/u,
    ([first = '', unit = '', second = '', part = '']) =>
      second === ''
        ? [number(first), word(unit, true)]
        : [number(first), word(unit, true), number(second), word(part, true)],
  ],
];

function word(text: string, attached = false): Token {
  return { kind: 'word', word: text, capitals: false, attached, stop: false };
}

function number(text: string): Token {
  return { kind: 'number', value: Number(text), digits: text.length, stop: false };
}

function decimal(whole = '', part = ''): Token {
  return { kind: 'decimal', value: Number(`${whole}.${part}`), stop: false };
}

function ordinal(text = '', of: 'day' | 'hour'): Token {
  return { kind: 'ordinal', value: Number(text), of, stop: false };
}

function clock(hour = '', minute = ''): Token {
  return { kind: 'clock', hour: Number(hour), minute: Number(minute), stop: false };
}

function dotted(first = '', second = ''): Token {
  return { kind: 'dotted', first: Number(first), second: Number(second), stop: false };
}

function date(year = '', month = '', day = '', isDotted: boolean): Token {
  const fullYear = year.length === 2 ? 2000 + Number(year) : Number(year);
  return { kind: 'date', year: fullYear, month: Number(month), day: Number(day), dotted: isDotted, stop: false };
}

function offset(form: 'whole' | 'name' | 'tail', sign = '+', hours = '0', minutes = ''): Token {
  const size = Number(hours) * 60 + Number(minutes || '0');
  return { kind: 'offset', minutes: sign === '-' ? -size : size, form, stop: false };
}

function zoned(text: string): Token[] {
  if (text === '') return [];
  return [
    offset('whole', text === 'z' ? '+' : text.charAt(0), text.slice(1, 3) || '0', text.slice(-2).replace('z', '')),
  ];
}
