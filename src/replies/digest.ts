import type { Block, Button, Item, Reply } from '../chat/reply.ts';
import { buttons, faint, heading, line, strong, textOf } from '../chat/reply.ts';
import type { CalendarDate, Instant } from '../domain/instant.ts';
import { addDays, dateIn, weekdayOf } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import { lowerThan } from '../domain/priority.ts';
import type { Proposal, Task } from '../domain/task.ts';
import { isGiven, isOverdue, isReceived } from '../domain/task.ts';
import type { Digest } from '../ports/messages.ts';
import type { Tx } from '../ports/store.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { formatDay } from '../text/format-moment.ts';
import type { View } from './task-view.ts';
import { taskItem, viewOf } from './task-view.ts';

/**
 * The Friday digest, for `/digest` and for the job alike: what is overdue, received and given, each task with its
 * verdicts; after each verdict, what is left.
 */

const SECTION_SHOWS = 10;
/** A platform's message is finite: behind the button the list goes on in pages of this many. */
const PAGE = 10;
/**
 * Characters of the tasks of one digest, so that it stays one message wherever it is shown, which is changed as a
 * whole after each verdict. ITEM_FRAME stands for what a platform needs around a task.
 */
const ITEMS_MAX = 10_900;
const ITEM_FRAME = 130;

export type Section = 'received' | 'given';

interface Reader {
  tx: Tx;
  person: Person;
  now: Instant;
  text: Catalogue;
}

/** A digest just made, with its tasks as they are. */
export interface MadeDigest {
  digest: Digest;
  tasks: Task[];
}

/** Gathers what is overdue now and remembers it. @returns undefined when there is nothing */
export async function makeDigest(reader: Reader, week: CalendarDate | null): Promise<MadeDigest | undefined> {
  const { tx, person, now } = reader;
  const received = await tx.tasks.overdue({ assigneeId: person.id }, now);
  const authored = await tx.tasks.overdue({ authorId: person.id }, now);
  const given = authored.filter((task) => isGiven(task, person.id));
  if (received.length + given.length === 0) return undefined;
  const gathered = {
    personId: person.id,
    week,
    createdAt: now,
    received: received.map((task) => task.id),
    given: given.map((task) => task.id),
  };
  const digest: Digest = { ...gathered, id: await tx.digests.add(gathered), verdicts: [] };
  return { digest, tasks: [...received, ...given] };
}

/** @param said what to say first, about the verdict just given */
export async function digestReply(reader: Reader, digest: Digest, said: Block[] = []): Promise<Reply> {
  return replyOf(reader, digest, await tasksOf(reader, digest), said);
}

export function madeDigestReply(reader: Reader, { digest, tasks }: MadeDigest): Promise<Reply> {
  return replyOf(reader, digest, byId(tasks), []);
}

async function replyOf(
  reader: Reader,
  digest: Digest,
  tasks: ReadonlyMap<number, Task>,
  said: readonly Block[],
): Promise<Reply> {
  const { text, person } = reader;
  const proposals = await proposalsOn(reader, [...tasks.values()]);
  const left = leftToSort(reader, digest, tasks, proposals);
  const all = digest.received.length + digest.given.length;
  const sorted = all - left.received.length - left.given.length;
  const blocks: Block[] = [...said];
  if (sorted === all) {
    blocks.push(heading(text.digest.allSorted(all)));
    return { blocks, replacesPressed: true, place: 'private' };
  }
  blocks.push(heading(text.digest.heading(person.name)));
  if (sorted > 0) blocks.push(line(strong(text.digest.progress(sorted, all))));
  const shown = { received: left.received.slice(0, SECTION_SHOWS), given: left.given.slice(0, SECTION_SHOWS) };
  const view = await viewOf(reader, [...shown.received, ...shown.given]);
  const moves = movesOf(view);
  const listed = (section: Section) =>
    shown[section].map((task) => digestItem({ digest, section, view, moves }, task, proposals.get(task.id)));
  const most = { received: listed('received'), given: listed('given') };
  const half = most.given.length > 0 ? ITEMS_MAX / 2 : ITEMS_MAX;
  const received = fitting(most.received, Math.max(half, ITEMS_MAX - sizeOf(most.given)));
  const items = { received, given: fitting(most.given, ITEMS_MAX - sizeOf(received)) };
  for (const section of ['received', 'given'] as const) {
    const rest = left[section];
    if (rest.length === 0) continue;
    blocks.push(line(strong(text.digest.sections[section](rest.length))));
    blocks.push({ kind: 'list', items: items[section] });
    const count = items[section].length;
    if (rest.length > count) {
      const more = {
        label: text.digest.more(rest.length - count),
        // The page that the first of them is on.
        command: `digest ${digest.id} ${section} ${Math.floor(count / PAGE) + 1}`,
      };
      blocks.push(buttons(more));
    }
  }
  return { blocks, replacesPressed: true, place: 'private' };
}

function fitting(items: readonly Item[], max: number): Item[] {
  let left = max;
  const over = items.findIndex((item) => {
    left -= sizeOf([item]);
    return left < 0;
  });
  return over < 0 ? [...items] : items.slice(0, Math.max(1, over));
}

