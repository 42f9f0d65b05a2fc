import type { Block } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { ListedTask } from '../ports/tasks.ts';
import { listedView, taskItem } from '../replies/task-view.ts';
import { personWord } from './find-person.ts';
import type { Teller } from './tell.ts';
import { tell } from './tell.ts';

/** More open tasks than anybody has; a bound all the same. */
const TASKS_MAX = 1000;
/** A message is finite: the rest is behind a button. */
const SHOWN_MAX = 10;

/** Somebody leaves: `person` removes them, or nobody where it is the platform that no longer knows them. */
export type Leaving = Teller;

type Looker = Parameters<typeof listedView>[0];

/**
 * Tells each author which of their tasks lost their assignee. What the person who left had set themselves, what the
 * one who removes them had given, and what came from people who are gone stays unclaimed: it is for others to hand over.
 */
export async function handOver(leaving: Leaving, left: Person): Promise<{ count: number; unclaimed: ListedTask[] }> {
  const { tx, now } = leaving;
  const query = { assigneeId: left.id, state: 'open' as const, burningFirst: { now, todayEnds: now } };
  const open = await tx.tasks.list(query, { offset: 0, limit: TASKS_MAX });
  const authors = new Map<PersonId, Person>();
  for (const author of await tx.people.getMany(open.map(({ task }) => task.authorId))) authors.set(author.id, author);
  const byHeir = new Map<Person, ListedTask[]>();
  const unclaimed: ListedTask[] = [];
  for (const listed of open) {
    const author = authors.get(listed.task.authorId);
    const isHere = author && !author.leftAt && author.id !== left.id && author.id !== leaving.person?.id;
    if (isHere) byHeir.set(author, [...(byHeir.get(author) ?? []), listed]);
    else unclaimed.push(listed);
  }
  for (const [heir, tasks] of byHeir) {
    await tell(leaving, heir, 'hand-over', (text) => ({
      blocks: [
        line(text.people.leftBehind(left.name)),
        ...orphans({ person: heir, now, text }, tasks, `tasks given @${personWord(left)}`),
      ],
    }));
  }
  return { count: open.length, unclaimed };
}

/** The tasks that are for this person to hand over, though they did not give them. */
export function unclaimedTasks(looker: Looker, tasks: readonly ListedTask[], left: Person): Block[] {
  return tasks.length > 0 ? orphans(looker, tasks, `tasks @${personWord(left)}`) : [];
}

/** @param all the command that lists them all */
function orphans(looker: Looker, listed: readonly ListedTask[], all: string): Block[] {
  const { text } = looker;
  const shown = listed.slice(0, SHOWN_MAX);
  const view = listedView(looker, shown);
  const list: Block = {
    kind: 'list',
    items: shown.map(({ task }) =>
      taskItem(task, view, {
        buttons: [
          { label: text.button.handOver, command: `pass ${task.id}` },
          { label: text.button.notRelevant, command: `drop ${task.id}` },
        ],
      }),
    ),
  };
  if (listed.length === shown.length) return [list];
  return [list, buttons({ label: text.digest.more(listed.length - shown.length), command: all })];
}
