import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeSlack, startFakeSlack } from '../../fakes/slack/fake-slack.ts';
import { type FakeTelegram, startFakeTelegram } from '../../fakes/telegram/fake-telegram.ts';

/** The smallest head of a PNG that tells its sides. */
function png(width: number, height: number): Buffer {
  const head = Buffer.alloc(33);
  head.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
}

describe('files in the fake Slack', () => {
  let slack: FakeSlack;
  let channel: string;
  beforeEach(async () => {
    slack = await startFakeSlack();
    const { id } = slack.user('anna');
    channel = (await call('conversations.open', { users: id })).channel.id;
  });
  afterEach(() => slack.stop());

  // biome-ignore lint/suspicious/noExplicitAny: each method answers in its own shape
  async function call(method: string, args: Record<string, string>): Promise<any> {
    const body = new URLSearchParams(args);
    const headers = { authorization: `Bearer ${slack.botToken}` };
    return (await fetch(`${slack.apiUrl}${method}`, { method: 'POST', headers, body })).json();
  }
  const open = (length = 5, filename = 'time.csv') =>
    call('files.getUploadURLExternal', { filename, length: String(length) });
  const post = (url: string, body: string, headers = {}) => fetch(url, { method: 'POST', body, headers });
  const finish = (id: string, more = {}) =>
    call('files.completeUploadExternal', {
      files: JSON.stringify([{ id, title: 'Time' }]),
      channel_id: channel,
      ...more,
    });

  it('are shown once their bytes are there and they are shared', async () => {
    const { upload_url: url, file_id: id } = await open();
    expect((await post(url, 'a;b;c')).status).toBe(200);
    expect(slack.shownTo('anna')).toEqual([]);
    expect(await finish(id)).toMatchObject({ ok: true, files: [{ id, title: 'Time' }] });
    expect(slack.shownTo('anna')).toEqual(['Time\ntime.csv']);
    expect(slack.violations).toEqual([]);
  });

  it('are not shared without their bytes, twice, or where the bot is not', async () => {
    const { upload_url: url, file_id: id } = await open();
    expect(await finish(id)).toMatchObject({ error: 'file_not_found' });
    await post(url, 'a;b;c');
    expect(await finish(id, { channel_id: 'C0NOWHERE' })).toMatchObject({ error: 'channel_not_found' });
    const { id: foreign } = slack.channel('foreign', [], { withBot: false });
    expect(await finish(id, { channel_id: foreign })).toMatchObject({ error: 'not_in_channel' });
    expect(await finish(id)).toMatchObject({ ok: true });
    expect(await finish(id)).toMatchObject({ error: 'file_not_found' });
  });

  it('are violations where something is wrong with the upload', async () => {
    expect(await open(0)).toMatchObject({ error: 'missing_argument' });
    const { upload_url: url } = await open();
    expect((await post(url, 'too long for it')).status).toBe(400);
    expect((await post(url, 'a;b;c', { authorization: 'Bearer x' })).status).toBe(400);
    expect((await post(url, 'a;b;c')).status).toBe(200);
    expect((await post(url, 'a;b;c')).status).toBe(400);
    expect(await call('files.getUploadURLExternal', { filename: 'a.csv' })).toMatchObject({ ok: false });
    expect(slack.violations.map(({ problem }) => problem)).toEqual([
      '15 bytes came in place of 5',
      'a token was sent to where the bytes go',
      'the address was used twice',
      'invalid_arguments: missing required field: length',
    ]);
  });
});

describe('files in the fake Telegram', () => {
  let telegram: FakeTelegram;
  let chatId: string;
  beforeEach(async () => {
    telegram = await startFakeTelegram();
    const anna = telegram.user('anna');
    await anna.starts();
    chatId = String(anna.id);
  });
  afterEach(() => telegram.stop());

  async function send(method: string, field: string, bytes: Buffer, more: Record<string, string> = {}, name = 'a.csv') {
    const form = new FormData();
    form.set('chat_id', chatId);
    for (const [key, value] of Object.entries(more)) form.set(key, value);
    form.set(field, new Blob([new Uint8Array(bytes)]), name);
    const url = `${telegram.apiRoot}/bot${telegram.token}/${method}`;
    return (await fetch(url, { method: 'POST', body: form })).json() as Promise<Record<string, unknown>>;
  }

  it('are shown with their captions', async () => {
    const more = { caption: '<b>Time</b>', parse_mode: 'HTML', disable_content_type_detection: 'true' };
    expect(await send('sendDocument', 'document', Buffer.from('a;b'), more)).toMatchObject({
      result: { document: { file_name: 'a.csv', file_size: 3 }, caption: 'Time' },
    });
    expect(await send('sendPhoto', 'photo', png(1080, 800), {}, 'a.png')).toMatchObject({
      result: { photo: [{ width: 1080, height: 800 }] },
    });
    expect(telegram.world.shown.map(({ text }) => text)).toEqual(['Time\na.csv', '\na.png']);
    telegram.expectNoViolations();
  });

  it.each([
    ['sendDocument', 'document', Buffer.alloc(0), {}, /file must be non-empty/],
    ['sendDocument', 'document', Buffer.from('a'), { caption: 'x'.repeat(1025) }, /caption is too long/],
    ['sendDocument', 'document', Buffer.from('a'), { colour: 'red' }, /colour is not known/],
    ['sendDocument', 'document', Buffer.from('a'), { caption: '<b>', parse_mode: 'HTML' }, /parse entities/],
    ['sendDocument', 'document', Buffer.alloc(50 * 1024 * 1024 + 1), {}, /Too Large/],
    ['sendDocument', 'file', Buffer.from('a'), {}, /document is missing/],
    ['sendPhoto', 'photo', Buffer.from('no picture at all, but words'), {}, /IMAGE_PROCESS_FAILED/],
    ['sendPhoto', 'photo', png(9000, 1001), {}, /PHOTO_INVALID_DIMENSIONS/],
    ['sendPhoto', 'photo', png(2100, 100), {}, /PHOTO_INVALID_DIMENSIONS/],
    ['sendPhoto', 'photo', Buffer.concat([png(10, 10), Buffer.alloc(10 * 1024 * 1024)]), {}, /too big/],
  ])('%s of what Telegram does not take is refused: %s', async (method, field, bytes, more, words) => {
    expect(await send(method, field, bytes, more as Record<string, string>)).toMatchObject({
      ok: false,
      description: expect.stringMatching(words),
    });
    expect(telegram.world.shown).toEqual([]);
  });
});
