import { letIn } from '../chat/admit.ts';
import type { Call } from '../chat/command.ts';
import { fold } from '../domain/fold.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import { refuse } from '../domain/refusal.ts';
import { mentionCandidates } from '../language/mention.ts';
import { nearest } from '../language/nearest.ts';

/** Who the `@names` of a line are. */
export interface NamedPeople {
  /** the folded names that exist, for reading the line */
  known: ReadonlySet<string>;
  /** @throws UserError when nobody, or more than one person, goes by the name */
  find(name: string): Promise<Person>;
}

/**
 * Looks up all that the line's `@names` could mean, in one go. An account that the platform itself names counts
 * before a name in our books, since names are shared; an account seen for the first time becomes a person when the
 * platform vouches for it.
 */
export async function namedPeople(call: Call, line: string): Promise<NamedPeople> {
  const candidates = mentionCandidates(line);
  const found = candidates.length > 0 ? await call.tx.people.named(candidates) : [];
  const known = new Set([...found.map((match) => match.matched), ...call.mentions.map(({ text }) => fold(text))]);
  return {
    known,
    async find(name) {
      const account = call.mentions.find((mention) => fold(mention.text) === name)?.account;
      const mentioned = account && (await call.tx.people.identity(call.platform, account.externalId));
      if (mentioned && !mentioned.person.leftAt) return mentioned.person;
      const matches = found.filter((match) => match.matched === name);
      const exact = matches.filter((match) => match.exact);
      const people = distinct((exact.length > 0 ? exact : matches).map((match) => match.person));
      if (people.length === 1 && people[0]) return people[0];
      if (people.length > 1) {
        const matches = people.slice(0, 5).map((person) => `${person.name} (@${personWord(person)})`);
        return refuse({ kind: 'ambiguous person', name, matches, word: personWord(people[0] ?? call.person) });
      }
      const numbered = await byWord(call, name);
      if (numbered) return numbered;
      // Somebody who left is still who is meant; what may not be done with them is for the command to say.
      if (mentioned) return mentioned.person;
      if (account?.standing === 'member') {
        const { person } = await letIn(call, account, 'member');
        return person;
      }
      const everybody = await call.tx.people.list({ offset: 0, limit: 500 });
      const names = everybody.flatMap((person) => [person.name, person.name.split(' ')[0] ?? person.name]);
      return refuse({ kind: 'unknown person', name, nearest: nearest(name, [...new Set(names)], 3) });
    },
  };
}

/** @throws UserError for somebody who left: nothing new is given to them */
export function ensureHere(person: Person): Person {
  if (person.leftAt) refuse({ kind: 'assignee left', name: person.name });
  return person;
}

/** Like `takePerson`; somebody who left is no longer known. */
export async function takePersonHere(call: Call, args: string): Promise<{ person: Person; rest: string } | undefined> {
  const named = await takePerson(call, args);
  if (named?.person.leftAt) refuse({ kind: 'unknown person', name: named.person.name, nearest: [] });
  return named;
}

/** The one person that a line's first `@name` means, and the line without it. */
export async function takePerson(call: Call, args: string): Promise<{ person: Person; rest: string } | undefined> {
  const people = await namedPeople(call, args);
  const at = args.search(/(^|\s)@\S/);
  if (at < 0) return undefined;
  const rest = args.slice(at).trimStart();
  const wanted = [...mentionCandidates(rest)].sort((a, b) => b.length - a.length);
  const name = wanted.find((candidate) => people.known.has(candidate)) ?? fold(rest.slice(1).split(/\s/)[0] ?? '');
  const person = await people.find(name);
  const words = name.split(' ').length;
  const taken = rest.match(new RegExp(`^@\\S+(?:\\s+\\S+){${words - 1}}`))?.[0] ?? rest;
  return { person, rest: `${args.slice(0, at)} ${rest.slice(taken.length)}`.trim() };
}

/** A word that means this person and nobody else, whatever their name: for buttons, and to tell namesakes apart. */
export function personWord(person: Pick<Person, 'id'>): string {
  return `id${person.id}`;
}

async function byWord(call: Call, name: string): Promise<Person | undefined> {
  const id = name.match(/^id(\d{1,15})$/)?.[1];
  return id === undefined ? undefined : call.tx.people.get(Number(id) as PersonId);
}

function distinct(people: Person[]): Person[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}
