import { fold } from '../src/domain/fold.ts';
import type { PersonId, ProjectId } from '../src/domain/ids.ts';
import type { Platform } from '../src/domain/person.ts';
import type { Project } from '../src/domain/project.ts';
import type { Projects } from '../src/ports/people.ts';
import type { Page } from '../src/ports/store.ts';
import type { Database } from './database.ts';
import { personOf } from './person-row.ts';
import { prepare, prepareIdList } from './prepared.ts';
import type { Row } from './schema.ts';

type Membership = { projectId: ProjectId; personId: PersonId };

export function createProjects(database: Database): Projects {
  const db = database.query;

  const getMany = prepareIdList(database, (db, ids: ProjectId[]) =>
    db.selectFrom('projects').selectAll().where('id', 'in', ids),
  );

  const byTag = prepare(database, (db, slots: { tag: string }) =>
    db.selectFrom('projects').selectAll().where('tag_folded', '=', slots.tag),
  );

  const byTagFor = prepare(database, (db, slots: { tag: string; personId: PersonId }) =>
    db
      .selectFrom('projects')
      .leftJoin('memberships', (join) =>
        join.onRef('memberships.project_id', '=', 'projects.id').on('memberships.person_id', '=', slots.personId),
      )
      .selectAll('projects')
      .select('memberships.person_id as member_id')
      .where('tag_folded', '=', slots.tag),
  );

  const boundTo = prepare(database, (db, slots: { platform: Platform; chatId: string }) =>
    db
      .selectFrom('project_chats')
      .innerJoin('projects', 'projects.id', 'project_chats.project_id')
      .selectAll('projects')
      .where('project_chats.platform', '=', slots.platform)
      .where('project_chats.chat_id', '=', slots.chatId),
  );

  const membership = prepare(database, (db, slots: Membership) =>
    db
      .selectFrom('memberships')
      .select('added_at')
      .where('project_id', '=', slots.projectId)
      .where('person_id', '=', slots.personId),
  );

  const removal = prepare(database, (db, slots: Membership) =>
    db
      .selectFrom('removed_members')
      .select('person_id')
      .where('project_id', '=', slots.projectId)
      .where('person_id', '=', slots.personId),
  );

  const memberships = prepare(database, (db, slots: { personId: PersonId }) =>
    db.selectFrom('memberships').select('project_id').where('person_id', '=', slots.personId),
  );

  return {
    async get(id) {
      const [row] = await getMany([id]);
      return row && projectOf(row);
    },
    async getMany(ids) {
      return (await getMany(ids)).map(projectOf);
    },
    async byTag(tag) {
      const row = await byTag.first({ tag: fold(tag) });
      return row && projectOf(row);
    },
    async byTagFor(personId, tag) {
      const row = await byTagFor.first({ personId, tag: fold(tag) });
      return row && { project: projectOf(row), isMember: row.member_id !== null };
    },
    async list(filter: { memberId?: PersonId } & Page) {
      let query = db.selectFrom('projects').selectAll().where('archived_at', 'is', null);
      const { memberId } = filter;
      if (memberId !== undefined) {
        query = query.where('id', 'in', (eb) =>
          eb.selectFrom('memberships').select('project_id').where('person_id', '=', memberId),
        );
      }
      const rows = await query.orderBy('tag_folded').limit(filter.limit).offset(filter.offset).execute();
      return rows.map(projectOf);
    },
    async add(project) {
      const query = db.insertInto('projects').values(projectRow(project)).returning('id');
      const { id } = await query.executeTakeFirstOrThrow();
      return { ...project, id };
    },
    async save(project) {
      await db.updateTable('projects').set(projectRow(project)).where('id', '=', project.id).execute();
    },
    async boundTo(platform, chatId) {
      const row = await boundTo.first({ platform, chatId });
      return row && projectOf(row);
    },
    async bind({ platform, chatId, projectId, by, at }) {
      await db
        .insertInto('project_chats')
        .values({ platform, chat_id: chatId, project_id: projectId, bound_by: by, bound_at: at })
        .onConflict((oc) =>
          oc.columns(['platform', 'chat_id']).doUpdateSet({ project_id: projectId, bound_by: by, bound_at: at }),
        )
        .execute();
    },
    async moveRoom(platform, from, to) {
      const bound = await db
        .deleteFrom('project_chats')
        .where('platform', '=', platform)
        .where('chat_id', '=', from)
        .returningAll()
        .executeTakeFirst();
      if (!bound) return;
      await db
        .insertInto('project_chats')
        .values({ ...bound, chat_id: to })
        .onConflict((oc) => oc.columns(['platform', 'chat_id']).doNothing())
        .execute();
    },
    async unbind(platform, chatId) {
      const row = await db
        .deleteFrom('project_chats')
        .where('platform', '=', platform)
        .where('chat_id', '=', chatId)
        .returning(['project_id', 'bound_by'])
        .executeTakeFirst();
      return row && { projectId: row.project_id, boundBy: row.bound_by };
    },
    async isMember(projectId, personId) {
      return (await membership.first({ projectId, personId })) !== undefined;
    },
    async idsOf(personId) {
      return (await memberships.all({ personId })).map((row) => row.project_id);
    },
    async addMember(projectId, personId, at) {
      await db
        .insertInto('memberships')
        .values({ project_id: projectId, person_id: personId, added_at: at })
        .onConflict((oc) => oc.columns(['project_id', 'person_id']).doNothing())
        .execute();
      await db
        .deleteFrom('removed_members')
        .where('project_id', '=', projectId)
        .where('person_id', '=', personId)
        .execute();
    },
    async removeMember(projectId, personId) {
      await db
        .deleteFrom('memberships')
        .where('project_id', '=', projectId)
        .where('person_id', '=', personId)
        .execute();
      await db
        .insertInto('removed_members')
        .values({ project_id: projectId, person_id: personId })
        .onConflict((oc) => oc.columns(['project_id', 'person_id']).doNothing())
        .execute();
    },
    async wasRemoved(projectId, personId) {
      return (await removal.first({ projectId, personId })) !== undefined;
    },
    async members(projectId) {
      const rows = await db
        .selectFrom('memberships')
        .innerJoin('people', 'people.id', 'memberships.person_id')
        .selectAll('people')
        .where('memberships.project_id', '=', projectId)
        .where('people.left_at', 'is', null)
        .orderBy('people.name_folded')
        .orderBy('people.id')
        .execute();
      return rows.map(personOf);
    },
  };
}

function projectOf(row: Row<'projects'>): Project {
  return {
    id: row.id,
    tag: row.tag,
    name: row.name,
    createdBy: row.created_by,
    createdAt: row.created_at,
    archivedAt: row.archived_at,
  };
}

function projectRow(project: Omit<Project, 'id'>): Omit<Row<'projects'>, 'id'> {
  return {
    tag: project.tag,
    tag_folded: fold(project.tag),
    name: project.name,
    created_by: project.createdBy,
    created_at: project.createdAt,
    archived_at: project.archivedAt,
  };
}
