import { describe, expect, it } from 'vitest';
import { problemsOfMessageBlocks, problemsOfViewBlocks } from '../../fakes/slack/blocks.ts';
import { problemsOfView } from '../../fakes/slack/views.ts';

type Fields = Record<string, unknown>;

const x = (length: number) => 'x'.repeat(length);
const plain = (text: string) => ({ type: 'plain_text', text });
const section = (fields: Fields = {}) => ({ type: 'section', text: plain('Hello'), ...fields });
const button = (fields: Fields = {}) => ({
  type: 'button',
  action_id: 'a1',
  text: plain('Done'),
  value: 'done 1',
  ...fields,
});
const actions = (...elements: Fields[]) => ({ type: 'actions', elements });
const option = (value: string, fields: Fields = {}) => ({ text: plain(`Option ${value}`), value, ...fields });
const options = (count: number) => Array.from({ length: count }, (_, i) => option(String(i)));
const many = (count: number, make: (i: number) => Fields) => Array.from({ length: count }, (_, i) => make(i));
const overflow = (count: number) => ({ type: 'overflow', action_id: 'more', options: options(count) });
const select = (fields: Fields) => ({ type: 'static_select', action_id: 's', ...fields });
const input = (element: Fields, fields: Fields = {}) => ({ type: 'input', label: plain('Title'), element, ...fields });
const textInput = (fields: Fields = {}) => ({ type: 'plain_text_input', action_id: 't', ...fields });
const rich = (...elements: Fields[]) => ({ type: 'rich_text', elements });
const richSection = (...elements: Fields[]) => ({ type: 'rich_text_section', elements });
const text = (value: string, style?: Fields) => ({ type: 'text', text: value, ...(style && { style }) });
const modal = (fields: Fields = {}) => ({ type: 'modal', title: plain('Task'), blocks: [section()], ...fields });

const TAKEN: Record<string, Fields[]> = {
  'fifty blocks': many(50, () => ({ type: 'divider' })),
  'a text of 3000': [section({ text: plain(x(3000)) })],
  'ten fields of 1000': [{ type: 'section', fields: many(10, () => plain(x(1000))) }],
  'a header of 150': [{ type: 'header', text: plain(x(150)) }],
  'a button at its limits': [actions(button({ text: plain(x(75)), value: x(2000), action_id: x(255) }))],
  'twenty-five buttons': [actions(...many(25, (i) => button({ action_id: `a${i}` })))],
  'five options in an overflow menu': [section({ accessory: overflow(5) })],
  'a hundred options': [actions(select({ options: options(100) }))],
  'the same action ids in two blocks': [actions(button()), actions(button())],
  'a context of ten': [{ type: 'context', elements: many(10, () => plain('small')) }],
  'rich text of all kinds': [
    rich(
      richSection(text('Hello ', { bold: true }), { type: 'user', user_id: 'U1' }, { type: 'emoji', name: 'tada' }),
      { type: 'rich_text_list', style: 'ordered', indent: 1, elements: [richSection(text('one'))] },
      { type: 'rich_text_quote', elements: [text('said')] },
      { type: 'rich_text_preformatted', elements: [text('code'), { type: 'link', url: 'https://example.com' }] },
    ),
  ],
  'a table': [
    {
      type: 'table',
      rows: [[{ type: 'raw_text', text: 'Day' }], [rich(richSection(text('Monday')))]],
      column_settings: [{ align: 'right', is_wrapped: true }],
    },
  ],
};

