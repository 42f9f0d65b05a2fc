import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TelegramMessage } from '../../../../adapters/telegram/render/messages.ts';
import { renderMessages } from '../../../../adapters/telegram/render/messages.ts';
import type { Block, Button, Reply } from '../../../../src/chat/reply.ts';
import { buttons, faint, heading, line, plain, strong } from '../../../../src/chat/reply.ts';
import { HOSTILE_TEXTS, LONG_TEXTS, textsOf } from '../../../support/hostile.ts';
import { bare, randomReply } from '../slack/random-reply.ts';
import { dataOf, expectGoodMessage, keyboardOf, labelsOf, shownText } from './good-message.ts';
import { inGroup, inPrivate } from './look.ts';

/** What is seen of a text, whatever a renderer had to put between its characters. */
function seen(text: string): string {
  return bare(text).replace(/[\p{Cf}\u2800\ufffc\u{e0000}-\u{e0fff}]/gu, '');
}

function seenIn(messages: readonly TelegramMessage[]): string {
  return seen(messages.map(shownText).join(''));
}

function messagesOf(...blocks: Block[]): TelegramMessage[] {
  const { messages } = renderMessages({ blocks }, inPrivate);
  for (const message of messages) expectGoodMessage(message);
  return messages;
}

const TEXTS = [...HOSTILE_TEXTS, ...LONG_TEXTS].map((text) => [JSON.stringify(text.slice(0, 40)), text] as const);

describe('hostile words in Telegram', () => {
  it.each(TEXTS)('are shown literally: %s', (_, text) => {
    const expected = seen(text);
    // What cannot be seen is shown by a sign that something is there.
    const shown = (...blocks: Block[]) => seenIn(messagesOf(...blocks)).replace(expected === '' ? '…' : '', '');
    expect(shown(heading(text))).toBe(expected);
    expect(shown({ kind: 'quote', text })).toBe(expected);
    for (const span of [plain, strong, faint]) expect(shown(line(span(text)))).toBe(expected);
    expect(shown({ kind: 'fields', fields: [{ label: text, value: [plain(text)] }] })).toBe(
      `${seen(text)}:${seen(text)}`,
    );
    const spans = [strong('1'), plain(` ${text}`)];
    expect(shown({ kind: 'list', items: [{ spans, detail: [faint(text)] }] })).toBe(`•1${seen(text)}${seen(text)}`);
  });

  it.each(TEXTS)('stay in their cells: %s', (_, text) => {
    const table: Block = {
      kind: 'table',
      columns: [
        { title: 'Task', align: 'left' },
        { title: 'Time', align: 'right' },
      ],
      rows: [[text, '1 h']],
      total: ['Total', '1 h'],
    };
    const all = seenIn(messagesOf(table));
    expect([`TaskTime${seen(text)}1h`, `Task${seen(text)}Time:1h`].some((start) => all.startsWith(start))).toBe(true);
  });

  it.each(TEXTS)('are labels without harm: %s', (_, text) => {
    const messages = messagesOf(line('x'), buttons({ label: text, command: 'done 12' }));
    const label = seen(messages.flatMap(labelsOf).flat().join('')).replace(/…$/, '');
    expect(label === '·' || seen(text).startsWith(label)).toBe(true);
  });
});

