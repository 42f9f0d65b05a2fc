import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TelegramActor, TelegramScene } from '../support/telegram-scene.ts';
import { openTelegramScene } from '../support/telegram-scene.ts';

let scene: TelegramScene;
let anna: TelegramActor;
let messageId = 90_000;

beforeAll(async () => {
  scene = await openTelegramScene();
  anna = await scene.member('anna');
  await anna.says('/task Banner');
});
afterAll(() => scene.stop());

/** Anna passes on what somebody else wrote. */
function forwards(text: string, origin: { type: string; [more: string]: string }) {
  messageId += 1;
  const { id } = anna;
  return anna.does(() =>
    scene.telegram.sendUpdate({
      message: {
        message_id: messageId,
        date: 1_700_000_000,
        chat: { id, type: 'private', first_name: 'Anna' },
        from: { id, is_bot: false, first_name: 'Anna' },
        forward_origin: { date: 1_700_000_000, ...origin },
        text,
      },
    }),
  );
}

it('makes a task of a forwarded message, with who wrote it', async () => {
  const said = await forwards('The logo is blurred', { type: 'hidden_user', sender_user_name: 'A client' });
  expect(said).toContain('The logo is blurred');
  expect(said).toContain('— A client');
});

it.each(['drop 1', '/drop 1', 'done 1 all of it', '/undo'])('does not do what a forwarded %j says', async (text) => {
  await forwards(text, { type: 'hidden_user', sender_user_name: 'Mallory' });
  expect((await scene.tasksWith('banner'))[0]).toMatchObject({ state: 'open', result: null });
});
