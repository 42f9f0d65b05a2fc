import { describe, expect, it } from 'vitest';
import { render } from '../../../../adapters/terminal/render.ts';
import { wantsColor } from '../../../../adapters/terminal/styled-text.ts';
import {
  type Block,
  buttons,
  faint,
  heading,
  line,
  plain,
  type Reply,
  strong,
  typed,
} from '../../../../src/chat/reply.ts';

const ESCAPE = '\u001b';

function shown(reply: Reply | Block[], look: { color?: boolean; width?: number } = {}): string[] {
  let last = 0;
  const numberOf = () => {
    last += 1;
    return last;
  };
  const whole = Array.isArray(reply) ? { blocks: reply } : reply;
  return render(whole, { color: look.color ?? false, width: look.width, numberOf });
}

describe('a reply in the terminal', () => {
  const cases: [string, Block[], string[]][] = [
    ['a heading', [heading('Received')], ['Received']],
    ['a line with all kinds of spans', [line('a ', strong('b'), faint(' c '), typed('done 12'))], ['a b c /done 12']],
    ['a quote with its line breaks', [{ kind: 'quote', text: 'one\r\n\ntwo' }], ['│ one', '│ ', '│ two']],
    [
      'fields with their values one below the other',
      [
        {
          kind: 'fields',
          fields: [
            { label: 'Who', value: [plain('Anna')] },
            { label: 'Проєкт', value: [plain('#prostor')] },
          ],
        },
      ],
      ['Who:    Anna', 'Проєкт: #prostor'],
    ],
    [
      'a list with details and buttons',
      [
        {
          kind: 'list',
          items: [
            {
              spans: [strong('#12'), plain(' Banner')],
              detail: [plain('2 days late')],
              buttons: [
                { label: 'Done', command: 'done 12' },
                { label: 'Move …', command: 'move 12' },
              ],
            },
            { spans: [plain('#13 Logo')] },
          ],
        },
      ],
      ['• #12 Banner', '  2 days late', '  [1] Done  [2] Move …', '• #13 Logo'],
    ],
    [
      'a table aligned by what characters take on the screen',
      [
        {
          kind: 'table',
          columns: [
            { title: 'Task', align: 'left' },
            { title: 'Time', align: 'right' },
          ],
          rows: [
            ['Макет', '1:30'],
            ['日本', '12:00'],
            ['🎉 ok', '0:05'],
          ],
          total: ['Total', '13:35'],
        },
      ],
      ['Task    Time', 'Макет   1:30', '日本   12:00', '🎉 ok   0:05', '────────────', 'Total  13:35'],
    ],
    ['buttons', [buttons({ label: 'Yes', command: 'a' }, { label: 'No', command: 'b' })], ['[1] Yes  [2] No']],
    ['no buttons at all', [buttons()], []],
    ['an empty table', [{ kind: 'table', columns: [], rows: [] }], []],
  ];

  it.each(cases)('shows %s', (_, blocks, lines) => {
    expect(shown(blocks)).toEqual(lines);
  });

  it('keeps a free line before a heading that is not the first', () => {
    expect(shown([heading('A'), line('x'), heading('B')])).toEqual(['A', 'x', '', 'B']);
  });

  it('shows what kind of answer is asked for', () => {
    expect(shown({ blocks: [line('What came of it?')], asks: { hint: 'one line is enough' } })).toEqual([
      'What came of it?',
      '› one line is enough',
    ]);
  });

  it('puts bold, dim and cyan on in colour', () => {
    expect(shown([heading('A'), line(faint('b'), typed('done 12'))], { color: true })).toEqual([
      `${ESCAPE}[1mA${ESCAPE}[22m`,
      `${ESCAPE}[2mb${ESCAPE}[22m${ESCAPE}[36m/done 12${ESCAPE}[39m`,
    ]);
  });

  it('wraps long lines at words, below where they began', () => {
    const list: Block = { kind: 'list', items: [{ spans: [plain('one two three four five')] }] };
    expect(shown([list], { width: 12 })).toEqual(['• one two', '  three four', '  five']);
  });

  it('breaks a word that is longer than a line', () => {
    expect(shown([line('abcdefghij')], { width: 4 })).toEqual(['abcd', 'efgh', 'ij']);
    expect(shown([line('日本日本')], { width: 5 })).toEqual(['日本', '日本']);
  });

  it('loses no word and exceeds no line, whatever the width', () => {
    const text = `${'слово '.repeat(400)}${'x'.repeat(500)} (${'🎉'.repeat(50)}) end`;
    for (const width of [8, 13, 40, 79]) {
      const lines = shown([line('a', strong('b'), ' ', text)], { width });
      expect(lines.join('').replaceAll(' ', '')).toBe(`ab${text}`.replaceAll(' ', ''));
      expect(Math.max(...lines.map((one) => one.length))).toBeLessThanOrEqual(width);
    }
  });

  it('breaks between buttons and never within one', () => {
    const many = [1, 2, 3].map((n) => ({ label: `Choice ${n}`, command: `c ${n}` }));
    expect(shown([buttons(...many)], { width: 28 })).toEqual(['[1] Choice 1  [2] Choice 2', '[3] Choice 3']);
  });

  it('wraps the widest column of a table that is too wide', () => {
    const table: Block = {
      kind: 'table',
      columns: [
        { title: 'Task', align: 'left' },
        { title: 'h', align: 'right' },
      ],
      rows: [['a long title of a task', '2']],
    };
    expect(shown([table], { width: 15 })).toEqual(['Task          h', 'a long title  2', 'of a task']);
  });
});

