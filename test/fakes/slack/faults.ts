import { createFaults, type Outage } from '../faults.ts';

/** What goes wrong with a call to Slack. `refused`: `ok: false`. */
export type Fault = Outage | { kind: 'refused'; error: string; needed?: string };

export type Faults = ReturnType<typeof createSlackFaults>;

/** Methods are those of the Web API, and `response_url`. @param seed for faults with a probability */
export function createSlackFaults(seed?: number) {
  return createFaults<Fault>(STARTING, seed);
}

const STARTING = new Set(['apps.connections.open', 'auth.test']);
