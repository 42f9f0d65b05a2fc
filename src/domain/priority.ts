/** From least to most pressing: the place in this list is the rank. */
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** The next lower one; low stays low. */
export function lowerThan(priority: Priority): Priority {
  return PRIORITIES[Math.max(0, PRIORITIES.indexOf(priority) - 1)] ?? 'low';
}
