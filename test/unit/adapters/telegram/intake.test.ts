import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'telegraf/types';
import { describe, expect, it } from 'vitest';
import { createCallbackData } from '../../../../adapters/telegram/callback-data.ts';
import type { Show } from '../../../../adapters/telegram/transport/intake.ts';
import { createIntake } from '../../../../adapters/telegram/transport/intake.ts';
import { NotSavedError } from '../../../../src/ports/store.ts';
import { keptLog } from '../../../support/kept-log.ts';

const PATIENCE_MS = 30;

function updateOf(id: number, chatId = 1): Update {
  const chat = { id: chatId, type: 'private', first_name: 'Anna' } as const;
  return { update_id: id, message: { message_id: id, date: 0, chat, text: String(id) } } as Update;
}

/** Something that is ended from outside. */
function createGate<T>() {
  let pass: (value: T) => void = () => {};
  let fail: (error: unknown) => void = () => {};
  const passed = new Promise<T>((resolve, reject) => {
    pass = resolve;
    fail = reject;
  });
  return { passed, pass, fail };
}

interface Acts {
  /** once it is handed over; default: what is acted on is shown at once */
  act?: (update: Update) => Promise<Show | undefined>;
  /** what has to be known before it can be handed over; default: nothing */
  handOver?: (update: Update) => Promise<void>;
}

function createBench({ act = async () => undefined, handOver = async () => {} }: Acts = {}) {
  const kept = new Map<string, string>();
  const events: string[] = [];
  const log = keptLog();
  const disk = { isFull: false, isFree: Promise.resolve() };
  /** what was to be kept, in the order in which that was asked for */
  const asked: string[] = [];
  const write = (how: () => void) => {
    if (disk.isFull) throw new NotSavedError('Not saved: the disk is full');
    how();
  };
  const keepsakes = {
    async put(_kind: string, items: readonly { key: string; body: string }[]) {
      asked.push(...items.map(({ key }) => key));
      await disk.isFree;
      write(() => {
        for (const { key, body } of items) kept.set(key, body);
      });
    },
    updates: async () => [...kept].map(([key, body]) => ({ key, body })),
    async remove(_kind: string, keys: readonly string[]) {
      write(() => {
        for (const key of keys) kept.delete(key);
      });
    },
  };
  const intake = createIntake({
    async act(update) {
      await handOver(update);
      events.push(`act ${update.update_id}`);
      const outcome = act(update).then((show) => async () => {
        const isShown = (await show?.()) ?? true;
        events.push(`${isShown ? 'shown' : 'called off'} ${update.update_id}`);
        return isShown;
      });
      return { outcome };
    },
    keepsakes,
    buttons: createCallbackData('1:a'),
    log,
    patienceMs: PATIENCE_MS,
  });
  return { intake, events, log, disk, asked, kept, keptIds: () => [...kept.keys()] };
}

/** @returns how it stands with it after everything that is at hand is done */
async function stateOf(work: Promise<void>): Promise<'taken' | 'waits' | 'refused'> {
  const states = [
    work.then(
      () => 'taken' as const,
      () => 'refused' as const,
    ),
    sleep(1).then(() => 'waits' as const),
  ];
  return Promise.race(states);
}

