import { addSeconds } from '../domain/instant.ts';
import type { Call } from './command.ts';

const QUESTION_LIVES_SECONDS = 3600;

/** Leaves a question behind: the next plain message goes to `command`, with `state`. */
export function ask(call: Call, command: string, state: unknown): void {
  call.question = { command, state, expiresAt: addSeconds(call.now, QUESTION_LIVES_SECONDS) };
}

/** What `askForRest` leaves behind. */
export interface RestState {
  commandLine: string;
  /** an offer, not a question: a plain line that reads as a command is that command */
  isOffer: boolean;
}

/**
 * Asks for the rest of a command line: what is answered is put behind `commandLine` and the whole is run.
 * `note 12` and the answer `done by noon` make `/note 12 done by noon`.
 */
export function askForRest(call: Call, commandLine: string): void {
  ask(call, 'answer', { commandLine, isOffer: false } satisfies RestState);
}

/** The same for something that may as well be left alone, such as the result of a task just closed. */
export function offerRest(call: Call, commandLine: string): void {
  ask(call, 'answer', { commandLine, isOffer: true } satisfies RestState);
}
