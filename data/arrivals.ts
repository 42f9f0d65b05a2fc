import type { Reply } from '../src/chat/reply.ts';
import type { Instant } from '../src/domain/instant.ts';
import type { Platform } from '../src/domain/person.ts';
import type { Arrivals, Question } from '../src/ports/arrivals.ts';
import type { Database } from './database.ts';
import { IDENTITY_COLUMNS, knownOf } from './person-row.ts';
import { pick, prepare } from './prepared.ts';
import type { Row } from './schema.ts';

type Place = { platform: Platform; externalId: string; chatId: string };

export function createArrivals(database: Database): Arrivals {
  const read = prepare(database, (db, slots: Place & { requestId: string }) =>
    db
      .selectFrom(db.selectNoFrom((eb) => eb.lit(1).as('one')).as('request'))
      .leftJoin('identities', (join) =>
        join.on((eb) =>
          eb.and([eb('identities.platform', '=', slots.platform), eb('identities.external_id', '=', slots.externalId)]),
        ),
      )
      .leftJoin('people', 'people.id', 'identities.person_id')
      .leftJoin('questions', (join) =>
        join.on((eb) =>
          eb.and([
            eb('questions.platform', '=', slots.platform),
            eb('questions.external_id', '=', slots.externalId),
            eb('questions.chat_id', '=', slots.chatId),
          ]),
        ),
      )
      .leftJoin('inbox', (join) =>
        join.on((eb) =>
          eb.and([eb('inbox.platform', '=', slots.platform), eb('inbox.request_id', '=', slots.requestId)]),
        ),
      )
      .selectAll('people')
      .select(IDENTITY_COLUMNS)
      .select(['questions.command', 'questions.state', 'questions.expires_at', 'inbox.handled_at', 'inbox.reply']),
  );

  const markHandled = prepare(database, (db, slots: Row<'inbox'>) =>
    db
      .insertInto('inbox')
      .values(pick(slots, ['platform', 'request_id', 'handled_at', 'reply', 'made_task_id', 'words_hash'])),
  );

  const madeTask = prepare(database, (db, slots: { platform: Platform; requestId: string }) =>
    db
      .selectFrom('inbox')
      .select(['made_task_id', 'words_hash'])
      .where('platform', '=', slots.platform)
      .where('request_id', '=', slots.requestId),
  );

  const ask = prepare(database, (db, slots: Row<'questions'>) =>
    db
      .insertInto('questions')
      .values(pick(slots, ['platform', 'external_id', 'chat_id', 'command', 'state', 'expires_at']))
      .onConflict((oc) =>
        oc.columns(['platform', 'external_id', 'chat_id']).doUpdateSet((eb) => ({
          command: eb.ref('excluded.command'),
          state: eb.ref('excluded.state'),
          expires_at: eb.ref('excluded.expires_at'),
        })),
      ),
  );

  const clearQuestion = prepare(database, (db, slots: Place) =>
    db
      .deleteFrom('questions')
      .where('platform', '=', slots.platform)
      .where('external_id', '=', slots.externalId)
      .where('chat_id', '=', slots.chatId),
  );

  const pruneLot = prepare(database, (db, slots: { before: Instant; limit: number }) =>
    db
      .deleteFrom('inbox')
      .where(({ eb, refTuple, selectFrom }) =>
        eb(
          refTuple('platform', 'request_id'),
          'in',
          selectFrom('inbox')
            .select(['platform', 'request_id'])
            .where('handled_at', '<', slots.before)
            .orderBy('handled_at')
            .limit(slots.limit)
            .$asTuple('platform', 'request_id'),
        ),
      ),
  );

  const pruneQuestions = prepare(database, (db, slots: { before: Instant }) =>
    db.deleteFrom('questions').where('expires_at', '<', slots.before),
  );

  return {
    async read(request) {
      const row = await read.first(request);
      const question = questionOf(row);
      const isHandled = row !== undefined && row.handled_at !== null;
      const arrival: Awaited<ReturnType<Arrivals['read']>> = knownOf(row) ?? {};
      if (question) arrival.question = question;
      if (isHandled) arrival.handled = { reply: row.reply === null ? null : (JSON.parse(row.reply) as Reply) };
      return arrival;
    },
    async markHandled({ platform, requestId, at, reply, madeTaskId = null, wordsMark = null }) {
      const text = reply === null ? null : JSON.stringify(reply);
      await markHandled.run({
        platform,
        request_id: requestId,
        handled_at: at,
        reply: text,
        made_task_id: madeTaskId,
        words_hash: wordsMark,
      });
    },
    async noteTaskMade({ platform, requestId, at, taskId, wordsMark }) {
      await database.query
        .insertInto('inbox')
        .values({
          platform,
          request_id: requestId,
          handled_at: at,
          reply: null,
          made_task_id: taskId,
          words_hash: wordsMark,
        })
        .onConflict((oc) =>
          oc.columns(['platform', 'request_id']).doUpdateSet({ made_task_id: taskId, words_hash: wordsMark }),
        )
        .execute();
    },
    async taskMadeOf(platform, requestId) {
      const row = await madeTask.first({ platform, requestId });
      return row && row.made_task_id !== null ? { taskId: row.made_task_id, wordsMark: row.words_hash } : undefined;
    },
    async ask({ platform, externalId, chatId }, question) {
      await ask.run({
        platform,
        external_id: externalId,
        chat_id: chatId,
        command: question.command,
        state: JSON.stringify(question.state ?? null),
        expires_at: question.expiresAt,
      });
    },
    async clearQuestion(at) {
      await clearQuestion.run(at);
    },
    async prune(before, limit) {
      await pruneQuestions.run({ before });
      return pruneLot.run({ before, limit });
    },
  };
}

function questionOf(
  row: { command: string | null; state: string | null; expires_at: Instant | null } | undefined,
): Question | undefined {
  if (!row || row.command === null || row.state === null || row.expires_at === null) return undefined;
  return { command: row.command, state: JSON.parse(row.state), expiresAt: row.expires_at };
}
