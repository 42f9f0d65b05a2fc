import { fold } from '../domain/fold.ts';
import { isMyself } from '../language/mention.ts';
import type { Sender } from './incoming.ts';

/** Words of letters, so that no date, tag, priority or list of names can be read into it. */
const CALLABLE = /^\p{L}[\p{L}\p{M}'’ʼ-]*(?: \p{L}[\p{L}\p{M}'’ʼ-]*){0,2}$/u;
const HANDLE = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;

/**
 * How somebody whom the platform itself names is written behind an `@`: a name that could be read as anything else, or
 * that is taken, gives way to the handle or the id.
 * @param taken the names of others in the same text
 */
export function callableName(
  { name, handle, externalId }: Pick<Sender, 'name' | 'handle' | 'externalId'>,
  taken: readonly string[],
): string {
  const isFree = (text: string) => !isMyself(text) && !taken.some((other) => fold(other) === fold(text));
  if (CALLABLE.test(name) && isFree(name)) return name;
  return handle !== undefined && HANDLE.test(handle) && isFree(handle) ? handle : externalId;
}
