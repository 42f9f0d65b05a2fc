import { describe, expect, it } from 'vitest';
import type { TimeEntryId } from '../../../src/domain/ids.ts';
import { LANGUAGES } from '../../../src/domain/language.ts';
import { parseFilter } from '../../../src/language/filter-word.ts';
import { catalogueOf } from '../../../src/text/catalogue.ts';
import { en } from '../../../src/text/en.ts';
import { pluralEn, pluralSlavic } from '../../../src/text/plural.ts';

/** Each text by its path, `task.done`, with what kind of value it is. */
function kindsOf(value: unknown, path = ''): Record<string, string> {
  if (Array.isArray(value)) return { [path]: `${value.length} texts` };
  if (typeof value !== 'object' || value === null) return { [path]: typeof value };
  return Object.assign({}, ...Object.entries(value).map(([key, each]) => kindsOf(each, path ? `${path}.${key}` : key)));
}

describe('the catalogues', () => {
  it.each(LANGUAGES)('have the same texts in each language, of the same kinds: %s', (language) => {
    expect(kindsOf(catalogueOf(language))).toEqual(kindsOf(en));
  });

  it.each(LANGUAGES)('are found by their language: %s', (language) => {
    expect(catalogueOf(language).language).toBe(language);
  });

  it.each(LANGUAGES)('leave no text empty, and none with gaps at its edges or inside: %s', (language) => {
    for (const [path, text] of textsOf(catalogueOf(language))) {
      // A command may take nothing; some texts end in a space because a name follows.
      if (!path.endsWith('usage')) expect(text.trim(), path).not.toBe('');
      expect(text, path).not.toMatch(/^\s|\s{2}|undefined|\[object/);
    }
  });

  it('are not English where another language is spoken', () => {
    const english = new Map(textsOf(en));
    for (const language of ['uk', 'ru'] as const) {
      const same = textsOf(catalogueOf(language)).filter(([path, text]) => english.get(path) === text);
      const words = same.filter(
        ([path, text]) => /[a-z]{3}/i.test(text) && !/example|usage|platforms|language/i.test(path),
      );
      expect(words, language).toEqual([]);
    }
  });

  it.each([
    ['en', /\bcomments?\b/i],
    ['uk', /примітк|коментар/i],
    ['ru', /заметк|примечани/i],
  ] as const)('call a note by one word: %s', (language, others) => {
    const words = textsOf(catalogueOf(language)).filter(([, text]) => others.test(text));
    expect(words).toEqual([]);
    const said = catalogueOf(language).refusal['not an entry change'];
    expect(said({ kind: 'not an entry change', id: 1 as TimeEntryId, typed: '?' }).says).not.toMatch(others);
  });

  it.each([
    ['en', 'received given overdue today tomorrow week done closed dropped all'],
    ['uk', 'отримані доручені прострочені сьогодні завтра тиждень виконані закриті зняті усі'],
    ['ru', 'полученные порученные просроченные сегодня завтра неделя выполненные закрытые снятые все'],
  ] as const)('show the filters of a list as they are typed in that language: %s', (language, words) => {
    const { usage } = catalogueOf(language).help.commands.tasks;
    // The three groups before the project.
    const shown = usage.slice(0, usage.indexOf('[#')).match(/\p{L}+/gu) ?? [];
    expect(shown.join(' ')).toBe(words);
    expect(shown.map(parseFilter)).toEqual([
      'received',
      'given',
      'overdue',
      'today',
      'tomorrow',
      'week',
      'done',
      'closed',
      'dropped',
      'all',
    ]);
  });
});

/** Plain texts, with their paths. */
function textsOf(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => textsOf(each, path ? `${path}.${key}` : key));
}

describe('plural forms', () => {
  it.each([
    [0, 'tasks', 'завдань', 'задач'],
    [1, 'task', 'завдання', 'задача'],
    [2, 'tasks', 'завдання (2–4)', 'задачи'],
    [4, 'tasks', 'завдання (2–4)', 'задачи'],
    [5, 'tasks', 'завдань', 'задач'],
    [11, 'tasks', 'завдань', 'задач'],
    [12, 'tasks', 'завдань', 'задач'],
    [14, 'tasks', 'завдань', 'задач'],
    [15, 'tasks', 'завдань', 'задач'],
    [20, 'tasks', 'завдань', 'задач'],
    [21, 'tasks', 'завдання', 'задача'],
    [22, 'tasks', 'завдання (2–4)', 'задачи'],
    [25, 'tasks', 'завдань', 'задач'],
    [100, 'tasks', 'завдань', 'задач'],
    [101, 'tasks', 'завдання', 'задача'],
    [111, 'tasks', 'завдань', 'задач'],
    [112, 'tasks', 'завдань', 'задач'],
    [1002, 'tasks', 'завдання (2–4)', 'задачи'],
    [-1, 'task', 'завдання', 'задача'],
    [-11, 'tasks', 'завдань', 'задач'],
  ])('fit %i', (count, english, ukrainian, russian) => {
    expect(pluralEn(count, 'task', 'tasks')).toBe(english);
    expect(pluralSlavic(count, 'завдання', 'завдання (2–4)', 'завдань')).toBe(ukrainian);
    expect(pluralSlavic(count, 'задача', 'задачи', 'задач')).toBe(russian);
  });

  it.each(['uk', 'ru'] as const)('are the ones that Unicode lists: %s', (language) => {
    const rules = new Intl.PluralRules(language);
    for (let count = 0; count <= 1200; count++) {
      expect(pluralSlavic(count, 'one', 'few', 'many'), String(count)).toBe(rules.select(count));
    }
  });
});
