import { describe, expect, it } from 'vitest';
import type { Rendered } from '../../../../adapters/telegram/render/messages.ts';
import { renderMessages } from '../../../../adapters/telegram/render/messages.ts';
import type { Block, Reply } from '../../../../src/chat/reply.ts';
import { faint, heading, line, plain, strong, typed } from '../../../../src/chat/reply.ts';
import { expectGoodMessage, shownText } from './good-message.ts';
import { inGroup, inPrivate } from './look.ts';

function render(reply: Reply, look = inPrivate): Rendered {
  const rendered = renderMessages(reply, look);
  for (const message of rendered.messages) expectGoodMessage(message, ['/tasks', '/tasks@friday_bot', '/cancel']);
  return rendered;
}

function textOf(blocks: Block[], look = inPrivate): string | undefined {
  const { messages } = render({ blocks }, look);
  expect(messages).toHaveLength(1);
  return messages[0]?.text;
}

const fields: Block = {
  kind: 'fields',
  fields: [
    { label: 'For', value: [plain('Anna')] },
    { label: 'Project', value: [plain('#prostor Shop')] },
    { label: 'Deadline', value: [plain('Fri 27 Nov'), strong(' · 2 days late')] },
  ],
};
const time: Block = {
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
};

describe('a reply in Telegram', () => {
  const cases: [string, Block[], string][] = [
    ['a heading is bold', [heading('Received')], '<b>Received</b>'],
    ['a line with all kinds of words', [line('a ', strong('b'), faint(' c'))], 'a <b>b</b><i> c</i>'],
    ['a command of one word can be tapped', [line('see ', typed('tasks'))], 'see /tasks'],
    [
      'any other command can be copied',
      [line(typed('done 12'), ' ', typed('timer stop'))],
      '<code>/done 12</code> <code>/timer stop</code>',
    ],
    [
      'a command to be copied is nothing but what is typed',
      [line(typed('task Call @oleh & <co>'))],
      '<code>/task Call @oleh &amp; &lt;co&gt;</code>',
    ],
    ['a quote keeps its line breaks', [{ kind: 'quote', text: 'one\r\n\ntwo' }], '<blockquote>one\n\ntwo</blockquote>'],
    [
      'a quote of many lines is folded up',
      [{ kind: 'quote', text: 'x\n'.repeat(13) }],
      `<blockquote expandable>${'x\n'.repeat(13)}</blockquote>`,
    ],
    [
      'a long quote is folded up',
      [{ kind: 'quote', text: 'x'.repeat(601) }],
      `<blockquote expandable>${'x'.repeat(601)}</blockquote>`,
    ],
    ['fields one a line', [fields], 'For: Anna\nProject: #prostor Shop\nDeadline: Fri 27 Nov<b> · 2 days late</b>'],
    [
      'items without details one a line',
      [{ kind: 'list', items: [{ spans: [plain('one')] }, { spans: [typed('done 12'), plain(' two')] }] }],
      '• one\n• <code>/done 12</code> two',
    ],
    [
      'items with details apart from each other',
      [
        {
          kind: 'list',
          items: [
            { spans: [strong('12'), plain(' Banner')], detail: [plain('from Anna'), strong(' late')] },
            { spans: [plain('two')] },
          ],
        },
      ],
      '• <b>12</b> Banner\n<i>from Anna</i><b> late</b>\n\n• two',
    ],
    [
      'a narrow table with aligned columns and a total',
      [time],
      '<pre>Project  Time\n漢字      1 h\nпростір  12 h\n─────────────\nSum      13 h</pre>',
    ],
    [
      'a table too wide for a phone row by row',
      [
        {
          kind: 'table',
          columns: [
            { title: 'Task', align: 'left' },
            { title: 'Time', align: 'right' },
            { title: 'Share', align: 'right' },
          ],
          rows: [['12 Banner for the landing page', '12 h', '92 %']],
          total: ['Total', '13 h', ''],
        },
      ],
      '<i>Task</i>\n\n<b>12 Banner for the landing page</b>\nTime: 12 h\nShare: 92 %\n\n──────\n<b>Total</b>\nTime: 13 h',
    ],
    ['nothing in people’s words is markup', [line('<b>&amp;</b>')], '&lt;b&gt;&amp;amp;&lt;/b&gt;'],
    ['control characters become symbols', [line('a\u0000b\u001b\td\u202ee\ud800')], 'a␀b␛\tde\ufffd'],
    [
      'a task card',
      [
        line(strong('12'), ' ', strong('Banner')),
        { kind: 'quote', text: 'For the shop' },
        fields,
        line('History'),
        { kind: 'list', items: [{ spans: [plain('Created')], detail: [faint('Anna · today')] }] },
      ],
      '<b>12</b> <b>Banner</b>\n<blockquote>For the shop</blockquote>\nFor: Anna\nProject: #prostor Shop\n' +
        'Deadline: Fri 27 Nov<b> · 2 days late</b>\n\nHistory\n• Created\n<i>Anna · today</i>',
    ],
    [
      'titles stand apart from what is above them, lines of one thought do not',
      [
        heading('Anna'),
        line('1 of 3'),
        line(strong('Received: 2')),
        { kind: 'list', items: [{ spans: [plain('one')] }] },
        line('Note'),
        line('more'),
        heading('Next'),
        line('last'),
      ],
      '<b>Anna</b>\n1 of 3\n\n<b>Received: 2</b>\n• one\n\nNote\nmore\n\n<b>Next</b>\nlast',
    ],
  ];
  it.each(cases)('%s', (_, blocks, expected) => {
    expect(textOf(blocks)).toBe(expected);
  });

  it('is short in a group: fields on one line, without the label of what a sign explains', () => {
    expect(textOf([fields], inGroup)).toBe('For: Anna · #prostor Shop · Deadline: Fri 27 Nov<b> · 2 days late</b>');
  });

  it('names the bot in commands in a group, so that they reach it', () => {
    expect(textOf([line(typed('tasks'), ' ', typed('timer start 12'))], inGroup)).toBe(
      '/tasks@friday_bot <code>/timer@friday_bot start 12</code>',
    );
  });

  it('is no message when it says nothing', () => {
    expect(render({ blocks: [] })).toEqual({ messages: [], keep: [] });
    const { messages } = render({
      blocks: [line(''), heading(''), { kind: 'buttons', buttons: [] }, { kind: 'list', items: [] }],
    });
    expect(messages).toEqual([]);
  });

  it('has something to see even where people’s words have not', () => {
    expect(textOf([heading('\u200b\u200d\u3000')])).toBe('…');
    expect(render({ blocks: [{ kind: 'buttons', buttons: [{ label: 'Done', command: 'done 12' }] }] })).toMatchObject({
      messages: [{ text: '…', reply_markup: { inline_keyboard: [[{ text: 'Done' }]] } }],
    });
  });
});

