import { instantOf } from '../../../src/domain/instant.ts';
import type { Clock } from '../../../src/ports/world.ts';

export const systemClock: Clock = { now: () => instantOf(Date.now()) };
