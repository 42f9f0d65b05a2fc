import type { PersonId, ProjectId, TaskId, TimeEntryId } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/instant.ts';
import { addSeconds } from '../../src/domain/instant.ts';
import type { Person, Role } from '../../src/domain/person.ts';
import { NO_PROFILE } from '../../src/domain/person.ts';
import type { Priority } from '../../src/domain/priority.ts';
import type { Project } from '../../src/domain/project.ts';
import type { Proposal, Task } from '../../src/domain/task.ts';
import type { TimeEntry } from '../../src/domain/time-entry.ts';
import type { Digest } from '../../src/ports/messages.ts';
import type { Store, Tx } from '../../src/ports/store.ts';
import { entryOf, personNamed, taskOf } from '../data/records.ts';

/** A company as it is after some years: people came and went, changed teams and roles, and left work behind. */
export interface World {
  now: Instant;
  people: Person[];
  projects: Project[];
  /** who belongs to which project */
  members: Map<ProjectId, Set<PersonId>>;
  tasks: Task[];
  proposals: Map<TaskId, Proposal>;
  entries: TimeEntry[];
  digests: Digest[];
}

const PEOPLE = 30;
const PROJECTS = 5;
const FIRST_TASK = 7001;
const FIRST_ENTRY = 5001;
/** Numbers that nothing has, each as long as one that exists. */
export const MISSING_TASK = 9876;
export const MISSING_ENTRY = 6789;
export const MISSING_DIGEST = 8765;

/** The one word of a task's title that no other text contains. */
export function markerOf(id: number): string {
  return `zq${id}q`;
}

export async function makeWorld(store: Store, random: () => number, now: Instant, taskCount: number): Promise<World> {
  return store.transact(async (tx) => {
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const people = await addPeople(tx, pick, now);
    const projects: Project[] = [];
    const members = new Map<ProjectId, Set<PersonId>>();
    for (let i = 0; i < PROJECTS; i++) {
      const by = pick(people.slice(0, 20));
      const project = await tx.projects.add({
        tag: `pro${i}`,
        name: `Project ${i}`,
        createdBy: by.id,
        createdAt: now,
        archivedAt: i === PROJECTS - 1 ? now : null,
      });
      const belonging = new Set(people.filter(() => random() < 0.3).map((person) => person.id));
      for (const id of belonging) await tx.projects.addMember(project.id, id, now);
      projects.push(project);
      members.set(project.id, belonging);
    }
    const { tasks, proposals } = await addTasks(tx, { random, pick, people, projects, now, taskCount });
    const entries = await addEntries(tx, { pick, people, projects, tasks, now });
    const digests = await addDigests(tx, people, tasks, now);
    return { now, people, projects, members, tasks, proposals, entries, digests };
  });
}

async function addPeople(tx: Tx, pick: <T>(list: readonly T[]) => T, now: Instant): Promise<Person[]> {
  const people: Person[] = [];
  for (let i = 0; i < PEOPLE; i++) {
    const role: Role = i === 0 || i === 29 ? 'owner' : i < 4 || i === 28 ? 'manager' : i < 23 ? 'member' : 'client';
    const person = await tx.people.add(
      personNamed(`Name${String(i).padStart(2, '0')}`, {
        role,
        zone: pick(['Europe/Kyiv', 'Asia/Tokyo', 'America/New_York']),
        lastPlatform: 'terminal',
        // The last three have left, an owner and a manager among them.
        leftAt: i >= 27 ? now : null,
      }),
    );
    await tx.people.addIdentity({
      personId: person.id,
      platform: 'terminal',
      externalId: person.name,
      handle: null,
      directChat: null,
      createdAt: now,
      unreachableAt: null,
      profile: { ...NO_PROFILE, name: person.name },
      goneAt: null,
    });
    people.push(person);
  }
  return people;
}

interface TaskPlan {
  random: () => number;
  pick: <T>(list: readonly T[]) => T;
  people: Person[];
  projects: Project[];
  now: Instant;
  taskCount: number;
}

