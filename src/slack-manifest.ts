import { parseArgs } from 'node:util';
import { createManifest } from '../adapters/slack/manifest.ts';
import { COMMANDS } from './commands/table.ts';
import { en } from './text/en.ts';

/** Prints the app manifest for a Slack workspace, and nothing else: `npm run -s slack:manifest`. */

const USAGE = `Usage:
  npm run -s slack:manifest                                     Socket Mode, no public address needed
  npm run -s slack:manifest -- --url https://friday.example.com Slack calls this address
  npm run -s slack:manifest -- --name "Friday test"             another name than Friday, up to 35 characters
`;

const NAME_LENGTH = 35;

/** A wrong argument, worded for the person who typed it. */
class ArgumentError extends Error {
  override name = 'ArgumentError';
}

function main(): void {
  const { url, name } = readArguments(process.argv.slice(2));
  const help: Readonly<Record<string, { usage: string; does: string }>> = en.help.commands;
  const manifest = createManifest({
    commands: COMMANDS,
    help: (commandName) => help[commandName],
    connection: url === undefined ? 'socket' : { http: publicBase(url) },
    ...(name === undefined ? {} : { name: appName(name) }),
  });
  process.stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
}

/** @throws ArgumentError */
function readArguments(args: string[]): { url?: string; name?: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { url: { type: 'string' }, name: { type: 'string' } },
      allowPositionals: true,
    });
    // npm keeps an option for itself and passes on its value where the -- before it was forgotten.
    if (positionals.length > 0) throw new ArgumentError(`“${positionals.join(' ')}” needs “-- --url” before it.`);
    return values;
  } catch (error) {
    if (error instanceof TypeError) throw new ArgumentError(error.message);
    throw error;
  }
}

/** The address that Slack will call, without what follows its path. @throws ArgumentError */
function publicBase(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.username || url.search || url.hash)
    throw new ArgumentError(`--url wants a public https address such as https://friday.example.com, not “${text}”.`);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '').replace(/\/slack\/events$/, '');
}

/** @throws ArgumentError */
function appName(text: string): string {
  const name = text.trim();
  if (name.length === 0 || name.length > NAME_LENGTH)
    throw new ArgumentError(`--name wants 1 to ${NAME_LENGTH} characters.`);
  return name;
}

try {
  main();
} catch (error) {
  if (!(error instanceof ArgumentError)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  process.exitCode = 1;
}
