import type { Call } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { line } from '../chat/reply.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { Task } from '../domain/task.ts';
import { taskItem, viewOf } from '../replies/task-view.ts';
import { tell } from './tell.ts';

/** More open tasks than anybody has; a bound all the same. */
const TASKS_MAX = 1000;

/**
 * Tells each author which of their tasks lost their assignee. What the person who left had set themselves, and what
 * the one who removes them had given, is for the remover to hand over.
 */
export async function handOver(call: Call, left: Person): Promise<{ count: number; forRemover: Block[] }> {
  const { tx, now } = call;
  const query = { assigneeId: left.id, state: 'open' as const, burningFirst: { now, todayEnds: now } };
  const open = await tx.tasks.list(query, { offset: 0, limit: TASKS_MAX });
  const byHeir = new Map<PersonId, Task[]>();
  for (const task of open) {
    const heir = task.authorId === left.id ? call.person.id : task.authorId;
    byHeir.set(heir, [...(byHeir.get(heir) ?? []), task]);
  }
  for (const [heirId, tasks] of byHeir) {
    const heir = await tx.people.get(heirId);
    if (!heir) continue;
    const view = await viewOf({ tx, person: heir, now, text: call.text }, tasks);
    await tell(call, heir, 'hand-over', (text) => ({
      blocks: [line(text.people.leftBehind(left.name)), orphans(tasks, { ...view, text })],
    }));
  }
  const own = byHeir.get(call.person.id) ?? [];
  const forRemover = own.length > 0 ? [orphans(own, await viewOf(call, own))] : [];
  return { count: open.length, forRemover };
}

function orphans(tasks: readonly Task[], view: Awaited<ReturnType<typeof viewOf>>): Block {
  const { text } = view;
  return {
    kind: 'list',
    items: tasks.map((task) =>
      taskItem(task, view, {
        buttons: [
          { label: text.button.handOver, command: `edit ${task.id}` },
          { label: text.button.notRelevant, command: `drop ${task.id}` },
        ],
      }),
    ),
  };
}