describe("people's words in the terminal", () => {
  const hostile: [string, string, string][] = [
    ['colour and cursor codes', `${ESCAPE}[2J${ESCAPE}[31mred`, '␛[2J␛[31mred'],
    ['a window title', `${ESCAPE}]0;owned\u0007`, '␛]0;owned␇'],
    ['NUL, backspace and delete', 'a\u0000b\bc\u007f', 'a␀b␈c␡'],
    ['a carriage return', 'paid\rfree', 'paid␍free'],
    ['a line break outside a quote', 'a\n→ boss: pay', 'a␊→ boss: pay'],
    ['a line separator outside a quote', 'a\u2028b', 'a␊b'],
    ['C1 controls', 'a\u009b2Jb\u0085', 'a\ufffd2Jb\ufffd'],
    ['half a surrogate pair', 'a\ud83d b\udc00', 'a\ufffd b\ufffd'],
    ['a right-to-left override', 'invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['an isolate that is never closed', 'a\u2067b', 'ab'],
    ['a tab', 'a\tb', 'a  b'],
  ];

  it.each(hostile)('cannot do anything with %s', (_, text, harmless) => {
    const numbered: Block[] = [
      heading(text),
      line(strong(text)),
      { kind: 'fields', fields: [{ label: text, value: [plain(text)] }] },
      { kind: 'list', items: [{ spans: [plain(text)], detail: [typed(text)] }] },
      { kind: 'table', columns: [{ title: text, align: 'left' }], rows: [[text]], total: [text] },
      buttons({ label: text, command: 'x' }),
    ];
    const lines = shown({ blocks: numbered, asks: { hint: text } });
    expect(lines.filter((one) => !one.startsWith('─'))).toEqual([
      harmless,
      harmless,
      `${harmless}: ${harmless}`,
      `• ${harmless}`,
      `  /${harmless}`,
      harmless,
      harmless,
      harmless,
      `[1] ${harmless}`,
      `› ${harmless}`,
    ]);
  });

  it.each(hostile)('cannot do anything in a quote with %s', (_, text) => {
    const lines = shown([{ kind: 'quote', text }]);
    for (const one of lines) expect(one).toMatch(/^│ [^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u);
  });

  it('keeps right-to-left words from reordering what stands around them', () => {
    expect(shown([line('#1 ', strong('שלום'), ' (2)')])).toEqual(['#1 \u2068שלום\u2069 (2)']);
  });

  it('shows emoji, flags and combining marks as they are', () => {
    const text = '👩‍👩‍👧 🇺🇦 é naïve ё';
    expect(shown([line(text)])).toEqual([text]);
  });

  it('shows 10,000 characters whole', () => {
    const text = 'слово🎉 '.repeat(1250).trimEnd();
    expect(shown([{ kind: 'quote', text }])).toEqual([`│ ${text}`]);
  });
});

describe('colour', () => {
  it.each([
    [{}, { isTTY: true }, true],
    [{ NO_COLOR: '1' }, { isTTY: true }, false],
    [{ NO_COLOR: '' }, { isTTY: true }, true],
    [{ TERM: 'dumb' }, { isTTY: true }, false],
    [{}, {}, false],
  ])('with %j and %j is wanted: %s', (env, output, wanted) => {
    expect(wantsColor(env, output)).toBe(wanted);
  });
});
