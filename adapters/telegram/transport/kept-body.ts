import type { Update } from 'telegraf/types';
import type { CallbackData } from '../callback-data.ts';

/** A code that opens a door, behind the command or in the link that hands it over, wherever it is quoted. */
const CODE = /((?:start|link)(?:@\w+)?[\s=]+)\S{8,}/gi;
/** The same in the command of a button. */
const CODE_OF_COMMAND = /^((?:start|link)\s+)\S{8,}/i;

/**
 * An update as it is kept until it is answered. Of codes only hashes are kept anywhere: what it asked for is done by
 * then, and the answer is found without the code. What a pressed button carries stays readable: else the press would be
 * taken for one of somebody else's button.
 */
export function keptBody(update: Update, buttons: CallbackData): string {
  const query = 'callback_query' in update ? update.callback_query : undefined;
  return JSON.stringify(update, function (key, value) {
    if (typeof value !== 'string') return value;
    return query && this === query && key === 'data'
      ? keptData(value, String(query.from.id), buttons)
      : value.replace(CODE, '$1…');
  });
}

function keptData(data: string, userId: string, buttons: CallbackData): string {
  const read = buttons.read(data, userId);
  if (!read) return data.replace(CODE, '$1…');
  if (!('command' in read) || !CODE_OF_COMMAND.test(read.command)) return data;
  return buttons.of(userId, read.command.replace(CODE_OF_COMMAND, '$1…'));
}
