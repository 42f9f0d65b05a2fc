import type { Platform } from '../domain/person.ts';
import type { FilledForm } from './form.ts';

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
  /** the accounts that the platform says are meant by `@name` in the text, or by their ids in a form */
  mentions?: Mention[];
  /** nobody asked: something on somebody's screen is shown anew. Only reads, and does not count as use */
  isUnasked?: true;
  /** a form can be shown in answer to this request */
  takesForm?: true;
  /** the days of a month can be shown as buttons in answer to this request */
  takesCalendar?: true;
  /** what was filled in on a form; the text is the form's command */
  filled?: FilledForm;
  /** the message that this one answers, where it was written by a person */
  about?: Quoted;
  /** the id of the request that this is the new wording of: its message was edited */
  edits?: string;
}

/** A message somebody wrote. */
export interface Quoted {
  text: string;
  /** where it stands: a link, or who wrote it and when */
  source: string;
}

export interface Chat {
  /** the chat's id on its platform, as text */
  id: string;
  kind: 'direct' | 'group';
}

/**
 * `member`: the platform vouches that this account belongs to the organisation, so it is let in on first contact.
 * `stranger`: anybody in the world; needs an invite. `outsider`: guests, bots and deactivated accounts; refused.
 * `unsure`: the platform could not be asked just now; who is known goes on, others are asked to come back.
 */
export type Standing = 'member' | 'stranger' | 'outsider' | 'unsure';

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
