import { createCallbackData } from '../../../../adapters/telegram/callback-data.ts';
import type { TelegramLook } from '../../../../adapters/telegram/render/look.ts';

export const inPrivate: TelegramLook = {
  userId: '4711',
  language: 'en',
  data: createCallbackData('110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'),
  place: 'private',
  botUsername: 'friday_bot',
  words: {
    howToCancel: 'To leave it: /cancel',
    answerByReply: 'Reply to this message to answer.',
    replyHere: 'The answer is your reply to this message.',
  },
};

export const inGroup: TelegramLook = { ...inPrivate, place: 'group' };
