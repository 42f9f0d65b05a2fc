import { describe, expect, it } from 'vitest';
import { addressedText } from '../../../../adapters/telegram/requests/addressed.ts';
import { readText } from '../../../../adapters/telegram/requests/read-text.ts';
import { createCommandTable } from '../../../../src/chat/route.ts';
import { COMMANDS } from '../../../../src/commands/table.ts';

const user = (id: number, first_name: string, more: object = {}) => ({ id, is_bot: false, first_name, ...more });
const picked = (text: string, name: string, who: ReturnType<typeof user>) => ({
  type: 'text_mention' as const,
  offset: text.indexOf(name),
  length: name.length,
  user: who,
});

describe('what was typed', () => {
  it('names somebody without a username by their account', () => {
    const text = '/task Banner Oleh Koval tomorrow';
    const read = readText(text, [picked(text, 'Oleh Koval', user(7, 'Oleh', { last_name: 'Koval' }))]);
    expect(read.text).toBe('/task Banner @Oleh Koval tomorrow');
    expect(read.mentions).toMatchObject([{ text: 'Oleh Koval', account: { externalId: '7', standing: 'stranger' } }]);
  });

  it('tells two namesakes apart, and calls those by their id whose name could be read as something else', () => {
    const text = 'Anna, Anna and friday';
    const entities = [
      { ...picked(text, 'Anna', user(1, 'Anna')), offset: 0 },
      { ...picked(text, 'Anna', user(2, 'Anna')), offset: 6 },
      picked(text, 'friday', user(3, '!high')),
    ];
    expect(readText(text, entities).text).toBe('@Anna, @2 and @3');
  });

  it('reads what was copied from Friday as it was typed before, and leaves other joiners alone', () => {
    expect(readText('/task ask @\u2060bob and /\u2060help \u2060x').text).toBe('/task ask @bob and /help \u2060x');
  });
});

describe('a line in a group', () => {
  const table = createCommandTable(COMMANDS);
  const inGroup = (text: string, isReply = false) => addressedText({ text, isReply }, false, 'friday_bot', table);

  it.each([
    ['/task Banner', '/task Banner'],
    ['/task@friday_bot Banner', '/task Banner'],
    ['/TASK@Friday_Bot Banner', '/TASK Banner'],
    ['/timer@friday_bot stop', '/timer stop'],
    ['/task@friday_bot\nline', '/task\nline'],
    ['@friday_bot tasks', 'tasks'],
    ['hey @Friday_bot, help', 'hey help'],
    ['@friday_bot', '/help'],
    ['/taks', '/taks'],
    ['/xyz@friday_bot', '/xyz'],
  ])('%j is for Friday', (text, line) => expect(inGroup(text)).toBe(line));

  it.each([
    'we should do that',
    '/task@other_bot Banner',
    '/ban @spammer',
    'mail me@friday_bot.com?',
    '@friday_bot2 hi',
  ])('%j is for others', (text) => expect(inGroup(text)).toBeUndefined());

  it('that answers Friday is for Friday, whatever it says', () => {
    expect(inGroup('tomorrow', true)).toBe('tomorrow');
    expect(inGroup('/xyz', true)).toBe('/xyz');
    expect(inGroup('/task@other_bot', true)).toBeUndefined();
  });
});
