import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../fakes/slack/json.ts';
import { openTelegramScene } from '../support/telegram-scene.ts';

const FILE = join(import.meta.dirname, '../../../shared/specs/vercel-chat-replay-fixtures/telegram.json');
const isThere = existsSync(FILE);
if (!isThere) process.stderr.write(`skipped: updates recorded from Telegram, since ${FILE} is not there\n`);

interface Recorded {
  update_id: number;
  message: JsonObject & { from: { id: number; first_name: string; username: string } };
}

/** Updates that Telegram really sent, to another bot. */
const recorded: Recorded[] = isThere
  ? Object.values<unknown>(JSON.parse(readFileSync(FILE, 'utf8'))).filter(
      (value): value is Recorded => typeof value === 'object' && value !== null && 'message' in value,
    )
  : [];

describe.runIf(isThere).each(['polling', 'webhook'] as const)('updates recorded from Telegram, by %s', (transport) => {
  it.each([
    ['a stranger is told to ask for an invite', undefined, 'This is a private bot'],
    ['somebody in OWNERS is greeted', '7527593', 'I am Friday'],
  ])('%s', async (_, owner, words) => {
    const settings = owner === undefined ? {} : { owners: [{ platform: 'telegram', externalId: owner }] as const };
    const scene = await openTelegramScene({ transport, settings });
    const [first] = recorded;
    if (!first) throw new Error('nothing is recorded');
    const { id, first_name, username } = first.message.from;
    scene.telegram.addUser({ name: 'recorded', id, first_name, username, hasStarted: true });
    const from = scene.telegram.world.shown.length;
    for (const { message } of recorded) await scene.agency.does(() => scene.telegram.sendUpdate({ message }));
    const said = scene.telegram.world.shown.slice(from).map(({ text }) => text);
    expect(said).toHaveLength(recorded.length);
    expect(said[0]).toContain(words);
    await scene.stop();
  });
});
