import { DAILIES } from '../../src/domain/daily.ts';
import type { PersonId, ProjectId, TaskId } from '../../src/domain/ids.ts';
import type { CalendarDate } from '../../src/domain/instant.ts';
import type { Month } from '../../src/domain/month.ts';
import { NO_PROFILE } from '../../src/domain/person.ts';
import type { SumsQuestion } from '../../src/domain/time-sums.ts';
import type { Tx } from '../../src/ports/store.ts';
import type { TaskQuery } from '../../src/ports/tasks.ts';
import { at, claimAt, entryOf, messageTo, NOW, personNamed, taskOf } from './records.ts';

/** Calls each method of each collection, in a database that `fillDatabase` has filled. */
export async function useEverything(tx: Tx): Promise<void> {
  const person = 3 as PersonId;
  const other = 4 as PersonId;
  const project = 2 as ProjectId;
  const task = 5 as TaskId;
  const page = { offset: 10, limit: 10 };
  const place = { platform: 'slack', externalId: 'U3', chatId: 'C' } as const;

  await tx.arrivals.read({ ...place, requestId: 'r1' });
  await tx.arrivals.markHandled({ platform: 'slack', requestId: 'new', at: NOW, reply: null });
  await tx.arrivals.noteTaskMade({ platform: 'slack', requestId: 'r1', at: NOW, taskId: task, wordsMark: 'h' });
  await tx.arrivals.taskMadeOf('slack', 'r1');
  await tx.arrivals.ask(place, { command: 'x', state: null, expiresAt: NOW });
  await tx.arrivals.clearQuestion(place);
  await tx.arrivals.prune(at(-86_400 * 12), 1000);

  const added = await tx.people.add(personNamed('New'));
  await tx.people.get(person);
  await tx.people.getMany([person, other, added.id]);
  await tx.people.any();
  await tx.people.save({ ...added, name: 'Newer' });
  await tx.people.setNextDigest(added.id, NOW);
  await tx.people.named(['p', 'p 3', 'h4']);
  await tx.people.named(['p', 'h4'], { platform: 'slack', externalIds: ['U3', 'U4'] });
  await tx.people.list(page);
  await tx.people.withRole(['owner', 'manager']);
  await tx.people.dueForDigest(at(86_400 * 5), 100);
  await tx.people.lastDigestAt();
  for (const daily of DAILIES) {
    await tx.people.dueForDaily(daily, at(86_400 * 5), 100);
    await tx.people.lastDailyAt(daily);
  }
  await tx.people.presentAfter(null, 100);
  await tx.people.presentAfter(person, 100);
  await tx.people.identity('slack', 'U3');
  await tx.people.identities('slack', ['U3', 'U4', 'nobody']);
  await tx.people.directChats('slack');
  const [identity] = await tx.people.identitiesOf(person);
  if (identity) await tx.people.saveIdentity(identity);
  const account = {
    handle: null,
    directChat: null,
    createdAt: NOW,
    unreachableAt: null,
    profile: NO_PROFILE,
    goneAt: null,
  };
  await tx.people.addIdentity({ ...account, personId: added.id, platform: 'telegram', externalId: '1' });

  const made = await tx.projects.add({ tag: 'new', name: 'N', createdBy: person, createdAt: NOW, archivedAt: null });
  await tx.projects.get(project);
  await tx.projects.getMany([project, made.id]);
  await tx.projects.byTag('p2');
  await tx.projects.byTagFor(person, 'p2');
  await tx.projects.list(page);
  await tx.projects.list({ ...page, memberId: person });
  await tx.projects.save(made);
  await tx.projects.bind({ platform: 'slack', chatId: 'C', projectId: project, by: person, at: NOW });
  await tx.projects.boundTo('slack', 'C');
  await tx.projects.moveRoom('slack', 'C', 'C2');
  await tx.projects.unbind('slack', 'C2');
  await tx.projects.addMember(made.id, person, NOW);
  await tx.projects.isMember(project, person);
  await tx.projects.idsOf(person);
  await tx.projects.members(project);
  await tx.projects.removeMember(made.id, person);
  await tx.projects.wasRemoved(made.id, person);

  const mine = await tx.tasks.add(taskOf(person, other));
  await tx.tasks.get(task);
  await tx.tasks.getMany([task, mine.id]);
  await tx.tasks.save({ ...mine, version: 2 });
  await tx.tasks.setMoments(mine.id, mine);
  await tx.tasks.saveProposal({
    taskId: mine.id,
    proposedBy: other,
    proposedAt: NOW,
    ask: { kind: 'drop', reason: null },
  });
  await tx.tasks.proposal(mine.id);
  await tx.tasks.proposals([mine.id, task]);
  await tx.tasks.removeProposal(mine.id);
  await tx.tasks.overdue({ assigneeId: person }, NOW);
  await tx.tasks.overdue({ authorId: person }, NOW);
  await tx.tasks.pressing({ assigneeId: person }, NOW);
  await tx.tasks.pressing({ authorId: person }, NOW);
  await tx.tasks.doneBy(person, at(-86_400), NOW);
  await tx.tasks.withDayDeadline(person);
  await tx.tasks.dueForReminder(NOW, 100);
  await tx.tasks.remindedLate([person, other], NOW);
  await tx.tasks.dueForEscalation(NOW, 100);
  await tx.tasks.awaitingTaking(person);
  for (const query of queries(person, other, project)) {
    await tx.tasks.list(query, page);
    await tx.tasks.count(query);
  }

  const line = {
    taskId: mine.id,
    personId: person,
    at: NOW,
    platform: 'slack',
    field: 'note',
    old: null,
    new: 1,
  } as const;
  const [first] = await tx.history.add([line]);
  await tx.history.add([line, line]);
  await tx.history.ofTask(task, page);
  if (first) await tx.history.remove(first);

  const change = await tx.changes.add({
    personId: person,
    at: NOW,
    platform: 'slack',
    command: 'x',
    items: [{ kind: 'task', id: mine.id, before: mine, versionAfter: 2 }],
  });
  await tx.changes.lastOf(person);
  await tx.changes.markUndone(change, NOW);

  const entry = await tx.timeEntries.add(entryOf(person, at(-60), null, { taskId: mine.id }));
  await tx.timeEntries.get(entry.id);
  await tx.timeEntries.running(person);
  await tx.timeEntries.lastOnTask(person);
  await tx.timeEntries.toCheck(NOW, 100);
  await tx.timeEntries.setCheck(entry.id, NOW);
  await tx.timeEntries.save({ ...entry, stoppedAt: NOW });
  await tx.timeEntries.overlapping(person, at(-3600), NOW);
  await tx.timeEntries.within({ from: at(-3600), to: NOW });
  await tx.timeEntries.within({ personId: person, from: at(-3600), to: NOW });
  await tx.timeEntries.within({ projectId: project, from: at(-3600), to: NOW });
  await tx.timeEntries.within({ projectId: project, personId: person, from: at(-86_400 * 40), to: NOW });
  const pageOfTime = {
    from: at(-86_400 * 40),
    to: NOW,
    limit: 10,
    after: { startedAt: at(-86_400 * 20), id: 5 as never },
  };
  await tx.timeEntries.startingIn(pageOfTime);
  await tx.timeEntries.startingIn({ ...pageOfTime, personId: person });
  await tx.timeEntries.startingIn({ ...pageOfTime, projectId: project });
  await tx.timeEntries.startingIn({ ...pageOfTime, projectId: project, personId: person });
  for (const question of sumsQuestions(person, project)) await tx.timeEntries.sums(question);
  await tx.timeEntries.overlapBetween(person, other);
  await tx.timeEntries.onTask(task);
  await tx.timeEntries.spentOn([task, mine.id, 7 as TaskId], NOW);
  await tx.timeEntries.onTaskWithin(task, at(-86_400 * 40), NOW);
  await tx.timeEntries.moveTask(task, project);
  const correction = { entryId: entry.id, personId: person, at: NOW, platform: 'slack' } as const;
  await tx.entryHistory.add([{ ...correction, field: 'note', old: null, new: 'x' }]);
  await tx.entryHistory.add([{ ...correction, field: 'deleted', old: entry, new: null }]);
  await tx.entryHistory.ofEntry(entry.id, { offset: 0, limit: 10 });
  const month = '2026-10' as Month;
  await tx.lockedMonths.lock({ month, lockedBy: person, lockedAt: NOW });
  await tx.lockedMonths.between(month, month);
  await tx.lockedMonths.unlock(month);
  await tx.timeEntries.remove(entry.id);

  const reminder = await tx.reminders.add({
    taskId: mine.id,
    personId: person,
    remindAt: NOW,
    beforeSeconds: null,
    createdAt: NOW,
  });
  await tx.reminders.ofTask(task);
  await tx.reminders.move(reminder.id, at(5));
  await tx.reminders.due(NOW, 100);
  await tx.reminders.markSent(reminder.id, NOW);
  await tx.reminders.remove(reminder.id);

  await tx.deliveries.owe({ ...messageTo(person), key: 'new' });
  await tx.deliveries.skip({ ...messageTo(person), key: 'newer', reason: 'x' });
  await tx.deliveries.has('k1');
  await tx.deliveries.forgetSkipped('newer');
  await tx.deliveries.releaseKey('new', at(60));
  const [claimed, again] = await tx.deliveries.claim(claimAt(0, 10, ['slack', 'telegram']));
  if (claimed) await tx.deliveries.settle(claimed.id, { state: 'sent', at: NOW, platform: 'slack', ref: '1' });
  if (again) await tx.deliveries.retry(again.id, { at: NOW, dueAt: at(60), reason: 'x', isUnclear: true });
  if (again) await tx.deliveries.release(again.id);
  if (again) await tx.deliveries.putOff(again.id, at(120));
  await tx.deliveries.reconsider(person, NOW);
  const waiting = await tx.deliveries.gatherable(person, NOW, 100);
  const ids = waiting.map(({ id }) => id);
  const one = await tx.deliveries.gather(ids, { ...messageTo(person), leaseUntil: at(60) });
  await tx.deliveries.settle(one.id, { state: 'failed', at: NOW, reason: 'x' });
  await tx.deliveries.nextDueAt(['slack'], 'slack');
  await tx.deliveries.claim({ ...claimAt(0, 10, ['slack', 'telegram']), lane: 'telegram' });
  await tx.deliveries.nextDueAt(['slack', 'telegram'], 'telegram');
  await tx.deliveries.ofPerson(person, { from: at(-86_400), to: at(86_400) }, 20);
  await tx.deliveries.backlog(NOW);
  await tx.deliveries.follow(person);
  await tx.deliveries.prune(at(-86_400), 100);

  const week = '2026-11-27' as CalendarDate;
  const digest = await tx.digests.add({ personId: person, week, createdAt: NOW, received: [task], given: [] });
  await tx.digests.saveVerdict(digest, { taskId: task, verdict: 'done', at: NOW });
  await tx.digests.get(digest);
  await tx.digests.prune(at(-86_400), 100);
  await tx.digests.sentInWeek(week, null, 100);

  await tx.codes.add({ hash: 'new', kind: 'link', role: null, issuedBy: person, createdAt: NOW, expiresAt: at(60) });
  await tx.codes.find('new', NOW);
  await tx.codes.markUsed('new', person, NOW);
  await tx.codes.countWrong('slack', 'U3', at(-60));
  await tx.codes.addWrong('slack', 'U3', NOW);
  await tx.codes.prune(at(-86_400), 100);

  const keepsake = { platform: 'telegram', kind: 'command', key: 'k1' } as const;
  await tx.keepsakes.put({ ...keepsake, body: 'task Banner', at: NOW });
  await tx.keepsakes.get(keepsake);
  await tx.keepsakes.updates('telegram');
  await tx.keepsakes.remove(keepsake);
  await tx.keepsakes.prune(at(-86_400), 100);

  await tx.tasks.remove(mine.id);
  await tx.people.merge(added.id, person);
}

