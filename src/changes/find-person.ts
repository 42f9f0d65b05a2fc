import { letIn } from '../chat/admit.ts';
import type { Call } from '../chat/command.ts';
import { fold } from '../domain/fold.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import { isManager } from '../domain/person.ts';
import { refuse } from '../domain/refusal.ts';
import { parseFilter } from '../language/filter-word.ts';
import { isEverybody, isMyself, mentionCandidates, namesAt, renamed } from '../language/mention.ts';
import { parseDeadline } from '../language/moment.ts';
import { nearest } from '../language/nearest.ts';
import { parsePeriod } from '../language/period.ts';
import { parseRole } from '../language/setting-value.ts';
import { lineAgain } from './line-again.ts';

/** Who the `@names` of a line are. */
export interface NamedPeople {
  /** the folded names that exist, for reading the line */
  known: ReadonlySet<string>;
  /** @throws UserError when nobody, or more than one person, goes by the name */
  find(name: string): Promise<Person>;
}

/**
 * Looks up all that the line's `@names` could mean, in one go. Names are shared and everybody chooses their own, so
 * none of them outranks another: an account that the platform itself names and a handle do. An account seen for the
 * first time becomes a person when the platform vouches for it, unless it is `only asked` about.
 */
export async function namedPeople(call: Call, line: string, purpose?: 'only asked'): Promise<NamedPeople> {
  const candidates = mentionCandidates(line);
  const externalIds = call.mentions.map(({ account }) => account.externalId);
  const isAnybodyNamed = candidates.length + externalIds.length > 0;
  const found = isAnybodyNamed ? await call.tx.people.named(candidates, { platform: call.platform, externalIds }) : [];
  const byName = found.filter(({ by, matched }) => by !== 'account' && !isPersonWord(matched));
  const namedByPlatform = new Set(call.mentions.filter(({ isGuess }) => !isGuess).map(({ text }) => fold(text)));
  // Where the platform says that Anna is meant, the word behind her name is not part of it, whoever is called so.
  const goesOn = (name: string) =>
    !namedByPlatform.has(name) && [...namedByPlatform].some((shorter) => name.startsWith(`${shorter} `));
  const known = new Set([
    ...byName.map(({ matched }) => matched).filter((name) => !goesOn(name)),
    ...call.mentions.map(({ text }) => fold(text)),
  ]);

  function mentionOf(name: string) {
    const mention = call.mentions.find(({ text }) => fold(text) === name);
    const externalId = mention?.account.externalId;
    const person = found.find(({ by, matched }) => by === 'account' && matched === externalId)?.person;
    return { mention, person };
  }

  /** All who are here and whom one reading of a name means. */
  function whoIs(name: string): Person[] {
    if (isMyself(name)) return [call.person];
    const mentioned = mentionOf(name).person;
    if (mentioned && !mentioned.leftAt) return [mentioned];
    const matches = byName.filter(({ matched }) => matched === name);
    const byHandle = matches.filter(({ by }) => by === 'handle');
    return distinct((byHandle.length > 0 ? byHandle : matches).map(({ person }) => person));
  }

  return {
    known,
    async find(name) {
      if (isMyself(name)) return call.person;
      if (isEverybody(name) && !namedByPlatform.has(name)) return refuse({ kind: 'everybody named', name });
      // Before all names: nobody may call themselves what buttons call somebody else.
      // But whom the platform itself names is that account, however it is called.
      if (isPersonWord(name) && !namedByPlatform.has(name)) {
        return (await byWord(call, name)) ?? refuseUnknown(call, name, []);
      }
      const { mention, person: mentioned } = mentionOf(name);
      const isNamedByPlatform = mention !== undefined && !mention.isGuess;
      const people = isNamedByPlatform && !mentioned ? [] : whoIs(name);
      const { shorter, others } = isNamedByPlatform ? NO_OTHERS : otherReading(call, name, people, whoIs);
      if (people.length + others.length > 1)
        return refuseAmbiguous(call, shorter ?? name, distinct([...people, ...others]));
      if (people[0]) return people[0];
      // Somebody who left is still who is meant; what may not be done with them is for the command to say.
      if (mentioned) return mentioned;
      if (mention?.account.standing === 'outsider') refuse({ kind: 'outsider named', name: mention.account.name });
      const isMember = mention?.account.standing === 'member';
      const near = isMember && isNamedByPlatform ? [] : await peopleLike(call, name);
      // A name that is only a guess may be somebody new, but not where it looks like a slip.
      if (isMember && near.length === 0 && !purpose) return (await letIn(call, mention.account, 'member', null)).person;
      return refuseUnknown(call, name, near);
    },
  };
}

interface OtherReading {
  /** the shorter name */
  shorter?: string;
  others: Person[];
}

const NO_OTHERS: OtherReading = { others: [] };

/**
 * `@anna friday` is Anna Friday, or Anna with a deadline. The shorter name counts too when the words behind it
 * would mean something of their own; others, as in `@anna kovalenko`, only tell two Annas apart.
 */
