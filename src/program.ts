import { type ParseArgsConfig, parseArgs } from 'node:util';
import { ConfigError } from './config.ts';

/** What the small programs beside the bot have in common: arguments, and what is said when something is wrong. */

/** Somebody asked for `--help`. */
class HelpWanted extends Error {
  override name = 'HelpWanted';
}

/** A wrong argument, worded for the person who typed it. */
export class ArgumentError extends Error {
  override name = 'ArgumentError';
}

/** @throws ArgumentError; for `--help` what ends the program well */
export function readArguments<const Options extends NonNullable<ParseArgsConfig['options']>>(options: Options) {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) throw new HelpWanted();
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    if (error instanceof TypeError) throw new ArgumentError(error.message);
    throw error;
  }
}

/**
 * Runs the program; its process ends with 1 where it throws.
 * @param isForPeople errors that are worded for people, beside wrong arguments and settings
 */
export function runProgram(
  main: () => Promise<void>,
  { usage, isForPeople }: { usage: string; isForPeople: (error: unknown) => boolean },
): void {
  main().catch((error: unknown) => {
    if (error instanceof HelpWanted) {
      process.stdout.write(usage);
      return;
    }
    process.stderr.write(`${worded(error, usage, isForPeople)}\n`);
    process.exitCode = 1;
  });
}

function worded(error: unknown, usage: string, isForPeople: (error: unknown) => boolean): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ArgumentError) return `${error.message}\n\n${usage}`;
  return error instanceof ConfigError || isForPeople(error) ? error.message : String(error.stack);
}
