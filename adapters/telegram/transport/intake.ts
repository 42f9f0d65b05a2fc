import type { Update } from 'telegraf/types';
import type { KeptHere } from '../../../src/chat/chat-adapter.ts';
import { within } from '../../../src/chat/within.ts';
import { NotSavedError } from '../../../src/ports/store.ts';
import type { Log } from '../../../src/ports/world.ts';
import type { CallbackData } from '../callback-data.ts';
import { chatOfUpdate } from './chat-of-update.ts';
import { keptBody } from './kept-body.ts';

/**
 * Shows what there is to answer.
 * @returns false where it was called off, so that it is owed still; `rest`, the same of what goes on after the answer and
 *   the next answer does not wait for
 */
export type Show = () => Promise<boolean | { rest: Promise<boolean> }>;

/** An update whose turn has come: what it asks for is carried out before whatever is handed over after it. */
export interface HandedOver {
  /** resolves when that is committed; rejects where nothing could be written */
  outcome: Show | Promise<Show | undefined>;
}

export interface Intake {
  /**
   * Resolves when Telegram may forget the update: its effect is committed, and its answer is shown or the update is
   * kept. Rejects where neither could be written. The same update again is the same work.
   */
  take(update: Update): Promise<void>;
  /** Goes on with the updates that were kept by an earlier process, before those that come now. */
  resume(): Promise<void>;
  /** Resolves when each update that was taken is answered, or kept where its answer is called off. */
  settle(): Promise<void>;
}

interface IntakeDeps {
  /** Hands over what the update asks for, or does it; resolves when the next one of its chat may be handed over. */
  act: (update: Update) => Promise<HandedOver | undefined>;
  keepsakes: Pick<KeptHere, 'put' | 'updates' | 'remove'>;
  buttons: CallbackData;
  log: Log;
  /** how long an answer may take before its update is kept and Telegram waits no more */
  patienceMs?: number;
}

/**
 * One chat: what is done there happens in order, and so do the answers. What comes next waits neither for them nor for
 * the disk, so that all that was written at once is kept in one go.
 */
interface Lane {
  handedOver: Promise<unknown>;
  /** of those that were handed over last, when each is on the disk or cannot be */
  atWork: Promise<unknown>[];
  shown: Promise<unknown>;
  /** what is out, or asked to be kept; it is kept in order, to be answered in order after a crash */
  shownOrKept: Promise<unknown>;
  /** answers that are not shown yet, whatever goes on after them */
  open: number;
  /** those of them that took too long */
  late: number;
}

/**
 * An update that is at work: `acted` rejects where nothing could be written, `answered` is when the next answer may follow,
 * and `shown` tells whether all of it is there.
 */
interface Begun {
  lane: Lane;
  acted: Promise<Show | undefined>;
  answered: Promise<unknown>;
  shown: Promise<boolean>;
}

const PATIENCE_MS = 500;
/** So many of one chat at most, so that others stand behind no more than that, whatever somebody pours into it. */
const AT_WORK_MAX = 32;

/**
 * Updates of one chat are handled in order, chats do not wait for each other. A crash before an update may be
 * forgotten makes Telegram send it again, and dispatch knows what it has done already; a crash after it finds the
 * update kept.
 */
