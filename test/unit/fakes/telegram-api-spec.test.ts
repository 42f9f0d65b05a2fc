import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../fakes/slack/json.ts';
import { apiSpec, builtInSpec, hasSpecs } from '../../fakes/telegram/api-spec.ts';
import { botOf } from '../../fakes/telegram/bot-client.ts';
import { startFakeTelegram } from '../../fakes/telegram/fake-telegram.ts';
import { problemsOfCall, problemsOfValue } from '../../fakes/telegram/spec-check.ts';

const ours = builtInSpec();

describe.skipIf(!hasSpecs)('the built-in Bot API', () => {
  const named = [...Object.entries(ours.methods), ...Object.entries(ours.types)];
  it.each(named)('has %s as the specs have it, as far as it goes', (name, fields) => {
    const theirs = apiSpec.methods[name] ?? apiSpec.types[name] ?? {};
    for (const [field, own] of Object.entries(fields)) {
      expect(theirs[field], field).toMatchObject({ isRequired: own.isRequired });
      expect(theirs[field]?.constant, field).toBe(own.constant);
      expect(theirs[field]?.types, field).toEqual(expect.arrayContaining([...own.types]));
    }
    const required = Object.keys(theirs).filter((field) => theirs[field]?.isRequired);
    expect(Object.keys(fields)).toEqual(expect.arrayContaining(required));
  });

  it('has all families with all their members', () => {
    for (const [family, members] of Object.entries(ours.families)) expect(apiSpec.families[family]).toEqual(members);
  });
});

const specs: [string, typeof ours][] = hasSpecs
  ? [
      ['of the specs', apiSpec],
      ['built in', ours],
    ]
  : [['built in', ours]];

describe.each(specs)('calls against the Bot API %s', (_, spec) => {
  const keyboard = (button: JsonObject) => ({ reply_markup: { inline_keyboard: [[button]] } });
  const said = (method: string, args: object) => problemsOfCall(spec, method, args);

  it('are right with all that is used', () => {
    const hello = { chat_id: 1, text: 'Hi', parse_mode: 'HTML', link_preview_options: { is_disabled: true } };
    expect(said('sendMessage', { ...hello, ...keyboard({ text: 'Done', callback_data: 'x' }) })).toEqual([]);
    expect(said('sendMessage', { ...hello, reply_markup: { force_reply: true, selective: true } })).toEqual([]);
    expect(said('sendMessage', { ...hello, reply_parameters: { message_id: 5 }, message_thread_id: 3 })).toEqual([]);
    const commands = [{ command: 'task', description: 'New task' }];
    const scope = { type: 'chat_member', chat_id: '@prostor', user_id: 5 };
    expect(said('setMyCommands', { commands, scope, language_code: 'uk' })).toEqual([]);
    expect(said('getUpdates', { timeout: 50, allowed_updates: ['message'] })).toEqual([]);
  });

  it('are told what is wrong, however deep', () => {
    expect(said('shout', {})).toBeUndefined();
    expect(said('sendMessage', { chat_id: 1.5, colour: 'red' })).toEqual([
      'chat_id must be an integer',
      'text is missing',
      'colour is not known to Telegram',
    ]);
    const button = { text: 5, callback: 'x' };
    expect(said('sendMessage', { chat_id: 1, text: 'Hi', ...keyboard(button as unknown as JsonObject) })).toEqual([
      'reply_markup.inline_keyboard[0][0].text must be a string',
      'reply_markup.inline_keyboard[0][0].callback is not known to Telegram',
    ]);
    expect(said('setMyCommands', { commands: [], scope: { type: 'chat' } })).toEqual(['scope.chat_id is missing']);
    expect(said('setMyCommands', { commands: [], scope: { type: 'everybody' } })).toHaveLength(1);
    expect(said('sendMessage', { chat_id: 1, text: 'Hi', reply_parameters: '{}' })).toEqual([
      'reply_parameters must be an object',
    ]);
    expect(said('getUpdates', { allowed_updates: 'message' })).toEqual(['allowed_updates must be a list']);
  });
});

it.skipIf(!hasSpecs)('makes updates and answers that are what the specs say', async () => {
  const telegram = await startFakeTelegram();
  const { call } = botOf(telegram);
  const updates: JsonObject[] = [];
  const results: [type: string, result: unknown][] = [];
  try {
    const [anna, bohdan] = [telegram.user('anna'), telegram.user('bohdan')];
    telegram.addUser({ name: 'nameless', username: undefined, last_name: 'Nobody' });
    const { message: start } = await anna.starts('abc');
    const keyboard = { inline_keyboard: [[{ text: 'Done', callback_data: 'done 1' }]] };
    const html = { parse_mode: 'HTML', reply_markup: keyboard };
    const text = `<b>Hi</b> <a href="tg://user?id=${bohdan.id}">B</a> <pre><code class="language-ts">x</code></pre> @anna`;
    const reply = { reply_parameters: { message_id: start.message_id } };
    results.push(['Message', await call('sendMessage', { chat_id: anna.id, text, ...html, ...reply })]);
    await anna.presses(/Done/);
    const greeting = telegram.world.messages.at(-1);
    if (!greeting) throw new Error('nothing was sent');
    anna.deletes({ message: greeting });
    await anna.presses({ data: 'done 1', message: greeting });
    const said = await anna.says('/list @friday_tasks_bot');
    await anna.edits(said, '/list all');
    await anna.blocks();
    await anna.unblocks();

    telegram.group('Team', ['anna', 'bohdan', 'nameless']);
    await telegram.removeBot('Team');
    await telegram.addBot('Team');
    const mention = { type: 'text_mention', offset: 6, length: 3, userId: telegram.user('nameless').id };
    await bohdan.says('/task Nob: call', { chat: 'Team', entities: [mention] });
    await telegram.migrate('Team');
    telegram.group('Forum', ['anna'], { isForum: true });
    const topic = telegram.topic('Forum', 'Design');
    await anna.says('/list', { chat: 'Forum', topic });
    const chat = telegram.group('Forum').id;
    results.push(['Message', await call('sendMessage', { chat_id: chat, text: 'Here', message_thread_id: topic })]);

    results.push(['User', await call('getMe')]);
    results.push(['ChatFullInfo', await call('getChat', { chat_id: anna.id })]);
    results.push(['ChatFullInfo', await call('getChat', { chat_id: chat })]);
    results.push(['ChatMember', await call('getChatMember', { chat_id: chat, user_id: anna.id })]);
    results.push(['WebhookInfo', await call('getWebhookInfo')]);
    updates.push(...((await call('getUpdates')) as JsonObject[]));
    results.push(['Array of Update', updates]);
    telegram.expectNoViolations();
  } finally {
    await telegram.stop();
  }
  expect(updates.length).toBeGreaterThan(13);
  for (const [type, result] of results) expect(problemsOfValue(apiSpec, type, result)).toEqual([]);
});
