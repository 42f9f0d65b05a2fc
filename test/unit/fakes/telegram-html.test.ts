import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Entity, parseHtml } from '../../fakes/telegram/html.ts';

interface Vector {
  input: string;
  error?: string;
  text?: string;
  entities?: { type: string; offset: number; length: number; argument?: string }[];
}

const file = new URL('../../../../shared/specs/telegram-html-vectors/parse_html.json', import.meta.url);
const vectors = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] }).vectors : [];
if (vectors.length === 0) process.stderr.write('no ../shared/specs here: the vectors of TDLib are not tried\n');

it.skipIf(vectors.length === 0)('reads HTML as TDLib does, every vector of it', () => {
  expect(vectors.length).toBeGreaterThan(80);
  for (const { input, error, text, entities } of vectors) {
    const read = parseHtml(input);
    const ours = 'error' in read ? read : { text: read.text, entities: read.entities.map(asTdlib) };
    expect(ours, input).toEqual(error === undefined ? { text, entities } : { error });
  }
});

it('keeps no language of code outside a block', () => {
  const plain = { text: 'a', entities: [{ type: 'code', offset: 0, length: 1 }] };
  expect(parseHtml('<code class="language-ts">a</code>')).toEqual(plain);
});

it('knows people in links, and that a tag of its own is none', () => {
  expect(parseHtml('<a href="tg://user?id=42">Anna</a>')).toEqual({
    text: 'Anna',
    entities: [{ type: 'text_mention', offset: 0, length: 4, userId: 42 }],
  });
  expect(parseHtml('a <script> b')).toEqual({ error: 'Unsupported start tag "script" at byte offset 2' });
  expect(parseHtml('<span>x</span>')).toEqual({ error: 'Tag "span" must have class "tg-spoiler" at byte offset 0' });
  expect(parseHtml('<a href="javascript:alert(1)">x</a>')).toEqual({ text: 'x', entities: [] });
});

/** TDLib calls entities by names of its own. */
function asTdlib({ type, offset, length, url, language }: Entity) {
  const argument = url ?? language;
  const name = language !== undefined ? 'PreCode' : TDLIB_NAMES[type];
  return { type: name, offset, length, ...(argument !== undefined && { argument }) };
}

const TDLIB_NAMES: Record<string, string> = {
  bold: 'Bold',
  italic: 'Italic',
  underline: 'Underline',
  strikethrough: 'Strikethrough',
  spoiler: 'Spoiler',
  code: 'Code',
  pre: 'Pre',
  text_link: 'TextUrl',
  blockquote: 'BlockQuote',
  expandable_blockquote: 'ExpandableBlockQuote',
  custom_emoji: 'CustomEmoji',
  date_time: 'FormattedDate',
};
