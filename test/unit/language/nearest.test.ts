import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/language/nearest.ts';

const COMMANDS = ['task', 'tasks', 'show', 'done', 'drop', 'reopen', 'edit', 'note', 'timer', 'time', 'log', 'digest'];

describe('nearest', () => {
  it.each([
    ['taks', ['task', 'tasks']],
    ['doen', ['done']],
    ['tmier', ['timer', 'time']],
    ['reopn', ['reopen']],
    ['digset', ['digest']],
    ['DIGEST', ['digest']],
    ['task', ['task', 'tasks']],
    ['di', ['digest']],
    ['t', ['task', 'time', 'tasks']],
    ['xx', []],
    ['banner', []],
    ['', []],
  ])('finds the commands near to %j', (word, expected) => {
    expect(nearest(word, COMMANDS)).toEqual(expected);
  });

  it('allows one slip in four letters and two in five', () => {
    expect(nearest('abxx', ['abcd'])).toEqual([]);
    expect(nearest('abcxx', ['abcde'])).toEqual(['abcde']);
  });

  it('forgives case, ё and the kind of apostrophe in names', () => {
    expect(nearest("дем'ян", ['Дем’ян'])).toEqual(['Дем’ян']);
    expect(nearest('артем', ['Артём'])).toEqual(['Артём']);
  });

  it('finds the tag a Cyrillic typo means', () => {
    expect(nearest('прастор', ['простір', 'простор', 'сайт'])).toEqual(['простор', 'простір']);
  });

  it('gives no more than asked for, each once', () => {
    expect(nearest('ta', ['task', 'task', 'tasks', 'tag'], 2)).toEqual(['tag', 'task']);
  });

  it('answers any word at once', () => {
    const started = performance.now();
    expect(nearest('a'.repeat(40_000), COMMANDS)).toEqual([]);
    expect(nearest('tasks', ['t'.repeat(40_000)])).toEqual([]);
    expect(performance.now() - started).toBeLessThan(1000);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' })), (word, candidates) => {
        expect(candidates).toEqual(expect.arrayContaining(nearest(word, candidates)));
      }),
    );
  });
});
