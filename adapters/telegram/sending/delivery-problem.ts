import { DeliveryError } from '../../../src/chat/chat-adapter.ts';
import type { TelegramApiError } from './bot-api.ts';

/**
 * What a refusal says: `person`: they cannot be written to here. `message`: Telegram will never take it. `bot`: nobody
 * can be written to until somebody mends the token or the address. `passing`: later it will do.
 */
type RefusalMeaning = 'person' | 'message' | 'bot' | 'passing';

/** A refusal that is everybody's must cost nobody a message, nor mark a person as unreachable. */
const BOT_RETRY_SECONDS = 15 * 60;
const PASSING_RETRY_SECONDS = 60;

/**
 * Telegram has no codes of its own, only words; the first that fit decide. Of what nobody has thought about, 400 is
 * about what was sent, and of others nothing is known but that the message was not taken.
 */
const MEANINGS: readonly [codes: readonly number[], words: RegExp, meaning: RefusalMeaning][] = [
  [[400], /\blogged out\b/i, 'bot'],
  [
    [400, 403],
    /\b(blocked by the user|is deactivated|can't initiate conversation|can't send messages to)\b/i,
    'person',
  ],
  [[400, 403], /\b((chat|user) not found|was kicked|not a member|chat was (deleted|deactivated))\b/i, 'person'],
  [[400, 403], /\b((not enough|no|need administrator) rights|upgraded to a supergroup)\b/i, 'person'],
  [[400, 403], /\b(PEER_ID_INVALID|CHAT_ID_INVALID|USER_ID_INVALID|CHANNEL_INVALID|CHANNEL_PRIVATE)\b/, 'person'],
  [[400, 403], /\b((INPUT_)?USER_DEACTIVATED|USER_IS_BLOCKED|USER_IS_BOT|YOU_BLOCKED_USER)\b/, 'person'],
  [[400, 403], /\b(CHAT_(WRITE_FORBIDDEN|SEND_PLAIN_FORBIDDEN|RESTRICTED)|USER_BANNED_IN_CHANNEL)\b/, 'person'],
  [[400, 403], /\b(USER_PRIVACY_RESTRICTED|PRIVACY_PREMIUM_REQUIRED|ALLOW_PAYMENT_REQUIRED\w*)\b/, 'person'],
  [[400, 413], /./s, 'message'],
  // Not found is a token or a method; a chat that is not found is answered with 400.
  [[401, 404], /./s, 'bot'],
  [[409], /./s, 'passing'],
];

/** @returns undefined for what nobody has thought about */
function meaningOf({ code = 0, description, isForeign }: TelegramApiError): RefusalMeaning | undefined {
  // In between nothing is known of people, and of a message nothing but its size.
  if (isForeign) return code === 413 ? 'message' : 'bot';
  return MEANINGS.find(([codes, words]) => codes.includes(code) && words.test(description))?.[2];
}

/** What the outbox is told of a message that could not be sent. */
export function deliveryProblem(error: TelegramApiError): DeliveryError {
  const { kind, message, retryAfterSeconds } = error;
  if (kind === 'unknown') return new DeliveryError('unknown', message);
  if (kind !== 'refused') return new DeliveryError('temporary', message, retryAfterSeconds);
  switch (meaningOf(error)) {
    case 'person':
      return new DeliveryError('unreachable', message);
    case 'message':
      return new DeliveryError('rejected', message);
    case 'passing':
      return new DeliveryError('temporary', message, PASSING_RETRY_SECONDS);
    case 'bot':
    case undefined:
      return new DeliveryError('temporary', message, BOT_RETRY_SECONDS);
  }
}

const REMEDIES: Readonly<Record<number, string>> = {
  400: 'the bot is at another Bot API server: see TELEGRAM_API_ROOT',
  401: 'TELEGRAM_BOT_TOKEN is not valid (any more): copy it anew from @BotFather',
  404: 'TELEGRAM_BOT_TOKEN is no token, or TELEGRAM_API_ROOT no Bot API server',
};

/**
 * For the operator: what keeps everybody from being written to, and what to do about it.
 * @returns undefined where the refusal is about one person or one message
 */
export function botTrouble(error: TelegramApiError): string | undefined {
  const { kind, code = 0, description, isForeign } = error;
  if (kind !== 'refused' || meaningOf(error) !== 'bot') return undefined;
  if (isForeign) return `${description}: see TELEGRAM_API_ROOT, and what stands between here and there`;
  return `${description}: ${REMEDIES[code]}`;
}
