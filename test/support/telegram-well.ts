import { expect } from 'vitest';
import { COMMANDS } from '../../src/commands/table.ts';
import type { FakeTelegram } from '../fakes/telegram/fake-telegram.ts';

const OWN = new Set(COMMANDS.map(({ name }) => name.split(' ')[0] ?? name));

/**
 * What must hold of everything that was said in Telegram: it would all have been taken, nobody was mentioned, only
 * commands of Friday's own can be tapped, and each press was put to rest once.
 */
export function expectWell(telegram: FakeTelegram): void {
  telegram.expectNoViolations();
  expect(telegram.pings).toEqual([]);
  const strange = telegram.tappable.filter(({ command }) => !OWN.has(/^\/(\w+)/.exec(command)?.[1] ?? ''));
  expect(strange).toEqual([]);
  expect(telegram.world.presses.unanswered()).toEqual([]);
  const answered = telegram.calls
    .filter(({ method }) => method === 'answerCallbackQuery')
    .map(({ args }) => args.callback_query_id);
  expect(answered).toHaveLength(new Set(answered).size);
}
