import { describe, expect, it } from 'vitest';
import { createPacing, EVERYTHING, type TurnOptions } from '../../../src/chat/pacing.ts';
import { createVirtualTime, settled } from '../../support/virtual-time.ts';

const PACES = {
  overall: { everyMs: 200, burst: 20 },
  paceOf: (key: string) =>
    key === 'apart' ? { pace: { everyMs: 600, burst: 3 }, isApart: true } : { pace: { everyMs: 1000, burst: 2 } },
  errors: {
    tooLong: (retryAfterSeconds: number) => Object.assign(new Error('too long'), { retryAfterSeconds }),
    calledOff: () => new Error('called off'),
  },
};

function begun() {
  const time = createVirtualTime();
  const pacing = createPacing({ ...PACES, ...time });
  /** `name@second`, in the order the turns came */
  const went: string[] = [];
  /** Asks for a turn; what comes of it is what it resolves to. */
  function ask(chat: string, name = chat, options: TurnOptions = {}) {
    return pacing.turn(chat, options).then(
      () => void went.push(`${name}@${time.now() / 1000}`),
      (error) => error,
    );
  }
  return { time, pacing, went, ask };
}

describe('the pace of messages', () => {
  it('is that of their chat, after a short burst', async () => {
    const { time, went, ask } = begun();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) ask('C1', name);
    await time.advance(10_000);
    expect(went).toEqual(['a@0', 'b@0', 'c@1', 'd@2', 'e@3', 'f@4']);
  });

  it('allows another burst only after a rest', async () => {
    const { time, went, ask } = begun();
    for (const name of ['a', 'b', 'c']) ask('C1', name);
    await time.advance(3000);
    for (const name of ['d', 'e', 'f']) ask('C1', name);
    await time.advance(10_000);
    expect(went).toEqual(['a@0', 'b@0', 'c@1', 'd@3', 'e@3', 'f@4']);
  });

  it('does not let one chat wait for another', async () => {
    const { time, went, ask } = begun();
    for (const name of ['a', 'b', 'c']) ask('C1', name);
    ask('C2');
    await settled();
    expect(went).toEqual(['a@0', 'b@0', 'C2@0']);
    await time.advance(1000);
    expect(went.at(-1)).toBe('c@1');
  });

  it('lets what somebody waits for go before what is only owed, in the same chat too', async () => {
    const { time, went, ask } = begun();
    for (let n = 1; n <= 25; n++) ask(`D${n}`);
    ask('W1', 'W1', { isAwaited: true });
    ask('D23', 'W2', { isAwaited: true });
    ask('W3', 'W3', { isAwaited: true });
    await time.advance(10_000);
    expect(went.slice(20)).toEqual([
      ...['W1@0.2', 'W2@0.4', 'W3@0.6', 'D21@0.8', 'D22@1', 'D23@1.2', 'D24@1.4', 'D25@1.6'],
    ]);
  });

  it('keeps the order of what somebody waits for, and of what is owed', async () => {
    const { time, went, ask } = begun();
    for (let n = 1; n <= 24; n++) ask(`D${n}`);
    for (const name of ['W1', 'W2', 'W3']) ask('D22', name, { isAwaited: true });
    await time.advance(10_000);
    expect(went.slice(20).map((entry) => entry.split('@')[0])).toEqual(['W1', 'W2', 'D21', 'D23', 'D24', 'W3', 'D22']);
  });

  it('asks no patience of an answer for those behind it', async () => {
    const { time, went, ask } = begun();
    for (let n = 1; n <= 60; n++) ask(`D${n}`);
    ask('W', 'W', { isAwaited: true, patienceSeconds: 1 });
    expect(await ask('D61', 'D61', { patienceSeconds: 1 })).toMatchObject({ message: 'too long' });
    await time.advance(1000);
    expect(went[20]).toBe('W@0.2');
  });

  it('is that of all together, after a burst, in the order they were asked for', async () => {
    const { time, went, ask } = begun();
    for (let n = 1; n <= 320; n++) ask(`D${n}`);
    await settled();
    expect(went).toHaveLength(20);
    await time.advance(1000);
    expect(went).toHaveLength(25);
    await time.advance(59_000);
    expect(went.map((entry) => entry.split('@')[0])).toEqual(Array.from({ length: 320 }, (_, n) => `D${n + 1}`));
  });

  it('counts apart what is apart', async () => {
    const { time, went, ask } = begun();
    for (let n = 1; n <= 25; n++) ask('apart');
    ask('D1');
    await settled();
    expect(went).toEqual(['apart@0', 'apart@0', 'apart@0', 'D1@0']);
    for (let n = 2; n <= 20; n++) ask(`D${n}`);
    await settled();
    expect(went).toHaveLength(23);
    await time.advance(22 * 600);
    expect(went).toHaveLength(45);
  });

  it('needs no timer when nobody waits', async () => {
    const { time, went, ask } = begun();
    for (const name of ['a', 'b', 'c']) ask('C1', name);
    await time.advance(1000);
    expect(went).toHaveLength(3);
    expect(time.pending()).toBe(0);
  });

  it('forgets the chats that are at rest', async () => {
    const { time, pacing, ask } = begun();
    for (let n = 0; n < 20_000; n++) {
      ask(`D${n}`);
      await time.advance(200);
    }
    expect(pacing.size()).toBeLessThanOrEqual(1000);
  });

  it('waits with the clock of the machine where no other is given', async () => {
    const pacing = createPacing(PACES);
    const startedAt = performance.now();
    for (let n = 0; n < 3; n++) await pacing.turn('C1');
    expect(performance.now() - startedAt).toBeGreaterThan(900);
  });
});

