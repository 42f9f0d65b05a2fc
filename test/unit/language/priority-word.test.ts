import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestPriority, parsePriority } from '../../../src/language/priority-word.ts';

const TYPED = {
  low: 'low Low LOWEST minor trivial низький низька низьке низького неважливо нетерміново низкий низкая несрочно',
  normal: `normal Normal medium regular default звичайний звичайна звичайне середній середня нормально
    обычный обычная обычное средний средняя обычно`,
  high: `high HIGH important major висока високий високе високого важливо важливий важлива
    высокий высокая высокое высокую важно важный`,
  urgent: `urgent URGENT asap critical immediately now терміново термінова терміновий негайно критично невідкладно
    срочно срочная срочный немедленно критично критический неотложно`,
};

describe('parsePriority', () => {
  for (const [priority, words] of Object.entries(TYPED)) {
    it.each(words.split(/\s+/))(`reads %s as ${priority}`, (word) => {
      expect(parsePriority(word)).toBe(priority);
    });
  }

  it.each(['', 'hgih', 'banner', 'звичка', 'constructor', '__proto__', 'high priority', '!high', 'висок', '12'])(
    'sees no priority in %j',
    (word) => {
      expect(parsePriority(word)).toBeUndefined();
    },
  );
});

describe('nearestPriority', () => {
  it.each([
    ['hgih', 'high'],
    ['hi', 'high'],
    ['urgnet', 'urgent'],
    ['nomal', 'normal'],
    ['lo', 'low'],
    ['аsap', 'urgent'],
    ['термиіново', 'urgent'],
    ['терминово', 'urgent'],
    ['висакий', 'high'],
    ['сроно', 'urgent'],
    ['высокй', 'high'],
    ['обычна', 'normal'],
  ])('guesses that %s means %s', (word, priority) => {
    expect(nearestPriority(word)).toBe(priority);
  });

  it.each(['', 'h', 'banner', 'дуже', 'очень', 'javascript', 'готово', 'привіт', 'завтра', 'important-thing-for-anna'])(
    'guesses nothing for %j',
    (word) => {
      expect(nearestPriority(word)).toBeUndefined();
    },
  );

  it('answers for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parsePriority(text);
        nearestPriority(text);
      }),
    );
    expect(nearestPriority('ж'.repeat(40_000))).toBeUndefined();
  });
});
