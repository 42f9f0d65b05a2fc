import type { CommandTable } from '../../../src/chat/route.ts';

/** What a message in a group is, before it is known whether it is for Friday. */
interface Said {
  text: string;
  /** it answers a message of Friday's */
  isReply: boolean;
}

/**
 * What is said to Friday, without what addresses it; undefined where it is for others. In private all is.
 * @param botUsername without the @
 */
export function addressedText(
  { text, isReply }: Said,
  isPrivate: boolean,
  botUsername: string,
  table: CommandTable,
): string | undefined {
  const [, word = '', to] = /^\/(\w+)(?:@(\w+))?/.exec(text) ?? [];
  if (word !== '') {
    if (to !== undefined && to.toLowerCase() !== botUsername.toLowerCase()) return isPrivate ? text : undefined;
    const line = to === undefined ? text : `/${word}${text.slice(word.length + to.length + 2)}`;
    if (isPrivate || to !== undefined || isReply) return line;
    // There may be other bots with commands of their own: only what is ours, or nearly so, is answered.
    return table.find(line) || table.nearest(word).length > 0 ? line : undefined;
  }
  // Where all is for Friday anyway, its name further on is one of the words.
  const called = withoutCall(text, botUsername, isPrivate || isReply ? '(^)' : '(^|\\s)');
  if (called !== undefined) return called === '' ? '/help' : called;
  return isPrivate || isReply ? text : undefined;
}

/** @param before what may stand before the bot's name @returns undefined where it is not called */
function withoutCall(text: string, botUsername: string, before: string): string | undefined {
  const call = new RegExp(`${before}@${botUsername}(?!\\w)[,:]?[^\\S\n]*`, 'i');
  return call.test(text) ? text.replace(call, '$1').trim() : undefined;
}
