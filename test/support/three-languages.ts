import type { Reply } from '../../src/chat/reply.ts';
import type { TaskId } from '../../src/domain/ids.ts';
import type { Language } from '../../src/domain/language.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { refusalReply } from '../../src/replies/refusal-reply.ts';
import { buttonsOf, textOfReply } from './agency.ts';

/** A day of November 2026 as any of the three languages writes it: `24 Nov`, `24 листопада`, `24 ноября`. */
export function november(day: number): RegExp {
  return new RegExp(`(?<!\\d)${day} (?:Nov|листопада|ноября)`);
}

/** What the buttons of an answer do, whatever their labels say. */
export function commandsOf(reply: Reply): string[] {
  return buttonsOf(reply).map((button) => button.command);
}

/** The whole answer to somebody who is refused for this reason. */
export function refused(refusal: Refusal, language: Language = 'en'): string {
  return textOfReply(refusalReply(refusal, language));
}

export function taskId(number: number): TaskId {
  return number as TaskId;
}
