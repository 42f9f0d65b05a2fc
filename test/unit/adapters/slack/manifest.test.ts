import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { createManifest, TASK_FROM_MESSAGE } from '../../../../adapters/slack/manifest.ts';
import { EVENT_SCOPES, METHOD_SCOPES, REQUIRED_SCOPES } from '../../../../adapters/slack/scopes.ts';
import { COMMANDS } from '../../../../src/commands/table.ts';
import { en } from '../../../../src/text/en.ts';

const SPECS = fileURLToPath(new URL('../../../../../shared/specs/', import.meta.url));
const SCHEMA = `${SPECS}slack-manifest-schema/manifest.schema.2.0.0.json`;
const METHODS = `${SPECS}slack-api-ref/methods`;
const hasSpecs = existsSync(SCHEMA) && existsSync(METHODS);
if (!hasSpecs)
  process.stderr.write("Skipped: Slack's manifest schema and method reference are not beside the project.\n");

const help: Readonly<Record<string, { usage: string; does: string }>> = en.help.commands;
const parts = { commands: COMMANDS, help: (name: string) => help[name] };
const socket = createManifest({ ...parts, connection: 'socket' });
const http = createManifest({ ...parts, connection: { http: 'https://friday.example.com' } });
const BOTH = [
  ['Socket Mode', socket],
  ['HTTP', http],
] as const;

/** The commands by which product.md makes Slack people call Friday. */
const OWN = ['/done', '/log', '/task', '/tasks', '/time', '/timer'];

describe.each(BOTH)('the manifest for %s', (_name, manifest) => {
  it.skipIf(!hasSpecs)('is one that Slack takes', () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(json(SCHEMA));
    validate(JSON.parse(JSON.stringify(manifest)));
    expect(validate.errors).toBeNull();
  });

  it('has a slash command for each that the command table marks, and /friday for all others', () => {
    const marked = COMMANDS.filter(({ ownSlackCommand }) => ownSlackCommand).map(
      ({ name }) => `/${name.split(' ')[0]}`,
    );
    const given = manifest.features.slash_commands.map(({ command }) => command);
    expect([...new Set(marked)].sort()).toEqual(OWN);
    expect([...given].sort()).toEqual([...OWN, '/friday'].sort());
  });

  it('tells of every slash command what it does and what may follow it', () => {
    for (const { command, description, usage_hint } of manifest.features.slash_commands) {
      expect(description, command).toMatch(/^\p{Lu}.{4}/u);
      expect(usage_hint, command).toMatch(/\S{2}/);
      expect(command.length).toBeLessThanOrEqual(32);
    }
    const timer = manifest.features.slash_commands.find(({ command }) => command === '/timer');
    expect(timer?.usage_hint).toBe('start [12 | #project] [at 9:00] [note] | stop [at 18:00] [note] | cancel');
  });

  it('lets mentions arrive with the id of who is meant', () => {
    for (const command of manifest.features.slash_commands) expect(command.should_escape, command.command).toBe(true);
  });

  it('offers a task from any message, under a name that Slack has room for', () => {
    expect(manifest.features.shortcuts).toEqual([
      {
        name: 'Create task from message',
        type: 'message',
        callback_id: TASK_FROM_MESSAGE.callbackId,
        description: expect.any(String),
      },
    ]);
    expect(TASK_FROM_MESSAGE.name.length).toBeLessThanOrEqual(24);
  });

  it('opens the Home tab and lets people write in the direct chat', () => {
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(manifest.settings.interactivity.is_enabled).toBe(true);
  });

  it('keeps to the room that Slack gives its descriptions', () => {
    const { description, long_description } = manifest.display_information;
    expect(description.length).toBeLessThanOrEqual(140);
    expect(long_description.length).toBeGreaterThanOrEqual(175);
    expect(long_description.length).toBeLessThanOrEqual(4000);
  });

  it('asks for the required scopes and hears the events that they are for', () => {
    expect(manifest.oauth_config).toEqual({ scopes: { bot: REQUIRED_SCOPES } });
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(Object.keys(EVENT_SCOPES));
  });
});

describe('how Slack reaches Friday', () => {
  it('is never an address in Socket Mode', () => {
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(socket)).not.toMatch(/https?:|"(request_)?url"/);
  });

  it('is one address for commands, events and buttons over HTTP', () => {
    const address = 'https://friday.example.com/slack/events';
    expect(http.settings.socket_mode_enabled).toBe(false);
    expect(new Set(http.features.slash_commands.map((command) => 'url' in command && command.url))).toEqual(
      new Set([address]),
    );
    expect(http.settings.event_subscriptions).toMatchObject({ request_url: address });
    expect(http.settings.interactivity).toMatchObject({ request_url: address });
  });
});

describe('the scopes', () => {
  it('are the few that are needed', () => {
    expect(REQUIRED_SCOPES).toEqual([
      'app_mentions:read',
      'chat:write',
      'commands',
      'files:write',
      'im:history',
      'im:write',
      'users:read',
    ]);
  });

  it.skipIf(!hasSpecs).each(Object.entries(METHOD_SCOPES))('let Friday call %s', (method, scope) => {
    const reference: { scope: { bot?: string[] } } = json(`${METHODS}/${method}.json`);
    const enough = reference.scope.bot ?? [];
    if (scope === null) expect(enough).toEqual([]);
    else expect(enough).toContain(scope);
  });
});

it('gives the app another name where one is wanted', () => {
  const manifest = createManifest({ ...parts, connection: 'socket', name: 'Friday test' });
  expect(manifest.display_information.name).toBe('Friday test');
  expect(manifest.features.bot_user.display_name).toBe('Friday test');
  expect(socket.display_information.name).toBe('Friday');
});

function json(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
