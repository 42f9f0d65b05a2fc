import { Kysely } from 'kysely';
import { fold } from '../src/domain/fold.ts';
import type { PersonId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Person } from '../src/domain/person.ts';
import type { LedgerLine } from '../src/ports/messages.ts';
import { createDeliveriesPast } from './deliveries-past.ts';
import { openToRead } from './foreign-file.ts';
import { personOf } from './person-row.ts';
import type { Row, Schema } from './schema.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';

export interface LedgerFile {
  /** all who go by this name, handle or number, those who left too */
  people(word: string): Person[];
  lines(person: Person, since: Instant): Promise<LedgerLine[]>;
  close(): void;
}

const ALL = 1_000_000;
const END_OF_TIME = '9999-12-31T00:00:00.000Z' as Instant;

/** The ledger of a database that another process may be working on: only reads. @throws DatabaseError */
export function openLedgerFile(file: string): LedgerFile {
  const raw = openToRead(file);
  const execute = <R>(sql: string, parameters: readonly unknown[]) => ({
    rows: raw.prepare(sql).all(parameters) as R[],
  });
  const query = new Kysely<Schema>({ dialect: createSqliteDialect(execute) });
  const past = createDeliveriesPast({ execute, query });

  function find(where: string, value: unknown): Person[] {
    const rows = raw
      .prepare(
        `select distinct people.* from people left join identities on identities.person_id = people.id
          where merged_into is null and (${where}) order by people.id`,
      )
      .all({ value });
    return (rows as Row<'people'>[]).map(personOf);
  }

  return {
    people(word) {
      const id = /^(?:id)?(\d{1,15})$/i.exec(word)?.[1];
      if (id !== undefined) return find('people.id = @value', Number(id) as PersonId);
      const folded = fold(word.replace(/^@/, ''));
      const exact = find('handle_folded = @value', folded);
      if (exact.length > 0) return exact;
      return find(`name_folded = @value or substr(name_folded, 1, length(@value) + 1) = @value || ' '`, folded);
    },
    lines: (person, since) => past.ofPerson(person.id, { from: since, to: END_OF_TIME }, ALL),
    close: () => raw.close(),
  };
}
