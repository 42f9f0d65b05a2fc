import { createFaults, type Outage } from '../faults.ts';

/** What goes wrong with a call to Telegram. `refused`: `ok: false` with this code and these words. */
export type Fault = Outage | { kind: 'refused'; code: number; description: string };

export type Faults = ReturnType<typeof createTelegramFaults>;

/** Methods are those of the Bot API. @param seed for faults with a probability */
export function createTelegramFaults(seed?: number) {
  return createFaults<Fault>(RECEIVING, seed);
}

const RECEIVING = new Set(['getMe', 'getUpdates', 'setWebhook', 'deleteWebhook', 'getWebhookInfo']);
