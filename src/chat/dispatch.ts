import { hash } from 'node:crypto';
import { enterRoom } from '../changes/find-project.ts';
import { knock } from '../commands/knock.ts';
import type { ChangeId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Language } from '../domain/language.ts';
import { languageOfTag } from '../domain/language.ts';
import type { Platform } from '../domain/person.ts';
import type { Refusal } from '../domain/refusal.ts';
import { FormError, refuse, UserError } from '../domain/refusal.ts';
import { silentMeter } from '../meter.ts';
import type { Question } from '../ports/arrivals.ts';
import type { Store, Tx } from '../ports/store.ts';
import { NotSavedError } from '../ports/store.ts';
import type { Clock, CommandOutcome, Log, Meter } from '../ports/world.ts';
import { refusalReply, stillAsking, withTaskOffer } from '../replies/refusal-reply.ts';
import { welcomeReply, withZoneQuestion } from '../replies/welcome.ts';
import { catalogueOf } from '../text/catalogue.ts';
import type { Known } from './admit.ts';
import { admit, isZoneUntold } from './admit.ts';
import type { Answer, Handle } from './chat-adapter.ts';
import type { Call, Organisation } from './command.ts';
import type { Incoming } from './incoming.ts';
import type { Block, Reply } from './reply.ts';
import { line } from './reply.ts';
import { inForm, runRest } from './rest-form.ts';
import type { CommandTable, Edited, Route } from './route.ts';
import { askerOf, endsQuestion, isOffer, routeOf, routeOfEdit } from './route.ts';
import { storableRequest } from './storable.ts';
import { explain, type Progress, sendBack } from './went-wrong.ts';

const LINE_MAX = 10_000;
const SHORT = 80;

interface Deps {
  store: Store;
  clock: Clock;
  log: Log;
  meter?: Meter;
  commands: CommandTable;
  organisation: Organisation;
}

/**
 * The one way in: a typed line, a pressed button or an answer becomes a reply. One unit of work for each; the only
 * place that catches. What is answered as done is on disk, and a request that comes twice acts once.
 */
export function createDispatch(deps: Deps): Handle {
  const meter = deps.meter ?? silentMeter;
  return async (received, onDraft) => {
    const startedAtMs = performance.now();
    const incoming = storableRequest(received);
    const begun = (): Progress => ({
      language: languageOfTag(incoming.sender.languageTag) ?? deps.organisation.defaultLanguage,
      command: '',
      refused: undefined,
    });
    let progress = begun();
    const { platform } = incoming;
    const measure = (outcome: CommandOutcome) => {
      const seconds = (performance.now() - startedAtMs) / 1000;
      meter.commandTaken({ platform, command: progress.command, outcome, seconds });
    };
    try {
      // Nothing is waited for before it, so that requests are carried out in the order in which they are handed over.
      const answer = await deps.store.transact((tx) => {
        progress = begun();
        return handleOnce(deps, tx, incoming, progress);
      }, onDraft);
      const { command, refused } = progress;
      const about = { platform, command };
      measure(answer.repeated ? 'repeated' : refused ? 'refused' : 'handled');
      if (refused) deps.log.debug({ ...about, refused }, 'command refused');
      else deps.log.debug(about, 'command handled');
      return answer;
    } catch (error) {
      measure(error instanceof NotSavedError ? 'not saved' : 'bug');
      return explain(deps, incoming, progress, error);
    }
  };
}

/** A request as it was found: who and where, and the question that waits there. */
interface Request {
  tx: Tx;
  now: Instant;
  incoming: Incoming;
  organisation: Organisation;
  route: Route;
  known: Known | undefined;
  question: Question | undefined;
  place: { platform: Platform; externalId: string; chatId: string };
}

async function handleOnce(deps: Deps, tx: Tx, incoming: Incoming, progress: Progress): Promise<Answer> {
  const { organisation, commands } = deps;
  const { platform, requestId, sender, chat } = incoming;
  const now = deps.clock.now();
  const place = { platform, externalId: sender.externalId, chatId: chat.id };
  const arrival = await tx.arrivals.read({ requestId, ...place });
  if (arrival.person) progress.language = arrival.person.language;
  if (arrival.handled) {
    const reply = arrival.handled.reply ?? { blocks: [] };
    const personId = arrival.person?.leftAt === null ? { personId: arrival.person.id } : {};
    return { reply, language: progress.language, repeated: true, ...personId };
  }
  const question = arrival.question && arrival.question.expiresAt > now ? arrival.question : undefined;
  const route = incoming.edits
    ? routeOfEdit(incoming, await editedOf(tx, incoming), commands)
    : routeOf(incoming, question, commands);
  if (route.kind === 'command' || route.kind === 'answer') progress.command = route.command.name;
  const known = arrival.identity && arrival.person ? { identity: arrival.identity, person: arrival.person } : undefined;
  const request: Request = { tx, now, incoming, organisation, route, known, question, place };
  try {
    return await tx.attempt(() => carryOut(request, progress));
  } catch (error) {
    if (error instanceof FormError) return sendBack(error, progress);
    if (!(error instanceof UserError)) throw error;
    progress.refused = error.refusal.kind;
    return refuseRequest(request, error.refusal, progress.language);
  }
}

