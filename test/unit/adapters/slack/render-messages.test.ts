import type { types } from '@slack/bolt';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SlackLook } from '../../../../adapters/slack/render/look.ts';
import { asTyped } from '../../../../adapters/slack/render/look.ts';
import { renderMessages } from '../../../../adapters/slack/render/messages.ts';
import type { Block, Button } from '../../../../src/chat/reply.ts';
import { buttons, faint, heading, line, plain, strong, typed } from '../../../../src/chat/reply.ts';
import { HOSTILE_TEXTS, textsOf } from '../../../support/hostile.ts';
import { expectGoodMessage, pressValues, shownStrings } from './block-limits.ts';
import { bare, randomReply } from './random-reply.ts';

const look: SlackLook = { userId: 'U1', language: 'en', ownCommands: new Set(['task', 'done']) };

function only(...blocks: Block[]) {
  const messages = renderMessages({ blocks }, look);
  for (const message of messages) expectGoodMessage(message);
  expect(messages).toHaveLength(1);
  return messages[0] as (typeof messages)[0];
}

/** Rich text as `kind: **bold** _italic_ \`code\` [link]`, rows of buttons as their labels. */
function sketch(blocks: readonly types.KnownBlock[]): string[] {
  const marks = { bold: '**', italic: '_', code: '`' } as const;
  const inline = (piece: types.RichTextElement): string => {
    if (piece.type === 'link') return `[${piece.text}]`;
    if (piece.type !== 'text') return piece.type;
    const mark = Object.entries(marks).find(([name]) => piece.style?.[name as keyof typeof marks])?.[1] ?? '';
    return `${mark}${piece.text}${mark}`;
  };
  const element = (each: types.RichTextBlockElement): string[] =>
    each.type === 'rich_text_list'
      ? each.elements.map((item) => `- ${item.elements.map(inline).join('')}`)
      : [`${each.type.replace('rich_text_', '')}: ${each.elements.map(inline).join('')}`];
  return blocks.flatMap((block) => {
    if (block.type === 'rich_text') return block.elements.flatMap(element);
    if (block.type !== 'actions') return [block.type];
    const label = (each: types.ActionsBlockElement): string => {
      if (each.type === 'button') return each.text.text;
      return each.type === 'overflow' ? `(${each.options.map(({ text }) => text.text).join(', ')})` : each.type;
    };
    return [`buttons: ${block.elements.map(label).join(', ')}`];
  });
}

const many = (count: number): Button[] =>
  Array.from({ length: count }, (_, i) => ({ label: `B${i + 1}`, command: `done ${i + 1}` }));

