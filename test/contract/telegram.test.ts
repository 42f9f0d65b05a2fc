import { fastTelegramPacing } from '../support/fast-pacing.ts';
import { createTelegramAgency } from '../support/telegram-agency.ts';
import { chatAdapterContract } from './chat-adapter-contract.ts';

chatAdapterContract('Telegram, polling', () =>
  createTelegramAgency({ transport: 'polling', pacing: fastTelegramPacing() }),
);
chatAdapterContract('Telegram at a webhook', () =>
  createTelegramAgency({ transport: 'webhook', pacing: fastTelegramPacing() }),
);
