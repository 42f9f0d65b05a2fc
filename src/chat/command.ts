import type { PersonId, ProjectId, TaskId } from '../domain/ids.ts';
import type { Instant, TimeOfDay } from '../domain/instant.ts';
import type { Language } from '../domain/language.ts';
import type { Identity, Person, Platform } from '../domain/person.ts';
import type { Project } from '../domain/project.ts';
import type { Question } from '../ports/arrivals.ts';
import type { ChangeItem } from '../ports/changes.ts';
import type { Tx } from '../ports/store.ts';
import type { Catalogue } from '../text/catalogue.ts';
import type { FilledForm } from './form.ts';
import type { Chat, Mention, Quoted, Sender } from './incoming.ts';
import type { Reply } from './reply.ts';

/** One verb. A typed command, a pressed button and an answer to a question all end here. */
export interface Command {
  /** what is typed, in lower case: `timer start` */
  name: string;
  /** pressed as a button, or part of another command's conversation: not listed in the help */
  hidden?: true;
  /** has a slash command of its own in Slack, where the others are words of `/friday` */
  ownSlackCommand?: true;
  run(call: Call): Promise<Reply>;
  /** continues a question that `run` asked; `call.args` is the answer */
  answer?(call: Call, state: unknown): Promise<Reply>;
  /**
   * Takes a form of its own that was filled in; `call.args` is what follows the name in the form's command.
   * @throws FormError where fields are wrong
   */
  submit?(call: Call, filled: FilledForm): Promise<Reply>;
}

/** One command, by one person, at one moment, inside one unit of work. */
export interface Call {
  tx: Tx;
  now: Instant;
  person: Person;
  identity: Identity;
  platform: Platform;
  chat: Chat;
  /** the name that people type; '' where there is none, as for an answer to a question */
  command: string;
  /** what follows the command's name, line breaks kept */
  args: string;
  mentions: readonly Mention[];
  pressed: boolean;
  /** a form can be shown in answer: instead of a question, or beside it */
  takesForm: boolean;
  /** the days of a month can be shown as buttons */
  takesCalendar: boolean;
  /** the message that this one answers, where it was written by a person */
  about: Quoted | undefined;
  text: Catalogue;
  organisation: Organisation;
  /** what this command has changed so far, for the history of changes and for undo */
  changed: ChangeItem[];
  /** whose work is not as it was */
  changedFor: Set<PersonId>;
  /** the project that this room is bound to; undefined elsewhere */
  room: Project | undefined;
  /** the projects of the tasks it has looked at: what is not the room's is not for the room */
  seen: (ProjectId | null)[];
  /** the task that was made of this very message */
  madeTaskId: TaskId | undefined;
  /** just let in, and their platform does not say where they are */
  isZoneUnknown: boolean;
  /** the question this command leaves behind, if it asks one */
  question: Question | undefined;
  /** the question that was waiting when it came */
  pending: Question | undefined;
}

/** A command that somebody who is not let in may give: `/start CODE`, `/link CODE`. */
export interface Knock {
  /** where it was said: a code that everybody reads lets nobody in */
  chat: Chat;
  tx: Tx;
  now: Instant;
  platform: Platform;
  sender: Sender;
  args: string;
  text: Catalogue;
  organisation: Organisation;
}

/** What the settings of the process say about the organisation. */
export interface Organisation {
  digest: { weekday: number; time: TimeOfDay };
  defaultZone: string;
  defaultLanguage: Language;
  owners: readonly { platform: Platform; externalId: string }[];
  setupCode: string | undefined;
  /**
   * A link that opens a chat with Friday where people come in by a code, and hands it these words.
   * @param words `start CODE` or `link CODE`
   * @param except the messenger that is open already
   */
  deepLink?: (words: string, except?: Platform) => string | undefined;
}