async function carryOut(request: Request, progress: Progress): Promise<Answer> {
  const { tx, now, incoming, organisation, route, known, question } = request;
  const { platform, requestId, sender, chat } = incoming;
  const isHere = known !== undefined && known.person.leftAt === null && sender.standing !== 'outsider';
  const admitted =
    incoming.isUnasked && isHere ? known : await admit({ tx, now, platform, organisation }, sender, known);
  if (!admitted) {
    const text = catalogueOf(progress.language);
    const reply = await knock({ tx, now, platform, sender, chat, text, organisation }, route);
    await tx.arrivals.markHandled({ platform, requestId, at: now, reply });
    const isLetIn = (await tx.people.identity(platform, sender.externalId)) !== undefined;
    const answer: Answer = { reply, language: progress.language, repeated: false };
    return isLetIn ? answer : { ...answer, isToStranger: true };
  }
  progress.language = admitted.person.language;
  const call: Call = {
    tx,
    now,
    identity: admitted.identity,
    person: admitted.person,
    platform,
    chat,
    command: route.kind === 'command' && !route.command.hidden ? route.command.name : '',
    args: 'args' in route ? route.args : '',
    mentions: incoming.mentions ?? [],
    pressed: incoming.origin === 'pressed',
    takesForm: incoming.takesForm === true,
    takesCalendar: incoming.takesCalendar === true,
    about: incoming.about,
    text: catalogueOf(admitted.person.language),
    organisation,
    changed: [],
    changedFor: new Set(),
    room: undefined,
    seen: [],
    madeTaskId: undefined,
    isZoneUnknown: known === undefined && isZoneUntold(sender),
    question: undefined,
    pending: question,
  };
  call.room = await enterRoom(call);
  // Somebody new who says hello in whatever words is greeted, not corrected.
  const isGreeting = known === undefined && route.kind === 'unknown' && !incoming.text.trimStart().startsWith('/');
  const said = isGreeting ? welcomeReply(call) : inForm(call, await runRoute(call, route, incoming), incoming);
  const greeted = isGreeting ? said : withZoneQuestion(call, said);
  const placed = withUndoOf(await keepChange(call, progress.command), inPlace(call, greeted));
  const reply = await keepQuestion(call, request, placed);
  // Of codes only hashes are kept, so an answer that shows one is not kept either. What only read is recorded as well:
  // the same line might act when it comes again, after circumstances have changed.
  const kept = reply.holdsSecret ? { blocks: [line(call.text.codes.shownOnce)] } : reply;
  const { madeTaskId } = call;
  const wordsMark = madeTaskId === undefined ? undefined : markOfWords(incoming.text);
  if (!incoming.isUnasked) {
    await tx.arrivals.markHandled({ platform, requestId, at: now, reply: kept, madeTaskId, wordsMark });
  }
  if (incoming.edits && madeTaskId !== undefined && wordsMark !== undefined) {
    await tx.arrivals.noteTaskMade({ platform, requestId: incoming.edits, at: now, taskId: madeTaskId, wordsMark });
  }
  // The person may just have chosen another language.
  const { id, language } = call.person;
  return { reply, language, repeated: false, personId: id, changedFor: [...call.changedFor] };
}

/** What the message that was edited has made, and whether its words are the same as before. */
async function editedOf(tx: Tx, { platform, edits = '', text }: Incoming): Promise<Edited> {
  const made = await tx.arrivals.taskMadeOf(platform, edits);
  return { madeTaskId: made?.taskId, isUnchanged: made !== undefined && made.wordsMark === markOfWords(text) };
}

/** By which to know the same words again. Short ones, as most are, stand for themselves. */
function markOfWords(text: string): string {
  return text.length <= SHORT ? `=${text}` : hash('sha256', text, 'base64url');
}