describe('a reply in Slack', () => {
  const cases: [string, Block[], string[]][] = [
    ['a heading is bold', [heading('Received')], ['section: **Received**']],
    [
      'a line with all kinds of spans',
      [line('a ', strong('b'), faint(' c '), typed('task x'), ' ', typed('show 12'))],
      ['section: a **b**_ c _`/task x` `/friday show 12`'],
    ],
    ['a quote with its line breaks', [{ kind: 'quote', text: 'one\r\n\ntwo' }], ['quote: one\n\ntwo']],
    [
      'addresses in people’s words can be followed and show themselves',
      [{ kind: 'quote', text: 'see https://x.example/a?b=1&c=2, (http://y.example) https://z.example/k_(l) http://' }],
      ['quote: see [https://x.example/a?b=1&c=2], ([http://y.example]) [https://z.example/k_(l)] http://'],
    ],
    ['addresses elsewhere are text', [line('https://x.example')], ['section: https://x.example']],
    [
      'fields',
      [
        {
          kind: 'fields',
          fields: [
            { label: 'For', value: [plain('Anna')] },
            { label: 'State', value: [] },
          ],
        },
      ],
      ['section: **For:** Anna\n**State:** '],
    ],
    [
      'items without buttons in one list, items with buttons by themselves',
      [
        {
          kind: 'list',
          items: [
            { spans: [plain('one')], detail: [faint('more')] },
            { spans: [plain('two')] },
            { spans: [strong('3'), plain(' three')], detail: [faint('late')], buttons: many(2) },
            { spans: [plain('four')] },
          ],
        },
      ],
      ['- one\n_more_', '- two', 'section: **3** three\n_late_', 'buttons: B1, B2', '- four'],
    ],
    ['five buttons stand in a row', [buttons(...many(5))], ['buttons: B1, B2, B3, B4, B5']],
    ['six stand side by side', [buttons(...many(6))], ['buttons: B1, B2, B3, B4, B5, B6']],
    ['of seven, three go into a menu', [buttons(...many(7))], ['buttons: B1, B2, B3, B4, (B5, B6, B7)']],
    ['of nine, five go into a menu', [buttons(...many(9))], ['buttons: B1, B2, B3, B4, (B5, B6, B7, B8, B9)']],
    [
      'more than nine stand in rows',
      [buttons(...many(11))],
      ['buttons: B1, B2, B3, B4, B5', 'buttons: B6, B7, B8, B9, B10', 'buttons: B11'],
    ],
    [
      'what a menu cannot carry stays a button',
      [buttons(...many(5), { label: 'Long', command: `note ${'x'.repeat(80)}` }, ...many(1))],
      ['buttons: B1, B2, B3, B4, Long, (B5, B1)'],
    ],
    [
      'what no button can carry is shown to be typed',
      [buttons({ label: 'Again', command: `task ${'x'.repeat(2000)}` })],
      [`section: Again: \`/task ${'x'.repeat(2000)}\``],
    ],
    [
      'a label too long is clipped',
      [buttons({ label: 'x'.repeat(80), command: 'a' })],
      [`buttons: ${'x'.repeat(74)}…`],
    ],
    [
      'a label is escaped',
      [buttons({ label: '<!channel> & co', command: 'a' })],
      ['buttons: &lt;!channel&gt; &amp; co'],
    ],
    ['a label is never empty', [buttons({ label: ' ', command: 'a' })], ['buttons: …']],
    [
      'a table with aligned columns and a total',
      [
        {
          kind: 'table',
          columns: [
            { title: 'Project', align: 'left' },
            { title: 'Time', align: 'right' },
          ],
          rows: [
            ['漢字', '1 h'],
            ['простір', '12 h'],
          ],
          total: ['Sum', '13 h'],
        },
      ],
      ['preformatted: Project  Time\n漢字      1 h\nпростір  12 h\n─────────────\nSum      13 h'],
    ],
    ['control characters become symbols', [line('a\u0000b\u001b\td\u202ee\ud800')], ['section: a␀b␛\tde\ufffd']],
  ];
  it.each(cases)('%s', (_, blocks, expected) => {
    expect(sketch(only(...blocks).blocks)).toEqual(expected);
  });

  it('passes on whose buttons they are, what they do and how they look', () => {
    const { blocks } = only(buttons({ label: 'Done', command: 'done 12', style: 'primary' }, ...many(6)));
    expect(pressValues(blocks)).toEqual(['U1:done 12', ...[1, 2, 3, 4, 5, 6].map((n) => `U1:done ${n}`)]);
    expect(blocks[0]).toMatchObject({ elements: [{ action_id: 'command:1', style: 'primary' }, {}, {}, {}, {}] });
  });

  it('ends with a hint when it asks something', () => {
    const [message] = renderMessages({ blocks: [line('When?')], asks: { hint: 'tomorrow' } }, look);
    expect(sketch(message?.blocks ?? [])).toEqual(['section: When?', 'section: _tomorrow_']);
  });

  it('is no message when it says nothing', () => {
    expect(renderMessages({ blocks: [] }, look)).toEqual([]);
    expect(renderMessages({ blocks: [line(''), heading(''), buttons(), { kind: 'list', items: [] }] }, look)).toEqual(
      [],
    );
  });

  it('has a text for notifications, escaped and short', () => {
    expect(only(heading('<b>'), line('a & b'), buttons(...many(1))).text).toBe('&lt;b&gt;\na &amp; b');
    expect(only(buttons({ label: 'A & B', command: 'x' })).text).toBe('A &amp; B');
    expect(only(line('&'.repeat(2900))).text).toMatch(/^(&amp;)+…$/);
  });

  it('keeps an item with its buttons and a heading with what follows', () => {
    const items = Array.from({ length: 60 }, (_, i) => ({ spans: [plain(`item ${i}`)], buttons: many(1) }));
    const lines = Array.from({ length: 49 }, (_, i) => line(`line ${i}`));
    const messages = renderMessages({ blocks: [...lines, heading('Now'), { kind: 'list', items }] }, look);
    const sketches = messages.map(({ blocks }) => sketch(blocks));
    expect(sketches[1]?.slice(0, 3)).toEqual(['section: **Now**', 'section: item 0', 'buttons: B1']);
    for (const [, ...rest] of sketches.slice(1)) expect(rest.at(-1)).toBe('buttons: B1');
    expect(sketches.flat()).toHaveLength(49 + 1 + 120);
  });

  it('brings a long text whole, in order', () => {
    const text = Array.from({ length: 4000 }, (_, i) => `word${i}`).join(' ');
    const messages = renderMessages({ blocks: [{ kind: 'quote', text }] }, look);
    expect(messages.length).toBeGreaterThan(1);
    expect(messages.flatMap(({ blocks }) => shownStrings(blocks)).join('')).toBe(text);
    for (const message of messages) expectGoodMessage(message);
  });

  it.each(HOSTILE_TEXTS)('shows %j literally', (text) => {
    const shown = (block: Block) => bare(shownStrings(only(block).blocks).join(''));
    expect(shown(heading(text))).toBe(bare(text));
    expect(shown({ kind: 'quote', text })).toBe(bare(text));
    expect(shown(line(plain(text)))).toBe(bare(text));
    const { blocks } = only(line('x'), buttons({ label: text, command: 'x' }));
    const label = bare(shownStrings(blocks)[1] ?? '').replace(/…$/, '');
    expect(bare(text).startsWith(label)).toBe(true);
  });

  it('keeps within Slack’s limits and loses nothing, whatever the reply', () => {
    fc.assert(
      fc.property(randomReply, (reply) => {
        const messages = renderMessages(reply, look);
        for (const message of messages) expectGoodMessage(message);
        const shown = bare(messages.flatMap(({ blocks }) => shownStrings(blocks)).join(''));
        const spansTyped = reply.blocks.map((block) => typedBlock(block));
        for (const said of textsOf({ blocks: spansTyped.filter((block) => block.kind !== 'buttons') })) {
          if (!shown.includes(bare(said))) expect.fail(`lost: ${JSON.stringify(said)}`);
        }
        const pressed = messages.flatMap(({ blocks }) => pressValues(blocks));
        for (const { command } of reply.blocks.flatMap(buttonsIn)) {
          const isThere = pressed.includes(`U1:${command}`) || shown.includes(bare(asTyped(command, look)));
          if (!isThere) expect.fail(`lost: ${command}`);
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** The same block with its commands as plain text, the way they are typed in Slack. */
function typedBlock(block: Block): Block {
  return JSON.parse(JSON.stringify(block), (_, value) =>
    value?.kind === 'command' ? plain(asTyped(value.text, look)) : value,
  );
}

function buttonsIn(block: Block): Button[] {
  if (block.kind === 'buttons') return block.buttons;
  return block.kind === 'list' ? block.items.flatMap((item) => item.buttons ?? []) : [];
}
