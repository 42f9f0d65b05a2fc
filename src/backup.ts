import { backUp } from '../data/backup.ts';
import { DatabaseError } from '../data/database-error.ts';
import { readConfig } from './config.ts';
import { environment } from './environment.ts';
import { ArgumentError, readArguments, runProgram } from './program.ts';

/** Copies the database while Friday runs, and checks the copy: `npm run -s backup -- /backups/friday.db`. */

const USAGE = `Usage:
  npm run -s backup -- FILE          copy the database to a new file, and check the copy
  npm run -s backup -- FILE --force  also where there is such a file
`;

async function main(): Promise<void> {
  const { values, positionals } = readArguments({ force: { type: 'boolean', default: false } });
  const [target, ...rest] = positionals;
  if (!target || rest.length > 0) throw new ArgumentError('Where to? Name one file.');
  const { databaseFile } = readConfig(environment());
  // What people wrote is for nobody else on this machine to read.
  process.umask(0o077);
  const { people, tasks, bytes } = await backUp(databaseFile, target, values);
  const size = (bytes / 1024 / 1024).toFixed(1);
  process.stdout.write(`${target}: people ${people}, tasks ${tasks}, ${size} MiB; checked, and nothing is missing.\n`);
}

runProgram(main, { usage: USAGE, isForPeople: (error) => error instanceof DatabaseError });
