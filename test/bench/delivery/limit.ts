import { millisecondsOf, noteFigure, printTable } from '../support/figures.ts';
import { openTelegramWorld } from './telegram-world.ts';

const PER_SECOND = 30;

/** How long it takes until so many people have their message, where Telegram takes 30 a second and not one more. */
export async function measureLimit(messages: number): Promise<void> {
  const world = await openTelegramWorld({ people: messages, perSecond: PER_SECOND });
  await world.owe();
  const ms = await millisecondsOf(() => world.friday.outbox.drain());
  const taken = await world.taken();
  await world.close();
  if (taken.messages !== messages) throw new Error(`${taken.messages} of ${messages} messages were sent.`);
  const bound = messages / PER_SECOND;
  printTable(`${messages} messages, of which Telegram takes ${PER_SECOND} a second`, [
    { what: 'seconds', least: bound, 'it took': ms / 1000, 'times refused': taken.refused },
  ]);
  noteFigure({ name: 'delivery ÷ what Telegram allows', value: ms / 1000 / bound, bar: 1.15, goal: 1.03 });
  noteFigure({ name: 'messages that Telegram refused', value: taken.refused, bar: 0, goal: 0 });
}
