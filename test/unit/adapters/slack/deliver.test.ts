import { describe, expect, it } from 'vitest';
import { createDeliver } from '../../../../adapters/slack/sending/deliver.ts';
import { createPacing } from '../../../../adapters/slack/sending/pacing.ts';
import { createWebApi } from '../../../../adapters/slack/sending/web-api.ts';
import type { Outgoing } from '../../../../src/chat/chat-adapter.ts';
import { line, type Reply, textOf } from '../../../../src/chat/reply.ts';
import type { Identity } from '../../../../src/domain/person.ts';
import { DEAD_ADDRESS } from '../../../support/dead-address.ts';
import { keptLog } from '../../../support/kept-log.ts';
import { createVirtualTime, settled } from '../../../support/virtual-time.ts';
import { type Asked, answerJson, limit, refuse, startTinySlack, takePost } from './tiny-slack.ts';

/** Each block is a message of its own. */
function render({ blocks }: Reply) {
  return blocks.map((block) => {
    const text = block.kind === 'text' ? textOf(block.spans) : '';
    return { text, blocks: [{ type: 'section', text: { type: 'plain_text', text } }] };
  });
}

function owed(texts: string[], directChat: string | null = 'D1', externalId = 'U1'): Outgoing {
  const to = { platform: 'slack', externalId, directChat } as Identity;
  return { to, reply: { blocks: texts.map((text) => line(text)) }, language: 'en' };
}

async function begun({ apiUrl = '' } = {}) {
  const slack = await startTinySlack();
  const log = keptLog();
  const time = createVirtualTime();
  const pacing = createPacing(time);
  const api = createWebApi({ token: 'xoxb-hush', apiUrl: apiUrl || slack.apiUrl, log });
  const troubles: (string | undefined)[] = [];
  const learned: string[] = [];
  const deliver = createDeliver({
    api,
    directory: {
      async directChannel(userId, signal) {
        const { channel } = await api.call('conversations.open', { users: userId }, signal ? { signal } : {});
        return channel.id;
      },
      learnDirectChannel: (userId, channelId) => void learned.push(`${userId} ${channelId}`),
    },
    pacing,
    render,
    log,
    noteTrouble: (trouble) => void troubles.push(trouble),
    now: time.now,
  });
  /** What comes of it: the reference, or the kind of the problem. */
  const outcome = (message: Outgoing, signal?: AbortSignal) =>
    deliver(message, signal).then(
      ({ ref }) => ref,
      (error) => error,
    );
  /** The same, while time passes for as long as it waits for its turn. */
  const inTime = (message: Outgoing) => time.until(outcome(message));
  return { slack, log, time, pacing, deliver, outcome, inTime, troubles, learned };
}

