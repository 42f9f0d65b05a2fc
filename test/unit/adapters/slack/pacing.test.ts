import { describe, expect, it } from 'vitest';
import { createPacing, EVERYTHING } from '../../../../adapters/slack/sending/pacing.ts';
import { createVirtualTime, settled } from '../../../support/virtual-time.ts';

function begun() {
  const time = createVirtualTime();
  const pacing = createPacing(time);
  /** `name@second`, in the order the turns came */
  const went: string[] = [];
  /** Asks for a turn; what comes of it is what it resolves to. */
  function ask(channel: string, name = channel, options: { signal?: AbortSignal; patienceSeconds?: number } = {}) {
    return pacing.turn(channel, options).then(
      () => void went.push(`${name}@${time.now() / 1000}`),
      (error) => error,
    );
  }
  return { time, pacing, went, ask };
}

describe('the pace of messages to Slack', () => {
  it('is one message a second to a channel, after a short burst', async () => {
    const { time, went, ask } = begun();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) ask('C1', name);
    await time.advance(10_000);
    expect(went).toEqual(['a@0', 'b@0', 'c@1', 'd@2', 'e@3', 'f@4']);
  });

  it('is 300 messages a minute in the whole workspace, after a burst, in the order they were asked for', async () => {
    const { time, went, ask } = begun();
    for (let n = 1; n <= 320; n++) ask(`D${n}`);
    await settled();
    expect(went).toHaveLength(20);
    await time.advance(1000);
    expect(went).toHaveLength(25);
    await time.advance(59_000);
    expect(went.map((entry) => entry.split('@')[0])).toEqual(Array.from({ length: 320 }, (_, n) => `D${n + 1}`));
  });

  it('counts a method with a limit of its own apart from messages', async () => {
    const { time, went, ask } = begun();
    for (let n = 1; n <= 60; n++) ask('conversations.open');
    ask('D1');
    await settled();
    expect(went.filter((entry) => entry.startsWith('conversations.open'))).toHaveLength(10);
    expect(went).toContain('D1@0');
    await time.advance(60_000);
    expect(went).toHaveLength(61);
  });

  it('refuses as a call to Slack would', async () => {
    const { pacing, ask } = begun();
    pacing.hold('C1', 29.5);
    const refused = await ask('C1', 'a', { patienceSeconds: 5 });
    expect(refused).toMatchObject({ name: 'SlackApiError', kind: 'limited', retryAfterSeconds: 30 });
    const calledOff = await ask('C2', 'b', { signal: AbortSignal.abort() });
    expect(calledOff).toMatchObject({ name: 'SlackApiError', kind: 'not sent' });
  });
});

describe('a limit that Slack has set', () => {
  it('can hold everything but methods with limits of their own', async () => {
    const { time, pacing, went, ask } = begun();
    pacing.hold(EVERYTHING, 10);
    ask('C1');
    ask('C2');
    ask('conversations.open');
    await time.advance(10_000);
    expect(went).toEqual(['conversations.open@0', 'C1@10', 'C2@10']);
    expect(pacing.heldSeconds('conversations.open')).toBe(0);
  });

  it('of a method does not hold messages', async () => {
    const { pacing } = begun();
    for (const method of ['conversations.open', 'chat.update', 'views.publish']) pacing.hold(method, 30);
    expect(pacing.heldSeconds('C1')).toBe(0);
    expect(pacing.heldSeconds('chat.update')).toBe(30);
  });
});
