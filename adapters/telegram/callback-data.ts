import { createHash, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { CALLBACK_DATA_MAX } from './limits.ts';

/**
 * What a button carries: a code and the command, `q3vX_k0-:done 12`, or a code, `~` and a reference to a command that is
 * too long. The code says that this bot made the button for this person: in a group anybody may press, and who knows a
 * way to send presses of their own may send anything.
 */
export interface CallbackData {
  of(userId: string, command: string): string;
  /** @returns undefined for a command that its button can carry; of others, the reference under which to keep it */
  referenceOf(command: string): string | undefined;
  /** @returns undefined for what was made for somebody else, by another bot or by nobody */
  read(data: string, userId: string): { command: string } | { reference: string } | undefined;
}

const KEY_LABEL = 'friday: callback data';
const CODE_LENGTH = 8;
const COMMAND = ':';
const REFERENCE = '~';
const COMMAND_BYTES_MAX = CALLBACK_DATA_MAX - CODE_LENGTH - COMMAND.length;
const REFERENCE_BYTES = 16;

/** @param secret the bot's token: another token makes other codes */
export function createCallbackData(secret: string): CallbackData {
  const key = createSecretKey(createHmac('sha256', secret).update(KEY_LABEL).digest());
  const codeOf = (userId: string, rest: string) =>
    createHmac('sha256', key).update(`${userId}\0${rest}`).digest('base64url').slice(0, CODE_LENGTH);

  return {
    of(userId, command) {
      const reference = referenceOf(command);
      const rest = reference === undefined ? COMMAND + wellFormed(command) : REFERENCE + reference;
      return codeOf(userId, rest) + rest;
    },
    referenceOf,
    read(data, userId) {
      if (data.length > CALLBACK_DATA_MAX) return undefined;
      const rest = data.slice(CODE_LENGTH);
      const given = Buffer.from(data.slice(0, CODE_LENGTH));
      const right = Buffer.from(codeOf(userId, rest));
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      if (rest.startsWith(COMMAND)) return { command: rest.slice(COMMAND.length) };
      return rest.startsWith(REFERENCE) ? { reference: rest.slice(REFERENCE.length) } : undefined;
    },
  };
}

function referenceOf(command: string): string | undefined {
  if (Buffer.byteLength(command) <= COMMAND_BYTES_MAX) return undefined;
  return createHash('sha256').update(command).digest().subarray(0, REFERENCE_BYTES).toString('base64url');
}

/** Half a character cannot be sent; hashes and lengths take it for U+FFFD already. */
function wellFormed(text: string): string {
  return /[\ud800-\udfff]/.test(text) ? text.replace(/\p{Surrogate}/gu, '\ufffd') : text;
}
