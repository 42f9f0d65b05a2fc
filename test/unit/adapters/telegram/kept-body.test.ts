import { expect, it } from 'vitest';
import { createCallbackData } from '../../../../adapters/telegram/callback-data.ts';
import { keptBody } from '../../../../adapters/telegram/transport/kept-body.ts';

type Update = Parameters<typeof keptBody>[0];
const buttons = createCallbackData('1:a');
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
  const kept = keptBody(saying(text), buttons);
  expect(kept).not.toMatch(/WYhQ|own"|setup/);
  expect(JSON.parse(kept)).toMatchObject({ update_id: 1, message: { message_id: 2 } });
});

it('keeps everything else as it is', () => {
  const update = saying('/task call "Anna" about /start and \u{1f600}\nline two');
  expect(JSON.parse(keptBody(update, buttons))).toEqual(update);
});

const pressing = (data: string, from = 7) =>
  ({ update_id: 1, callback_query: { id: '9', from: { id: from }, data, message: { text: 'Join?' } } }) as Update;
const keptPress = (data: string, from?: number): string =>
  JSON.parse(keptBody(pressing(data, from), buttons)).callback_query.data;

it.each(['done 12', 'timer start redesigning #prostor', 'task Restart synchronisation', `note 1 ${'x'.repeat(100)}`])(
  'keeps what a button carries as it is: %s',
  (command) => {
    const data = buttons.of('7', command);
    expect(keptPress(data)).toBe(data);
  },
);

it('keeps a button with a code in it as one of the same person, without the code', () => {
  const data = buttons.of('7', 'link WYhQLhfUqKt4h7qrFXxGuGOyVZM yes');
  expect(buttons.read(keptPress(data), '7')).toEqual({ command: 'link … yes' });
  expect(keptPress(data, 8)).not.toContain('WYhQ');
});
