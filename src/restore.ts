import { restore } from '../data/backup.ts';
import { DatabaseError } from '../data/database-error.ts';
import { readConfig } from './config.ts';
import { instantOf } from './domain/instant.ts';
import { environment } from './environment.ts';
import { ArgumentError, readArguments, runProgram } from './program.ts';

/** Puts a backup in the place of the database, while Friday is stopped: `npm run -s restore -- /backups/friday.db`. */

const USAGE = `Usage:
  npm run -s restore -- FILE  put this backup in the place of the database, which is kept under another name
`;

async function main(): Promise<void> {
  const { positionals } = readArguments({});
  const [source, ...rest] = positionals;
  if (!source || rest.length > 0) throw new ArgumentError('From what? Name one file.');
  const { databaseFile } = readConfig(environment());
  process.umask(0o077);
  const stamp = instantOf(Date.now()).slice(0, 19).replaceAll(':', '-');
  const { contents, aside } = await restore(source, databaseFile, stamp);
  process.stdout.write(
    `${databaseFile}: people ${contents.people}, tasks ${contents.tasks}; checked, and in its place.\n` +
      (aside ? `The database from before is ${aside}.\n` : ''),
  );
}

runProgram(main, { usage: USAGE, isForPeople: (error) => error instanceof DatabaseError });
