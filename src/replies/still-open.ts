import { seenTask } from '../changes/find-task.ts';
import type { Call } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { line, typed } from '../chat/reply.ts';
import type { TaskId } from '../domain/ids.ts';
import { mayChangeTask } from '../domain/permission.ts';
import { parseTaskNumber } from '../language/number-list.ts';

/**
 * `/done 22 35 ready` closes 22, as `3 banners delivered` may be a result: where the words begin with the number of
 * another task that this person could close, it is said that this one stays open, and how it is closed.
 * @param words the result or the reason that was read
 */
export async function stillOpenLine(call: Call, command: 'done' | 'drop', words: string): Promise<Block[]> {
  const id = parseTaskNumber(words.match(/^[^\s.,:;]+/)?.[0] ?? '');
  const task = id === undefined ? undefined : await seenTask(call, id as TaskId);
  if (task?.state !== 'open' || !mayChangeTask(call.person, task)) return [];
  return [line(`${call.text.task.staysOpen(task.id)} `, typed(`${command} ${task.id}`))];
}
