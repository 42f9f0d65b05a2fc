import { randomBytes } from 'node:crypto';
import { knock } from '../commands/knock.ts';
import type { Language } from '../domain/language.ts';
import { languageOfTag } from '../domain/language.ts';
import { refuse, UserError } from '../domain/refusal.ts';
import type { Clock, Log, Store, Tx } from '../ports.ts';
import { NotSavedError } from '../ports.ts';
import { refusalReply, refusedAnswer, withTaskOffer } from '../replies/refusal-reply.ts';
import { catalogueOf } from '../text/catalogue.ts';
import { admit } from './admit.ts';
import type { Answer, Handle } from './chat-adapter.ts';
import type { Call, Organisation } from './command.ts';
import type { Incoming } from './incoming.ts';
import type { Reply } from './reply.ts';
import { line } from './reply.ts';
import type { CommandTable, Route } from './route.ts';
import { endsQuestion, routeOf } from './route.ts';
import { storableRequest } from './storable.ts';

const LINE_MAX = 10_000;

interface Deps {
  store: Store;
  clock: Clock;
  log: Log;
  commands: CommandTable;
  organisation: Organisation;
}

/** What is known of the request when something goes wrong half-way. */
interface Progress {
  language: Language;
  command: string;
  /** a question of several steps is being answered, and stays open when the answer is refused */
  isAnswering: boolean;
  /** became a person with this request */
  isNewcomer: boolean;
}

/**
 * The one way in: a typed line, a pressed button or an answer becomes a reply. One unit of work for each; the only
 * place that catches. What is answered as done is on disk, and a request that comes twice acts once.
 */
export function createDispatch(deps: Deps): Handle {
  const atWork = new Map<string, Promise<Answer>>();
  return async (received) => {
    const incoming = storableRequest(received);
    const key = `${incoming.platform} ${incoming.requestId}`;
    const first = atWork.get(key);
    // What is refused is recorded after it was taken back; a copy in between would be free to act.
    if (first) return { ...(await first), repeated: true };
    const answer = answerTo(deps, incoming).finally(() => atWork.delete(key));
    atWork.set(key, answer);
    return answer;
  };
}

/** Never throws. */
async function answerTo(deps: Deps, incoming: Incoming): Promise<Answer> {
  const progress: Progress = {
    language: languageOfTag(incoming.sender.languageTag) ?? deps.organisation.defaultLanguage,
    command: '',
    isAnswering: false,
    isNewcomer: false,
  };
  try {
    const answer = await deps.store.transact((tx) => handleOnce(deps, tx, incoming, progress));
    deps.log.debug({ platform: incoming.platform, command: progress.command }, 'command handled');
    return answer;
  } catch (error) {
    return explain(deps, incoming, progress, error);
  }
}

async function handleOnce(deps: Deps, tx: Tx, incoming: Incoming, progress: Progress): Promise<Answer> {
  const { organisation, commands } = deps;
  const { platform, requestId, sender, chat } = incoming;
  const now = deps.clock.now();
  const place = { platform, externalId: sender.externalId, chatId: chat.id };
  const arrival = await tx.arrivals.read({ ...place, requestId });
  if (arrival.person) progress.language = arrival.person.language;
  if (arrival.handled) {
    return { reply: arrival.handled.reply ?? { blocks: [] }, language: progress.language, repeated: true };
  }

  const question = arrival.question && arrival.question.expiresAt > now ? arrival.question : undefined;
  const route = routeOf(incoming, question, commands);
  if (route.kind === 'command' || route.kind === 'answer') progress.command = route.command.name;
  progress.isAnswering = route.kind === 'answer';

  const known = arrival.identity && arrival.person ? { identity: arrival.identity, person: arrival.person } : undefined;
  const admitted = await admit({ tx, now, platform, organisation }, sender, known);
  if (!admitted) {
    const text = catalogueOf(progress.language);
    const reply = await knock({ tx, now, platform, sender, text, organisation }, route);
    await tx.arrivals.markHandled({ platform, requestId, at: now, reply });
    return { reply, language: progress.language, repeated: false };
  }
  progress.language = admitted.person.language;
  progress.isNewcomer = known === undefined;

  const call: Call = {
    tx,
    now,
    ...admitted,
    platform,
    chat,
    args: 'args' in route ? route.args : '',
    mentions: incoming.mentions ?? [],
    pressed: incoming.origin === 'pressed',
    text: catalogueOf(admitted.person.language),
    organisation,
    changed: [],
    question: undefined,
    pending: question,
  };
  const reply = await runRoute(call, route, incoming);

  if (call.changed.length > 0) {
    const { person, changed } = call;
    await tx.changes.add({ personId: person.id, at: now, platform, command: progress.command, items: changed });
  }
  if (call.question) await tx.arrivals.ask(place, call.question);
  else if (arrival.question && endsQuestion(route, incoming, arrival.question)) await tx.arrivals.clearQuestion(place);
  // Of codes only hashes are kept, so an answer that shows one is not kept either.
  const kept = reply.holdsSecret ? { blocks: [line(call.text.codes.shownOnce)] } : reply;
  await tx.arrivals.markHandled({ platform, requestId, at: now, reply: kept });
  // The person may just have chosen another language.
  return { reply, language: call.person.language, repeated: false };
}

async function runRoute(call: Call, route: Route, incoming: Incoming): Promise<Reply> {
  if (incoming.text.length > LINE_MAX) {
    refuse({ kind: 'text too long', what: 'line', length: incoming.text.length, max: LINE_MAX });
  }
  switch (route.kind) {
    case 'command':
      return route.command.run(call);
    case 'answer':
      if (!route.command.answer) return refuse({ kind: 'nothing asked' });
      return route.command.answer(call, route.state);
    case 'nothing asked':
      return refuse({ kind: 'nothing asked' });
    case 'unknown':
      return refuse({
        kind: 'unknown command',
        typed: incoming.text.trim(),
        nearest: route.nearest,
      });
  }
}

async function explain(deps: Deps, incoming: Incoming, progress: Progress, error: unknown): Promise<Answer> {
  const { language } = progress;
  if (error instanceof UserError) {
    const reply = progress.isAnswering
      ? refusedAnswer(error.refusal, language)
      : withTaskOffer(refusalReply(error.refusal, language), error.refusal, incoming, language);
    await rememberRefusal(deps, incoming, progress, reply);
    return { reply, language, repeated: false };
  }
  const reference = randomBytes(4).toString('hex');
  const about = { reference, platform: incoming.platform, command: progress.command, err: error };
  if (error instanceof NotSavedError) {
    deps.log.error(about, 'not saved');
    return { reply: refusalReply({ kind: 'not saved' }, language), language, repeated: false };
  }
  deps.log.error(about, 'bug in a command');
  return { reply: refusalReply({ kind: 'bug', reference }, language), language, repeated: false };
}

/**
 * A refused request must not act later, when it is replayed and circumstances have changed. Whoever came with it for
 * the first time is here all the same: the first to say anything is the owner, in whatever words.
 */
async function rememberRefusal(deps: Deps, incoming: Incoming, progress: Progress, reply: Reply): Promise<void> {
  const { platform, requestId, sender } = incoming;
  const { organisation } = deps;
  const now = deps.clock.now();
  try {
    await deps.store.transact(async (tx) => {
      if (progress.isNewcomer) await admit({ tx, now, platform, organisation }, sender, undefined);
      await tx.arrivals.markHandled({ platform, requestId, at: now, reply });
    });
  } catch (error) {
    deps.log.warn({ err: error, platform }, 'a refused request could not be recorded');
  }
}
