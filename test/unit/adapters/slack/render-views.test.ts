import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SlackLook } from '../../../../adapters/slack/render/look.ts';
import { renderHome, renderModal } from '../../../../adapters/slack/render/views.ts';
import { heading, line, type Reply } from '../../../../src/chat/reply.ts';
import { expectGoodView, shownStrings } from './block-limits.ts';
import { longText, randomReply } from './random-reply.ts';

const look: SlackLook = { userId: 'U1', language: 'uk', ownCommands: new Set(['tasks']) };
const long = (count: number): Reply => ({ blocks: Array.from({ length: count }, (_, i) => line(`line ${i}`)) });
const saidBy = (view: ReturnType<typeof renderHome | typeof renderModal>) => shownStrings(view.blocks);

describe('the Home tab', () => {
  it('shows a reply', () => {
    const view = renderHome({ blocks: [heading('Received')] }, look);
    expect(view.type).toBe('home');
    expect(saidBy(view)).toEqual(['Received']);
  });

  it('takes as much as it can hold', () => {
    expect(renderHome(long(100), look).blocks).toHaveLength(100);
  });

  it('says that there is more than it can hold, and how to see it', () => {
    const view = renderHome(long(101), look);
    expect(view.blocks).toHaveLength(100);
    expect(saidBy(view).slice(-2)).toEqual(['Тут поміщається не все. Щоб побачити решту, напишіть ', '/tasks']);
  });

  it('says so too when it would be too large', () => {
    const view = renderHome({ blocks: Array.from({ length: 60 }, () => line('ї'.repeat(3000))) }, look);
    expectGoodView(view);
    expect(saidBy(view).at(-1)).toBe('/tasks');
  });

  it('is never without a block', () => {
    expect(saidBy(renderHome({ blocks: [] }, look))).toEqual(['…']);
  });

  it('keeps within Slack’s limits, whatever the reply', () => {
    fc.assert(
      fc.property(randomReply, (reply) => expectGoodView(renderHome(reply, look))),
      { numRuns: 100 },
    );
  });
});

describe('an answer as a dialog', () => {
  it('has a title, a way to close it and what it is about', () => {
    expect(renderModal({ blocks: [line('Done.')] }, look, 'about', 'A title of more than 24 characters')).toMatchObject(
      {
        type: 'modal',
        callback_id: 'answer',
        private_metadata: 'about',
        title: { text: 'A title of more than 24…' },
        close: { text: 'Закрити' },
      },
    );
  });

  it('keeps within Slack’s limits, whatever the reply', () => {
    fc.assert(
      fc.property(randomReply, longText, (reply, title) =>
        expectGoodView(renderModal(reply, look, 'm'.repeat(3000), title)),
      ),
      { numRuns: 50 },
    );
  });
});
