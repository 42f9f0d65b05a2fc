import { describe, expect, it } from 'vitest';
import { sendArgs } from '../../../../adapters/telegram/sending/send-args.ts';

describe('what Telegram is told of a message', () => {
  it('is its HTML, and that links are shown without previews', () => {
    expect(sendArgs('4711', { text: '<b>x</b>' })).toStrictEqual({
      chat_id: '4711',
      text: '<b>x</b>',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
  });

  it('is also its buttons, its topic and what it answers, which may be gone', () => {
    const reply_markup = { inline_keyboard: [[{ text: 'Done', callback_data: 'x' }]] };
    expect(sendArgs('-100123', { text: 'x', reply_markup }, { replyTo: 5, thread: 9 })).toStrictEqual({
      chat_id: '-100123',
      text: 'x',
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      reply_markup,
      message_thread_id: 9,
      reply_parameters: { message_id: 5, allow_sending_without_reply: true },
    });
  });

  it('holds nothing undefined', () => {
    const args = sendArgs('-100123', { text: 'x' }, { replyTo: undefined, thread: undefined });
    expect(Object.values(args)).not.toContain(undefined);
  });
});
