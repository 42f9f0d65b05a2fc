import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { botOf } from '../../fakes/telegram/bot-client.ts';
import { type FakeTelegram, startFakeTelegram } from '../../fakes/telegram/fake-telegram.ts';
import { createTestClock } from '../../support/clock.ts';

const NOT_MODIFIED =
  /^Bad Request: message is not modified: specified new message content and reply markup are exactly/;

describe('the Bot API of the fake Telegram', () => {
  const clock = createTestClock('2026-11-23T10:00:00Z');
  let telegram: FakeTelegram;
  let bot: ReturnType<typeof botOf>;
  let chat_id: number;

  beforeEach(async () => {
    telegram = await startFakeTelegram({ clock });
    bot = botOf(telegram);
    chat_id = telegram.user('anna').id;
    await telegram.user('anna').starts();
  });
  afterEach(() => telegram.stop());

  const send = async (text: string, more: object = {}) =>
    (await bot.call('sendMessage', { chat_id, text, ...more })) as { message_id: number };
  const saidOfText = (text: string, more: object = {}) => bot.said('sendMessage', { chat_id, text, ...more });
  const saidOfButtons = (...rows: object[][]) => saidOfText('Hi', { reply_markup: { inline_keyboard: rows } });
  const button = (more: object = {}) => ({ text: 'Done', callback_data: 'done', ...more });

  it('tells whose token it is, and knows wrong ones', async () => {
    expect(await bot.call('getMe')).toMatchObject({ id: telegram.bot.id, can_read_all_group_messages: false });
    expect(await botOf({ ...telegram, token: '1:wrong' }).said('getMe')).toBe('Unauthorized');
    expect(await botOf({ ...telegram, token: 'wrong' }).said('getMe')).toBe('Not Found');
    expect(telegram.violations).toEqual([]);
  });

  it('refuses what it does not know, and writes it down', async () => {
    expect(await bot.said('shout', {})).toBe('Not Found: method not found');
    expect(await saidOfText('Hi', { colour: 'red' })).toBe('Bad Request: colour is not known to Telegram');
    expect(await bot.said('sendAudio', { chat_id, audio: 'x' })).toBe('Not Implemented');
    expect(telegram.violations.map(({ where }) => where)).toEqual(['shout', 'sendMessage', 'sendAudio']);
    expect(telegram.violations[2]?.problem).toBe('Not Implemented: sendAudio is not in this fake');
    expect(telegram.expectNoViolations).toThrow(/would not have taken this \(3\)/);
    expect(telegram.calls.map(({ outcome }) => outcome)).toContain('Not Found: method not found');
  });

  describe('text', () => {
    it('is up to 4096 characters of what is seen', async () => {
      expect(await saidOfText('x'.repeat(4096))).toBe('ok');
      expect(await saidOfText(`<b>${'&amp;'.repeat(4096)}</b>`, { parse_mode: 'HTML' })).toBe('ok');
      expect(await saidOfText('x'.repeat(4097))).toBe('Bad Request: message is too long');
      expect(await saidOfText('👋'.repeat(2049))).toBe('Bad Request: message is too long');
      expect(await saidOfText('<b> </b>\u2060', { parse_mode: 'HTML' })).toBe('Bad Request: message text is empty');
      expect(telegram.violations).toHaveLength(3);
    });

    it('is refused with wrong markup, in TDLib’s words', async () => {
      expect(await saidOfText('a < b', { parse_mode: 'HTML' })).toBe(
        'Bad Request: can\'t parse entities: Unsupported start tag "" at byte offset 2',
      );
      expect(await saidOfText('half of \ud83d')).toBe('Bad Request: strings must be encoded in UTF-8');
      expect(await saidOfText('Hi', { parse_mode: 'Fancy' })).toBe('Bad Request: unsupported parse_mode');
    });

    it('is shown as it is seen, and what became of its words is known', async () => {
      const bohdan = telegram.user('bohdan');
      const text = `<b>Hi</b> @anna, <a href="tg://user?id=${bohdan.id}">Bohdan</a>: /help <code>/list @olha</code> @\u2060ivan`;
      await send(text, { parse_mode: 'HTML' });
      expect(telegram.shownTo('anna')).toEqual(['Hi @anna, Bohdan: /help /list @olha @\u2060ivan']);
      expect(telegram.pings.map(({ target }) => target)).toEqual(['@anna', String(bohdan.id)]);
      expect(telegram.tappable).toMatchObject([{ command: '/help', chatId: chat_id }]);
      await send('<a href="tg://user?id=5">Nobody</a>', { parse_mode: 'HTML' });
      expect(telegram.pings).toHaveLength(2);
    });

    it('is never sent for money', async () => {
      expect(await saidOfText('Hi', { allow_paid_broadcast: true })).toBe('ok');
      expect(telegram.violations).toMatchObject([{ problem: 'allow_paid_broadcast is nothing for this bot' }]);
    });

    it('has a hundred entities at most, more are a mistake that Telegram does not tell', async () => {
      expect(await saidOfText('<b>x</b> '.repeat(101), { parse_mode: 'HTML' })).toBe('ok');
      expect(telegram.violations).toMatchObject([{ problem: expect.stringContaining('101 entities') }]);
    });
  });

  describe('a keyboard', () => {
    it('has up to 100 buttons, of 64 bytes of data each', async () => {
      const row = Array.from({ length: 8 }, () => button());
      expect(await saidOfButtons(...Array.from({ length: 12 }, () => row), row.slice(0, 4))).toBe('ok');
      expect(await saidOfButtons(...Array.from({ length: 13 }, () => row))).toBe(
        'Bad Request: reply markup is too long',
      );
      expect(await saidOfButtons([...row, button()])).toMatch(/9 buttons in a row/);
      expect(await saidOfButtons([button({ callback_data: 'я'.repeat(32) })])).toBe('ok');
      expect(await saidOfButtons([button({ callback_data: 'я'.repeat(33) })])).toBe('Bad Request: BUTTON_DATA_INVALID');
      expect(await saidOfButtons([button({ callback_data: '' })])).toBe('Bad Request: BUTTON_DATA_INVALID');
    });

    it('has buttons with words on them that do one thing each', async () => {
      expect(await saidOfButtons([button({ text: ' ' })])).toMatch(/BUTTON_TEXT_INVALID/);
      expect(await saidOfButtons([{ text: 'Done' }])).toMatch(/Text buttons are unallowed/);
      expect(await saidOfButtons([button({ url: 'https://prostor.test' })])).toMatch(/callback_data and url/);
      expect(await saidOfButtons([{ text: 'Site', url: 'https://prostor.test/?a=1' }])).toBe('ok');
      expect(await saidOfButtons([{ text: 'Site', url: 'localhost' }])).toMatch(/is invalid: Wrong HTTP URL/);
      const forced = (placeholder: string) => ({ force_reply: true, input_field_placeholder: placeholder });
      expect(await saidOfText('Hi', { reply_markup: forced('x'.repeat(64)) })).toBe('ok');
      expect(await saidOfText('Hi', { reply_markup: forced('x'.repeat(65)) })).toMatch(/PLACEHOLDER_INVALID/);
    });
  });

  describe('messages', () => {
    it('go to those who started the bot and have not blocked it', async () => {
      const bohdan = telegram.user('bohdan');
      const said = (to: number | string) => bot.said('sendMessage', { chat_id: to, text: 'Hi' });
      expect(await said(424242)).toBe('Bad Request: chat not found');
      expect(await said('@anna')).toBe('Bad Request: chat not found');
      expect(await said(bohdan.id)).toBe("Forbidden: bot can't initiate conversation with a user");
      await bohdan.starts();
      expect(await said(String(bohdan.id))).toBe('ok');
      await bohdan.blocks();
      expect(await said(bohdan.id)).toBe('Forbidden: bot was blocked by the user');
      await expect(bohdan.says('Hi')).rejects.toThrow('has blocked the bot');
      await bohdan.starts();
      expect(await said(bohdan.id)).toBe('ok');
      bohdan.account.isDeactivated = true;
      expect(await said(bohdan.id)).toBe('Forbidden: user is deactivated');
      telegram.expectNoViolations();
    });

    it('can be edited, into something else, while they are there', async () => {
      const { message_id } = await send('Hi');
      const edit = (args: object) => bot.said('editMessageText', { chat_id, message_id, ...args });
      expect(await edit({ text: ' Hi ' })).toMatch(NOT_MODIFIED);
      expect(await edit({ text: 'Hello' })).toBe('ok');
      const reply_markup = { inline_keyboard: [[button()]] };
      expect(await bot.said('editMessageReplyMarkup', { chat_id, message_id, reply_markup })).toBe('ok');
      expect(await bot.said('editMessageReplyMarkup', { chat_id, message_id, reply_markup })).toMatch(NOT_MODIFIED);
      expect(telegram.shownTo('anna')).toEqual(['Hi', 'Hello', 'Hello']);
      telegram.user('anna').deletes({ message: telegram.world.messages.at(-1) ?? expect.fail() });
      expect(await edit({ text: 'Hi' })).toBe('Bad Request: message to edit not found');
      expect(telegram.user('anna').sees()).toEqual([]);
      telegram.expectNoViolations();
    });

    it('of others, and those that force a reply, cannot be edited', async () => {
      const { message } = await telegram.user('anna').says('Mine');
      const edit = (message_id: number) => bot.said('editMessageText', { chat_id, message_id, text: 'x' });
      expect(await edit(message.message_id)).toBe("Bad Request: message can't be edited");
      const { message_id } = await send('Which?', { reply_markup: { force_reply: true } });
      expect(await edit(message_id)).toBe("Bad Request: message can't be edited");
      expect(telegram.violations).toHaveLength(2);
    });

    it('answer others that are there, or do not mind', async () => {
      const said = (more: object) => saidOfText('Hi', { reply_parameters: { message_id: 999, ...more } });
      expect(await said({})).toBe('Bad Request: message to be replied not found');
      expect(await said({ allow_sending_without_reply: true })).toBe('ok');
      const { message } = await telegram.user('anna').says('Hello');
      expect(await send('Hi', { reply_parameters: { message_id: message.message_id } })).toMatchObject({
        reply_to_message: { text: 'Hello' },
      });
    });

    it('can be deleted for two days', async () => {
      const [early, late] = [await send('one'), await send('two')];
      const said = (message_id: number) => bot.said('deleteMessage', { chat_id, message_id });
      expect(await said(early.message_id)).toBe('ok');
      expect(await said(early.message_id)).toBe('Bad Request: message to delete not found');
      clock.advance({ hours: 49 });
      expect(await said(late.message_id)).toBe("Bad Request: message can't be deleted for everyone");
      expect(telegram.user('anna').sees()).toEqual(['two']);
    });
  });

  describe('a press', () => {
    it('is answered once, with words or without', async () => {
      await send('Well?', { reply_markup: { inline_keyboard: [[button(), { text: 'Site', url: 'https://a.test' }]] } });
      const anna = telegram.user('anna');
      expect(anna.buttons().map(({ label }) => label)).toEqual(['Done', 'Site']);
      await expect(anna.presses(/Site/)).rejects.toThrow('tells the bot nothing');
      await expect(anna.presses(/Undo/)).rejects.toThrow('no button /Undo/: Done, Site');
      const { callbackId } = await anna.presses(/Done/);
      const answer = (text: string) => bot.said('answerCallbackQuery', { callback_query_id: callbackId, text });
      expect(telegram.world.callbacks).toMatchObject([{ data: 'done', answeredAt: undefined }]);
      expect(await answer('x'.repeat(201))).toBe('Bad Request: MESSAGE_TOO_LONG');
      expect(await answer('Noted')).toBe('ok');
      expect(await answer('Noted')).toMatch(/^Bad Request: query is too old and response timeout expired/);
      expect(telegram.world.callbacks).toMatchObject([{ answeredAt: expect.any(Number), text: 'Noted' }]);
      expect(telegram.world.shown.at(-1)).toMatchObject({ kind: 'alert', to: anna.id, text: 'Noted' });
    });

    it('cannot be answered late', async () => {
      await telegram.stop();
      telegram = await startFakeTelegram({ callbackLivesMs: 20 });
      bot = botOf(telegram);
      await telegram.user('anna').starts();
      chat_id = telegram.user('anna').id;
      await send('Well?', { reply_markup: { inline_keyboard: [[button()]] } });
      const { callbackId } = await telegram.user('anna').presses(/Done/);
      await new Promise((resolve) => setTimeout(resolve, 40));
      expect(await bot.said('answerCallbackQuery', { callback_query_id: callbackId })).toMatch(/query is too old/);
      expect(await bot.call('getUpdates')).toMatchObject([{ message: { text: '/start' } }]);
      telegram.expectNoViolations();
    });
  });

  describe('the menu of commands', () => {
    it('is kept by scope and language', async () => {
      const commands = [{ command: 'task', description: 'Нова задача' }];
      const scope = { type: 'all_private_chats' };
      expect(await bot.said('setMyCommands', { commands, scope, language_code: 'uk' })).toBe('ok');
      expect(telegram.world.commandMenus.get('all_private_chats uk')).toEqual(commands);
      expect(await bot.call('getMyCommands', { scope, language_code: 'uk' })).toEqual(commands);
      expect(await bot.call('getMyCommands')).toEqual([]);
    });

    it.each([
      [{ command: 'Task', description: 'New' }, /BOT_COMMAND_INVALID/],
      [{ command: 'x'.repeat(33), description: 'New' }, /BOT_COMMAND_INVALID/],
      [{ command: 'task', description: '' }, /BOT_COMMAND_DESCRIPTION_INVALID/],
      [{ command: 'task', description: 'x'.repeat(257) }, /BOT_COMMAND_DESCRIPTION_INVALID/],
    ])('does not take %o', async (command, problem) => {
      expect(await bot.said('setMyCommands', { commands: [command] })).toMatch(problem);
    });

    it('takes languages of two letters, and chats that are there', async () => {
      expect(await bot.said('setMyCommands', { commands: [], language_code: 'uk-UA' })).toMatch(
        /invalid language code/,
      );
      const scope = { type: 'chat', chat_id: 5 };
      expect(await bot.said('setMyCommands', { commands: [], scope })).toBe('Bad Request: chat not found');
    });
  });
});