function sumsQuestions(person: PersonId, project: ProjectId): SumsQuestion[] {
  const days = Array.from({ length: 31 }, (_, i) => ({
    startedAt: at(86_400 * (i - 40)),
    stoppedAt: at(86_400 * (i - 39)),
  }));
  const [day] = days;
  const about = { limit: 20, viewerId: person, now: NOW, before: day ?? null };
  const whose = [
    { personId: null, projectId: null },
    { personId: person, projectId: null },
    { personId: null, projectId: project },
    { personId: person, projectId: project },
  ];
  const by = ['project', 'person', 'task', null] as const;
  return whose.flatMap((each) =>
    by.flatMap((key) => [
      { ...about, ...each, by: key, stretches: days },
      { ...about, ...each, by: key, stretches: days.slice(0, 1), before: null },
    ]),
  );
}

function queries(person: PersonId, other: PersonId, project: ProjectId): TaskQuery[] {
  const drivers = [
    { assigneeId: person },
    { authorId: person },
    { projectId: project },
    { assigneeId: person, projectId: project },
    { authorId: person, assigneeId: other },
  ];
  const filters: Partial<TaskQuery>[] = [
    {},
    { onlyGiven: true },
    { lateBy: NOW },
    { lateAfter: NOW, lateBy: at(86_400) },
    { priority: 'high', visibleTo: other },
    { words: ['banner', '50%'] },
  ];
  const burningFirst = { now: NOW, todayEnds: at(3600) };
  const states = ['open', 'done', 'closed', 'all'] as const;
  return drivers.flatMap((driver) =>
    filters.flatMap((filter) => states.map((state) => ({ ...driver, ...filter, state, burningFirst }))),
  );
}
