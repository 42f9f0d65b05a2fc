import type { Person } from '../../src/domain/person.ts';
import type { Task } from '../../src/domain/task.ts';
import type { Digest } from '../../src/ports/messages.ts';
import { compare, leaksIn, markersIn } from './permission-checks.ts';
import type { Expectation, Matter } from './permission-matrix.ts';
import { sees } from './permission-matrix.ts';
import type { World } from './permission-world.ts';
import { MISSING_DIGEST, MISSING_TASK } from './permission-world.ts';
import type { Outcome } from './try-out.ts';

/** What came of one thing that somebody did in a messenger. */
export interface Seen extends Outcome {
  /** how often the product was asked */
  asked: number;
  /** all that came before their eyes: texts, labels and what stands behind buttons */
  shown: string;
  /** everything that left the bot for it, whether shown or not */
  sent: string;
}

/** Somebody does something about a task. */
interface Try {
  person: Person;
  task: Task;
  about: string;
  expects: (matter: Matter) => Expectation;
  seen: Seen;
  /** the same about a number that nothing has */
  missing: () => Promise<Seen>;
}

/** Somebody does something about a task in a digest. */
interface VerdictTry extends Try {
  digest: Digest;
  /** the same in a digest with a number that nothing has */
  missingDigest: () => Promise<Seen>;
}

/** Holds what people see in a messenger against the matrix. @param present who may do something there */
export function createJury(world: World, present: readonly Person[], random: () => number) {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

  /** Nothing of a hidden task reaches the reader, in words or in what lies behind buttons and forms. */
  function leaked(person: Person, { shown, sent }: Pick<Seen, 'shown' | 'sent'>, asked?: number): string[] {
    return [...leaksIn(world, person, shown, asked), ...markersIn(world, person, sent)];
  }

  function compared({ person, task, expects, seen }: Try): string[] {
    const proposal = world.proposals.get(task.id);
    return compare(world, task, expects({ world, person, task, proposal }), seen);
  }

  const named = ({ person, about }: Try, faults: readonly string[]) =>
    faults.map((fault) => `${person.name} (${person.role}) ${about}: ${fault}`);

  return {
    pick,
    leaked,
    /** Somebody, and a task that they see about as often as not. */
    pair(): { person: Person; task: Task } {
      const person = pick(present);
      const wantsSeen = random() < 0.5;
      const tasks = world.tasks.filter((task) => sees(world, person, task) === wantsSeen);
      return { person, task: tasks.length > 0 ? pick(tasks) : pick(world.tasks) };
    },
    /** Most often one of their own. */
    digestFor(person: Person): Digest {
      const own = world.digests.filter(({ personId }) => personId === person.id);
      return random() < 0.7 ? pick(own) : pick(world.digests);
    },
    /** What is wrong with it, in words. */
    async judged(one: Try): Promise<string[]> {
      const { person, task, seen, missing } = one;
      const wrong = leaked(person, seen, task.id);
      if (seen.asked !== 1) wrong.push(`asks the product ${seen.asked} times`);
      if (sees(world, person, task)) wrong.push(...compared(one));
      else wrong.push(...readsLike(seen, task.id, await missing(), MISSING_TASK));
      return named(one, wrong);
    },
    /** The same, where only the owner of the digest has a say, about what is in it. */
    async judgedVerdict(one: VerdictTry): Promise<string[]> {
      const { person, task, digest, seen, missing, missingDigest } = one;
      const isIn = digest.personId === person.id && [...digest.received, ...digest.given].includes(task.id);
      const wrong = leaked(person, seen, task.id);
      if (isIn && sees(world, person, task)) wrong.push(...compared(one));
      else if (isIn) wrong.push(...readsLike(seen, task.id, await missing(), MISSING_TASK));
      else wrong.push(...readsLike(seen, digest.id, await missingDigest(), MISSING_DIGEST));
      return named(one, wrong);
    },
  };
}

export type Jury = ReturnType<typeof createJury>;

/** Hidden reads like missing on the screen too, apart from the number, and nothing is kept. */
function readsLike(hidden: Seen, number: number, missing: Seen, noNumber: number): string[] {
  const plain = (seen: Seen, of: number) => seen.shown.replaceAll(new RegExp(`\\b${of}\\b`, 'g'), 'N');
  const faults: string[] = [];
  if (plain(hidden, number) !== plain(missing, noNumber)) {
    faults.push(`shows ${hidden.shown}, and for none ${missing.shown}`);
  }
  if (hidden.writes.length + missing.writes.length > 0) faults.push('something is written');
  return faults;
}

/** Resolves when it is so. @param what is awaited, for the error */
export async function untilSeen(isSo: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 5000;
  for (let i = 0; !isSo(); i++) {
    if (performance.now() > end) throw new Error(`Nobody saw ${what}`);
    await new Promise((resolve) => (i < 50 ? setImmediate(resolve) : setTimeout(resolve, 1)));
  }
}
