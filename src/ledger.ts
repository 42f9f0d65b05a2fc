import { DatabaseError } from '../data/database-error.ts';
import { openLedgerFile } from '../data/ledger-file.ts';
import { readConfig } from './config.ts';
import type { Instant } from './domain/instant.ts';
import { calendarDate, instantOf, startOfDay } from './domain/instant.ts';
import type { Person } from './domain/person.ts';
import { environment } from './environment.ts';
import type { LedgerLine } from './ports/messages.ts';
import { ArgumentError, readArguments, runProgram } from './program.ts';
import { withoutControls } from './text/harmless.ts';

/** Prints what a person was sent, or why not, while Friday runs: `npm run -s ledger -- --person anna`. */

const USAGE = `Usage:
  npm run -s ledger -- --person anna                     all that anna was sent, or why not, the latest last
  npm run -s ledger -- --person anna --since 2026-11-20  owed on that day or later (UTC, as all times here)
  npm run -s ledger -- --person anna --state failed      only those: owed, sent, failed, skipped or expired
`;

const STATES = ['owed', 'sent', 'failed', 'skipped', 'expired'] as const satisfies readonly LedgerLine['state'][];

async function main(): Promise<void> {
  const { word, since, state } = readWish();
  const ledger = openLedgerFile(readConfig(environment()).databaseFile);
  try {
    const person = theOne(ledger.people(word), word);
    const lines = (await ledger.lines(person, since)).filter((line) => state === undefined || line.state === state);
    if (lines.length === 0) process.stderr.write(`Nothing of that was owed to ${inOneLine(person.name)}.\n`);
    process.stdout.write(lines.reverse().map(lineOf).join(''));
  } finally {
    ledger.close();
  }
}

/** @throws ArgumentError */
function readWish() {
  const text = { type: 'string' } as const;
  const { values, positionals } = readArguments({ person: text, since: text, state: text });
  // npm keeps an option for itself and passes on its value where the -- before it was forgotten.
  if (positionals.length > 0) throw new ArgumentError(`“${positionals.join(' ')}” needs “-- --person” before it.`);
  const { person, since, state } = values;
  if (!person) throw new ArgumentError('Whose messages? Name a person: --person anna');
  const known = STATES.find((each) => each === state);
  if (state !== undefined && !known)
    throw new ArgumentError(`--state wants one of ${STATES.join(', ')}, not “${state}”.`);
  return { word: person, since: since === undefined ? instantOf(0) : sinceOf(since), state: known };
}

/** @throws ArgumentError */
function sinceOf(text: string): Instant {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  const date = calendarDate(Number(year), Number(month), Number(day));
  if (!date) throw new ArgumentError(`--since wants a day such as 2026-11-20, not “${text}”.`);
  return startOfDay(date, 'UTC');
}

/** @throws ArgumentError */
function theOne(people: readonly Person[], word: string): Person {
  const [person, ...others] = people;
  if (!person) throw new ArgumentError(`There is nobody called “${word}” here.`);
  if (others.length === 0) return person;
  const all = people.map(({ id, name, leftAt }) => `  --person ${id}  ${inOneLine(name)}${leftAt ? ' (left)' : ''}`);
  throw new ArgumentError(`Several people are called “${word}”. Which one?\n${all.join('\n')}`);
}

/** When it was owed, what it is, and what became of it; nothing that anybody wrote. */
function lineOf(line: LedgerLine): string {
  const tasks = line.taskIds.length > 0 ? ` ${line.taskIds.map((id) => `T${id}`).join(',')}` : '';
  return `${line.createdAt}  #${line.id}  ${line.kind}${tasks}  ${line.state}  ${outcomeOf(line)}\n`;
}

function outcomeOf({ state, settledAt, platform, ref, reason, attempts, dueAt }: LedgerLine): string {
  const tried = attempts > 0 ? [`tried ${attempts}×`] : [];
  const because = reason ? [inOneLine(reason)] : [];
  switch (state) {
    case 'owed':
      return [`due ${dueAt}`, ...tried, ...because].join(', ');
    case 'sent':
      return [`${settledAt} in ${platform} as ${inOneLine(`${ref}`)}`, ...tried].join(', after it was ');
    default:
      return [`${settledAt}`, ...tried, ...because].join(', ');
  }
}

/** Words of people and messengers, which reach a terminal here. */
function inOneLine(words: string): string {
  return withoutControls(words).replace(/[\t\n\u2028\u2029]+/g, ' ');
}

runProgram(main, { usage: USAGE, isForPeople: (error) => error instanceof DatabaseError });
