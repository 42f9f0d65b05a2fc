import { randomUUID } from 'node:crypto';
import type { Database } from '../../data/database.ts';
import type { Row } from '../../data/schema.ts';
import type { Handle } from '../../src/chat/chat-adapter.ts';
import { createDispatch } from '../../src/chat/dispatch.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { createCommandTable } from '../../src/chat/route.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import type { TaskId } from '../../src/domain/ids.ts';
import { FormError, UserError } from '../../src/domain/refusal.ts';
import type { Proposal, Task } from '../../src/domain/task.ts';
import { silentLog } from '../../src/log.ts';
import type { Store, Tx } from '../../src/ports/store.ts';
import type { Clock } from '../../src/ports/world.ts';
import { TEST_SETTINGS } from './settings.ts';

/** A row that a command wrote or removed. */
export interface Write {
  table: string;
  /** for an insert: the columns that were given a value; for a person: the id, and the columns that are other now */
  row: Record<string, unknown>;
}

export interface Outcome {
  reply: Reply;
  /** undefined: not refused */
  refused: string | undefined;
  /** what would have been kept; of what was refused only what is other about people */
  writes: Write[];
  task: Task | undefined;
  proposal: Proposal | undefined;
}

/** A store that takes back what the first unit of work after `begin` has done, once it has been looked at. */
export function createTakingBack(store: Store, database: Database) {
  let outcome: Omit<Outcome, 'reply'> = nothingYet();
  let isHandled = true;
  let looked: TaskId | undefined;
  /** where a statement has written there */
  let peopleAfter: Row<'people'>[] | undefined;

  const trying: Store = {
    close: store.close,
    async transact(work) {
      const isFirst = !isHandled;
      isHandled = true;
      let value: Awaited<ReturnType<typeof work>> | undefined;
      try {
        await store.transact(async (tx) => {
          value = await (isFirst ? watched(tx, work) : work(tx));
          throw new TakenBack();
        });
      } catch (error) {
        if (!(error instanceof TakenBack)) throw error;
      }
      if (isFirst && peopleAfter) {
        const before = await store.transact(peopleNow);
        outcome.writes = [...outcome.writes, ...changesOf(before, peopleAfter)];
      }
      return value as Awaited<ReturnType<typeof work>>;
    },
  };

  async function watched<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
    const writes: Write[] = [];
    let isPeopleWritten = false;
    database.onStatement = (sql, parameters) => {
      const write = writeOf(sql, parameters);
      if (write?.table === 'people') isPeopleWritten = true;
      else if (write) writes.push(write);
    };
    try {
      const value = await work({ ...tx, attempt: (part) => tx.attempt(part).catch(noteRefusal) });
      outcome.writes = outcome.refused === undefined ? writes : [];
      return value;
    } catch (error) {
      return noteRefusal(error);
    } finally {
      database.onStatement = undefined;
      if (looked !== undefined) {
        outcome.task = await tx.tasks.get(looked);
        outcome.proposal = await tx.tasks.proposal(looked);
      }
      if (isPeopleWritten) peopleAfter = await peopleNow();
    }
  }

  const allPeople = database.query.selectFrom('people').selectAll().compile();
  const peopleNow = async () => (await database.query.executeQuery(allPeople)).rows;

  function noteRefusal(error: unknown): never {
    outcome.refused ??= kindOf(error);
    throw error;
  }

  return {
    store: trying,
    /** @param task the task to look at once the command has run */
    begin(task?: number): void {
      outcome = nothingYet();
      isHandled = false;
      peopleAfter = undefined;
      looked = task as TaskId | undefined;
    },
    outcome: () => outcome,
  };
}

function nothingYet(): Omit<Outcome, 'reply'> {
  return { refused: undefined, writes: [], task: undefined, proposal: undefined };
}

function kindOf(error: unknown): string {
  if (error instanceof FormError) return error.problems[0]?.refusal.kind ?? 'form';
  return error instanceof UserError ? error.refusal.kind : `bug: ${String(error)}`;
}

/**
 * Gives commands to the real bot over a real store, and takes back each one once it has been looked at: all of them
 * meet the same world.
 */
export function createTryOut(store: Store, database: Database, clock: Clock) {
  const takingBack = createTakingBack(store, database);
  const dispatch = createTryDispatch(takingBack.store, clock);

  /** @param task the task to look at once the command has run; @param name of nobody known: a stranger */
  return async (
    name: string,
    text: string,
    task?: number,
    origin: 'typed' | 'pressed' = 'typed',
    extra: Pick<Incoming, 'filled' | 'takesForm' | 'mentions'> = {},
  ): Promise<Outcome> => {
    takingBack.begin(task);
    const { reply } = await dispatch({
      platform: 'terminal',
      requestId: randomUUID(),
      sender: { externalId: name, name, standing: 'stranger' },
      chat: { id: `terminal:${name}`, kind: 'direct' },
      text,
      origin,
      ...extra,
    });
    return { ...takingBack.outcome(), reply };
  };
}

export type TryOut = ReturnType<typeof createTryOut>;

export function createTryDispatch(store: Store, clock: Clock): Handle {
  return createDispatch({
    store,
    clock,
    log: silentLog,
    commands: createCommandTable(COMMANDS),
    organisation: TEST_SETTINGS,
  });
}

/** A statement names all columns of a person; what matters is which of them it changed. */
function changesOf(before: readonly Row<'people'>[], after: readonly Row<'people'>[]): Write[] {
  const ids = new Set([...before, ...after].map(({ id }) => id));
  return [...ids].flatMap((id): Write[] => {
    const [was, is] = [rowOf(before, id), rowOf(after, id)];
    const changed = Object.entries({ ...was, ...is }).filter(([column]) => was[column] !== is[column]);
    return changed.length > 0 ? [{ table: 'people', row: { id, ...Object.fromEntries(changed) } }] : [];
  });
}

function rowOf(rows: readonly Row<'people'>[], id: number): Record<string, unknown> {
  return { ...rows.find((row) => row.id === id) };
}

class TakenBack extends Error {}

/** The request itself and the question it leaves are between the bot and who asked. */
const OWN_TABLES = ['inbox', 'questions'];

function writeOf(sql: string, parameters: readonly unknown[]): Write | undefined {
  const [, verb = '', table = ''] = sql.match(/^\s*(insert into|update|delete from) "?(\w+)"?/i) ?? [];
  if (verb === '' || OWN_TABLES.includes(table)) return undefined;
  const columns = sql.match(/^\s*insert into "\w+" \(([^)]*)\)/i)?.[1]?.match(/\w+/g) ?? [];
  return { table, row: Object.fromEntries(columns.map((column, i) => [column, parameters[i]])) };
}
