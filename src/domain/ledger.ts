/** What the ledger's lines are called for people, whose kinds and reasons are written for whoever runs the bot. */

export const MESSAGE_SORTS = [
  'digest',
  'summary',
  'reminder',
  'task',
  'timer',
  'time',
  'morning',
  'evening',
  'several',
  'organisation',
  'other',
] as const;
export type MessageSort = (typeof MESSAGE_SORTS)[number];

const SORT_OF: readonly (readonly [RegExp, MessageSort])[] = [
  [/^digest$/, 'digest'],
  [/^digest-summary$/, 'summary'],
  [/timer/, 'timer'],
  [/^entry-/, 'time'],
  [/^morning/, 'morning'],
  [/^evening/, 'evening'],
  [/^(several|gathered|together)/, 'several'],
  [/remind|deadline|overdue|untaken|^due/, 'reminder'],
  [/^(task-|proposal|nudge|undone|hand-over|urgent)/, 'task'],
  [/^(account-|role-|project-|room-|unreachable)/, 'organisation'],
];

/** @param kind of a delivery */
export function sortOf(kind: string): MessageSort {
  return SORT_OF.find(([pattern]) => pattern.test(kind))?.[1] ?? 'other';
}

export const REASONS = [
  'left',
  'unreachable',
  'elsewhere',
  'missed',
  'joined',
  'over',
  'told',
  'refused',
  'unclear',
  'busy',
] as const;
/** why a message was not sent, or not yet; `other`: as it is recorded */
export type Reason = (typeof REASONS)[number] | 'other';

const REASON_OF: readonly (readonly [RegExp, Reason])[] = [
  [/^the person has left/, 'left'],
  [/^unreachable|last unreachable:/, 'unreachable'],
  [/^nobody sends to/, 'elsewhere'],
  [/^(missed|not sent by the end of) /, 'missed'],
  [/^one person with /, 'joined'],
  [/^it is about no task|^the (task|deadline) (is|has) /, 'over'],
  [/^the digest says /, 'told'],
  [/^rejected:/, 'refused'],
  [/^outcome unknown|^(tried since \S+, last )?unknown:/, 'unclear'],
  [/^(tried since \S+, last )?temporary:/, 'busy'],
];

/** @param recorded of a delivery */
export function reasonOf(recorded: string): Reason {
  return REASON_OF.find(([pattern]) => pattern.test(recorded))?.[1] ?? 'other';
}
