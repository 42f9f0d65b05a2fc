import { describe, expect, it, onTestFinished } from 'vitest';
import { createDeliver } from '../../../../adapters/slack/sending/deliver.ts';
import { createPacing } from '../../../../adapters/slack/sending/pacing.ts';
import { createWebApi } from '../../../../adapters/slack/sending/web-api.ts';
import type { Outgoing } from '../../../../src/chat/chat-adapter.ts';
import { line, type Reply, textOf } from '../../../../src/chat/reply.ts';
import type { Identity } from '../../../../src/domain/person.ts';
import { silentLog } from '../../../../src/log.ts';
import { startFakeSlack } from '../../../fakes/slack/fake-slack.ts';

/** Each block is a message of its own. */
function render({ blocks }: Reply) {
  return blocks.map((block) => {
    const text = block.kind === 'text' ? textOf(block.spans) : '';
    return { text, blocks: [{ type: 'section', text: { type: 'plain_text', text } }] };
  });
}

async function begun() {
  const slack = await startFakeSlack({ hasLimits: true });
  onTestFinished(() => slack.stop());
  const api = createWebApi({ token: slack.botToken, apiUrl: slack.apiUrl, log: silentLog });
  const deliver = createDeliver({
    api,
    directory: {
      async directChannel(userId, signal) {
        const { channel } = await api.call('conversations.open', { users: userId }, signal ? { signal } : {});
        return channel.id;
      },
      learnDirectChannel() {},
    },
    pacing: createPacing(),
    render,
    log: silentLog,
  });
  return { slack, deliver };
}

function owed(externalId: string, texts: string[]): Outgoing {
  const to = { platform: 'slack', externalId, directChat: null as string | null } as Identity;
  return { to, reply: { blocks: texts.map((text) => line(text)) }, language: 'en' };
}

describe('messages to a Slack with limits', () => {
  it('all arrive, in order, and Slack need not say once that there are too many', async () => {
    const { slack, deliver } = await begun();
    const people = Array.from({ length: 20 }, (_, n) => slack.user(`person${n}`));
    await Promise.all([
      ...people.slice(1).map(({ id }) => deliver(owed(id, ['hello']))),
      deliver(owed(people[0]?.id ?? '', ['1', '2', '3', '4', '5'])),
    ]);
    const posts = slack.calls.filter(({ method }) => method === 'chat.postMessage');
    expect(posts).toHaveLength(24);
    expect(slack.calls.map(({ outcome }) => outcome)).toEqual(slack.calls.map(() => 'ok'));
    const parts = posts.map(({ args }) => String(args.text)).filter((text) => text !== 'hello');
    expect(parts).toEqual(['1', '2', '3', '4', '5']);
    slack.expectNoViolations();
  });

  it('wait when the app may not write to people', async () => {
    const { slack, deliver } = await begun();
    slack.tabs.messages = false;
    const message = owed(slack.user('anna').id, ['hello']);
    await expect(deliver(message)).rejects.toMatchObject({ name: 'DeliveryError', kind: 'temporary' });
    slack.tabs.messages = true;
    await deliver(message);
    expect(slack.shownTo('anna')).toHaveLength(1);
  });
});
