import { describe, expect, it } from 'vitest';
import { createSentParts } from '../../../src/chat/sent-parts.ts';

const DAY_MS = 24 * 3600 * 1000;
const PARTS = [{ text: '1' }, { text: '2' }];

function begun() {
  const time = { nowMs: 0 };
  const sentParts = createSentParts(() => time.nowMs);
  const stopped = (to: string, parts: readonly object[], sent = 1, ref = 'first') =>
    sentParts.keep({ ...sentParts.take(to, parts), sent, ref });
  return { time, sentParts, stopped };
}

describe('how far a message of several parts has come', () => {
  it('is nowhere at first', () => {
    expect(begun().sentParts.take('anna', PARTS)).toMatchObject({ sent: 0, ref: '' });
  });

  it('is known to the same message to the same person, once', () => {
    const { sentParts, stopped } = begun();
    stopped('anna', PARTS);
    expect(sentParts.take('ben', PARTS).sent).toBe(0);
    expect(sentParts.take('anna', [...PARTS, { text: '3' }]).sent).toBe(0);
    expect(sentParts.take('anna', structuredClone(PARTS))).toMatchObject({ sent: 1, ref: 'first' });
    expect(sentParts.take('anna', PARTS).sent).toBe(0);
  });

  it('is forgotten after a day: the same words are another message then', () => {
    const { time, sentParts, stopped } = begun();
    stopped('anna', PARTS);
    stopped('ben', PARTS);
    time.nowMs = DAY_MS - 1;
    expect(sentParts.take('anna', PARTS).sent).toBe(1);
    time.nowMs = DAY_MS;
    expect(sentParts.take('ben', PARTS).sent).toBe(0);
  });

  it('is not kept of a message of one part, nor where nothing was sent', () => {
    const { sentParts, stopped } = begun();
    stopped('anna', [{ text: '1' }]);
    expect(sentParts.take('anna', [{ text: '1' }]).sent).toBe(0);
    stopped('anna', PARTS, 0, '');
    expect(sentParts.take('anna', PARTS).sent).toBe(0);
  });

  it('is kept of the latest thousand messages', () => {
    const { sentParts, stopped } = begun();
    for (let n = 0; n <= 1000; n++) stopped(`person ${n}`, PARTS);
    expect(sentParts.take('person 0', PARTS).sent).toBe(0);
    expect(sentParts.take('person 1', PARTS).sent).toBe(1);
    expect(sentParts.take('person 1000', PARTS).sent).toBe(1);
  });
});
