import type { PersonId, TaskId } from '../../src/domain/ids.ts';
import { addSeconds, type Instant } from '../../src/domain/instant.ts';
import {
  DEFAULT_QUIET_HOURS,
  DEFAULT_WORKING_HOURS,
  type Person,
  PLATFORMS,
  type Platform,
} from '../../src/domain/person.ts';
import type { Task } from '../../src/domain/task.ts';
import type { TimeEntry } from '../../src/domain/time-entry.ts';
import type { NewDelivery } from '../../src/ports/messages.ts';
import type { Tx } from '../../src/ports/store.ts';

export const NOW = '2026-11-23T16:00:00.000Z' as Instant;

export function at(seconds: number): Instant {
  return addSeconds(NOW, seconds);
}

export function personNamed(name: string, more: Partial<Person> = {}): Omit<Person, 'id'> {
  return {
    name,
    role: 'member',
    language: 'en',
    zone: 'Europe/Kyiv',
    workingHours: DEFAULT_WORKING_HOURS,
    quietHours: DEFAULT_QUIET_HOURS,
    digestTime: null,
    digestAlwaysSince: null,
    nextDigestAt: null,
    morningTime: null,
    nextMorningAt: null,
    eveningTime: null,
    nextEveningAt: null,
    exports: { csv: null, rounding: null },
    lastPlatform: null,
    activeAt: null,
    createdAt: NOW,
    leftAt: null,
    ...more,
  };
}

export function taskOf(authorId: PersonId, assigneeId: PersonId, more: Partial<Task> = {}): Omit<Task, 'id'> {
  return {
    title: 'Banner for Prostor',
    description: null,
    projectId: null,
    authorId,
    assigneeId,
    priority: 'normal',
    deadline: null,
    lateFrom: null,
    estimateSeconds: null,
    state: 'open',
    result: null,
    tookAt: null,
    remindAt: null,
    escalateAt: null,
    createdAt: NOW,
    closedAt: null,
    version: 1,
    ...more,
  };
}

export function entryOf(
  personId: PersonId,
  startedAt: Instant,
  stoppedAt: Instant | null,
  more: Partial<TimeEntry> = {},
): Omit<TimeEntry, 'id'> {
  return {
    personId,
    taskId: null,
    projectId: null,
    startedAt,
    stoppedAt,
    note: null,
    checkAt: null,
    createdAt: NOW,
    version: 1,
    ...more,
  };
}

export function messageTo(personId: PersonId, more: Partial<Omit<NewDelivery, 'key'>> = {}): Omit<NewDelivery, 'key'> {
  const body = { blocks: [{ kind: 'heading' as const, text: 'Hello' }] };
  return { personId, kind: 'notice', body, createdAt: NOW, dueAt: NOW, ...more };
}

/** What a process with all messengers asks for, so many seconds after NOW, with a lease of a minute. */
/** By the first of the platforms, which takes what can be sent nowhere as well. */
export function claimAt(seconds: number, limit: number, platforms: readonly [Platform, ...Platform[]] = PLATFORMS) {
  const [lane] = platforms;
  return { now: at(seconds), leaseUntil: at(seconds + 60), staleAt: at(seconds - 86_400 * 3), platforms, lane, limit };
}

export async function twoPeople(tx: Tx): Promise<{ anna: Person; boris: Person }> {
  return { anna: await tx.people.add(personNamed('Anna Lys')), boris: await tx.people.add(personNamed('Boris')) };
}

export async function addTask(tx: Tx, author: PersonId, assignee: PersonId, more: Partial<Task> = {}): Promise<TaskId> {
  return (await tx.tasks.add(taskOf(author, assignee, more))).id;
}

export function deadlineAt(moment: Instant): Pick<Task, 'deadline' | 'lateFrom'> {
  return { deadline: { kind: 'moment', at: moment }, lateFrom: moment };
}
