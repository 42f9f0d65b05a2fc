import type { Run, Step } from './dialect.ts';

/**
 * A list of more than two values in a check costs SQLite a small table, made anew for each row that is written: an
 * eighth of what a new task takes. The same check is written out with `or`, which concerns no row that is there.
 */
export function plainChecks(): Step[] {
  return [writeOutLists];
}

/** As SQLite's "Making Other Kinds Of Table Schema Changes" has it for changes that leave what is on the disk as it is. */
async function writeOutLists(run: Run): Promise<void> {
  const tables = await run<{ name: string; sql: string }>("select name, sql from sqlite_schema where type = 'table'");
  const version = await run<{ schema_version: number }>('pragma schema_version');
  await run('pragma writable_schema = on');
  for (const { name, sql } of tables) {
    if (!OURS.has(name)) continue;
    await run(`update sqlite_schema set sql = ${quoted(writtenOut(sql))} where type = 'table' and name = '${name}'`);
  }
  await run(`pragma schema_version = ${(version[0]?.schema_version ?? 0) + 1}`);
  await run('pragma writable_schema = reset');
}

/** Those with such lists. What somebody else has put into the file is left as it is. */
const OURS = new Set([
  ...['people', 'identities', 'project_chats', 'tasks', 'task_history', 'changes', 'time_entries', 'entry_history'],
  ...['deliveries', 'digest_verdicts', 'inbox', 'questions', 'codes', 'wrong_codes', 'keepsakes'],
]);

/** `check (a in ('b', 'c', 'd'))` → `check (a = 'b' or a = 'c' or a = 'd')` */
function writtenOut(definition: string): string {
  return definition.replace(LIST, (_all, column, values: string) => {
    const each = values.match(/'[^']*'/g) ?? [];
    return `check (${each.map((value) => `${column} = ${value}`).join(' or ')})`;
  });
}

const LIST = /\bcheck \((\w+) in \(((?:\s*'[^']*'\s*,){2,}\s*'[^']*'\s*)\)\)/g;

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
