import type { Posted } from '../support/load.ts';
import { accountOf, WEBHOOK_SECRET } from './names.ts';

/** What of an update matters here. */
export interface MadeUpdate {
  update_id: number;
  message: { message_id: number; text: string; chat: { id: number } };
}

let made = 0;

/** A line as Telegram tells of it, typed by a person of the world in their chat with the bot. */
export function typed(person: number, text: string): MadeUpdate {
  made += 1;
  const id = accountOf(person);
  const account = { id, first_name: `Person${person}`, username: `p${person}` };
  const command = /^\/\w+/.exec(text)?.[0] ?? '';
  const message = {
    message_id: made,
    from: { ...account, is_bot: false, language_code: 'en' },
    chat: { ...account, type: 'private' },
    date: Math.floor(Date.now() / 1000),
    text,
    entities: [{ offset: 0, length: command.length, type: 'bot_command' }],
  };
  return { update_id: made, message };
}

/** A task for somebody who cannot be reached in Telegram. */
export function createTask(nth: number, person: number, other: number): MadeUpdate {
  return typed(person, `/task Banner ${nth} @p${other} !high tomorrow 18:00`);
}

export function posted(update: MadeUpdate): Posted {
  return {
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': WEBHOOK_SECRET },
    body: JSON.stringify(update),
  };
}
