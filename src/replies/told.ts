import type { Call } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { line } from '../chat/reply.ts';
import type { Person } from '../domain/person.ts';

/** `Anna and Oleh will be told.`; nothing when there is nobody to tell: oneself, or people who left. */
export function toldLine(call: Pick<Call, 'person' | 'text'>, people: readonly Person[]): Block[] {
  const others = new Map(people.map((person) => [person.id, person]));
  others.delete(call.person.id);
  const names = [...others.values()].filter((person) => !person.leftAt).map((person) => person.name);
  return names.length > 0 ? [line(call.text.told(names))] : [];
}