describe('a message owed to a person in Slack', () => {
  it('is posted to the direct channel, with no previews of links', async () => {
    const { slack, deliver } = await begun();
    const { ref } = await deliver(owed(['hello']));
    expect(ref).toMatch(/^D1:\d+\.\d{6}$/);
    expect(slack.asked).toHaveLength(1);
    expect(slack.asked[0]?.args).toEqual({
      channel: 'D1',
      text: 'hello',
      blocks: '[{"type":"section","text":{"type":"plain_text","text":"hello"}}]',
      mrkdwn: 'false',
      unfurl_links: 'false',
      unfurl_media: 'false',
    });
  });

  it('goes to the channel that the directory opens where none is known', async () => {
    const { slack, outcome } = await begun();
    slack.answerWith(({ method, args }, response) =>
      method === 'conversations.open'
        ? answerJson(response, { ok: true, channel: { id: `D-${args.users}` } })
        : takePost({ method, args, authorization: '' }, response),
    );
    expect(await outcome(owed(['hello'], null, 'U7'))).toMatch(/^D-U7:/);
  });

  it('is sent in parts, in order, and is known by the first', async () => {
    const { slack, inTime } = await begun();
    slack.answerWith(({ args }, response) => answerJson(response, { ok: true, channel: 'D1', ts: `1.${args.text}` }));
    expect(await inTime(owed(['1', '2', '3']))).toBe('D1:1.1');
    expect(slack.posts()).toEqual(['D1 1', 'D1 2', 'D1 3']);
  });

  it('does not go faster than Slack allows', async () => {
    const { slack, time, outcome } = await begun();
    const sending = outcome(owed(['1', '2', '3']));
    await slack.came(2);
    await time.advance(999);
    expect(slack.posts()).toHaveLength(2);
    await time.advance(1);
    await slack.came(3);
    expect(await sending).toMatch(/^D1:/);
  });

  it('finds the channel anew, once, when the one that was known is gone', async () => {
    const { slack, inTime, learned } = await begun();
    slack.answerWith((asked, response) => {
      if (asked.method === 'conversations.open') return answerJson(response, { ok: true, channel: { id: 'D9' } });
      return asked.args.channel === 'D9' ? takePost(asked, response) : refuse(response, 'channel_not_found');
    });
    expect(await inTime(owed(['hello', 'again']))).toMatch(/^D9:/);
    expect(slack.asked.map(({ method, args }) => `${method} ${args.channel ?? args.users}`)).toEqual([
      'chat.postMessage D1',
      'conversations.open U1',
      'chat.postMessage D9',
      'chat.postMessage D9',
    ]);
    expect(learned).toEqual(['U1 D9']);
  });

  it('cannot reach a person whose new channel is gone as well', async () => {
    const { slack, outcome } = await begun();
    slack.answerWith(({ method }, response) =>
      method === 'conversations.open'
        ? answerJson(response, { ok: true, channel: { id: 'D9' } })
        : refuse(response, 'channel_not_found'),
    );
    expect(await outcome(owed(['hello']))).toMatchObject({ name: 'DeliveryError', kind: 'unreachable' });
    expect(slack.asked).toHaveLength(3);
  });

  it('cannot reach a person whom Slack has disabled', async () => {
    const { slack, outcome } = await begun();
    slack.answerWith((_, response) => refuse(response, 'user_disabled'));
    expect(await outcome(owed(['hello'], null))).toMatchObject({ kind: 'unreachable' });
  });
});

describe('a message that Slack did not take', () => {
  it.each([
    ['the response is lost', 'unknown', (r: Parameters<typeof refuse>[0]) => r.destroy()],
    ['Slack is broken', 'unknown', (r: Parameters<typeof refuse>[0]) => r.writeHead(500).end()],
    ['the answer is no JSON', 'unknown', (r: Parameters<typeof refuse>[0]) => r.end('<html>')],
    ['Slack is not at work', 'temporary', (r: Parameters<typeof refuse>[0]) => refuse(r, 'service_unavailable')],
    ['the message is too long', 'rejected', (r: Parameters<typeof refuse>[0]) => refuse(r, 'msg_too_long')],
  ])('when %s is %s, and is not posted again here', async (_, kind, answer) => {
    const { slack, outcome } = await begun();
    slack.answerWith((_, response) => void answer(response));
    expect(await outcome(owed(['hello']))).toMatchObject({ name: 'DeliveryError', kind });
    await settled();
    expect(slack.posts()).toEqual(['D1 hello']);
  });

  it('is temporary when no connection can be made', async () => {
    const { outcome } = await begun({ apiUrl: `${DEAD_ADDRESS}/api/` });
    expect(await outcome(owed(['hello']))).toMatchObject({ kind: 'temporary' });
  });

  it('is temporary when only the opening of the channel was lost: nothing was posted', async () => {
    const { slack, outcome } = await begun();
    slack.answerWith((_, response) => response.destroy());
    expect(await outcome(owed(['hello'], null))).toMatchObject({ kind: 'temporary' });
  });
});

