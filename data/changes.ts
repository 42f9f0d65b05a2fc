import type { ChangeId, PersonId } from '../src/domain/ids.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Proposal } from '../src/domain/task.ts';
import type { ChangeItem, Changes } from '../src/ports/changes.ts';
import type { Database } from './database.ts';
import { mergedInto } from './people-merge.ts';
import { pick, prepare } from './prepared.ts';
import type { Row } from './schema.ts';

export function createChanges(database: Database): Changes {
  const add = prepare(database, (db, slots: Omit<Row<'changes'>, 'id' | 'undone_at'>) =>
    db.insertInto('changes').values(pick(slots, ['person_id', 'at', 'platform', 'command', 'items'])),
  );

  const lastOf = prepare(database, (db, slots: { personId: PersonId }) =>
    db
      .selectFrom('changes')
      .selectAll()
      .where('person_id', '=', slots.personId)
      .where('undone_at', 'is', null)
      .orderBy('id', 'desc')
      .limit(1),
  );

  const markUndone = prepare(database, (db, slots: { id: ChangeId; at: Instant }) =>
    db.updateTable('changes').set({ undone_at: slots.at }).where('id', '=', slots.id),
  );

  return {
    async add({ personId, at, platform, command, items }) {
      const row = { person_id: personId, at, platform, command, items: JSON.stringify(items) };
      return (await add.insert(row)) as ChangeId;
    },
    async lastOf(personId) {
      const row = await lastOf.first({ personId });
      if (!row) return undefined;
      const items = JSON.parse(row.items) as ChangeItem[];
      const now = await mergedInto(database.query, items.flatMap(peopleIn));
      return {
        id: row.id,
        personId: row.person_id,
        at: row.at,
        platform: row.platform,
        command: row.command,
        items: items.map((item) => withPeople(item, (id) => now.get(id) ?? id)),
        undoneAt: row.undone_at,
      };
    },
    async markUndone(id, at) {
      await markUndone.run({ id, at });
    },
  };
}

function peopleIn(item: ChangeItem): PersonId[] {
  const found: PersonId[] = [];
  withPeople(item, (id) => {
    found.push(id);
    return id;
  });
  return found;
}

/** Putting back what names a person who was merged since must not name somebody who is gone. */
function withPeople(item: ChangeItem, now: (id: PersonId) => PersonId): ChangeItem {
  const proposal = (of: Proposal | null) => of && { ...of, proposedBy: now(of.proposedBy) };
  switch (item.kind) {
    case 'task': {
      const { before } = item;
      if (!before) return item;
      return { ...item, before: { ...before, authorId: now(before.authorId), assigneeId: now(before.assigneeId) } };
    }
    case 'time entry':
      return { ...item, before: item.before && { ...item.before, personId: now(item.before.personId) } };
    case 'proposal':
      return { ...item, before: proposal(item.before), after: proposal(item.after) };
    case 'note':
    case 'reminder':
      return item;
  }
}
