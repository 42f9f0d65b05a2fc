import type { Platform } from '../domain/person.ts';

/** What an adapter makes of a message, a slash command or a pressed button. */
export interface Incoming {
  platform: Platform;
  /** Unique on its platform; the same request delivered again carries the same id and acts once. */
  requestId: string;
  sender: Sender;
  chat: Chat;
  /** `/task Banner @anna`, `done 12` from a button, or plain words */
  text: string;
  /** `pressed` text is always a command; `typed` text may be an answer to a question the bot asked */
  origin: 'typed' | 'pressed';
  /** the accounts that the platform says are meant by `@name` in the text */
  mentions?: Mention[];
}

export interface Chat {
  /** the chat's id on its platform, as text */
  id: string;
  kind: 'direct' | 'group';
}

/**
 * `member`: the platform vouches that this account belongs to the organisation, so it is let in on first contact.
 * `stranger`: anybody in the world; needs an invite. `outsider`: guests, bots and deactivated accounts; refused.
 */
export type Standing = 'member' | 'stranger' | 'outsider';

export interface Sender {
  externalId: string;
  name: string;
  standing: Standing;
  /** without the @ */
  handle?: string;
  /** IETF tag, `uk` or `ru-RU` */
  languageTag?: string;
  /** IANA name */
  zone?: string;
  /** the chat to write to this account alone, where that is known */
  directChat?: string;
}

export interface Mention {
  /** as it stands in the text, without the @ */
  text: string;
  account: Sender;
  /** the adapter took the name at its word: no platform says that there is such an account */
  isGuess?: true;
}
