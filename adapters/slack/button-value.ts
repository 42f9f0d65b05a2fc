/** A button says whose it is and what pressing it means: `U0LAN0Z89:done 12`. */
export function buttonValue(userId: string, command: string): string {
  return `${userId}:${command}`;
}

/** @returns undefined for what is no value of ours */
export function readButtonValue(value: string): { userId: string; command: string } | undefined {
  const [, userId, command] = /^([UW][A-Z0-9]+):(.+)$/s.exec(value) ?? [];
  return userId && command ? { userId, command } : undefined;
}
