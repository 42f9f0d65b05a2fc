import { describe, expect, it } from 'vitest';
import { TelegramApiError } from '../../../../adapters/telegram/sending/bot-api.ts';
import { botTrouble, deliveryProblem } from '../../../../adapters/telegram/sending/delivery-problem.ts';

function refused(code: number, description: string): TelegramApiError {
  return new TelegramApiError('refused', description, { method: 'sendMessage', code });
}

describe('what comes of a message that Telegram did not take', () => {
  it.each([
    [403, 'Forbidden: bot was blocked by the user', 'unreachable'],
    [403, 'Forbidden: user is deactivated', 'unreachable'],
    [403, "Forbidden: bot can't initiate conversation with a user", 'unreachable'],
    [403, "Forbidden: bot can't send messages to bots", 'unreachable'],
    [403, "Forbidden: the bot can't send messages to the bot", 'unreachable'],
    [403, 'Forbidden: bot was kicked from the group chat', 'unreachable'],
    [403, 'Forbidden: bot was kicked from the supergroup chat', 'unreachable'],
    [403, 'Forbidden: bot is not a member of the supergroup chat', 'unreachable'],
    [403, 'Forbidden: the group chat was deleted', 'unreachable'],
    [403, 'Forbidden: CHAT_WRITE_FORBIDDEN', 'unreachable'],
    [400, 'Bad Request: chat not found', 'unreachable'],
    [400, 'Bad Request: user not found', 'unreachable'],
    [400, 'Bad Request: PEER_ID_INVALID', 'unreachable'],
    [400, 'Bad Request: USER_ID_INVALID', 'unreachable'],
    [400, 'Bad Request: INPUT_USER_DEACTIVATED', 'unreachable'],
    [400, 'Bad Request: USER_IS_BLOCKED', 'unreachable'],
    [400, 'Bad Request: YOU_BLOCKED_USER', 'unreachable'],
    [400, 'Bad Request: the group chat was deleted', 'unreachable'],
    [400, 'Bad Request: group chat was deactivated', 'unreachable'],
    [400, 'Bad Request: group chat was upgraded to a supergroup chat', 'unreachable'],
    [400, 'Bad Request: not enough rights to send text messages to the chat', 'unreachable'],
    [400, 'Bad Request: have no rights to send a message', 'unreachable'],
    [400, 'Bad Request: need administrator rights in the channel chat', 'unreachable'],
    [400, 'Bad Request: CHAT_WRITE_FORBIDDEN', 'unreachable'],
    [400, 'Bad Request: CHAT_RESTRICTED', 'unreachable'],
    [400, 'Bad Request: USER_PRIVACY_RESTRICTED', 'unreachable'],
    [400, 'Bad Request: message is too long', 'rejected'],
    [400, 'Bad Request: message text is empty', 'rejected'],
    [400, 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 0', 'rejected'],
    [400, 'Bad Request: BUTTON_DATA_INVALID', 'rejected'],
    [400, 'Bad Request: BUTTON_URL_INVALID', 'rejected'],
    [400, 'Bad Request: reply markup is too long', 'rejected'],
    [400, 'Bad Request: message thread not found', 'rejected'],
    [400, 'Bad Request: something of tomorrow', 'rejected'],
    [413, 'Request Entity Too Large', 'rejected'],
    [409, 'Conflict: terminated by other getUpdates request', 'temporary'],
  ])('for %i %s is %s', (code, description, kind) => {
    expect(deliveryProblem(refused(code, description))).toMatchObject({ name: 'DeliveryError', kind });
    expect(botTrouble(refused(code, description))).toBeUndefined();
  });

  it.each([
    [401, 'Unauthorized', 'TELEGRAM_BOT_TOKEN'],
    [401, 'Unauthorized: invalid token specified', 'TELEGRAM_BOT_TOKEN'],
    [404, 'Not Found', 'TELEGRAM_BOT_TOKEN'],
    [400, 'Logged out', 'TELEGRAM_API_ROOT'],
  ])(
    'for %i %s is to wait long, marks nobody as unreachable, and is told to the operator',
    (code, description, setting) => {
      const error = refused(code, description);
      expect(deliveryProblem(error)).toMatchObject({ kind: 'temporary', retryAfterSeconds: 900 });
      expect(botTrouble(error)).toMatch(new RegExp(`^${description}: .*${setting}`));
    },
  );

  it.each([
    [403, 'Forbidden: a reason of tomorrow'],
    [402, 'Payment Required'],
    [420, 'Enhance Your Calm'],
  ])(
    'for %i %s, which nobody has thought about, is to wait long rather than to lose the message',
    (code, description) => {
      const error = refused(code, description);
      expect(deliveryProblem(error)).toMatchObject({ kind: 'temporary', retryAfterSeconds: 900 });
      expect(botTrouble(error)).toBeUndefined();
    },
  );

  it.each([
    [301, 'Moved Permanently'],
    [400, 'Bad Request'],
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [404, 'Not Found'],
  ])(
    'for %i %s of a server in between is to wait long, and the operator is told where to look',
    (code, description) => {
      const error = new TelegramApiError('refused', description, { method: 'sendMessage', code, isForeign: true });
      expect(deliveryProblem(error)).toMatchObject({ kind: 'temporary', retryAfterSeconds: 900 });
      expect(botTrouble(error)).toMatch(/TELEGRAM_API_ROOT/);
    },
  );

  it('is given up where it is too large for a server in between', () => {
    const error = new TelegramApiError('refused', 'x', { method: 'sendMessage', code: 413, isForeign: true });
    expect(deliveryProblem(error).kind).toBe('rejected');
    expect(botTrouble(error)).toBeUndefined();
  });

  it('after a limit is to wait as long as Telegram says', () => {
    const error = new TelegramApiError('limited', 'x', { code: 429, retryAfterSeconds: 42 });
    expect(deliveryProblem(error)).toMatchObject({ kind: 'temporary', retryAfterSeconds: 42 });
  });

  it('is unknown where the response was lost, and temporary where nothing was sent', () => {
    expect(deliveryProblem(new TelegramApiError('unknown', '500 x', { code: 500 })).kind).toBe('unknown');
    expect(deliveryProblem(new TelegramApiError('not sent', 'x'))).toMatchObject({
      kind: 'temporary',
      retryAfterSeconds: undefined,
    });
  });
});