describe('a limit that Slack sets', () => {
  it('holds its channel and no other, and the message comes back when Slack says', async () => {
    const { slack, time, outcome } = await begun();
    slack.answerWith((asked, response) =>
      asked.args.channel === 'D1' ? limit(response, 30) : takePost(asked, response),
    );
    expect(await outcome(owed(['hello']))).toMatchObject({ kind: 'temporary', retryAfterSeconds: 30 });
    expect(await outcome(owed(['hello'], 'D2', 'U2'))).toMatch(/^D2:/);
    await time.advance(10_000);
    // Refused without a word to Slack, and without a wait.
    expect(await outcome(owed(['hello']))).toMatchObject({ kind: 'temporary', retryAfterSeconds: 20 });
    expect(slack.posts()).toEqual(['D1 hello', 'D2 hello']);
    slack.answerWith(takePost);
    await time.advance(20_000);
    expect(await outcome(owed(['hello']))).toMatch(/^D1:/);
  });

  it('on the opening of channels keeps nobody waiting whose channel is known', async () => {
    const { slack, outcome } = await begun();
    slack.answerWith((asked, response) =>
      asked.method === 'conversations.open' ? limit(response, 30) : takePost(asked, response),
    );
    expect(await outcome(owed(['a'], null, 'U7'))).toMatchObject({ kind: 'temporary', retryAfterSeconds: 30 });
    expect(await outcome(owed(['b'], null, 'U8'))).toMatchObject({ kind: 'temporary', retryAfterSeconds: 30 });
    expect(slack.asked).toHaveLength(1);
    expect(await outcome(owed(['c']))).toMatch(/^D1:/);
  });
});

describe('a message of several parts that failed on its way', () => {
  const failOn = (text: string, answer: (response: Parameters<typeof takePost>[1]) => unknown) => {
    let hasFailed = false;
    return (asked: Asked, response: Parameters<typeof takePost>[1]) => {
      if (hasFailed || asked.args.text !== text) return takePost(asked, response);
      hasFailed = true;
      answer(response);
    };
  };

  it('goes on where it stopped', async () => {
    const { slack, inTime } = await begun();
    slack.answerWith(failOn('2', (response) => refuse(response, 'service_unavailable')));
    expect(await inTime(owed(['1', '2', '3']))).toMatchObject({ kind: 'temporary' });
    expect(await inTime(owed(['1', '2', '3']))).toMatch(/^D1:/);
    expect(slack.posts()).toEqual(['D1 1', 'D1 2', 'D1 2', 'D1 3']);
  });

  it('sends the part again that may have arrived, and none before it', async () => {
    const { slack, inTime } = await begun();
    slack.answerWith(failOn('3', (response) => response.destroy()));
    expect(await inTime(owed(['1', '2', '3']))).toMatchObject({ kind: 'unknown' });
    expect(await inTime(owed(['1', '2', '3']))).toMatch(/^D1:/);
    expect(slack.posts()).toEqual(['D1 1', 'D1 2', 'D1 3', 'D1 3']);
  });

  it('is still known by its first part', async () => {
    const { slack, inTime } = await begun();
    const take = failOn('2', (response) => refuse(response, 'service_unavailable'));
    slack.answerWith((asked, response) =>
      asked.args.text === '2' ? take(asked, response) : answerJson(response, { ok: true, channel: 'D1', ts: '7.1' }),
    );
    await inTime(owed(['1', '2']));
    expect(await inTime(owed(['1', '2']))).toBe('D1:7.1');
  });

  it('is not taken for the same words to another person, nor for other words', async () => {
    const { slack, inTime } = await begun();
    slack.answerWith(failOn('2', (response) => refuse(response, 'service_unavailable')));
    await inTime(owed(['1', '2']));
    await inTime(owed(['1', '2'], 'D2', 'U2'));
    await inTime(owed(['1', 'two']));
    expect(slack.posts()).toEqual(['D1 1', 'D1 2', 'D2 1', 'D2 2', 'D1 1', 'D1 two']);
  });

  it('is sent as a whole when the same words are owed a day later', async () => {
    const { slack, inTime, time } = await begun();
    slack.answerWith(failOn('2', (response) => refuse(response, 'service_unavailable')));
    await inTime(owed(['1', '2']));
    await time.advance(24 * 3600 * 1000);
    await inTime(owed(['1', '2']));
    expect(slack.posts()).toEqual(['D1 1', 'D1 2', 'D1 1', 'D1 2']);
  });

  it('is sent as a whole after it was sent to its end', async () => {
    const { slack, inTime } = await begun();
    slack.answerWith(failOn('2', (response) => refuse(response, 'service_unavailable')));
    await inTime(owed(['1', '2']));
    await inTime(owed(['1', '2']));
    await inTime(owed(['1', '2']));
    expect(slack.posts()).toEqual(['D1 1', 'D1 2', 'D1 2', 'D1 1', 'D1 2']);
  });

  it('is forgotten when Slack will never take the rest', async () => {
    const { slack, inTime } = await begun();
    slack.answerWith(failOn('2', (response) => refuse(response, 'invalid_blocks')));
    expect(await inTime(owed(['1', '2']))).toMatchObject({ kind: 'rejected' });
    await inTime(owed(['1', '2']));
    expect(slack.posts()).toEqual(['D1 1', 'D1 2', 'D1 1', 'D1 2']);
  });
});