const REFUSED: Record<string, [blocks: unknown, because: RegExp]> = {
  'no list': [{}, /must be a list/],
  'no blocks': [[], /at least 1 items/],
  'fifty-one blocks': [many(51, () => ({ type: 'divider' })), /at most 50 items/],
  'an unknown block': [[{ type: 'paragraph' }], /unsupported type: "paragraph"/],
  'an unknown field': [[section({ color: 'red' })], /unknown field color/],
  'a text of 3001': [[section({ text: plain(x(3001)) })], /at most 3000/],
  'an empty text': [[section({ text: plain('') })], /at least 1/],
  'an unknown kind of text': [[section({ text: { type: 'markdown', text: 'x' } })], /unsupported type/],
  'a section of nothing': [[{ type: 'section' }], /text or fields/],
  'a field of 2001': [[{ type: 'section', fields: [plain(x(2001))] }], /at most 2000/],
  'eleven fields': [[{ type: 'section', fields: many(11, () => plain('x')) }], /at most 10 items/],
  'a header of 151': [[{ type: 'header', text: plain(x(151)) }], /at most 150/],
  'a header in mrkdwn': [[{ type: 'header', text: { type: 'mrkdwn', text: '*x*' } }], /must be one of plain_text/],
  'no elements': [[actions()], /at least 1 items/],
  'twenty-six buttons': [[actions(...many(26, (i) => button({ action_id: `a${i}` })))], /at most 25/],
  'a label of 76': [[actions(button({ text: plain(x(76)) }))], /at most 75/],
  'a value of 2001': [[actions(button({ value: x(2001) }))], /at most 2000/],
  'an action id of 256': [[actions(button({ action_id: x(256) }))], /at most 255/],
  'a button in another colour': [[actions(button({ style: 'default' }))], /one of primary, danger/],
  'a button without a label': [[actions({ type: 'button', action_id: 'a' })], /missing required field text/],
  'two actions of one id in a block': [[actions(button(), button())], /action_id a1 already exists/],
  'two blocks of one id': [[section({ block_id: 'b' }), section({ block_id: 'b' })], /block_id b already exists/],
  'no options in an overflow menu': [[section({ accessory: overflow(0) })], /at least 1/],
  'six options in an overflow menu': [[section({ accessory: overflow(6) })], /at most 5/],
  'a hundred and one options': [[actions(select({ options: options(101) }))], /at most 100/],
  'a select of nothing': [[actions(select({}))], /either options or option_groups/],
  'an option value of 76': [[actions(select({ options: [option(x(76))] }))], /at most 75/],
  'an option of 76': [[actions(select({ options: [option('a', { text: plain(x(76)) })] }))], /at most 75/],
  'two options of one value': [[actions(select({ options: [option('a'), option('a')] }))], /must be unique/],
  'an initial option that is none of them': [
    [actions(select({ options: options(2), initial_option: option('9') }))],
    /none of the options/,
  ],
  'text to type among actions': [[actions(textInput())], /unsupported type: "plain_text_input"/],
  'a button as small print': [[{ type: 'context', elements: [button()] }], /unsupported type: "button"/],
  'eleven in a context': [[{ type: 'context', elements: many(11, () => plain('x')) }], /at most 10/],
  'a confirmation of 301': [[actions(button({ confirm: { text: plain(x(301)) } }))], /at most 300/],
  'rich text of nothing': [[rich()], /at least 1/],
  'an empty piece of rich text': [[rich(richSection(text('')))], /at least 1/],
  'an unknown style': [[rich(richSection(text('x', { color: true })))], /unknown field color/],
  'rich text outside a section': [[rich(text('x'))], /unsupported type: "text"/],
  'a mention among code': [
    [rich({ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] })],
    /unsupported type: "user"/,
  ],
  'a table of 101 rows': [
    [{ type: 'table', rows: many(101, () => ({})).map(() => [{ type: 'raw_text', text: 'x' }]) }],
    /at most 100/,
  ],
  'an empty cell': [[{ type: 'table', rows: [[{ type: 'raw_text', text: '' }]] }], /at least 1/],
  'rows of different length': [
    [
      {
        type: 'table',
        rows: [
          [{ type: 'raw_text', text: 'a' }],
          [
            { type: 'raw_text', text: 'a' },
            { type: 'raw_text', text: 'b' },
          ],
        ],
      },
    ],
    /same number of cells/,
  ],
  'two tables': [many(2, () => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] })), /only one table/],
  'more text than a message holds': [many(5, () => section({ text: plain(x(3000)) })), /msg_blocks_too_long/],
};