async function keepChange(call: Call, command: string): Promise<ChangeId | undefined> {
  const { tx, person, now, platform, changed } = call;
  if (changed.length === 0) return undefined;
  return tx.changes.add({ personId: person.id, at: now, platform, command, items: changed });
}

/** Undo buttons under an answer take back what it tells of, and never something that came after it. */
function withUndoOf(changeId: ChangeId | undefined, reply: Reply): Reply {
  if (changeId === undefined) return reply;
  const blocks = reply.blocks.map((block): Block => {
    if (block.kind !== 'buttons') return block;
    const buttons = block.buttons.map((each) =>
      each.command === 'undo' ? { ...each, command: `undo ${changeId}` } : each,
    );
    return { ...block, buttons };
  });
  return { ...reply, blocks };
}

/** A question waits where its answer will be given: one that is asked in private, in the private chat. */
async function keepQuestion(
  call: Call,
  { tx, place, question, route, incoming }: Request,
  reply: Reply,
): Promise<Reply> {
  const chatId = reply.place === 'private' ? (call.identity.directChat ?? place.chatId) : place.chatId;
  if (call.question) {
    await tx.arrivals.ask({ ...place, chatId }, call.question);
    return reply;
  }
  // What is edited is of another time than the question that waits.
  if (!question || incoming.edits) return reply;
  // A form asks anew, whatever was asked in words before.
  if (reply.form || endsQuestion(route, incoming, question, tx.hasWritten())) {
    await tx.arrivals.clearQuestion(place);
    return reply;
  }
  // The question waits in the room; what is answered in private has no part in it.
  const isElsewhere = reply.place === 'private' && call.chat.kind === 'group';
  if (incoming.origin !== 'typed' || isElsewhere) return reply;
  return { ...reply, blocks: [...reply.blocks, ...stillAsking(call.text, askerOf(question))] };
}

/** In a room only what belongs to it is for everybody to read; the rest is answered to the person alone. */
function inPlace(call: Call, reply: Reply): Reply {
  const isForRoom = call.chat.kind === 'direct' || call.seen.every((projectId) => projectId === call.room?.id);
  return isForRoom ? reply : { ...reply, place: 'private' };
}

async function runRoute(call: Call, route: Route, incoming: Incoming): Promise<Reply> {
  const { filled } = incoming;
  const length = incoming.text.length + Object.values(filled ?? {}).join('').length;
  if (length > LINE_MAX) refuse({ kind: 'text too long', what: 'line', length, max: LINE_MAX, command: undefined });
  switch (route.kind) {
    case 'command':
      if (filled && route.command.submit) return route.command.submit(call, filled);
      return filled ? runRest(call, route.command, filled) : route.command.run(call);
    case 'answer':
      if (!route.command.answer) return refuse({ kind: 'nothing asked' });
      return route.command.answer(call, route.state);
    case 'nothing asked':
      return refuse({ kind: 'nothing asked' });
    case 'edit of no word':
      return { blocks: [] };
    case 'edit of nothing':
      // In a room people edit what they said to each other.
      return call.chat.kind === 'group' ? { blocks: [] } : refuse({ kind: 'edit of nothing' });
    case 'unknown':
      return refuse({ kind: 'unknown command', typed: incoming.text.trim(), nearest: route.nearest });
  }
}

/**
 * A refused request is recorded in the same unit that took it back: it must not act later, when it is replayed and
 * circumstances have changed. Whoever came with it for the first time is here all the same. A question stays open.
 */
async function refuseRequest(request: Request, refusal: Refusal, language: Language): Promise<Answer> {
  const { tx, now, incoming, organisation, route, known, question } = request;
  const { platform, requestId, sender } = incoming;
  const isNewcomer = known === undefined && sender.standing === 'member';
  if (isNewcomer) await admit({ tx, now, platform, organisation }, sender, undefined);
  const plainReply = refusalReply(refusal, language);
  const isOpen = question !== undefined && !isOffer(question) && incoming.origin === 'typed';
  const isAnswer = route.kind === 'command' && route.isAnswer === true;
  const offered = isOpen && !isAnswer ? plainReply : withTaskOffer(plainReply, refusal, incoming, language);
  const reply = isOpen
    ? { ...offered, blocks: [...offered.blocks, ...stillAsking(catalogueOf(language), askerOf(question))] }
    : offered;
  if (!incoming.isUnasked) await tx.arrivals.markHandled({ platform, requestId, at: now, reply });
  const answer: Answer = { reply, language, repeated: false };
  return refusal.kind === 'left' ? { ...answer, isToStranger: true } : answer;
}