describe('what Telegram could make of people’s words', () => {
  const shown = (text: string) => shownText({ text: textOf([line(text)]) ?? '' });

  it('is no mention and no command, though it looks the same', () => {
    const words = 'ask @oleh, (@anna_k) or /done 12; /a/b \n@x1';
    expect(shown(words)).not.toBe(words);
    expect(shown(words).replaceAll('\u2060', '')).toBe(words);
  });

  it.each([
    'anna@example.com',
    'аня@example.com',
    'and/or 24/11 w/o',
    '@ home',
    'a //b',
    '5 / 7',
    'https://www.youtube.com/@prostor/videos',
    'see https://medium.com/@anna/a-b_c?x=1&y=@z, (https://t.me/x/@y)',
    'youtube.com/@prostor',
  ])('leaves alone what stays words or leads somewhere: %s', (words) => {
    expect(shown(words)).toBe(words);
  });

  it.each(['https://@oleh', 'x.https://a.com/(@oleh', 'https://a.com/a)@oleh', 'http://localhost/@oleh', 'a.b/@oleh'])(
    'is no address that hides a mention: %s',
    (words) => {
      expect(shown(words).replaceAll('\u2060', '')).toBe(words);
      expect(shown(words)).toContain('@\u2060oleh');
    },
  );

  it('does not arise between two stretches of words either', () => {
    expect(textOf([line(plain('@'), strong('oleh'), plain(' /'), strong('done'))])).toBe(
      '@\u2060<b>oleh</b> /\u2060<b>done</b>',
    );
    expect(textOf([line(typed('tasks'), plain('@other_bot'))])).toBe('/tasks@\u2060other_bot');
  });

  it('does not turn the columns of a table around', () => {
    const table: Block = { ...time, rows: [['שלום', '1 h']] } as Block;
    expect(textOf([table])).toContain('\u2068שלום\u2069      1 h');
  });
});