describe('an update', () => {
  it('is taken when its answer is shown, and then nothing is kept of it', async () => {
    const gate = createGate<boolean>();
    const { intake, keptIds } = createBench({ act: async () => () => gate.passed });
    const taking = intake.take(updateOf(1));
    expect(await stateOf(taking)).toBe('waits');
    gate.pass(true);
    expect(await stateOf(taking)).toBe('taken');
    expect(keptIds()).toEqual([]);
  });

  it('is not taken before what it asks for is done, however long that takes', async () => {
    const gate = createGate<undefined>();
    const { intake, keptIds } = createBench({ act: () => gate.passed });
    const taking = intake.take(updateOf(1));
    await sleep(3 * PATIENCE_MS);
    expect(await stateOf(taking)).toBe('waits');
    expect(keptIds()).toEqual([]);
    gate.pass(undefined);
    expect(await stateOf(taking)).toBe('taken');
  });

  it('is kept when its answer takes long, and no longer than until it is shown', async () => {
    const gate = createGate<boolean>();
    const { intake, keptIds } = createBench({ act: async () => () => gate.passed });
    await intake.take(updateOf(1));
    expect(keptIds()).toEqual(['1']);
    gate.pass(true);
    await intake.settle();
    expect(keptIds()).toEqual([]);
  });

  it('is the same work when it comes once more meanwhile', async () => {
    const gate = createGate<boolean>();
    const { intake, events } = createBench({ act: async () => () => gate.passed });
    const takes = [intake.take(updateOf(1)), intake.take(updateOf(1))];
    gate.pass(true);
    await Promise.all(takes);
    expect(events).toEqual(['act 1', 'shown 1']);
  });

  it('that cannot be understood is given up on', async () => {
    const { intake, keptIds, log } = createBench({
      act: async () => {
        throw new TypeError('no such thing');
      },
    });
    await intake.take(updateOf(1));
    await intake.take({ update_id: 2 } as Update);
    expect(keptIds()).toEqual([]);
    expect(log.lines.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      'error: an update could not be handled',
      'error: an update could not be handled',
    ]);
  });

  it('is not taken where nothing can be saved, and is done when it comes again', async () => {
    let tries = 0;
    const { intake, events, keptIds } = createBench({
      act: async () => {
        tries += 1;
        if (tries < 3) throw new NotSavedError('Not saved: the disk is full');
        return undefined;
      },
    });
    await expect(intake.take(updateOf(1))).rejects.toThrow(NotSavedError);
    await expect(intake.take(updateOf(1))).rejects.toThrow(NotSavedError);
    await intake.take(updateOf(1));
    expect(events).toEqual(['act 1', 'act 1', 'act 1', 'shown 1']);
    expect(keptIds()).toEqual([]);
  });

  it('that cannot be kept is taken when its answer is shown', async () => {
    const gate = createGate<boolean>();
    const { intake, disk, keptIds } = createBench({ act: async () => () => gate.passed });
    disk.isFull = true;
    const taking = intake.take(updateOf(1));
    await sleep(3 * PATIENCE_MS);
    expect(await stateOf(taking)).toBe('waits');
    gate.pass(true);
    expect(await stateOf(taking)).toBe('taken');
    expect(keptIds()).toEqual([]);
  });

  it('that cannot be kept and whose answer is called off is not taken', async () => {
    const { intake, disk } = createBench({ act: async () => async () => false });
    disk.isFull = true;
    await expect(intake.take(updateOf(1))).rejects.toThrow(NotSavedError);
  });

  it('whose answer is called off is kept', async () => {
    const { intake, keptIds } = createBench({ act: async () => async () => false });
    await intake.take(updateOf(1));
    await intake.settle();
    expect(keptIds()).toEqual(['1']);
  });

  it('whose answer cannot even be made is given up on, and what comes after it is shown', async () => {
    const { intake, events, keptIds } = createBench({
      act:
        async ({ update_id: id }) =>
        async () => {
          if (id === 1) throw new TypeError('no such thing');
          return true;
        },
    });
    await Promise.all([intake.take(updateOf(1)), intake.take(updateOf(2))]);
    expect(events).toEqual(['act 1', 'act 2', 'shown 2']);
    await intake.settle();
    expect(keptIds()).toEqual([]);
  });
});

