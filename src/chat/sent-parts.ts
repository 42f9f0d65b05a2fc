import { createHash } from 'node:crypto';

/** How far messages of several parts have come, so that one which failed goes on where it stopped. */
export interface SentParts {
  /** @param to whoever it is for. @returns how far the same message to the same person had come, which is then forgotten */
  take(to: string, parts: readonly object[]): Progress;
  /** Kept in memory: after a restart a message is sent as a whole. */
  keep(progress: Progress): void;
}

export interface Progress {
  /** of its parts, from the first one */
  sent: number;
  /** the platform's reference of the first part; '' where none is sent */
  ref: string;
  /** undefined for a message of one part */
  readonly key: string | undefined;
}

/** The same words a week later are another message. */
const KEPT_MS = 24 * 3600 * 1000;
const KEPT_MAX = 1000;

/** @param now milliseconds of a clock that never goes back */
export function createSentParts(now: () => number = () => performance.now()): SentParts {
  const kept = new Map<string, { sent: number; ref: string; atMs: number }>();
  return {
    take(to, parts) {
      const key = parts.length > 1 ? keyOf(to, parts) : undefined;
      const known = key === undefined ? undefined : kept.get(key);
      if (key !== undefined) kept.delete(key);
      if (!known || now() - known.atMs >= KEPT_MS) return { sent: 0, ref: '', key };
      return { sent: known.sent, ref: known.ref, key };
    },
    keep({ sent, ref, key }) {
      if (key === undefined || sent === 0) return;
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size >= KEPT_MAX) kept.delete(oldest);
      kept.set(key, { sent, ref, atMs: now() });
    },
  };
}

function keyOf(to: string, parts: readonly object[]): string {
  return `${to} ${createHash('sha256').update(JSON.stringify(parts)).digest('base64')}`;
}
