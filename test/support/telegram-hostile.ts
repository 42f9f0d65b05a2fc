import { cleanText, isInvisible } from '../fakes/telegram/clean-text.ts';
import { asKept, HOSTILE_TEXTS } from './hostile.ts';

const MESSAGE_MAX = 4096;

/** What only Telegram would make something of, and what becomes longer on its way out. */
const FOR_TELEGRAM = [
  '/nuke /nuke@friday_tasks_bot (/nuke) "/nuke" x:/nuke',
  '@oleh @friday_tasks_bot @durov (@durov) "@durov"',
  '<a href="tg://user?id=5000000007">Oleh</a>',
  '@ab /cd '.repeat(490),
  '<&">'.repeat(950),
  'www.example.com/nuke https://t.me/durov https://example.com/@durov/nuke',
];
/** The short form takes a tenth of the others. */
export const TELEGRAM_TEXTS: readonly string[] = [
  ...FOR_TELEGRAM,
  ...(process.env.FRIDAY_LONG === '1' ? HOSTILE_TEXTS : HOSTILE_TEXTS.filter((_, i) => i % 11 === 0)),
];

/** A text as it comes from Telegram, and is kept. */
export function asTyped(text: string): string {
  return asKept(cleanText({ text, entities: [] }).text);
}

/** Whether a client sends this as one message. */
export function isSendable(text: string): boolean {
  const { text: clean } = cleanText({ text, entities: [] });
  return !isInvisible(clean) && clean.length <= MESSAGE_MAX;
}

/** A text as clients send it where it is too long for one message. */
export function asMessages(text: string): string[] {
  const messages: string[] = [];
  for (let from = 0; from < text.length; ) {
    const isInsideCharacter = /[\ud800-\udbff]/.test(text[from + MESSAGE_MAX - 1] ?? '');
    const to = from + MESSAGE_MAX - (isInsideCharacter ? 1 : 0);
    messages.push(text.slice(from, to));
    from = to;
  }
  return messages.filter(isSendable);
}
