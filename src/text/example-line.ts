/** A priority stands alone behind `priority 22`; in a line that may say other things too it has its sign. */
export function prioritySign(command: string): '' | '!' {
  return command.startsWith('priority ') ? '' : '!';
}

/** A line of the parts that there are. */
export function words(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}
