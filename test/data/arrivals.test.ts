import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_PROFILE } from '../../src/domain/person.ts';
import type { Store, Tx } from '../../src/ports/store.ts';
import { openTestStore } from '../support/store.ts';
import { at, NOW, twoPeople } from './records.ts';

let store: Store;
let close: () => Promise<void>;
beforeEach(async () => {
  ({ store, close } = await openTestStore());
});
afterEach(() => close());

const inOne = <T>(work: (tx: Tx) => Promise<T>) => store.transact(work);

describe('arrivals', () => {
  const request = { platform: 'slack', requestId: 'r1', externalId: 'U1', chatId: 'C1' } as const;

  it('are read with all there is, and nothing where there is nothing', () =>
    inOne(async (tx) => {
      expect(await tx.arrivals.read(request)).toEqual({});
      const { anna } = await twoPeople(tx);
      const identity = await tx.people.addIdentity({
        personId: anna.id,
        platform: 'slack',
        externalId: 'U1',
        handle: 'anna',
        directChat: 'D1',
        createdAt: at(-5),
        unreachableAt: null,
        profile: NO_PROFILE,
        goneAt: null,
      });
      expect(await tx.arrivals.read(request)).toEqual({ identity, person: anna });
      const question = { command: 'task', state: { step: 2, title: 'Банер' }, expiresAt: at(60) };
      await tx.arrivals.ask(request, { ...question, state: null });
      await tx.arrivals.ask(request, question);
      expect(await tx.arrivals.read(request)).toEqual({ identity, person: anna, question });
      expect(await tx.arrivals.read({ ...request, chatId: 'C2' })).toEqual({ identity, person: anna });
      const reply = { blocks: [{ kind: 'heading' as const, text: 'Done' }] };
      await tx.arrivals.markHandled({ ...request, at: NOW, reply });
      expect(await tx.arrivals.read(request)).toEqual({ identity, person: anna, question, handled: { reply } });
      await tx.arrivals.clearQuestion(request);
      expect(await tx.arrivals.read({ ...request, requestId: 'r2' })).toEqual({ identity, person: anna });
      await tx.arrivals.markHandled({ ...request, requestId: 'r2', at: NOW, reply: null });
      expect((await tx.arrivals.read({ ...request, requestId: 'r2' })).handled).toEqual({ reply: null });
    }));

  it('are forgotten when they are old, the oldest first, so many at a time', () =>
    inOne(async (tx) => {
      for (let i = 0; i < 2500; i += 1) {
        await tx.arrivals.markHandled({ platform: 'slack', requestId: `r${i}`, at: at(i), reply: null });
      }
      expect(await tx.arrivals.prune(at(2400), 1000)).toBe(1000);
      expect((await tx.arrivals.read({ ...request, requestId: 'r999' })).handled).toBeUndefined();
      expect((await tx.arrivals.read({ ...request, requestId: 'r1000' })).handled).toBeDefined();
      expect(await tx.arrivals.prune(at(2400), 1000)).toBe(1000);
      expect(await tx.arrivals.prune(at(2400), 1000)).toBe(400);
      expect(await tx.arrivals.prune(at(2400), 1000)).toBe(0);
      expect((await tx.arrivals.read({ ...request, requestId: 'r2399' })).handled).toBeUndefined();
      expect((await tx.arrivals.read({ ...request, requestId: 'r2400' })).handled).toBeDefined();
    }));
});
