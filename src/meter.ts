import type { Meter } from './ports.ts';

/** For whoever watches nothing. */
export const silentMeter: Meter = {
  commandTaken() {},
  deliveryTried() {},
  jobRan() {},
};
