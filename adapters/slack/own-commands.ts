import type { Command } from '../../src/chat/command.ts';

/**
 * The first words that have a slash command of their own in Slack, in the order of the table: `timer` for `timer start`.
 * All other commands are words of `/friday`.
 */
export function ownCommands(commands: readonly Pick<Command, 'name' | 'ownSlackCommand'>[]): ReadonlySet<string> {
  return new Set(commands.filter((command) => command.ownSlackCommand).map(({ name }) => firstWord(name)));
}

export function firstWord(name: string): string {
  return name.split(' ', 1)[0] ?? name;
}
