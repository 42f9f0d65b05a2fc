import type { Language } from '../../../src/domain/language.ts';
import type { CallbackData } from '../callback-data.ts';

export interface TelegramLook {
  /** whose buttons these are */
  userId: string;
  language: Language;
  data: CallbackData;
  place: 'private' | 'group';
  /** without the `@` */
  botUsername: string;
  /** our own, so that a `/command` in them may be tapped */
  words: {
    /** under a question that is answered by writing */
    howToCancel: string;
    /** under a question in a group, where the bot reads nothing but replies */
    answerByReply: string;
    /** the same where there is nothing to press */
    replyHere: string;
  };
  /** leads somewhere else, under the last message */
  urlButton?: { label: string; url: string };
}

/** `/done 12`; in groups `/done@friday_bot 12`, as any other bot there would take `/done` too. */
export function asTyped(command: string, look: Pick<TelegramLook, 'place' | 'botUsername'>): string {
  if (look.place === 'private') return `/${command}`;
  const word = /^\S*/.exec(command)?.[0] ?? '';
  return `/${word}@${look.botUsername}${command.slice(word.length)}`;
}

/** Whether Telegram itself makes a button of this command where it stands in a text. */
export function isTappable(command: string): boolean {
  return /^\w{1,32}$/.test(command);
}