describe('a turn that is called off', () => {
  it('is refused at once, and those behind it move up', async () => {
    const { time, went, ask } = begun();
    const controller = new AbortController();
    for (const name of ['a', 'b']) ask('C1', name);
    const refused = ask('C1', 'c', { signal: controller.signal });
    ask('C1', 'd');
    await settled();
    controller.abort();
    expect(await refused).toMatchObject({ message: 'called off' });
    await time.advance(10_000);
    expect(went).toEqual(['a@0', 'b@0', 'd@1']);
  });

  it('is refused also where it could begin now', async () => {
    const { time, went, ask } = begun();
    expect(await ask('C1', 'a', { signal: AbortSignal.abort() })).toMatchObject({ message: 'called off' });
    for (const name of ['b', 'c']) ask('C1', name);
    await time.advance(0);
    expect(went).toEqual(['b@0', 'c@0']);
  });

  it('leaves no timer behind', async () => {
    const { time, pacing, ask } = begun();
    const controller = new AbortController();
    pacing.hold('C1', 600);
    ask('C1', 'a', { signal: controller.signal });
    expect(time.pending()).toBe(1);
    controller.abort();
    expect(time.pending()).toBe(0);
  });
});

describe('a limit that a platform has set', () => {
  it('holds its chat for as long as the platform says, and no other', async () => {
    const { time, pacing, went, ask } = begun();
    pacing.hold('C1', 30);
    ask('C1');
    ask('C2');
    await time.advance(29_999);
    expect(went).toEqual(['C2@0']);
    await time.advance(1);
    expect(went).toEqual(['C2@0', 'C1@30']);
  });

  it('holds those that wait already', async () => {
    const { time, pacing, went, ask } = begun();
    for (const name of ['a', 'b', 'c', 'd']) ask('C1', name);
    pacing.hold('C1', 5);
    await time.advance(10_000);
    expect(went.at(-1)).toBe('d@5');
  });

  it('is not shortened by a later word', async () => {
    const { pacing } = begun();
    pacing.hold('C1', 30);
    pacing.hold('C1', 1);
    expect(pacing.heldSeconds('C1')).toBe(30);
  });

  it('can hold everything but what is apart', async () => {
    const { time, pacing, went, ask } = begun();
    pacing.hold(EVERYTHING, 10);
    ask('C1');
    ask('C2');
    ask('apart');
    await time.advance(10_000);
    expect(went).toEqual(['apart@0', 'C1@10', 'C2@10']);
    expect(pacing.heldSeconds('apart')).toBe(0);
  });

  it('is taken for one of all chats when it meets several at the same time', async () => {
    const { time, pacing, went, ask } = begun();
    pacing.hold('C1', 30);
    pacing.hold('C2', 30);
    expect(pacing.heldSeconds('C4')).toBe(0);
    pacing.hold('C3', 20);
    expect(pacing.heldSeconds('C4')).toBe(20);
    ask('C4');
    await time.advance(20_000);
    expect(went).toEqual(['C4@20']);
  });

  it('of what is apart holds nothing else', async () => {
    const { pacing } = begun();
    pacing.hold('apart', 30);
    for (const chat of ['C1', 'C2']) pacing.hold(chat, 10);
    expect(pacing.heldSeconds('C4')).toBe(0);
    expect(pacing.heldSeconds('apart')).toBe(30);
  });
});

describe('patience', () => {
  it('refuses at once what would take longer, and says how long', async () => {
    const { time, pacing, went, ask } = begun();
    pacing.hold('C1', 29.5);
    const refused = await ask('C1', 'a', { patienceSeconds: 5 });
    expect(refused).toMatchObject({ message: 'too long', retryAfterSeconds: 30 });
    ask('C2', 'b', { patienceSeconds: 5 });
    await time.advance(0);
    expect(went).toEqual(['b@0']);
  });

  it('counts those that wait before', async () => {
    const { time, went, ask } = begun();
    for (let n = 0; n < 6; n++) ask('C1');
    expect(await ask('C1', 'late', { patienceSeconds: 4 })).toMatchObject({
      message: 'too long',
      retryAfterSeconds: 5,
    });
    await time.advance(10_000);
    expect(went).toHaveLength(6);
  });

  it('counts nobody who waits for a chat of their own until later', async () => {
    const { time, pacing, went, ask } = begun();
    pacing.hold('held', 60);
    for (let n = 0; n < 200; n++) {
      ask('held', `h${n}`, { isAwaited: true });
      ask('slow', `s${n}`, { isAwaited: true });
    }
    ask('C1', 'C1', { patienceSeconds: 1 });
    await time.advance(1000);
    expect(went).toContain('C1@0');
  });

  it('counts those whose own chat is free by then, and says how long they take together', async () => {
    const { pacing, ask } = begun();
    pacing.hold('held', 60);
    pacing.hold('soon', 2);
    for (let n = 1; n <= 40; n++) ask(`D${n}`, `D${n}`, { isAwaited: true });
    for (const chat of ['soon', 'soon', 'held', 'held']) ask(chat, chat, { isAwaited: true });
    // 20 went at once, 20 go in 4 s, two more of the chat that is free by then, and then it is its turn.
    expect(await ask('C1', 'C1', { patienceSeconds: 1 })).toMatchObject({ message: 'too long', retryAfterSeconds: 5 });
    expect(pacing.heldSeconds('C1')).toBe(0);
  });

  it('ends for those that wait already when a limit is set', async () => {
    const { time, pacing, went, ask } = begun();
    for (const name of ['a', 'b']) ask('C1', name);
    const impatient = ask('C1', 'd', { patienceSeconds: 5 });
    ask('C1', 'e');
    pacing.hold('C1', 30);
    expect(await impatient).toMatchObject({ message: 'too long', retryAfterSeconds: 30 });
    await time.advance(60_000);
    expect(went.at(-1)).toBe('e@30');
  });
});