async function addTasks(tx: Tx, plan: TaskPlan): Promise<{ tasks: Task[]; proposals: Map<TaskId, Proposal> }> {
  const { random, pick, people, projects, now, taskCount } = plan;
  const tasks: Task[] = [];
  const proposals = new Map<TaskId, Proposal>();
  for (let i = 0; i < taskCount; i++) {
    const id = (FIRST_TASK + i) as TaskId;
    const author = pick(people);
    const assignee = random() < 0.25 ? author : pick(people);
    const state = pick(['open', 'open', 'open', 'done', 'dropped'] as const);
    // Whole seconds ahead or behind, never just now.
    const at = random() < 0.7 ? addSeconds(now, Math.round((random() - 0.6) * 30) * 86_400 - 1800) : null;
    const task: Task = {
      ...taskOf(author.id, assignee.id),
      id,
      title: `Work ${markerOf(id)}`,
      description: random() < 0.5 ? `About ${markerOf(id)}` : null,
      projectId: random() < 0.6 ? pick(projects).id : null,
      priority: pick(['low', 'normal', 'high', 'urgent'] satisfies Priority[]),
      deadline: at && { kind: 'moment', at },
      lateFrom: at,
      state,
      result: state === 'done' && random() < 0.5 ? `Result ${markerOf(id)}` : null,
      closedAt: state === 'open' ? null : now,
    };
    await tx.tasks.save(task);
    const line = { taskId: id, personId: author.id, at: now, platform: 'terminal' as const };
    await tx.history.add([
      { ...line, field: 'created', old: null, new: task.title },
      { ...line, field: 'note', old: null, new: `Note ${markerOf(id)}` },
    ]);
    if (state === 'open' && author.id !== assignee.id && random() < 0.5) {
      const ask: Proposal['ask'] =
        random() < 0.5
          ? { kind: 'drop', reason: `Reason ${markerOf(id)}` }
          : { kind: 'deadline', deadline: { kind: 'moment', at: addSeconds(now, 9 * 86_400) } };
      const proposal: Proposal = { taskId: id, proposedBy: assignee.id, proposedAt: now, ask };
      await tx.tasks.saveProposal(proposal);
      proposals.set(id, proposal);
    }
    tasks.push(task);
  }
  return { tasks, proposals };
}

/** Everybody's work, also on tasks that they do not see any more; half of them have a timer running. */
async function addEntries(
  tx: Tx,
  plan: Pick<TaskPlan, 'pick' | 'people' | 'projects' | 'now'> & { tasks: Task[] },
): Promise<TimeEntry[]> {
  const { pick, people, projects, tasks, now } = plan;
  const entries: TimeEntry[] = [];
  for (const [i, person] of people.entries()) {
    for (let k = 0; k < 4; k++) {
      const isRunning = k === 3;
      if (isRunning && i % 2 === 1) continue;
      const task = k < 2 || isRunning ? pick(tasks) : undefined;
      const from = addSeconds(now, -3600 * (4 - k));
      const entry: TimeEntry = {
        ...entryOf(person.id, from, isRunning ? null : addSeconds(from, 1800)),
        id: (FIRST_ENTRY + entries.length) as TimeEntryId,
        taskId: task?.id ?? null,
        projectId: task ? task.projectId : pick(projects).id,
      };
      await tx.timeEntries.save(entry);
      entries.push(entry);
    }
  }
  return entries;
}

/** A digest each, with whatever was theirs then: some of it has gone to others since. */
async function addDigests(tx: Tx, people: Person[], tasks: Task[], now: Instant): Promise<Digest[]> {
  const digests: Digest[] = [];
  for (const [i, person] of people.entries()) {
    const own = tasks.filter((task) => task.assigneeId === person.id || task.authorId === person.id);
    const others = tasks.filter((_, n) => n % PEOPLE === i);
    const all = [...new Set([...own, ...others])].map((task) => task.id);
    const digest = {
      personId: person.id,
      week: null,
      createdAt: now,
      received: all.filter((_, n) => n % 2 === 0),
      given: all.filter((_, n) => n % 2 === 1),
    };
    digests.push({ ...digest, id: await tx.digests.add(digest), verdicts: [] });
  }
  return digests;
}
