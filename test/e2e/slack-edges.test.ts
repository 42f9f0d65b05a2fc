import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlackScene } from '../support/slack-scene.ts';
import { openSlackScene } from '../support/slack-scene.ts';

let scene: SlackScene;

beforeAll(async () => {
  scene = await openSlackScene();
});

afterAll(() => scene.agency.stop());

const calls = (method: string) => scene.slack.calls.filter((call) => call.method === method);
const stateOf = async (title: string) => (await scene.tasksWith(title))[0]?.state;

describe('Slack at its edges', () => {
  it('never shows a digest to the channel it was asked for in, however long it is', async () => {
    const who = scene.somebody();
    const room = scene.slack.channel('design', [who.self.account.name]);
    for (let i = 1; i <= 12; i++) await who.says(`/task ${'Wide words '.repeat(26)}${i} !urgent 24.11`);
    scene.clock.set('2026-11-27T08:00:00Z');
    await who.says('/friday digest', 'design');
    expect(await who.presses(/^\+1 week$/)).toContain('1 of 12 sorted');
    expect(calls('chat.postMessage').filter(({ args }) => args.channel === room.id)).toEqual([]);
    expect(scene.slack.shownIn('design')).toEqual([]);
  });

  it('gives a task to whoever is mentioned, though their handle looks like the word of somebody else', async () => {
    const first = scene.somebody();
    await first.says('hello');
    const odd = scene.slack.addUser({ name: 'id1', real_name: 'Bob (QA) 2' });
    await first.says('/task For the odd one @id1 tomorrow');
    const told = scene.slack.shownTo('id1');
    expect(told.join('\n')).toContain('For the odd one');
    expect(odd.id).toBeDefined();
  });

  it('asks Slack about few of the people that one message mentions, and of a guest’s about none', async () => {
    const guest = scene.somebody({ is_restricted: true });
    const member = scene.somebody();
    await member.says('hello');
    const crowd = Array.from({ length: 60 }, (_, i) => `<@U0CROWD${String(i).padStart(3, '0')}>`).join(' ');
    const asked = () => calls('users.info').filter(({ args }) => String(args.user).startsWith('U0CROWD')).length;
    for (const [by, most] of [
      [guest, 0],
      [member, 20],
    ] as const) {
      const before = asked();
      const channel = await channelOf(by.id);
      await by.does(() =>
        scene.slack.sendEvent(
          {
            type: 'message',
            channel_type: 'im',
            channel,
            user: by.id,
            ts: scene.slack.world.newTs(),
            text: `hi ${crowd}`,
          },
          { userId: by.id, channelId: channel },
        ),
      );
      expect(asked() - before).toBe(most);
    }
  });

  it('closes nothing behind a form whose opening Slack did not confirm', async () => {
    const who = scene.somebody();
    await who.says('/task Slippery');
    await who.says('/tasks');
    scene.slack.faults.add({ method: 'views.open', fault: { kind: 'dropped' }, times: 1 });
    expect(await who.presses(/^Done$/)).toContain('If no form has opened');
    expect(await stateOf('slippery')).toBe('open');
    await who.submits({ result: 'By the form' });
    expect((await scene.tasksWith('slippery'))[0]).toMatchObject({ state: 'done', result: 'By the form' });
  });

  it('keeps a form open with what is wrong in its one field', async () => {
    const who = scene.somebody();
    await who.says('/task Changeable');
    const number = (await scene.tasksWith('changeable'))[0]?.id;
    await who.says(`/friday edit ${number}`);
    const { errors } = await who.submits({ rest: 'Better #nosuch' });
    expect(Object.values(errors ?? {}).join()).toContain('There is no project #nosuch');
    await who.submits({ rest: 'Better title' });
    expect((await scene.tasksWith('better'))[0]?.title).toBe('Better title');
  });
});

async function channelOf(userId: string): Promise<string> {
  const open = await fetch(`${scene.slack.apiUrl}conversations.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${scene.slack.botToken}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ users: userId }),
  });
  return ((await open.json()) as { channel: { id: string } }).channel.id;
}
