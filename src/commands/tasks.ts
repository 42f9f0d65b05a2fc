import { personWord, takePerson } from '../changes/find-person.ts';
import { findProject } from '../changes/find-project.ts';
import { ensureOneAtATime, ensureOnePerson } from '../changes/one-at-a-time.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, faint, heading } from '../chat/reply.ts';
import { fold } from '../domain/fold.ts';
import type { TaskId } from '../domain/ids.ts';
import type { CalendarDate } from '../domain/instant.ts';
import { addDays, dateIn, endOfDay, startOfDay, weekdayOf } from '../domain/instant.ts';
import type { Person } from '../domain/person.ts';
import { isManager } from '../domain/person.ts';
import type { Priority } from '../domain/priority.ts';
import type { Project } from '../domain/project.ts';
import { isTag } from '../domain/project.ts';
import { refuse } from '../domain/refusal.ts';
import type { Filter } from '../language/filter-word.ts';
import { filterAt } from '../language/filter-word.ts';
import { takePage } from '../language/page.ts';
import { nearestPriority, priorityAt } from '../language/priority-word.ts';
import type { ListedTask, TaskQuery } from '../ports/tasks.ts';
import { listedView, taskItem } from '../replies/task-view.ts';

const PAGE = 10;

interface Wish {
  filters: Set<Filter>;
  project: Project | undefined;
  person: Person | undefined;
  priority: Priority | undefined;
  words: string[];
  page: number;
}

/** Filters combine, in any order; what is no filter is searched for. */
export const tasks: Command = {
  name: 'tasks',
  ownSlackCommand: true,
  async run(call) {
    const wish = await readWish(call);
    const query = queryOf(call, wish);
    const offset = (wish.page - 1) * PAGE;
    const found = await call.tx.tasks.list(query, { offset, limit: PAGE + 1 });
    const shown = found.slice(0, PAGE);
    if (shown.length === 0 && wish.page > 1) refuse({ kind: 'page past the end', command: 'tasks' });
    if (wish.project?.id !== call.room?.id || !wish.project) call.seen.push(null);
    return listReply(call, wish, shown, found.length > PAGE, await spentOnEstimated(call, shown));
  },
};

async function readWish(call: Call): Promise<Wish> {
  const { page, rest: args } = takePage(call.args);
  const named = await takePerson(call, args, 'only asked');
  await ensureOnePerson(call, args);
  const wish: Wish = {
    filters: new Set(),
    project: undefined,
    person: named?.person,
    priority: undefined,
    words: [],
    page,
  };
  const words = (named?.rest ?? args).split(/\s+/).filter((each) => each !== '');
  const others: Record<'priority' | 'project', string[][]> = { priority: [], project: [] };
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const filter = filterAt(words, at);
    const priority = filter ? undefined : priorityAt(words, at);
    if (filter) {
      wish.filters.add(filter.filter);
      at += filter.count - 1;
    } else if (priority) {
      wish.priority ??= priority.priority;
      if (wish.priority !== priority.priority) others.priority.push(words.slice(at, at + priority.count));
      at += priority.count - 1;
    } else if (word.startsWith('!') && nearestPriority(word.slice(1))) {
      const nearest = nearestPriority(word.slice(1)) ?? 'high';
      refuse({ kind: 'unknown priority', word, nearest, command: 'tasks' });
    } else if (!word.startsWith('#') || !isTag(word.slice(1))) wish.words.push(word);
    else if (!wish.project) wish.project = await findProject(call, word.slice(1));
    else if (fold(wish.project.tag) !== fold(word.slice(1))) others.project.push([word]);
  }
  for (const what of ['priority', 'project'] as const) ensureOneAtATime(call, what, others[what]);
  return wish;
}

/**
 * Whose tasks: mine received, unless a person or a project is named. Then everybody's that I may see:
 * `/tasks #prostor` is the project's list, `/tasks received #prostor` mine in it.
 */
function queryOf(call: Call, wish: Wish): TaskQuery {
  const { person, now } = call;
  const { filters, project, priority } = wish;
  const today = dateIn(person.zone, now);
  const todayEnds = endOfDay(today, person.zone);
  const query: TaskQuery = { state: 'open', burningFirst: { now, todayEnds } };
  const other = wish.person && wish.person.id !== person.id ? wish.person : undefined;
  const wantsReceived = filters.has('received');
  const wantsGiven = filters.has('given');

  if (wantsGiven && !wantsReceived) {
    query.authorId = person.id;
    query.onlyGiven = true;
    if (other) query.assigneeId = other.id;
  } else if (wantsReceived || (!other && !project)) {
    query.assigneeId = person.id;
    if (other) query.authorId = other.id;
  } else if (other) {
    query.assigneeId = other.id;
  }
  if (wish.person && !other && !wantsGiven) query.assigneeId = person.id;
  if (project) query.projectId = project.id;
  if (!isManager(person) && query.authorId !== person.id && query.assigneeId !== person.id) query.visibleTo = person.id;

  query.state = stateOf(filters);
  const monday = addDays(today, 1 - weekdayOf(today));
  const tomorrow = addDays(today, 1);
  const [isToday, isTomorrow] = [filters.has('today'), filters.has('tomorrow')];
  if (isToday || isTomorrow) dueWithin(query, person.zone, isToday ? today : tomorrow, isTomorrow ? tomorrow : today);
  else if (filters.has('week')) dueWithin(query, person.zone, monday, addDays(monday, 6));
  if (filters.has('overdue')) query.lateBy = now;
  if (priority) query.priority = priority;
  if (wish.words.length > 0) query.words = wish.words.map(fold).filter((word) => word !== '');
  return query;
}

