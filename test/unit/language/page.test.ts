import { expect, it } from 'vitest';
import { takeTaskNumber } from '../../../src/changes/find-task.ts';
import { takePage } from '../../../src/language/page.ts';

it.each([
  ['', 1, ''],
  ['page 2', 2, ''],
  ['given  page 12', 12, 'given'],
  ['page 0', 1, ''],
  ['page 2 given', 1, 'page 2 given'],
  ['landing-page 2', 1, 'landing-page 2'],
  ['page 1234567', 1, 'page 1234567'],
])('%j asks for page %i of %j', (args, page, rest) => {
  expect(takePage(args)).toEqual({ page, rest });
});

it('long lines of spaces and commas are read without delay', () => {
  const startedAt = performance.now();
  takePage(`${' '.repeat(200_000)}x`);
  takePage('page 1'.repeat(30_000));
  expect(() => takeTaskNumber(`${','.repeat(200_000)}x`, 'show')).toThrow();
  expect(performance.now() - startedAt).toBeLessThan(1000);
});

it('punctuation behind a task number is dropped', () => {
  expect(takeTaskNumber('12,.: rest', 'show')).toEqual({ id: 12, rest: 'rest' });
});
