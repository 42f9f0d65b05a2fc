import { describe, expect, it } from 'vitest';
import type { TelegramLook } from '../../../../adapters/telegram/render/look.ts';
import type { Rendered } from '../../../../adapters/telegram/render/messages.ts';
import { renderMessages } from '../../../../adapters/telegram/render/messages.ts';
import type { Block, Button, Item } from '../../../../src/chat/reply.ts';
import { buttons, faint, heading, line, plain, strong } from '../../../../src/chat/reply.ts';
import { dataOf, expectGoodMessage, keyboardOf, labelsOf, shownText } from './good-message.ts';
import { inGroup, inPrivate } from './look.ts';

function render(blocks: Block[], look: TelegramLook = inPrivate, hint?: string): Rendered {
  const rendered = renderMessages(hint === undefined ? { blocks } : { blocks, asks: { hint } }, look);
  for (const message of rendered.messages) expectGoodMessage(message, ['/cancel', '/cancel@friday_bot']);
  return rendered;
}

function labels(...blocks: Block[]): string[][] {
  const { messages } = render(blocks);
  expect(messages).toHaveLength(1);
  return messages.flatMap(labelsOf);
}

const press = (...names: string[]): Button[] => names.map((label, i) => ({ label, command: `done ${i + 1}` }));
const task = (id: number, list: Button[], title = 'Banner'): Item => ({
  spans: [strong(String(id)), plain(` ${title}`)],
  detail: [faint('2 days late')],
  buttons: list,
});
const verdicts = press('Done', 'Mon 30 Nov', '+1 week', 'Date…', 'Not relevant', 'Lower priority');

describe('buttons in Telegram', () => {
  it('stand side by side as far as a phone shows their labels', () => {
    expect(labels(line('x'), buttons(...press('Today', 'Tomorrow', 'Friday', 'Undo', 'Help')))).toEqual([
      ['Today', 'Tomorrow', 'Friday', 'Undo'],
      ['Help'],
    ]);
    expect(
      labels(line('x'), buttons(...press('Took it', 'Done', 'Start timer', 'Propose deadline', 'Priority'))),
    ).toEqual([['Took it', 'Done', 'Start timer'], ['Propose deadline'], ['Priority']]);
    expect(labels(line('x'), buttons(...press('Не актуально', 'Пріоритет', 'Дедлайн', 'Нотатка')))).toEqual([
      ['Не актуально', 'Пріоритет'],
      ['Дедлайн', 'Нотатка'],
    ]);
  });

  it('stand in a grid where one was asked for', () => {
    const days = press(...Array.from({ length: 10 }, (_, i) => String(i + 1)));
    expect(labels(line('x'), { kind: 'buttons', buttons: days, columns: 7 })).toEqual([
      ['1', '2', '3', '4', '5', '6', '7'],
      ['8', '9', '10'],
    ]);
    expect(labels(line('x'), { kind: 'buttons', buttons: days, columns: 20 })[0]).toHaveLength(8);
  });

  it('carry their commands for the one who sees them', () => {
    const { messages, keep } = render([line('x'), buttons({ label: 'Done', command: 'done 12' })]);
    const [carried = ''] = messages.flatMap((message) => dataOf(keyboardOf(message)));
    expect(inPrivate.data.read(carried, '4711')).toEqual({ command: 'done 12' });
    expect(inPrivate.data.read(carried, '4712')).toBeUndefined();
    expect(keep).toEqual([]);
  });

  it('refer to commands too long for them, each named once to be kept', () => {
    const command = `task ${'Banner '.repeat(10)}`;
    const { messages, keep } = render([line('x'), buttons({ label: 'A', command }, { label: 'B', command })]);
    const [carried = ''] = messages.flatMap((message) => dataOf(keyboardOf(message)));
    expect(keep).toEqual([{ reference: expect.stringMatching(/^[\w-]{22}$/), command }]);
    expect(inPrivate.data.read(carried, '4711')).toEqual({ reference: keep[0]?.reference });
  });

  it('have labels of plain words, never too long and never empty', () => {
    expect(labels(line('x'), buttons(...press('<b>&\u0000\n@x ', '\u200b', 'word '.repeat(20))))).toEqual([
      ['<b>&␀ @x', '·'],
      [`${'word '.repeat(12)}…`],
    ]);
  });

  it('of each task begin with its number', () => {
    expect(labels({ kind: 'list', items: [task(12, verdicts), task(7, press('Nudge', 'Drop'))] })).toEqual([
      ['12 Done', '12 Mon 30 Nov'],
      ['12 +1 week', '12 Date…'],
      ['12 Not relevant'],
      ['12 Lower priority'],
      ['7 Nudge', '7 Drop'],
    ]);
  });

  it('do not say a number twice, and do not take another number for it', () => {
    expect(labels({ kind: 'list', items: [task(1, press('Open 1', '+1 week'))] })).toEqual([['Open 1', '1 +1 week']]);
  });

  it('of tasks with one each stand side by side', () => {
    const items = [1, 2, 3, 4, 5].map((id) => task(id, [{ label: `Open ${id}`, command: `show ${id}` }]));
    expect(labels({ kind: 'list', items })).toEqual([['Open 1', 'Open 2', 'Open 3', 'Open 4'], ['Open 5']]);
    expect(labels({ kind: 'list', items: [task(3, press('Hand over')), task(4, press('Drop'))] })).toEqual([
      ['3 Hand over', '4 Drop'],
    ]);
  });

  it('say the place of an entry that has no number, and so does the entry', () => {
    const entry = (text: string): Item => ({
      spans: [strong('1 h 30 min'), plain(` ${text}`)],
      buttons: press('Correct', 'Delete'),
    });
    const [message] = render([
      { kind: 'list', items: [entry('one'), { spans: [plain('two')] }] },
      { kind: 'list', items: [entry('three'), task(12, press('Done'))] },
    ]).messages;
    expect(message?.text).toBe(
      '1. <b>1 h 30 min</b> one\n2. two\n\n3. <b>1 h 30 min</b> three\n\n• <b>12</b> Banner\n<i>2 days late</i>',
    );
    expect(labelsOf(message ?? { text: '' })).toEqual([
      ['1 Correct', '1 Delete'],
      ['3 Correct', '3 Delete'],
      ['12 Done'],
    ]);
  });

  it('of a list stand above those of the whole reply', () => {
    expect(labels({ kind: 'list', items: [task(12, press('Done', 'Drop'))] }, buttons(...press('More')))).toEqual([
      ['12 Done', '12 Drop'],
      ['More'],
    ]);
  });

  it('go with the message that has their task, and never more than Telegram takes', () => {
    const items = Array.from({ length: 40 }, (_, i) => task(i + 100, verdicts));
    const { messages } = render([heading('Anna'), { kind: 'list', items }, buttons(...press('Undo'))]);
    expect(messages.length).toBeGreaterThan(2);
    for (const message of messages) {
      const named = shownText(message).match(/(?<=• )\d+/g) ?? [];
      const pressed = labelsOf(message)
        .flat()
        .flatMap((label) => label.match(/^\d{3}(?= )/g) ?? []);
      expect([...new Set(pressed)]).toEqual(named);
    }
    expect(messages.flatMap(labelsOf).at(-1)).toEqual(['Undo']);
    expect(messages.flatMap(labelsOf).flat()).toHaveLength(241);
  });

  it('go on in another message where there are too many of them', () => {
    const { messages } = render([line('x'), buttons(...press(...Array.from({ length: 230 }, (_, i) => `B${i}`)))]);
    expect(messages.map(shownText)).toEqual(['x', '…', '…']);
    expect(messages.flatMap(labelsOf).flat()).toHaveLength(230);
  });

  it('lead out of the chat under the last message', () => {
    const urlButton = { label: 'Open our chat', url: 'https://t.me/friday_bot?start=1' };
    const { messages } = render([line('x'), buttons(...press('Done'))], { ...inGroup, urlButton });
    expect(messages.map(keyboardOf)).toEqual([
      [[expect.objectContaining({ text: 'Done' })], [{ text: 'Open our chat', url: urlButton.url }]],
    ]);
  });
});

