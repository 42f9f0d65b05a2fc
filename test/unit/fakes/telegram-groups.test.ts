import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../fakes/slack/json.ts';
import { botOf } from '../../fakes/telegram/bot-client.ts';
import { type FakeTelegram, startFakeTelegram } from '../../fakes/telegram/fake-telegram.ts';
import type { TelegramPerson } from '../../fakes/telegram/person.ts';

describe('groups of the fake Telegram', () => {
  let telegram: FakeTelegram;
  let bot: ReturnType<typeof botOf>;
  let anna: TelegramPerson;

  beforeEach(async () => {
    telegram = await startFakeTelegram();
    bot = botOf(telegram);
    anna = telegram.user('anna');
  });
  afterEach(() => telegram.stop());

  const send = (chat_id: number, text: string, more: object = {}) =>
    bot.call('sendMessage', { chat_id, text, ...more }) as Promise<{ message_id: number }>;
  const hears = async (text: string) => (await anna.says(text, { chat: 'Team' })).update !== undefined;

  it('let the bot hear only what is meant for it', async () => {
    const { id } = telegram.group('Team', ['anna', 'bohdan']);
    expect(await hears('Good morning')).toBe(false);
    expect(await hears('/task')).toBe(true);
    expect(await hears('/task@Friday_Tasks_Bot call')).toBe(true);
    expect(await hears('/task@other_bot call')).toBe(false);
    expect(await hears('see /task')).toBe(false);
    expect(await hears('hey @friday_tasks_bot!')).toBe(true);
    expect(await hears('@friday_tasks_bot2')).toBe(false);
    await send(id, 'Which one?');
    const question = telegram.world.messages.at(-1) ?? expect.fail();
    const { update } = await telegram.user('bohdan').replies(question, 'The first');
    expect(update).toMatchObject({ message: { text: 'The first', reply_to_message: { text: 'Which one?' } } });
    const said = await anna.says('/task', { chat: 'Team' });
    expect((await anna.edits(said, '/task now')).update).toMatchObject({ edited_message: { text: '/task now' } });
    expect((await anna.edits(said, 'never mind')).update).toBeUndefined();
    await expect(telegram.user('olha').says('Hi', { chat: 'Team' })).rejects.toThrow('olha is not in Team');
  });

  it('let it hear everything without privacy', async () => {
    await telegram.stop();
    telegram = await startFakeTelegram({ canReadAllGroupMessages: true });
    anna = telegram.user('anna');
    telegram.group('Team', ['anna']);
    expect(await hears('Good morning')).toBe(true);
    expect(await botOf(telegram).call('getMe')).toMatchObject({ can_read_all_group_messages: true });
  });

  it('show all in them what the bot says, and let all press', async () => {
    const { id } = telegram.group('Team', ['anna', 'bohdan'], { kind: 'supergroup' });
    const reply_markup = { inline_keyboard: [[{ text: 'Done', callback_data: 'done' }]] };
    await send(id, 'Call the printers', { reply_markup });
    expect(telegram.shownIn('Team')).toEqual(['Call the printers']);
    expect(telegram.shownTo('anna')).toEqual([]);
    const { update } = await telegram.user('bohdan').presses(/Done/, { chat: 'Team' });
    const query = update?.callback_query as JsonObject;
    expect(query).toMatchObject({ data: 'done', from: { username: 'bohdan' }, message: { text: 'Call the printers' } });
    expect(String(id)).toMatch(/^-100\d{10}$/);
  });

  it('tell whom a press was for when its message is gone', async () => {
    await anna.starts();
    const reply_markup = { inline_keyboard: [[{ text: 'Done', callback_data: 'done' }]] };
    await send(anna.id, 'Call', { reply_markup });
    const message = telegram.world.messages.at(-1) ?? expect.fail();
    anna.deletes({ message });
    expect(anna.buttons()).toEqual([]);
    const { update } = await anna.presses({ data: 'done', message });
    expect(update?.callback_query).toMatchObject({
      message: { chat: { id: anna.id }, message_id: message.message_id, date: 0 },
    });
  });

  it('become supergroups, and the old ones refuse', async () => {
    const old = telegram.group('Team', ['anna']);
    const chat = await telegram.migrate('Team');
    await expect(send(old.id, 'Hi')).rejects.toMatchObject({
      response: {
        error_code: 400,
        description: 'Bad Request: group chat was upgraded to a supergroup chat',
        parameters: { migrate_to_chat_id: chat.id },
      },
    });
    await send(chat.id, 'Hi');
    expect(telegram.shownIn('Team')).toEqual(['Hi']);
    expect(await bot.call('getUpdates')).toMatchObject([
      { message: { chat: { id: old.id, type: 'group' }, migrate_to_chat_id: chat.id } },
      { message: { chat: { id: chat.id, type: 'supergroup' }, migrate_from_chat_id: old.id } },
    ]);
    expect((await anna.says('/list', { chat: 'Team' })).update).toMatchObject({ message: { chat: { id: chat.id } } });
  });

  it('throw the bot out, and take it back', async () => {
    const { id } = telegram.group('Team', ['anna'], { kind: 'supergroup' });
    const out = await telegram.removeBot('Team');
    expect(out.update?.my_chat_member).toMatchObject({ new_chat_member: { status: 'kicked', user: { is_bot: true } } });
    expect(await bot.said('sendMessage', { chat_id: id, text: 'Hi' })).toBe(
      'Forbidden: bot was kicked from the supergroup chat',
    );
    expect(await hears('/task')).toBe(false);
    await telegram.addBot('Team');
    expect(await bot.said('sendMessage', { chat_id: id, text: 'Hi' })).toBe('ok');
    const { id: strange } = telegram.group('Strangers', ['anna'], { withBot: false });
    expect(await bot.said('getChat', { chat_id: strange })).toBe('Forbidden: bot is not a member of the group chat');
    telegram.expectNoViolations();
  });

  it('have topics in forums, where everything answers the message that opened them', async () => {
    const { id } = telegram.group('Forum', ['anna'], { isForum: true });
    const topic = telegram.topic('Forum', 'Design');
    expect(telegram.topic('Forum', 'Design')).toBe(topic);
    const { update } = await anna.says('/list', { chat: 'Forum', topic });
    expect(update?.message).toMatchObject({
      message_thread_id: topic,
      is_topic_message: true,
      reply_to_message: { message_id: topic, forum_topic_created: { name: 'Design' } },
    });
    expect(await send(id, 'Here', { message_thread_id: topic })).toMatchObject({ is_topic_message: true });
    const general = (await anna.says('/list', { chat: 'Forum' })).update?.message;
    expect(general).not.toHaveProperty('message_thread_id');
    telegram.deleteTopic('Forum', topic);
    const lost = { chat_id: id, text: 'Hi', message_thread_id: topic };
    expect(await bot.said('sendMessage', lost)).toBe('Bad Request: message thread not found');
    telegram.expectNoViolations();
  });

  it('number the messages of a supergroup by themselves, and name threads of replies that are no topics', async () => {
    const { id } = telegram.group('Team', ['anna'], { kind: 'supergroup' });
    await anna.starts();
    const first = await anna.says('/list', { chat: 'Team' });
    expect([first.message.message_id, (await anna.says('again')).message.message_id]).toEqual([1, 2]);
    const answered = await send(id, 'Nothing', { reply_parameters: { message_id: 1 } });
    expect(answered).toMatchObject({ message_thread_id: 1 });
    expect(answered).not.toHaveProperty('is_topic_message');
    const wrong = { chat_id: id, text: 'Hi', message_thread_id: 1 };
    expect(await bot.said('sendMessage', wrong)).toBe('Bad Request: message thread not found');
    expect(telegram.violations).toHaveLength(1);
  });
});
