import type { JsonObject } from '../slack/json.ts';

/** Telegram says no: what a method throws, and what the bot gets as an answer. */
export class TelegramRefusal extends Error {
  readonly code: number;
  readonly parameters: JsonObject | undefined;
  /** no correct bot gets this; otherwise it is how things are, such as somebody who blocked the bot */
  readonly isViolation: boolean;

  constructor(code: number, description: string, more: { parameters?: JsonObject; isViolation?: boolean } = {}) {
    super(description);
    this.name = 'TelegramRefusal';
    this.code = code;
    this.parameters = more.parameters;
    this.isViolation = more.isViolation ?? false;
  }
}

/** Things are so that it cannot be done. */
export function refuse(code: 400 | 403 | 409, description: string, parameters?: JsonObject): never {
  throw new TelegramRefusal(code, `${PREFIX[code]}: ${description}`, parameters ? { parameters } : {});
}

/** The call itself is wrong. */
export function violate(description: string): never {
  throw new TelegramRefusal(400, `Bad Request: ${description}`, { isViolation: true });
}

const PREFIX = { 400: 'Bad Request', 403: 'Forbidden', 409: 'Conflict' };