export function createIntake({ act, keepsakes, buttons, log, patienceMs = PATIENCE_MS }: IntakeDeps): Intake {
  const lanes = new Map<number, Lane>();
  const underWay = new Map<number, Promise<void>>();
  /** those that are kept, until they are answered */
  const owed = new Map<number, Promise<void>>();

  function begin(update: Update): Begun {
    const chat = chatOfUpdate(update);
    const lane = lanes.get(chat) ?? newLane();
    lanes.set(chat, lane);
    lane.open += 1;
    const place = lane.atWork.length < AT_WORK_MAX ? undefined : lane.atWork.shift();
    const turn = place ? Promise.all([place, lane.handedOver]) : lane.handedOver;
    const handedOver = turn.then(() => act(update));
    lane.handedOver = handedOver.catch(() => {});
    const acted = acting(update, handedOver);
    const done = acted.then(
      (show) => ({ show }),
      () => undefined,
    );
    lane.atWork.push(done);
    const answered = Promise.all([done, lane.shown]).then(
      ([done]) => done !== undefined && showing(update, async () => (await done.show?.()) ?? true),
    );
    const shown = answered.then((outcome) =>
      typeof outcome === 'boolean' ? outcome : showing(update, () => outcome.rest),
    );
    lane.shown = answered;
    void answered.then(() => {
      lane.open -= 1;
      if (lane.open === 0) lanes.delete(chat);
    });
    return { lane, acted, answered, shown };
  }

  async function acting(update: Update, handedOver: Promise<HandedOver | undefined>): Promise<Show | undefined> {
    try {
      const work = await handedOver;
      return await work?.outcome;
    } catch (error) {
      // Another time it may be done. Whatever else goes wrong would do so each time.
      if (error instanceof NotSavedError) throw error;
      log.error({ err: error, updateId: update.update_id }, 'an update could not be handled');
      return undefined;
    }
  }

  async function showing<T>(update: Update, show: () => Promise<T>): Promise<T | true> {
    try {
      return await show();
    } catch (error) {
      log.error({ err: error, updateId: update.update_id }, 'an answer could not be shown');
      return true;
    }
  }

  async function taken(update: Update): Promise<void> {
    const begun = begin(update);
    const decided = shownOrKept(update, begun, begun.lane.shownOrKept);
    begun.lane.shownOrKept = decided.catch(() => {});
    await (await decided).kept;
  }

  /** @returns once it is known whether the answer is out in time; where it is not, the update is being kept */
  async function shownOrKept(update: Update, begun: Begun, before: Promise<unknown>) {
    await before;
    await begun.acted;
    // Where an answer before it is late, this one will not be out at once either.
    const outcome = await within(begun.shown, begun.lane.late > 0 ? 0 : patienceMs);
    return outcome?.value ? {} : { kept: keep(update, begun) };
  }

  async function keep(update: Update, begun: Begun): Promise<void> {
    noteLate(begun);
    try {
      await keepsakes.put('update', [{ key: String(update.update_id), body: keptBody(update, buttons) }]);
    } catch (error) {
      log.error({ err: error, updateId: update.update_id }, 'an update could not be kept; Telegram keeps it');
      // If it came again before it is answered, it would be answered twice.
      if (await begun.shown) return;
      throw error;
    }
    forgetOnceShown(update, begun);
  }

  function noteLate({ lane, answered }: Begun): void {
    lane.late += 1;
    void answered.then(() => {
      lane.late -= 1;
    });
  }

  function forgetOnceShown(update: Update, { shown }: Begun): void {
    const forgotten = shown
      .then((isShown) => (isShown ? keepsakes.remove('update', [String(update.update_id)]) : undefined))
      .catch((error: unknown) => log.error({ err: error }, 'an update that was answered is still kept'))
      .finally(() => owed.delete(update.update_id));
    owed.set(update.update_id, forgotten);
  }

  return {
    take(update) {
      const known = underWay.get(update.update_id);
      if (known) return known;
      // Kept already, and its answer is on its way.
      if (owed.has(update.update_id)) return Promise.resolve();
      const work = taken(update).finally(() => underWay.delete(update.update_id));
      underWay.set(update.update_id, work);
      return work;
    },
    async resume() {
      for (const { body } of await keepsakes.updates()) {
        const update = JSON.parse(body) as Update;
        const begun = begin(update);
        noteLate(begun);
        forgetOnceShown(update, begun);
      }
    },
    async settle() {
      while (underWay.size + owed.size > 0) await Promise.allSettled([...underWay.values(), ...owed.values()]);
    },
  };
}

function newLane(): Lane {
  const ready = Promise.resolve();
  return { handedOver: ready, atWork: [], shown: ready, shownOrKept: ready, open: 0, late: 0 };
}
