import { expect, it } from 'vitest';
import { keptBody } from '../../../../adapters/telegram/transport/kept-body.ts';

type Update = Parameters<typeof keptBody>[0];
const saying = (text: string) => ({ update_id: 1, message: { message_id: 2, text } }) as Update;

it.each([
  '/start WYhQLhfUqKt4h7qrFXxGuGOyVZM',
  '/start link_WYhQLhfUqKt4h7qrFXxGuGOyVZM',
  '/start@friday_bot WYhQLhfUqKt4h7qrFXxGuGOyVZM',
  '/link WYhQLhfUqKt4h7qrFXxGuGOyVZM yes',
  'link WYhQLhfUqKt4h7qrFXxGuGOyVZM',
  'reply: /start WYhQLhfUqKt4h7qrFXxGuGOyVZM',
  'https://t.me/x?start=WYhQLhfUqKt4h7qrFXxGuGOyVZM',
  'AbCdEfGh:link WYhQLhfUqKt4h7qrFXxGuGOyVZM yes',
  '/LINK\nWYhQLhfUqKt4h7qrFXxGuGOyVZM',
  '/start my-!own"setup\\code-42',
])('keeps no code: %j', (text) => {
  const kept = keptBody(saying(text));
  expect(kept).not.toMatch(/WYhQ|own"|setup/);
  expect(JSON.parse(kept)).toMatchObject({ update_id: 1, message: { message_id: 2 } });
});

it('keeps everything else as it is', () => {
  const update = saying('/task call "Anna" about /start and \u{1f600}\nline two');
  expect(JSON.parse(keptBody(update))).toEqual(update);
});