describe('a reply too long for one message', () => {
  it('comes whole, in order, cut between words', () => {
    const text = Array.from({ length: 4000 }, (_, i) => `word${i}`).join(' ');
    const messages = messagesOf({ kind: 'quote', text });
    expect(messages.length).toBeGreaterThan(5);
    expect(messages.map(shownText).join('')).toBe(text);
    for (const message of messages) expect(message.text).toMatch(/^<blockquote expandable>[^<]*<\/blockquote>$/);
  });

  it('is split between items, and a heading stays with what follows', () => {
    const items = Array.from({ length: 60 }, (_, i) => ({ spans: [plain(`item ${i} ${'x'.repeat(150)}`)] }));
    const lines = Array.from({ length: 40 }, () => line('y'.repeat(100)));
    const messages = messagesOf(...lines, heading('Now'), { kind: 'list', items });
    expect(messages[1]?.text).toMatch(/^<b>Now<\/b>\n• item 0 /);
    for (const message of messages.slice(2)) expect(message.text).toMatch(/^• item \d+ x{150}\n/);
  });

  it('does not leave a heading behind when what follows is too long by itself', () => {
    const messages = messagesOf(line('y'.repeat(4000)), heading('Now'), line('a'.repeat(9000)));
    expect(messages[1]?.text).toMatch(/^<b>Now<\/b>\na{4000,}$/);
    expect(seenIn(messages)).toBe(`${'y'.repeat(4000)}Now${'a'.repeat(9000)}`);
  });

  it('makes no mention where a text had to be cut', () => {
    messagesOf(line('anna@bob'.repeat(2000)));
    messagesOf(line('x/y'.repeat(5000)));
  });

  it('has no more styles in a message than Telegram keeps', () => {
    const spans = Array.from({ length: 300 }, (_, i) => strong(String(i)));
    const messages = messagesOf({ kind: 'text', spans });
    expect(messages.length).toBeGreaterThan(2);
    expect(seenIn(messages)).toBe(spans.map(({ text }) => text).join(''));
  });

  it('keeps within Telegram’s limits and loses nothing, whatever the reply', () => {
    fc.assert(
      fc.property(randomReply, (random) => {
        const reply = withoutTappable(random);
        const { messages, keep } = renderMessages(reply, inPrivate);
        for (const message of messages) expectGoodMessage(message, ['/cancel']);
        const shown = seenIn(messages);
        let from = 0;
        for (const block of reply.blocks) {
          for (const said of saidIn(block).map(seen)) {
            const at = shown.indexOf(said, from);
            if (at < 0) expect.fail(`lost: ${JSON.stringify(said)}`);
            from = at + said.length;
          }
        }
        expectAllPressable(reply, messages, keep);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps within Telegram’s limits in groups, whatever the reply', () => {
    fc.assert(
      fc.property(randomReply, (random) => {
        const { messages } = renderMessages(withoutTappable(random), inGroup);
        for (const message of messages) expectGoodMessage(message, ['/cancel@friday_bot']);
      }),
      { numRuns: 50 },
    );
  });
});

/** In the order in which it is shown; the titles of a table stand in other places when it is shown row by row. */
function saidIn(block: Block): string[] {
  if (block.kind === 'buttons') return [];
  return block.kind === 'table' ? [...block.rows.flat(), ...(block.total ?? [])] : textsOf({ blocks: [block] });
}

/** Commands of one word can be tapped and are meant to be. */
function withoutTappable(reply: Reply): Reply {
  return JSON.parse(JSON.stringify(reply), (_, value) =>
    value?.kind === 'command' ? { ...value, text: `note ${value.text}` } : value,
  );
}

function expectAllPressable(
  reply: Reply,
  messages: readonly TelegramMessage[],
  keep: readonly { reference: string; command: string }[],
): void {
  const pressed = new Set(
    messages
      .flatMap((message) => dataOf(keyboardOf(message)))
      .map((data) => {
        const read = inPrivate.data.read(data, '4711');
        if (!read) return undefined;
        return 'command' in read ? read.command : keep.find(({ reference }) => reference === read.reference)?.command;
      }),
  );
  for (const { command } of reply.blocks.flatMap(buttonsIn)) {
    if (!pressed.has(command.replace(/\p{Surrogate}/gu, '\ufffd'))) expect.fail(`lost: ${command}`);
  }
}

function buttonsIn(block: Block): Button[] {
  if (block.kind === 'buttons') return block.buttons;
  return block.kind === 'list' ? block.items.flatMap((item) => item.buttons ?? []) : [];
}
