import { fastTelegramPacing } from '../../support/fast-pacing.ts';
import { median, millisecondsOf, noteFigure, printTable } from '../support/figures.ts';
import { MESSAGE, openTelegramWorld } from './telegram-world.ts';

const MESSAGES = 1500;
const ROUNDS = 9;
const AT_ONCE = 8;

/** Messages a second out of the ledger ÷ the same calls without it, as many at once, where nobody makes them wait. */
export async function measureOverhead(): Promise<void> {
  const world = await openTelegramWorld({ people: MESSAGES, pacing: fastTelegramPacing() });
  const identities = (await world.identities()).flat();

  async function sendAll(): Promise<void> {
    const rest = identities[Symbol.iterator]();
    const worker = async () => {
      for (const to of rest) await world.telegram.deliver({ to, reply: MESSAGE, language: 'en' });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  const times = { direct: [] as number[], ledger: [] as number[] };
  for (let round = 0; round < ROUNDS + 1; round += 1) {
    const direct = await millisecondsOf(sendAll);
    await world.owe();
    const ledger = await millisecondsOf(async () => {
      const { sent } = await world.friday.outbox.drain();
      if (sent !== MESSAGES) throw new Error(`${sent} of ${MESSAGES} messages were sent.`);
    });
    // The first round warms up.
    if (round === 0) continue;
    times.direct.push(direct);
    times.ledger.push(ledger);
  }
  await world.close();
  const perSecond = (all: readonly number[]) => MESSAGES / (median(all) / 1000);
  printTable('messages a second', [
    { what: 'the adapter alone', 'a second': Math.round(perSecond(times.direct)) },
    { what: 'out of the ledger, recorded', 'a second': Math.round(perSecond(times.ledger)) },
  ]);
  // Each round has weather of its own.
  const value = median(times.ledger.map((ms, round) => (times.direct[round] ?? 0) / ms));
  noteFigure({ name: 'out of the ledger ÷ the adapter alone', value, bar: 0.5, goal: 0.5, atLeast: true });
}
