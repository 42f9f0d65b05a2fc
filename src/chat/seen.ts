/** Requests that came to this process. */
export interface Seen {
  /** @returns whether it came for the first time */
  note(requestId: string): boolean;
}

/** Platforms send again within minutes, and replays are taken for as long. */
const GENERATION = 10_000;

/** Two generations: to forget the oldest one by one would be to look past all that were forgotten before. */
export function createSeen(): Seen {
  let young = new Set<string>();
  let old = new Set<string>();
  return {
    note(requestId) {
      if (young.has(requestId) || old.has(requestId)) return false;
      if (young.size >= GENERATION) {
        old = young;
        young = new Set();
      }
      // A text that was cut out of a request would keep all of the request.
      young.add(Buffer.from(requestId).toString());
      return true;
    },
  };
}