function otherReading(
  call: Call,
  name: string,
  people: readonly Person[],
  whoIs: (name: string) => Person[],
): OtherReading {
  const words = name.split(' ');
  if (people.length === 0) return NO_OTHERS;
  for (let count = words.length - 1; count > 0; count--) {
    const shorter = words.slice(0, count).join(' ');
    const others = whoIs(shorter).filter(({ id }) => !people.some((person) => person.id === id));
    if (others.length > 0 && isOtherArgument(call, words.slice(count).join(' '))) return { shorter, others };
  }
  return NO_OTHERS;
}

/** Whether these words are what a command may have beside a person. */
function isOtherArgument({ now, person }: Call, words: string): boolean {
  const context = { now, zone: person.zone, language: person.language };
  return [parseDeadline(words, context), parsePeriod(words, context), parseRole(words), parseFilter(words)].some(
    Boolean,
  );
}

/**
 * @param asked the name as it stands in the line, folded
 * @param called what they are called
 */
function refuseAmbiguous(
  call: Call,
  asked: string,
  people: readonly Person[],
  called = asWritten(asked, people),
): never {
  const matches = people.slice(0, 5).map((person) => `${person.name} (@${personWord(person)})`);
  const [first] = people;
  const args = first && renamed(call.args, asked, personWord(first));
  const like = call.command === '' || args === undefined ? undefined : lineAgain(call.command, args);
  return refuse({ kind: 'ambiguous person', name: called, matches, like });
}

/** A declined or slightly mistyped name may be that of several people as well. */
function refuseUnknown(call: Call, name: string, near: readonly PeopleCalled[]): never {
  const [best] = near;
  if (best && best.people.length > 1) return refuseAmbiguous(call, name, best.people, best.name);
  const nearest = near.map((each) => each.name);
  return refuse({ kind: 'unknown person', name, nearest, mayInvite: isManager(call.person) });
}

/** A folded name as it stands in the names of those who have it: `олена` → `Олена`. */
function asWritten(asked: string, people: readonly Person[]): string {
  const beginnings = people.flatMap(({ name }) =>
    name.split(' ').map((_, i, words) => words.slice(0, i + 1).join(' ')),
  );
  return beginnings.find((beginning) => fold(beginning) === asked) ?? asked;
}

interface PeopleCalled {
  name: string;
  people: Person[];
}

async function peopleLike(call: Call, name: string): Promise<PeopleCalled[]> {
  const everybody = await call.tx.people.list({ offset: 0, limit: 500 });
  const called = new Map<string, Person[]>();
  for (const person of everybody) {
    for (const each of new Set([person.name, person.name.split(' ')[0] ?? person.name])) {
      called.set(each, [...(called.get(each) ?? []), person]);
    }
  }
  return nearest(name, [...called.keys()], 3).map((each) => ({ name: each, people: called.get(each) ?? [] }));
}

/** @throws UserError for somebody who left: nothing new is given to them */
export function ensureHere(person: Person): Person {
  if (person.leftAt) refuse({ kind: 'assignee left', name: person.name });
  return person;
}

/** Like `takePerson`. @throws UserError for somebody who left */
export async function takePersonHere(call: Call, args: string): Promise<{ person: Person; rest: string } | undefined> {
  const named = await takePerson(call, args);
  if (named?.person.leftAt) {
    const { person } = named;
    refuse({ kind: 'has left', name: person.name, restore: `people restore @${personWord(person)}` });
  }
  return named;
}

/**
 * The one person that a line's first `@name` means, and the line without it.
 * @param purpose whoever is only asked about is not let in
 */
export async function takePerson(
  call: Call,
  args: string,
  purpose?: 'only asked',
): Promise<{ person: Person; rest: string } | undefined> {
  const at = args.search(/(^|\s)@\S/);
  if (at < 0) return undefined;
  const people = await namedPeople(call, args, purpose);
  const rest = args.slice(at).trimStart();
  const readings = namesAt(rest, 0).map(({ name }) => name);
  const name = readings.findLast((reading) => people.known.has(reading)) ?? fold(rest.slice(1).split(/\s/, 1)[0] ?? '');
  const person = await people.find(name);
  const words = name.split(' ').length;
  const taken = rest.match(new RegExp(`^@\\S+(?:\\s+\\S+){${words - 1}}`))?.[0] ?? rest;
  return { person, rest: `${args.slice(0, at)} ${rest.slice(taken.length)}`.trim() };
}

/** A word that means this person and nobody else, whatever their name: for buttons, and to tell namesakes apart. */
export function personWord(person: Pick<Person, 'id'>): string {
  return `id${person.id}`;
}

/** Whether a name begins with the word of a person: nobody is found by such a name. */
export function isPersonWord(name: string): boolean {
  return /^id\d+(?!\S)/.test(fold(name));
}

async function byWord(call: Call, name: string): Promise<Person | undefined> {
  const id = name.match(/^id(\d{1,15})$/)?.[1];
  return id === undefined ? undefined : call.tx.people.get(Number(id) as PersonId);
}

function distinct(people: Person[]): Person[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}
