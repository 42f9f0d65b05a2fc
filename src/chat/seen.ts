/** Requests that came to this process. */
export interface Seen {
  /** @returns whether it came for the first time */
  note(requestId: string): boolean;
}

/** Platforms send again within minutes, so that what came longer ago is not asked for. */
const SEEN_MAX = 10_000;

export function createSeen(): Seen {
  const ids = new Set<string>();
  return {
    note(requestId) {
      if (ids.has(requestId)) return false;
      const [oldest] = ids;
      if (oldest !== undefined && ids.size >= SEEN_MAX) ids.delete(oldest);
      // A text that was cut out of a request would keep all of the request.
      ids.add(Buffer.from(requestId).toString());
      return true;
    },
  };
}
