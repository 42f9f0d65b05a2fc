/** `priority 22 high`, but `edit 22 !high`: in a line that may say other things too a priority has its sign. */
export function withPriority(command: string, word: string): string {
  return command.startsWith('priority ') ? `${command} ${word}` : `${command} !${word}`;
}
