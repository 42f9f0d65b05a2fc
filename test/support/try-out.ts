import { randomUUID } from 'node:crypto';
import type { Database } from '../../data/database.ts';
import { createDispatch } from '../../src/chat/dispatch.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { createCommandTable } from '../../src/chat/route.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import type { TaskId } from '../../src/domain/ids.ts';
import type { TimeOfDay } from '../../src/domain/instant.ts';
import { UserError } from '../../src/domain/refusal.ts';
import type { Proposal, Task } from '../../src/domain/task.ts';
import { silentLog } from '../../src/log.ts';
import type { Clock, Store, Tx } from '../../src/ports.ts';

/** A row that a command wrote or removed. */
export interface Write {
  table: string;
  /** for an insert: the columns that were given a value */
  row: Record<string, unknown>;
}

export interface Outcome {
  reply: Reply;
  /** undefined: not refused */
  refused: string | undefined;
  /** what would have been kept; nothing when it was refused */
  writes: Write[];
  task: Task | undefined;
  proposal: Proposal | undefined;
}

/**
 * Gives commands to the real bot over a real store, and takes back each one once it has been looked at: all of them
 * meet the same world.
 */
export function createTryOut(store: Store, database: Database, clock: Clock) {
  let outcome: Omit<Outcome, 'reply'>;
  let isHandled: boolean;
  let looked: TaskId | undefined;

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
      return value as Awaited<ReturnType<typeof work>>;
    },
  };

  async function watched<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
    const writes: Write[] = [];
    database.onStatement = (sql, parameters) => {
      const write = writeOf(sql, parameters);
      if (write) writes.push(write);
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
    }
  }

  function noteRefusal(error: unknown): never {
    outcome.refused ??= error instanceof UserError ? error.refusal.kind : `bug: ${String(error)}`;
    throw error;
  }

  const dispatch = createDispatch({
    store: trying,
    clock,
    log: silentLog,
    commands: createCommandTable(COMMANDS),
    organisation: {
      digest: { weekday: 5, time: '09:00' as TimeOfDay },
      defaultZone: 'Europe/Kyiv',
      defaultLanguage: 'en',
      owners: [],
      setupCode: undefined,
    },
  });

  /** @param task the task to look at once the command has run; @param name of nobody known: a stranger */
  return async (name: string, text: string, task?: number, origin: 'typed' | 'pressed' = 'typed'): Promise<Outcome> => {
    outcome = { refused: undefined, writes: [], task: undefined, proposal: undefined };
    isHandled = false;
    looked = task as TaskId | undefined;
    const { reply } = await dispatch({
      platform: 'terminal',
      requestId: randomUUID(),
      sender: { externalId: name, name, standing: 'stranger' },
      chat: { id: `terminal:${name}`, kind: 'direct' },
      text,
      origin,
    });
    return { ...outcome, reply };
  };
}

export type TryOut = ReturnType<typeof createTryOut>;

class TakenBack extends Error {}

/** The request itself and the question it leaves are between the bot and who asked. */
const OWN_TABLES = ['inbox', 'questions'];

function writeOf(sql: string, parameters: readonly unknown[]): Write | undefined {
  const [, verb = '', table = ''] = sql.match(/^\s*(insert into|update|delete from) "?(\w+)"?/i) ?? [];
  if (verb === '' || OWN_TABLES.includes(table)) return undefined;
  const columns = sql.match(/^\s*insert into "\w+" \(([^)]*)\)/i)?.[1]?.match(/\w+/g) ?? [];
  return { table, row: Object.fromEntries(columns.map((column, i) => [column, parameters[i]])) };
}
