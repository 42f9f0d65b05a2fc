import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCallbackData } from '../../../../adapters/telegram/callback-data.ts';
import { HOSTILE_TEXTS, LONG_TEXTS } from '../../../support/hostile.ts';

const data = createCallbackData('110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw');
const otherBot = createCallbackData('110201543:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw');
const LONGEST = `note ${'x'.repeat(50)}`;

describe('what a button in Telegram carries', () => {
  it('is the command, for the person it was made for', () => {
    const carried = data.of('4711', 'done 12');
    expect(carried).toMatch(/^[\w-]{8}:done 12$/);
    expect(data.read(carried, '4711')).toEqual({ command: 'done 12' });
  });

  it('is worth nothing to anybody else', () => {
    const carried = data.of('4711', 'done 12');
    for (const userId of ['4712', '471', '47110', '', '4711\0']) expect(data.read(carried, userId)).toBeUndefined();
  });

  it('is worth nothing to another bot', () => {
    expect(otherBot.read(data.of('4711', 'done 12'), '4711')).toBeUndefined();
  });

  it('does not let one person’s id run over into the command', () => {
    const code = data.of('4711', 'done 12').slice(0, 8);
    expect(data.read(`${code}done 12`, '4711\0:')).toBeUndefined();
    expect(data.read(`${code}:done 12`, '4711\0')).toBeUndefined();
  });

  it('is void with anything changed', () => {
    const carried = data.of('4711', 'done 12');
    for (let i = 0; i < carried.length; i++) {
      const changed = carried.slice(0, i) + (carried[i] === 'x' ? 'y' : 'x') + carried.slice(i + 1);
      expect(data.read(changed, '4711')).toBeUndefined();
    }
    expect(data.read(`${carried}3`, '4711')).toBeUndefined();
    expect(data.read(carried.slice(0, -1), '4711')).toBeUndefined();
  });

  it('is a command to the last byte that fits, and a reference from then on', () => {
    expect(data.of('4711', LONGEST)).toHaveLength(64);
    expect(data.referenceOf(LONGEST)).toBeUndefined();
    expect(data.read(data.of('4711', LONGEST), '4711')).toEqual({ command: LONGEST });

    const reference = data.referenceOf(`${LONGEST}x`);
    expect(reference).toMatch(/^[\w-]{22}$/);
    expect(data.of('4711', `${LONGEST}x`)).toMatch(/^[\w-]{8}~[\w-]{22}$/);
    expect(data.read(data.of('4711', `${LONGEST}x`), '4711')).toEqual({ reference });
  });

  it('counts bytes, not characters', () => {
    expect(data.referenceOf('ї'.repeat(27))).toBeUndefined();
    expect(data.referenceOf('ї'.repeat(28))).toBeDefined();
    expect(data.referenceOf('😀'.repeat(14))).toBeDefined();
  });

  it('refers to the same command by the same words, whoever presses, and to another by others', () => {
    expect(otherBot.referenceOf(`${LONGEST}x`)).toBe(data.referenceOf(`${LONGEST}x`));
    expect(data.referenceOf(`${LONGEST}y`)).not.toBe(data.referenceOf(`${LONGEST}x`));
  });

  it('does not take a command for a reference or the other way round', () => {
    expect(data.read(data.of('4711', '~done 12'), '4711')).toEqual({ command: '~done 12' });
    const reference = data.of('4711', `${LONGEST}x`);
    expect(data.read(reference.replace('~', ':'), '4711')).toBeUndefined();
  });

  it('survives half a character in a command', () => {
    expect(data.read(data.of('4711', 'task \ud83d'), '4711')).toEqual({ command: 'task \ufffd' });
  });

  it('is nothing when it is garbage, whatever the garbage', () => {
    for (const garbage of ['', ':', '~', ':done 12', 'AAAAAAAA:done 12', 'AAAAAAAA', ...HOSTILE_TEXTS, ...LONG_TEXTS]) {
      expect(data.read(garbage, '4711')).toBeUndefined();
    }
    // The low bytes of these are those of the right code.
    const carried = data.of('4711', 'done 12');
    const alike = Array.from(carried.slice(0, 8), (each) => String.fromCharCode(each.charCodeAt(0) + 0x100)).join('');
    expect(data.read(alike + carried.slice(8), '4711')).toBeUndefined();
  });

  it('fits and comes back, whatever the command', () => {
    const commands = fc.oneof(fc.string({ maxLength: 90 }), fc.string({ unit: 'binary', maxLength: 40 }));
    fc.assert(
      fc.property(commands, fc.nat(), (command, id) => {
        const carried = data.of(String(id), command);
        expect(Buffer.byteLength(carried)).toBeLessThanOrEqual(64);
        const reference = data.referenceOf(command);
        const expected =
          reference === undefined ? { command: command.replace(/\p{Surrogate}/gu, '\ufffd') } : { reference };
        expect(data.read(carried, String(id))).toEqual(expected);
        expect(data.read(carried, String(id + 1))).toBeUndefined();
      }),
    );
  });
});
