import type { Clock } from '../../../src/ports/world.ts';
import { isObject, type JsonObject } from '../slack/json.ts';

export interface QueuedUpdate {
  id: number;
  /** `message`, `callback_query`, … */
  type: string;
  update: JsonObject;
  /** updates of one chat come one after the other over a webhook, and presses of one person */
  lane: string;
  hasExpired(): boolean;
}

export type UpdateQueue = ReturnType<typeof createUpdateQueue>;

/** Kept only for so long where nobody takes them: messages a day of the clock, presses by the machine's. */
const KEPT_MS = 24 * 3_600_000;
/** Off unless they are asked for. */
const ONLY_ON_REQUEST = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

/** What the bot has not confirmed yet, in order. */
export function createUpdateQueue({ clock, callbackLivesMs }: { clock: Clock; callbackLivesMs: number }) {
  const waiting = new Set<QueuedUpdate>();
  const all = new Map<number, QueuedUpdate>();
  const listeners = new Set<() => void>();
  let nextId = 421_000_001;
  let allowed: ReadonlySet<string> | undefined;

  const isAllowed = (type: string) => (allowed ? allowed.has(type) : !ONLY_ON_REQUEST.has(type));

  function expiry(type: string): () => boolean {
    const askedAtMs = performance.now();
    if (type === 'callback_query') return () => performance.now() - askedAtMs > callbackLivesMs;
    const until = Date.parse(clock.now()) + KEPT_MS;
    return () => Date.parse(clock.now()) > until;
  }

  return {
    /** Kept until it is said otherwise. @param types undefined: as before; empty: those that come by default */
    allow(types: readonly string[] | undefined): void {
      if (types) allowed = types.length > 0 ? new Set(types) : undefined;
    },
    allowed: () => allowed && [...allowed],
    /** @param content an update without its id @returns undefined for a type that the bot does not want */
    add(content: JsonObject): QueuedUpdate | undefined {
      const [type = ''] = Object.keys(content).filter((name) => name !== 'update_id');
      if (!isAllowed(type)) return undefined;
      const update = { update_id: nextId, ...content };
      const queued = { id: nextId, type, update, lane: laneOf(type, content[type]), hasExpired: expiry(type) };
      nextId += 1;
      all.set(queued.id, queued);
      waiting.add(queued);
      for (const listener of listeners) listener();
      return queued;
    },
    /** Listens for what comes. @returns the end of it */
    onAdded(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    waiting(): readonly QueuedUpdate[] {
      for (const one of waiting) if (one.hasExpired()) waiting.delete(one);
      return [...waiting];
    },
    /** All with a lower id are done. An id from the future, as after `startAt`, confirms nothing. */
    confirmBefore(id: number): void {
      if (id > nextId + FUTURE) return;
      for (const one of waiting) if (one.id < id) waiting.delete(one);
    },
    confirm(queued: QueuedUpdate): void {
      waiting.delete(queued);
    },
    drop(): void {
      waiting.clear();
    },
    /** Whatever was sent once, confirmed or not. */
    find: (id: number) => all.get(id),
    startAt(id: number): void {
      nextId = id;
    },
  };
}

/** Offsets so far ahead are taken for those of another count. */
const FUTURE = 10;

function laneOf(type: string, content: unknown): string {
  if (!isObject(content)) return type;
  const who = type === 'callback_query' ? content.from : content.chat;
  return `${type === 'callback_query' ? 'presses' : 'chat'} ${isObject(who) ? who.id : ''}`;
}
