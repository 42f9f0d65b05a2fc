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
    const plain = writtenOut(sql);
    if (plain === sql) continue;
    await run(`update sqlite_schema set sql = ${quoted(plain)} where type = 'table' and name = ${quoted(name)}`);
  }
  await run(`pragma schema_version = ${(version[0]?.schema_version ?? 0) + 1}`);
  await run('pragma writable_schema = reset');
}

/** `check (a in ('b', 'c', 'd'))` → `check ((a = 'b' or a = 'c' or a = 'd'))` */
function writtenOut(definition: string): string {
  return definition.replace(/\b(\w+) in \(((?:\s*'[^']*'\s*,){2,}\s*'[^']*'\s*)\)/g, (_all, column, values: string) => {
    const each = values.match(/'[^']*'/g) ?? [];
    return `(${each.map((value) => `${column} = ${value}`).join(' or ')})`;
  });
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