describe('updates of one chat', () => {
  it('are done in order, and shown in order, and the first need not be shown before the next is done', async () => {
    const gates = [createGate<boolean>(), createGate<boolean>(), createGate<boolean>()];
    const { intake, events, keptIds } = createBench({
      act: async ({ update_id: id }) => {
        await sleep(10 - 4 * id);
        return () => gates[id]?.passed ?? Promise.resolve(true);
      },
    });
    const takes = [0, 1, 2].map((id) => intake.take(updateOf(id)));
    await sleep(15);
    for (const gate of gates.toReversed()) gate.pass(true);
    await Promise.all(takes);
    await intake.settle();
    expect(events.filter((event) => event.startsWith('act'))).toEqual(['act 0', 'act 1', 'act 2']);
    expect(events.filter((event) => event.startsWith('shown'))).toEqual(['shown 0', 'shown 1', 'shown 2']);
    expect(keptIds()).toEqual([]);
  });

  it('are done in order also where something has to be known of the first before it can be', async () => {
    const gate = createGate<void>();
    const { intake, events } = createBench({
      handOver: ({ update_id: id }) => (id === 0 ? gate.passed : Promise.resolve()),
    });
    const takes = [0, 1].map((id) => intake.take(updateOf(id)));
    await sleep(1);
    expect(events).toEqual([]);
    gate.pass();
    await Promise.all(takes);
    expect(events).toEqual(['act 0', 'act 1', 'shown 0', 'shown 1']);
  });

  it('are done before those before them are known to be on the disk, and shown after them', async () => {
    const gate = createGate<undefined>();
    const { intake, events } = createBench({
      act: ({ update_id: id }) => (id === 0 ? gate.passed : Promise.resolve(undefined)),
    });
    const takes = [0, 1].map((id) => intake.take(updateOf(id)));
    await sleep(1);
    expect(events).toEqual(['act 0', 'act 1']);
    gate.pass(undefined);
    await Promise.all(takes);
    expect(events).toEqual(['act 0', 'act 1', 'shown 0', 'shown 1']);
  });

  it('do not wait for what goes on after the answer before them, which is kept until it is over', async () => {
    const gate = createGate<boolean>();
    const { intake, events, keptIds, disk, log } = createBench({
      act:
        async ({ update_id: id }) =>
        async () => {
          return id === 0 ? { rest: gate.passed } : true;
        },
    });
    const first = intake.take(updateOf(0));
    await intake.take(updateOf(1));
    expect(events).toEqual(['act 0', 'act 1', 'shown 0', 'shown 1']);
    await first;
    expect(keptIds()).toEqual(['0']);
    // It is not kept: its answer is out in time.
    disk.isFull = true;
    await intake.take(updateOf(2));
    expect(log.lines).toEqual([]);
    disk.isFull = false;
    gate.pass(true);
    await intake.settle();
    expect(keptIds()).toEqual([]);
  });

  it('stay kept where what goes on after the answer is called off, and not where it went wrong', async () => {
    const { intake, keptIds } = createBench({
      act:
        async ({ update_id: id }) =>
        async () => ({
          rest:
            id === 0 ? Promise.resolve(false) : sleep(2 * PATIENCE_MS).then(() => Promise.reject(new TypeError('no'))),
        }),
    });
    await Promise.all([0, 1].map((id) => intake.take(updateOf(id))));
    await intake.settle();
    expect(keptIds()).toEqual(['0']);
  });

  it('are kept in order, also where the first was given more time', async () => {
    const gate = createGate<boolean>();
    const { intake, keptIds } = createBench({
      act:
        async ({ update_id: id }) =>
        () =>
          id === 0 ? gate.passed : Promise.resolve(true),
    });
    await Promise.all([0, 1, 2].map((id) => intake.take(updateOf(id))));
    expect(keptIds()).toEqual(['0', '1', '2']);
    gate.pass(true);
    await intake.settle();
    expect(keptIds()).toEqual([]);
  });

  it('are kept side by side, not each when the one before it is on the disk', async () => {
    const gate = createGate<boolean>();
    const { intake, asked, keptIds, disk } = createBench({ act: async () => () => gate.passed });
    const written = createGate<void>();
    disk.isFree = written.passed;
    const takes = [0, 1, 2].map((id) => intake.take(updateOf(id)));
    await sleep(3 * PATIENCE_MS);
    expect(asked).toEqual(['0', '1', '2']);
    expect(keptIds()).toEqual([]);
    written.pass();
    await Promise.all(takes);
    expect(keptIds()).toEqual(['0', '1', '2']);
    gate.pass(true);
    await intake.settle();
  });

  it('stand in front of others by no more than 32, however many there are', async () => {
    const gate = createGate<undefined>();
    const { intake, events } = createBench({ act: () => gate.passed });
    const takes = Array.from({ length: 100 }, (_, id) => intake.take(updateOf(id)));
    await sleep(1);
    expect(events).toEqual(Array.from({ length: 32 }, (_, id) => `act ${id}`));
    gate.pass(undefined);
    await Promise.all(takes);
    expect(events.filter((event) => event.startsWith('act'))).toEqual(
      Array.from({ length: 100 }, (_, id) => `act ${id}`),
    );
  });

  it('are not kept where they come together and each is answered in time', async () => {
    const { intake, disk, log } = createBench({
      act: async () => async () => {
        await sleep(1);
        return true;
      },
    });
    disk.isFull = true;
    await Promise.all([0, 1, 2].map((id) => intake.take(updateOf(id))));
    expect(log.lines).toEqual([]);
  });

  it('do not wait for those of another one', async () => {
    const gate = createGate<undefined>();
    const { intake, events } = createBench({
      act: ({ update_id: id }) => (id === 1 ? gate.passed : Promise.resolve(undefined)),
    });
    const slow = intake.take(updateOf(1, 1));
    await intake.take(updateOf(2, 2));
    expect(events).toEqual(['act 1', 'act 2', 'shown 2']);
    expect(await stateOf(slow)).toBe('waits');
    gate.pass(undefined);
    await slow;
  });

  it('go on after one that could not be saved', async () => {
    const { intake, events } = createBench({
      act: async ({ update_id: id }) => {
        if (id === 1) throw new NotSavedError('Not saved: the disk is full');
        return undefined;
      },
    });
    const outcomes = await Promise.allSettled([intake.take(updateOf(1)), intake.take(updateOf(2))]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    await intake.settle();
    expect(events).toEqual(['act 1', 'act 2', 'shown 2']);
  });
});

describe('updates that were kept by an earlier process', () => {
  it('are shown before those that come now', async () => {
    const { intake, events, kept, keptIds } = createBench({ act: async () => async () => true });
    for (const id of [7, 3]) kept.set(String(id), JSON.stringify(updateOf(id)));
    await intake.resume();
    await intake.take(updateOf(1));
    await intake.settle();
    expect(events.filter((event) => event.startsWith('shown'))).toEqual(['shown 7', 'shown 3', 'shown 1']);
    expect(keptIds()).toEqual([]);
  });

  it('stay kept where they are called off again, or cannot be saved', async () => {
    const { intake, kept, keptIds } = createBench({
      act: async ({ update_id: id }) => {
        if (id === 1) throw new NotSavedError('Not saved: the disk is full');
        return async () => false;
      },
    });
    for (const id of [1, 2]) kept.set(String(id), JSON.stringify(updateOf(id)));
    await intake.resume();
    await intake.settle();
    expect(keptIds()).toEqual(['1', '2']);
  });
});
