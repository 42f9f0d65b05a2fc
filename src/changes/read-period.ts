import type { Call } from '../chat/command.ts';
import { refuse } from '../domain/refusal.ts';
import type { Period } from '../language/period.ts';
import { parsePeriod, swappedPeriod } from '../language/period.ts';

type Asking = Pick<Call, 'person' | 'now'>;

/** @throws UserError where the words are no period, or one that ends before it begins */
export function readPeriod(call: Asking, words: string, command: 'log list' | 'why'): Period {
  const { person, now } = call;
  const period = parsePeriod(words, { now, zone: person.zone, language: person.language });
  if (period) return period;
  ensureNotBackwards(call, words, command);
  return refuse({ kind: 'not a period', typed: words, command });
}

export function ensureNotBackwards({ person, now }: Asking, words: string, command: 'time' | 'log list' | 'why'): void {
  const swapped = swappedPeriod(words, { now, zone: person.zone, language: person.language });
  if (swapped !== undefined) refuse({ kind: 'period backwards', typed: words, swapped, command });
}
