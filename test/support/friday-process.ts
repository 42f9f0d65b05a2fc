import { createInterface } from 'node:readline';
import { openDatabase } from '../../data/database.ts';
import { createStore } from '../../data/store.ts';
import type { ChatAdapter } from '../../src/chat/chat-adapter.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import { addSeconds, instantOf, secondsBetween } from '../../src/domain/instant.ts';
import { PLATFORMS, type Platform } from '../../src/domain/person.ts';
import { createFriday } from '../../src/friday.ts';
import { createLog } from '../../src/log.ts';
import { textOfReply } from './agency.ts';
import { TEST_SETTINGS } from './settings.ts';

/**
 * Friday as a process of its own, over a database file: takes requests as JSON lines and acknowledges each only when
 * it is handled. What it sends to people is written out as well. For tests that kill it, or run two of them.
 *
 *     {"id":"r1","platform":"slack","from":"anna","text":"/task Banner"}  →  {"id":"r1","said":"…","repeated":false}
 *     {"clock":"2026-11-27T07:00:00Z"}  →  {"clock":"…"}
 *     {"tick":true}                     →  {"ticked":{…}}
 */
type Line =
  | { id: string; platform: Platform; from: string; text: string; origin?: Incoming['origin'] }
  | { clock: string }
  | { tick: true };

const [file = ':memory:'] = process.argv.slice(2);
let aheadSeconds = 0;
const clock = { now: () => addSeconds(instantOf(Date.now()), aheadSeconds) };

function write(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const messenger = (platform: Platform): ChatAdapter => ({
  platform,
  start: async () => {},
  stop: async () => {},
  async deliver({ to, reply }) {
    write({ delivered: to.externalId, text: textOfReply(reply) });
    return { ref: 'x' };
  },
});

const store = createStore(await openDatabase(file));
const friday = createFriday({
  store,
  clock,
  log: createLog('warn'),
  settings: TEST_SETTINGS,
  adapters: PLATFORMS.map(messenger),
});

async function take(line: Line): Promise<void> {
  if ('clock' in line) {
    aheadSeconds += secondsBetween(clock.now(), instantOf(Date.parse(line.clock)));
    return write(line);
  }
  if ('tick' in line) return write({ ticked: await friday.scheduler.runNow() });
  const { id, platform, from, text, origin = 'typed' } = line;
  const name = from.charAt(0).toUpperCase() + from.slice(1);
  const sender = { externalId: from, name, standing: 'member' } as const;
  const chat = { id: `${platform}:${from}`, kind: 'direct' } as const;
  const answer = await friday.handle({ platform, requestId: id, sender, chat, text, origin });
  write({ id, said: textOfReply(answer.reply), repeated: answer.repeated });
}

await friday.start();
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => void take(JSON.parse(line)));
lines.on('close', async () => {
  await friday.stop();
  await store.close();
});
write({ ready: true });
