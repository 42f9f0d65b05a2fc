import type { Meter } from './ports/world.ts';

/** For whoever watches nothing. */
export const silentMeter: Meter = {
  commandTaken() {},
  deliveryTried() {},
  jobRan() {},
};