function stateOf(filters: ReadonlySet<Filter>): TaskQuery['state'] {
  if (filters.has('all')) return 'all';
  if (filters.has('closed') || (filters.has('done') && filters.has('dropped'))) return 'closed';
  if (filters.has('dropped')) return 'dropped';
  return filters.has('done') ? 'done' : 'open';
}

/** A whole day is late from the instant at which it ends, so a day's tasks are late after it began, up to its end. */
function dueWithin(query: TaskQuery, zone: string, first: CalendarDate, last: CalendarDate): void {
  query.lateAfter = startOfDay(first, zone);
  query.lateBy = endOfDay(last, zone);
}

/** Of those tasks of which it was said how long they would take. */
async function spentOnEstimated({ tx, now }: Call, shown: readonly ListedTask[]): Promise<Map<TaskId, number>> {
  const estimated = shown.filter(({ task }) => task.estimateSeconds).map(({ task }) => task.id);
  return estimated.length > 0 ? tx.timeEntries.spentOn(estimated, now) : new Map();
}

function listReply(
  call: Call,
  wish: Wish,
  shown: readonly ListedTask[],
  hasMore: boolean,
  spent: ReadonlyMap<TaskId, number>,
): Reply {
  const { text } = call;
  const line = filterLine(wish);
  const blocks: Block[] = [heading(text.tasks.heading(describe(call, wish)))];
  if (shown.length === 0) {
    blocks.push({ kind: 'text', spans: [faint(emptyText(call, wish))] });
    blocks.push(
      buttons(
        { label: text.button.newTask, command: 'task' },
        ...(wish.filters.has('given') ? [] : [{ label: text.button.given, command: 'tasks given' }]),
        ...(line === ''
          ? [{ label: text.button.doneOnes, command: 'tasks done' }]
          : [{ label: text.button.received, command: 'tasks' }]),
      ),
    );
    return { blocks };
  }
  const view = listedView(call, shown);
  blocks.push({
    kind: 'list',
    items: shown.map(({ task, proposal }) =>
      taskItem(task, view, {
        proposal,
        spent: spent.get(task.id) ?? 0,
        buttons: [
          { label: text.button.openTask(task.id), command: `show ${task.id}` },
          ...(task.state === 'open' && (task.assigneeId === call.person.id || task.authorId === call.person.id)
            ? [{ label: text.button.done, command: `done ${task.id}` }]
            : []),
        ],
      }),
    ),
  });
  const page = (number: number) => `tasks ${line} page ${number}`.replaceAll(/\s+/g, ' ');
  blocks.push(
    buttons(
      ...(wish.page > 1 ? [{ label: text.button.previous, command: page(wish.page - 1) }] : []),
      ...(hasMore ? [{ label: text.button.more, command: page(wish.page + 1) }] : []),
      ...(wish.filters.has('given') ? [] : [{ label: text.button.given, command: 'tasks given' }]),
      ...(wish.filters.has('given') ? [{ label: text.button.received, command: 'tasks' }] : []),
    ),
  );
  return { blocks };
}

/** The same filters as a command line, for buttons. */
function filterLine(wish: Wish): string {
  return [
    ...wish.filters,
    wish.project && `#${wish.project.tag}`,
    wish.person && `@${personWord(wish.person)}`,
    wish.priority && `!${wish.priority}`,
    ...wish.words,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** In the order in which they are said, with the priority between these and those. */
const KINDS = ['received', 'given', 'done', 'closed', 'dropped', 'overdue'] as const satisfies Filter[];
const DAYS = ['today', 'tomorrow', 'week', 'all'] as const satisfies Filter[];

function describe(call: Call, wish: Wish): string[] {
  const { text } = call;
  const named = wish.person !== undefined || wish.project !== undefined;
  const filters = new Set(wish.filters);
  if (!filters.has('given') && !filters.has('received') && !named) filters.add('received');
  return [
    ...KINDS.filter((kind) => filters.has(kind)).map((kind) => text.tasks.filters[kind]),
    ...(wish.priority ? [text.tasks.priorities[wish.priority]] : []),
    ...DAYS.filter((day) => filters.has(day)).map((day) => text.tasks.filters[day]),
    ...(wish.project ? [`#${wish.project.tag}`] : []),
    ...(wish.person ? [`@${wish.person.name}`] : []),
    ...(wish.words.length > 0 ? [text.quoted(wish.words.join(' '))] : []),
  ];
}

function emptyText(call: Call, wish: Wish): string {
  const { text } = call;
  if (wish.words.length > 0) return text.tasks.nothingFound(text.quoted(wish.words.join(' ')), wish.words.length);
  if (filterLine(wish) === '') return text.tasks.nothingOpen;
  return text.tasks.nothingLikeThis;
}
