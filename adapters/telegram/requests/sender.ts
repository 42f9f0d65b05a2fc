import type { User } from 'telegraf/types';
import type { Sender } from '../../../src/chat/incoming.ts';

/** Anybody in the world may write to the bot: Telegram vouches for nobody. */
export function senderOf(user: User, directChat?: string): Sender {
  const name = [user.first_name, user.last_name].filter(Boolean).join(' ');
  return {
    externalId: String(user.id),
    name,
    standing: 'stranger',
    ...(user.username === undefined ? {} : { handle: user.username }),
    ...(user.language_code === undefined ? {} : { languageTag: user.language_code }),
    ...(directChat === undefined ? {} : { directChat }),
  };
}
