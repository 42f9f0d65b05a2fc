import { expect, it } from 'vitest';
import { suggest } from '../../../src/chat/suggest.ts';

const none = () => [];

it.each(['\n', '\r\n', '\u2028', '\u2029'])('a line that ends with %j is read to its end', (end) => {
  expect(suggest(`/stop${end}more`, none)).toEqual(['timer stop']);
  expect(suggest(`/assign 22 @oleh${end}more`, none)).toEqual(['edit 22 @oleh']);
});

it('a line as long as a messenger lets through costs nothing', () => {
  const startedAt = performance.now();
  for (const line of [
    `/${'a'.repeat(39_000)}\u2028b\u2028c`,
    `/x ${' '.repeat(39_000)}\u2028b`,
    `${'\u2028'.repeat(39_000)}x`,
  ]) {
    expect(suggest(line, none)).toEqual([]);
  }
  expect(performance.now() - startedAt).toBeLessThan(500);
});

it('what takes back the last change is suggested without the number behind it', () => {
  expect(suggest('/revert 22', none)).toEqual(['undo']);
});
