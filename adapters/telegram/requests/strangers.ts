/**
 * Anybody in the world may write to the bot. Whoever is not let in is answered a few times a minute, and all of them
 * together no oftener than leaves room for everybody else.
 */
export interface Strangers {
  /** @returns whether this one is answered now; if so, it counts */
  mayBeAnswered(userId: string): boolean;
}

const MINUTE_MS = 60_000;
const EACH_A_MINUTE = 10;
const ALL_A_MINUTE = 300;

/** @param now milliseconds of a clock that never goes back */
export function createStrangers(now: () => number = () => performance.now()): Strangers {
  let answered = new Map<string, number>();
  let all = 0;
  let since = now();
  return {
    mayBeAnswered(userId) {
      if (now() - since >= MINUTE_MS) {
        answered = new Map();
        all = 0;
        since = now();
      }
      const count = answered.get(userId) ?? 0;
      if (count >= EACH_A_MINUTE || all >= ALL_A_MINUTE) return false;
      answered.set(userId, count + 1);
      all += 1;
      return true;
    },
  };
}
