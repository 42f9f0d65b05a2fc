import { describe, expect, it } from 'vitest';
import { isShallow, readJsonObject, readNestedJsonObject } from '../../../src/web/read-json.ts';

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

describe('JSON that came from outside', () => {
  it('is read where it is an object', () => {
    expect(readJsonObject('{"update_id":1,"list":[{"a":null}]}')).toEqual({ update_id: 1, list: [{ a: null }] });
  });

  it.each(['', '{', 'null', '1', '"text"', '[]', '{"a":1}x'])('is not read where it is %j', (text) => {
    expect(readJsonObject(text)).toBeUndefined();
  });

  it('is read in parts where only some of them are nested more deeply', () => {
    const read = readNestedJsonObject(
      `{"result":[{"id":1},${nested(101)},${'['.repeat(100_000)}${']'.repeat(100_000)}]}`,
    );
    const { result } = read as { result: object[] };
    expect(result.map(isShallow)).toEqual([true, false, false]);
  });

  it('is not read where it is nested more deeply than anybody nests', () => {
    expect(readJsonObject(nested(100))).toBeDefined();
    expect(readJsonObject(nested(101))).toBeUndefined();
    expect(readJsonObject(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toBeUndefined();
  });
});
