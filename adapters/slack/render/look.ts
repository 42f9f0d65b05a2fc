import type { Language } from '../../../src/domain/language.ts';

export interface SlackLook {
  /** whose buttons these are */
  userId: string;
  language: Language;
  /** first words that have a slash command of their own; the others are typed after `/friday` */
  ownCommands: ReadonlySet<string>;
}

/** @param command without a slash: `done 12` */
export function asTyped(command: string, look: Pick<SlackLook, 'ownCommands'>): string {
  const word = /^\S*/.exec(command)?.[0] ?? '';
  return look.ownCommands.has(word) ? `/${command}` : `/friday ${command}`;
}
