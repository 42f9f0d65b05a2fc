import { measureLimit } from './delivery/limit.ts';
import { measureOverhead } from './delivery/overhead.ts';
import { printFigures } from './support/figures.ts';

/**
 * Messages from the ledger to Telegram: how near they come to what Telegram allows, and what the ledger and the outbox
 * cost beside the sending itself.
 */
await measureLimit(Number(process.env.FRIDAY_MESSAGES ?? 900));
await measureOverhead();
printFigures();
