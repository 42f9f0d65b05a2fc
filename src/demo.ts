import { randomUUID } from 'node:crypto';
import { wantsColor } from '../adapters/terminal/styled-text.ts';
import { createTerminal } from '../adapters/terminal/terminal.ts';
import { openDatabase } from '../data/database.ts';
import { createStore } from '../data/store.ts';
import type { ChatAdapter } from './chat/chat-adapter.ts';
import { DEMO_SETTINGS, DEMO_STARTS_AT, fillAgency } from './demo/agency.ts';
import { createMovableClock } from './demo/movable-clock.ts';
import { createFriday } from './friday.ts';
import { createLog } from './log.ts';
import type { Store } from './ports/store.ts';
import type { Clock, Log } from './ports/world.ts';

/** An agency in memory and a clock one can move: `npm run demo`. Nothing is kept. */

const WELCOME = [
  'A small agency: anna (owner, Kyiv), oleh and maria (Kyiv), sofia (Warsaw), ivan and nina (New York).',
  'It is Thursday afternoon. Try:  as oleh   /tasks   /time week   /help',
  'Then let Friday come:           clock friday 09:00',
  'The clock moves with `clock +2h`, `clock +3d`, `clock friday 09:00`; `clock` tells the time.',
  '',
];

/** What Friday owed anybody in the weeks before counts as sent: the demo begins with a clean desk. */
async function passOver(store: Store, clock: Clock, log: Log): Promise<void> {
  const earlier: ChatAdapter = {
    platform: 'terminal',
    start: async () => {},
    stop: async () => {},
    deliver: async () => ({ ref: 'earlier' }),
  };
  const friday = createFriday({ store, clock, log, settings: DEMO_SETTINGS, adapters: [earlier] });
  await friday.scheduler.runNow();
  await friday.outbox.drain();
}

async function main(): Promise<void> {
  process.env.TZ = 'UTC';
  const log = createLog('error');
  const store = createStore(await openDatabase(':memory:'));
  await fillAgency(store);
  const clock = createMovableClock(DEMO_STARTS_AT);
  await passOver(store, clock, log);
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true;
  process.stdout.write(`${WELCOME.join('\n')}\n`);

  const terminal = createTerminal({
    input: process.stdin,
    output: process.stdout,
    interactive,
    color: wantsColor(process.env, process.stdout),
    defaultSpeaker: 'anna',
    settle: async () => void (await friday.outbox.drain()),
    newRequestId: randomUUID,
    extraWords: {
      async clock(words) {
        const said = clock.move(words, DEMO_SETTINGS.defaultZone);
        await friday.scheduler.runNow();
        return said;
      },
    },
  });
  const friday = createFriday({ store, clock, log, settings: DEMO_SETTINGS, adapters: [terminal] });
  await terminal.start(friday.handle, friday.officeOf('terminal'));
  await terminal.finished;
  await friday.stop();
  await store.close();
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