function sizeOf(items: readonly Item[]): number {
  return items.reduce((sum, { spans, detail = [], buttons = [] }) => {
    const labels = buttons.reduce((length, { label }) => length + label.length, 0);
    return sum + textOf(spans).length + textOf(detail).length + labels + ITEM_FRAME;
  }, 0);
}

/** One page of a section that is too long for the digest itself. */
export async function digestPage(reader: Reader, digest: Digest, section: Section, page: number): Promise<Reply> {
  const { text } = reader;
  const tasks = await tasksOf(reader, digest);
  const proposals = await proposalsOn(reader, [...tasks.values()]);
  const rest = leftToSort(reader, digest, tasks, proposals)[section];
  const shown = rest.slice((page - 1) * PAGE, page * PAGE);
  const view = await viewOf(reader, shown);
  const blocks: Block[] = [line(strong(text.digest.sections[section](rest.length)))];
  if (shown.length === 0) blocks.push(line(faint(text.digest.nothingLeft)));
  const moves = movesOf(view);
  blocks.push({
    kind: 'list',
    items: shown.map((task) => digestItem({ digest, section, view, moves }, task, proposals.get(task.id))),
  });
  if (rest.length > page * PAGE) {
    blocks.push(
      buttons({
        label: text.digest.more(rest.length - page * PAGE),
        command: `digest ${digest.id} ${section} ${page + 1}`,
      }),
    );
  }
  return { blocks, place: 'private' };
}

export function nothingOverdueReply(text: Catalogue): Reply {
  return {
    blocks: [line(text.digest.nothing), buttons({ label: text.button.received, command: 'tasks' })],
    place: 'private',
  };
}

async function tasksOf(reader: Reader, digest: Digest): Promise<Map<number, Task>> {
  return byId(await reader.tx.tasks.getMany([...digest.received, ...digest.given]));
}

function byId(tasks: readonly Task[]): Map<number, Task> {
  return new Map(tasks.map((task) => [task.id, task]));
}

/**
 * Sorted is what is not overdue in this person's hands any more, however that came; what waits for the author's word;
 * and what was nudged or lowered. So a verdict that was taken back, or not agreed to, brings the task back.
 */
function leftToSort(
  reader: Reader,
  digest: Digest,
  tasks: ReadonlyMap<number, Task>,
  proposals: ReadonlyMap<number, Proposal>,
): Record<Section, Task[]> {
  const { person, now } = reader;
  const lasting = digest.verdicts.filter(({ taskId, verdict }) => {
    if (verdict === 'nudged' || verdict === 'lowered') return true;
    return (verdict === 'moved' || verdict === 'dropped') && proposals.has(taskId);
  });
  const judged = new Set(lasting.map(({ taskId }) => taskId));
  const left = (ids: readonly Task['id'][], belongs: (task: Task, id: Person['id']) => boolean) =>
    ids
      .filter((id) => !judged.has(id))
      .map((id) => tasks.get(id))
      .filter((task) => task !== undefined)
      .filter((task) => isOverdue(task, now) && belongs(task, person.id));
  return { received: left(digest.received, isReceived), given: left(digest.given, isGiven) };
}

/** What was proposed for these tasks and not answered yet. */
async function proposalsOn(reader: Reader, tasks: readonly Task[]): Promise<Map<number, Proposal>> {
  const proposals = await reader.tx.tasks.proposals(tasks.map((task) => task.id));
  return new Map(proposals.map((proposal) => [proposal.taskId, proposal]));
}

interface Around {
  digest: Digest;
  section: Section;
  view: View;
  /** to which days a task can be moved, the same for all of them */
  moves: readonly Button[];
}

function digestItem({ digest, section, view, moves }: Around, task: Task, proposal: Proposal | undefined): Item {
  const { text } = view;
  const press = (label: string, verdict: string): Button => ({
    label,
    command: `verdict ${digest.id} ${task.id} ${verdict}`,
  });
  const moving = moves.map(({ label, command }) => press(label, command));
  const list =
    section === 'received'
      ? [
          press(text.button.done, 'done'),
          ...moving,
          press(text.button.notRelevant, 'drop'),
          ...(task.priority === 'low' ? [] : [press(text.button.lower, `lower ${lowerThan(task.priority)}`)]),
        ]
      : [
          press(text.button.nudge, 'nudge'),
          ...moving,
          press(text.button.drop, 'drop'),
          press(text.button.done, 'done'),
        ];
  return taskItem(task, view, { buttons: list, proposal });
}

/** The button carries the date it shows: pressed on a Monday, or days later, `monday` would be another day. */
function movesOf({ text, viewer, now }: View): Button[] {
  const today = dateIn(viewer.zone, now);
  const monday = addDays(today, 8 - weekdayOf(today));
  return [
    { label: text.button.moveTo(formatDay(monday, { language: text.language, today })), command: `move ${monday}` },
    { label: text.button.plusWeek, command: 'move in 7 days' },
    { label: text.button.date, command: 'move' },
  ];
}
