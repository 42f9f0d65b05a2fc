import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Log } from '../../src/ports/world.ts';
import type { SlackRequest } from '../fakes/slack/requests.ts';
import type { SlackScene } from '../support/slack-scene.ts';
import { openSlackScene } from '../support/slack-scene.ts';

type Payload = SlackRequest['payload'];

const FOLDER = join(import.meta.dirname, '../../../shared/specs/vercel-chat-replay-fixtures');
const isThere = existsSync(FOLDER);
if (!isThere) process.stderr.write(`skipped: payloads recorded from Slack, since ${FOLDER} is not there\n`);

/** Requests that Slack really sent, to other apps in other workspaces: nothing of theirs is known here. */
const recorded = isThere
  ? readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json') && !file.endsWith('telegram.json'))
      .sort()
      .flatMap((file) => {
        const content = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Record<string, unknown>;
        return Object.entries(content).flatMap(([name, payload]) => {
          const kind = kindOf(payload);
          return kind ? [{ what: `${file}: ${name}`, kind, payload: payload as Payload }] : [];
        });
      })
  : [];

function kindOf(payload: unknown): SlackRequest['kind'] | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined;
  if ('command' in payload) return 'slash_commands';
  if (!('type' in payload)) return undefined;
  return payload.type === 'event_callback' ? 'events_api' : 'interactive';
}

describe.runIf(isThere).each(['http', 'socket'] as const)('payloads recorded from Slack, over %s', (transport) => {
  const errors: { fields: object; message: string }[] = [];
  const log: Log = {
    debug() {},
    info() {},
    warn() {},
    error: (fields, message) => void errors.push({ fields, message }),
  };
  let scene: SlackScene;

  beforeAll(async () => {
    scene = await openSlackScene({ transport, log });
    await scene.person('anna').says('/timer');
  });
  afterAll(() => scene.stop());

  it('are there', () => {
    expect(recorded.length).toBeGreaterThan(20);
    expect(new Set(recorded.map(({ kind }) => kind)).size).toBe(3);
  });

  it.each(recorded)('are taken without error: $what', async ({ kind, payload }) => {
    // Nothing may leave this machine.
    const local = JSON.parse(
      JSON.stringify(payload).replaceAll('https://hooks.slack.com/', `${scene.slack.url}/response/`),
    );
    const event_id = `Ev${scene.slack.sent.length}`;
    let acked = false;
    await scene.agency.does(async () => {
      const { outcome } = await scene.slack.send({
        kind,
        payload: kind === 'events_api' ? { event_id, ...local } : local,
        userId: 'U00FAKEUSER1',
      });
      acked = outcome.acked;
    });
    expect(acked).toBe(true);
    expect(errors.filter(({ message }) => message !== 'an answer could not be shown anywhere')).toEqual([]);
    expect(await scene.person('anna').says('/timer')).toContain('No timer is running.');
  });

  it('whoever is not of this workspace is refused politely', async () => {
    const command = recorded.find(({ kind }) => kind === 'slash_commands');
    if (!command) throw new Error('No command was recorded');
    const payload = { ...command.payload, trigger_id: '1.2.again', response_url: `${scene.slack.url}/response/T1/x` };
    const { outcome } = await scene.slack.send({ kind: command.kind, payload, userId: 'U00FAKEUSER1' });
    expect(JSON.stringify(outcome.body)).toContain('full members of the workspace only');
    expect(await scene.tasksWith('')).toEqual([]);
  });
});
