const LONGEST = 200;

/** A command line to be typed again, changed a little; undefined where it is longer than anybody types again, or several lines. */
export function lineAgain(command: string, args: string): string | undefined {
  const line = `${command} ${args}`.trim();
  return line.length > LONGEST || /[\n\r]/u.test(line) ? undefined : line;
}
