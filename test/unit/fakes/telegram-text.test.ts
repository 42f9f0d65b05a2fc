import { describe, expect, it } from 'vitest';
import { cleanText } from '../../fakes/telegram/clean-text.ts';
import { findEntities, textOf, withFound } from '../../fakes/telegram/found-entities.ts';

const found = (text: string) => findEntities(text).map((one) => `${one.type} ${textOf(text, one)}`);

describe('what the fake Telegram finds in text', () => {
  it.each<[text: string, entities: string[]]>([
    ['/task@friday_tasks_bot call @bohdan', ['bot_command /task@friday_tasks_bot', 'mention @bohdan']],
    ['(@anna) і @olha, @ivan!', ['mention @anna', 'mention @olha', 'mention @ivan']],
    ['пошта@anna me@prostor.test @a 5@anna', ['email me@prostor.test']],
    ['див. /help, не 12/05 і не a/b чи /var/log', ['bot_command /help']],
    ['@\u2060bohdan і /\u2060help', []],
    ['https://prostor.test/@anna/list?x=/done. готово', ['url https://prostor.test/@anna/list?x=/done']],
    ['prostor.com/x and #звіт1 but not #12', ['url prostor.com/x', 'hashtag #звіт1']],
    [`@${'a'.repeat(33)}`, []],
  ])('%s', (text, entities) => {
    expect(found(text)).toEqual(entities);
  });

  it('finds nothing in code and in links', () => {
    const text = '/list @anna @olha';
    const given = [
      { type: 'code', offset: 0, length: 5 },
      { type: 'text_link', offset: 6, length: 5, url: 'https://prostor.test/' },
    ];
    expect(withFound(text, given)).toEqual([...given, { type: 'mention', offset: 12, length: 5 }]);
    const bold = { type: 'bold', offset: 0, length: text.length };
    expect(withFound(text, [bold])).toHaveLength(4);
  });
});

describe('text as the fake Telegram keeps it', () => {
  it('is without space at its ends and without control characters, and entities move along', () => {
    const text = ' \n a\r\n\tb\u202e\u0000 c  \n';
    const entities = [{ type: 'bold', offset: text.indexOf('b'), length: 'b\u202e\u0000 c  \n'.length }];
    const clean = cleanText({ text, entities });
    expect(clean).toEqual({ text: 'a\n b  c', entities: [{ type: 'bold', offset: 3, length: 4 }] });
  });

  it('loses entities of which nothing is left', () => {
    const entities = [{ type: 'bold', offset: 1, length: 2 }];
    expect(cleanText({ text: 'a  ', entities })).toEqual({ text: 'a', entities: [] });
  });

  it('keeps characters of two units whole', () => {
    expect(cleanText({ text: ' 👩‍💻\u2060 ', entities: [] }).text).toBe('👩‍💻\u2060');
  });
});
