/** What somebody says next: `task` wants a title and a person in the words of their platform. */
export interface Turn {
  person: number;
  command: 'task' | 'tasks' | 'timer';
  text: string;
}

/**
 * People create tasks, look at theirs and start and stop timers, in turn.
 * @param speakers so many, from the person with the number `first` on; not a multiple of three
 * @param people of the whole world
 */
export function turnOf(
  nth: number,
  { speakers, first, people }: { speakers: number; first: number; people: number },
): Turn {
  const person = first + (nth % speakers);
  if (nth % 3 === 0) return { person, command: 'task', text: '' };
  if (nth % 3 === 1) return { person, command: 'tasks', text: '' };
  // The same person's turn with the timer comes every third round.
  const starts = Math.floor(nth / (3 * speakers)) % 2 === 0;
  return { person, command: 'timer', text: starts ? `start ${10 * people + person - 1} layout` : 'stop' };
}