describe('a question in Telegram', () => {
  const cancel: Button = { label: 'Cancel', command: 'cancel' };

  it('opens a field for the answer and says how to leave it, where there is nothing to choose', () => {
    const { messages } = render([line('What is to be done?'), buttons(cancel)], inPrivate, 'Banner tomorrow');
    expect(messages).toEqual([
      {
        text: 'What is to be done?\n<i>To leave it: /cancel</i>',
        reply_markup: { force_reply: true, input_field_placeholder: 'Banner tomorrow' },
      },
    ]);
    expect(render([line('When?')], inPrivate, '').messages[0]?.reply_markup).toEqual({ force_reply: true });
  });

  it('opens the field only for the one who is asked in a group', () => {
    const { messages } = render([line('When?')], inGroup, 'friday');
    expect(messages).toEqual([
      {
        text: 'When?\n<i>The answer is your reply to this message.</i>\n<i>To leave it: /cancel@friday_bot</i>',
        reply_markup: { force_reply: true, input_field_placeholder: 'friday', selective: true },
      },
    ]);
  });

  it('shows a hint that is too long for the field in the message too', () => {
    const hint = 'word '.repeat(20).trim();
    const [message] = render([line('When?')], inPrivate, hint).messages;
    expect(message?.reply_markup).toMatchObject({ input_field_placeholder: `${'word '.repeat(12)}…` });
    expect(message?.text).toContain(`<i>${hint}</i>`);
    const [emoji] = render([line('When?')], inPrivate, '👩‍👩‍👧‍👦'.repeat(8)).messages;
    expect(emoji?.reply_markup).toMatchObject({ input_field_placeholder: `${'👩‍👩‍👧‍👦'.repeat(5)}…` });
  });

  it('keeps its buttons where there is something to choose', () => {
    const blocks = [line('When?'), buttons(...press('Today'), cancel)];
    const [message] = render(blocks, inPrivate, 'friday').messages;
    expect(message?.text).toBe('When?\n<i>friday</i>');
    expect(labelsOf(message ?? { text: '' })).toEqual([['Today', 'Cancel']]);
    expect(render(blocks, inGroup, 'friday').messages[0]?.text).toBe(
      'When?\n<i>friday</i>\n<i>Reply to this message to answer.</i>',
    );
  });

  it('opens the field under the last message', () => {
    const { messages } = render([{ kind: 'quote', text: 'word '.repeat(1500) }, line('When?')], inPrivate, 'friday');
    expect(messages.map(({ reply_markup }) => reply_markup && 'force_reply' in reply_markup)).toEqual([
      undefined,
      true,
    ]);
  });
});
