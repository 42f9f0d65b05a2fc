import type { Call } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { buttons, line } from '../chat/reply.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { ListedTask } from '../ports.ts';
import { listedView, taskItem } from '../replies/task-view.ts';
import { personWord } from './find-person.ts';
import { tell } from './tell.ts';

/** More open tasks than anybody has; a bound all the same. */
const TASKS_MAX = 1000;
/** A message is finite: the rest is behind a button. */
const SHOWN_MAX = 10;

/**
 * Tells each author which of their tasks lost their assignee. What the person who left had set themselves, what the
 * one who removes them had given, and what came from people who are gone is for the remover to hand over.
 */
export async function handOver(call: Call, left: Person): Promise<{ count: number; forRemover: Block[] }> {
  const { tx, now } = call;
  const query = { assigneeId: left.id, state: 'open' as const, burningFirst: { now, todayEnds: now } };
  const open = await tx.tasks.list(query, { offset: 0, limit: TASKS_MAX });
  const authors = new Map<PersonId, Person>();
  for (const author of await tx.people.getMany(open.map(({ task }) => task.authorId))) authors.set(author.id, author);
  const byHeir = new Map<Person, ListedTask[]>();
  const own: ListedTask[] = [];
  for (const listed of open) {
    const author = authors.get(listed.task.authorId);
    const isHere = author && !author.leftAt && author.id !== left.id && author.id !== call.person.id;
    if (isHere) byHeir.set(author, [...(byHeir.get(author) ?? []), listed]);
    else own.push(listed);
  }
  for (const [heir, tasks] of byHeir) {
    await tell(call, heir, 'hand-over', (text) => ({
      blocks: [
        line(text.people.leftBehind(left.name)),
        ...orphans(tasks, { person: heir, now, text }, `tasks given @${personWord(left)}`),
      ],
    }));
  }
  const forRemover = own.length > 0 ? orphans(own, call, `tasks @${personWord(left)}`) : [];
  return { count: open.length, forRemover };
}

/** @param all the command that lists them all */
function orphans(listed: readonly ListedTask[], looker: Parameters<typeof listedView>[0], all: string): Block[] {
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