describe('a message that is called off', () => {
  it('is temporary when nothing went out', async () => {
    const { slack, pacing, outcome } = await begun();
    expect(await outcome(owed(['hello']), AbortSignal.abort())).toMatchObject({ kind: 'temporary' });
    const controller = new AbortController();
    pacing.hold('D1', 4);
    const sending = outcome(owed(['hello']), controller.signal);
    await settled();
    controller.abort();
    expect(await sending).toMatchObject({ kind: 'temporary' });
    expect(slack.asked).toEqual([]);
  });

  it('is temporary when Slack was silent on the opening of the channel', async () => {
    const { slack, outcome } = await begun();
    slack.answerWith(() => {});
    const controller = new AbortController();
    const sending = outcome(owed(['hello'], null), controller.signal);
    await slack.came(1);
    controller.abort();
    expect(await sending).toMatchObject({ kind: 'temporary' });
  });

  it('is unknown at once when Slack is silent on the message', async () => {
    const { slack, outcome } = await begun();
    slack.answerWith(() => {});
    const controller = new AbortController();
    const sending = outcome(owed(['1', '2']), controller.signal);
    await slack.came(1);
    controller.abort();
    expect(await sending).toMatchObject({ kind: 'unknown' });
    await settled();
    expect(slack.posts()).toEqual(['D1 1']);
  });

  it('is unknown when a part went out, and nothing is sent after it', async () => {
    const { slack, time, outcome } = await begun();
    const controller = new AbortController();
    const sending = outcome(owed(['1', '2', '3']), controller.signal);
    await slack.came(2);
    await time.advance(500);
    controller.abort();
    expect(await sending).toMatchObject({ kind: 'unknown' });
    await time.advance(10_000);
    expect(slack.posts()).toEqual(['D1 1', 'D1 2']);
    expect(await outcome(owed(['1', '2', '3']))).toMatch(/^D1:/);
    expect(slack.posts()).toEqual(['D1 1', 'D1 2', 'D1 3']);
  });
});

describe('a workspace that lets nobody be written to', () => {
  it('costs no message, and is said once when it begins and once when it ends', async () => {
    const { slack, log, inTime, troubles } = await begun();
    slack.answerWith((_, response) => refuse(response, 'messages_tab_disabled'));
    for (const user of ['1', '2', '3']) {
      const problem = await inTime(owed(['hello'], `D${user}`, `U${user}`));
      expect(problem).toMatchObject({ kind: 'temporary', retryAfterSeconds: 900 });
    }
    const errors = () => log.lines.filter(({ level }) => level === 'error');
    expect(errors()).toHaveLength(1);
    expect(JSON.stringify(errors())).toContain('Messages Tab');
    slack.answerWith(takePost);
    await inTime(owed(['hello']));
    await inTime(owed(['hello']));
    expect(troubles).toEqual([expect.stringContaining('messages_tab_disabled'), undefined]);
    expect(log.lines.filter(({ level }) => level === 'info')).toHaveLength(1);
  });

  it('is not taken back by a failure of another kind', async () => {
    const { slack, outcome, troubles } = await begun();
    slack.answerWith((_, response) => refuse(response, 'missing_scope', { needed: 'chat:write' }));
    await outcome(owed(['hello']));
    slack.answerWith((_, response) => response.destroy());
    await outcome(owed(['hello']));
    expect(troubles).toEqual([expect.stringContaining('chat:write')]);
  });
});
