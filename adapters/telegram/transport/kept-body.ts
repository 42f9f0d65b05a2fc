import type { Update } from 'telegraf/types';

/** A code that opens a door, behind the command or in the link that hands it over, wherever it is quoted. */
const CODE = /((?:start|link)(?:@\w+)?[\s=]+)\S{8,}/gi;

/**
 * An update as it is kept until it is answered. Of codes only hashes are kept anywhere: what it asked for is done by
 * then, and the answer is found without the code.
 */
export function keptBody(update: Update): string {
  return JSON.stringify(update, (_, value) => (typeof value === 'string' ? value.replace(CODE, '$1…') : value));
}