describe('the fake Slack reads the blocks of a message and', () => {
  it.each(Object.entries(TAKEN))('takes %s', (_, blocks) => {
    expect(problemsOfMessageBlocks(blocks)).toEqual([]);
  });

  it.each(Object.entries(REFUSED))('refuses %s', (_, [blocks, because]) => {
    expect(problemsOfMessageBlocks(blocks).join('\n')).toMatch(because);
  });
});

describe('the fake Slack reads a view and', () => {
  it.each([
    ['a hundred blocks', modal({ blocks: many(100, () => ({ type: 'divider' })) })],
    ['a form', modal({ submit: plain('Save'), blocks: [input(textInput({ multiline: true, max_length: 3000 }))] })],
    [
      'pickers',
      modal({
        submit: plain('Save'),
        blocks: [
          input({ type: 'users_select', action_id: 'who', initial_user: 'U1' }),
          input({ type: 'datepicker', action_id: 'day', initial_date: '2026-11-27' }, { optional: true }),
          input({ type: 'timepicker', action_id: 'time', initial_time: '09:00' }),
        ],
      }),
    ],
    ['words beside it', modal({ private_metadata: x(3000), callback_id: x(255), close: plain('Cancel') })],
  ])('takes %s', (_, view) => {
    expect(problemsOfView(view, 'modal')).toEqual([]);
  });

  it.each<[string, Fields, RegExp]>([
    ['a hundred and one blocks', modal({ blocks: many(101, () => ({ type: 'divider' })) }), /at most 100/],
    ['no title', { type: 'modal', blocks: [section()] }, /missing required field title/],
    ['a title of 25', modal({ title: plain(x(25)) }), /at most 24/],
    ['a submit of 25', modal({ submit: plain(x(25)) }), /at most 24/],
    ['a close of 25', modal({ close: plain(x(25)) }), /at most 24/],
    ['an input without submit', modal({ blocks: [input(textInput())] }), /missing required field submit/],
    ['metadata of 3001', modal({ private_metadata: x(3001) }), /at most 3000/],
    ['a callback id of 256', modal({ callback_id: x(256) }), /at most 255/],
    ['a home as a modal', { type: 'home', blocks: [section()] }, /unsupported type: "home"/],
    ['an unknown field', modal({ footer: 'x' }), /unknown field footer/],
    ['a table', modal({ blocks: TAKEN['a table'] }), /unsupported type: "table"/],
    ['more than 250 kB', modal({ blocks: many(90, () => section({ text: plain(x(3000)) })) }), /view_too_large/],
    [
      'a value longer than its field',
      modal({ submit: plain('Save'), blocks: [input(textInput({ initial_value: 'xx', max_length: 1 }))] }),
      /longer than max_length/,
    ],
    [
      'a day that is none',
      modal({ submit: plain('Save'), blocks: [input({ type: 'datepicker', initial_date: '1.12.' })] }),
      /a date/,
    ],
    [
      'two fields in focus',
      modal({ submit: plain('Save'), blocks: many(2, () => input(textInput({ focus_on_load: true }))) }),
      /focus_on_load on more than one/,
    ],
  ])('refuses %s', (_, view, because) => {
    expect(problemsOfView(view, 'modal').join('\n')).toMatch(because);
  });

  it('takes a Home of a hundred blocks and no title', () => {
    expect(problemsOfView({ type: 'home', blocks: many(100, () => section()) }, 'home')).toEqual([]);
    expect(problemsOfView({ type: 'home', title: plain('x'), blocks: [section()] }, 'home').join()).toMatch(/title/);
    expect(problemsOfViewBlocks([])).not.toEqual([]);
  });
});
