import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, Variables } from '../../src/config.ts';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const SECRET = 'sixteen-letters-';

describe('the settings', () => {
  it('have defaults for everything', () => {
    expect(readConfig({}, 'Europe/Kyiv')).toEqual({
      databaseFile: 'friday.db',
      slack: undefined,
      telegram: undefined,
      http: { host: '127.0.0.1', port: 3000, isPortSet: false },
      owners: [],
      setupCode: undefined,
      digestAt: { weekday: 5, time: '09:00' },
      defaultZone: 'Europe/Kyiv',
      defaultLanguage: 'en',
      logLevel: 'info',
    });
  });

  it('take an empty variable for an unset one', () => {
    const empty = Object.fromEntries(Object.keys(Variables.shape).map((name) => [name, ' ']));
    expect(readConfig(empty, 'UTC')).toEqual(readConfig({}, 'UTC'));
  });

  it('are read from the environment', () => {
    const config = readConfig({
      DATABASE_FILE: ':memory:',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'abc',
      SLACK_API_URL: 'http://127.0.0.1:9/api',
      TELEGRAM_BOT_TOKEN: '1:a',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:9/',
      TELEGRAM_WEBHOOK_URL: 'https://friday.example.com/',
      TELEGRAM_WEBHOOK_SECRET: 'S_1-x-S_1-x-S_1-',
      HOST: '0.0.0.0',
      PORT: '0',
      OWNERS: 'slack:U123, telegram:4711,terminal:Anna',
      SETUP_CODE: 'open-sesame-2026',
      DIGEST_AT: 'thu 9:30',
      DEFAULT_ZONE: 'Asia/Tokyo',
      DEFAULT_LANGUAGE: 'UK',
      LOG_LEVEL: 'Debug',
      PATH: '/bin',
    });
    expect(config).toEqual({
      databaseFile: ':memory:',
      slack: {
        botToken: 'xoxb-1',
        apiUrl: 'http://127.0.0.1:9/api/',
        connection: { kind: 'http', signingSecret: 'abc' },
      },
      telegram: {
        botToken: '1:a',
        apiRoot: 'http://127.0.0.1:9',
        webhook: { url: 'https://friday.example.com', secret: 'S_1-x-S_1-x-S_1-' },
      },
      http: { host: '0.0.0.0', port: 0, isPortSet: true },
      owners: [
        { platform: 'slack', externalId: 'U123' },
        { platform: 'telegram', externalId: '4711' },
        { platform: 'terminal', externalId: 'anna' },
      ],
      setupCode: 'open-sesame-2026',
      digestAt: { weekday: 4, time: '09:30' },
      defaultZone: 'Asia/Tokyo',
      defaultLanguage: 'uk',
      logLevel: 'debug',
    });
  });

  it('choose Socket Mode where there is an app-level token', () => {
    const config = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_SIGNING_SECRET: 's' });
    expect(config.slack?.connection).toEqual({ kind: 'socket', appToken: 'xapp-1' });
  });

  it('cannot be changed', () => {
    const config = readConfig({ OWNERS: 'slack:U1' });
    expect([config, config.http, config.owners, config.owners[0], config.digestAt].every(Object.isFrozen)).toBe(true);
  });

  it('fall back to UTC on a machine whose zone nobody knows', () => {
    expect(readConfig({}, 'Etc/Unknown').defaultZone).toBe('UTC');
  });

  it.each([
    ['SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xapp-1' }],
    ['SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: 'xoxb-1' }],
    ['SLACK_APP_TOKEN', { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xoxb-1' }],
    ['SLACK_APP_TOKEN', { SLACK_APP_TOKEN: 'xapp-1' }],
    ['SLACK_SIGNING_SECRET', { SLACK_SIGNING_SECRET: 'x' }],
    ['SLACK_API_URL', { SLACK_API_URL: 'slack.com/api' }],
    ['TELEGRAM_BOT_TOKEN', { TELEGRAM_BOT_TOKEN: '1:a b' }],
    ['TELEGRAM_API_ROOT', { TELEGRAM_API_ROOT: 'ftp://x' }],
    ['TELEGRAM_WEBHOOK_URL', { TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_WEBHOOK_URL: 'https://x' }],
    ['TELEGRAM_WEBHOOK_URL', { TELEGRAM_WEBHOOK_URL: 'https://x', TELEGRAM_WEBHOOK_SECRET: SECRET }],
    [
      'TELEGRAM_WEBHOOK_URL',
      { TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_WEBHOOK_URL: 'http://x', TELEGRAM_WEBHOOK_SECRET: SECRET },
    ],
    ['TELEGRAM_WEBHOOK_SECRET', { TELEGRAM_WEBHOOK_SECRET: SECRET }],
    [
      'TELEGRAM_WEBHOOK_SECRET',
      { TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_WEBHOOK_URL: 'https://x', TELEGRAM_WEBHOOK_SECRET: 'ключ-ключ-ключ-ключ' },
    ],
    [
      'TELEGRAM_WEBHOOK_SECRET',
      { TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_WEBHOOK_URL: 'https://x', TELEGRAM_WEBHOOK_SECRET: 'a'.repeat(257) },
    ],
    [
      'TELEGRAM_WEBHOOK_SECRET',
      { TELEGRAM_BOT_TOKEN: '1:a', TELEGRAM_WEBHOOK_URL: 'https://x', TELEGRAM_WEBHOOK_SECRET: 'fifteen-letters' },
    ],
    ['HOST', { HOST: 'http://x' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '3e3' }],
    ['OWNERS', { OWNERS: 'anna' }],
    ['OWNERS', { OWNERS: 'slack:U1,' }],
    ['OWNERS', { OWNERS: 'discord:1' }],
    ['SETUP_CODE', { SETUP_CODE: 'two words, sixteen or more' }],
    ['SETUP_CODE', { SETUP_CODE: 'fifteen-letters' }],
    ['DIGEST_AT', { DIGEST_AT: 'FRI' }],
    ['DIGEST_AT', { DIGEST_AT: 'FRI 24:00' }],
    ['DIGEST_AT', { DIGEST_AT: 'XXX 09:00' }],
    ['DEFAULT_ZONE', { DEFAULT_ZONE: 'Europe/Atlantis' }],
    ['DEFAULT_LANGUAGE', { DEFAULT_LANGUAGE: 'de' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('name %s as the problem of %j', (name, env) => {
    const problems = problemsOf(env as unknown as Record<string, string>);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name}: (wants|needs) .+`));
  });

  it('report every problem at once, and no secret', () => {
    const secrets = {
      SLACK_BOT_TOKEN: 'xapp-hush hush',
      SLACK_APP_TOKEN: 'xoxb-hush',
      TELEGRAM_BOT_TOKEN: 'hush hush',
      TELEGRAM_WEBHOOK_SECRET: 'hush!',
      SETUP_CODE: 'hush hush',
    };
    const env = { ...secrets, PORT: 'x', DIGEST_AT: 'x', OWNERS: 'x' };
    const names = problemsOf(env).map((problem) => problem.split(':')[0]);
    expect(new Set(names)).toEqual(new Set(Object.keys(env)));
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(new ConfigError(problemsOf(env)).message).not.toContain('hush');
  });
});

describe('.env.example', () => {
  const file = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const shown = new Map([...file.matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));

  it('names every variable and no other', () => {
    expect([...shown.keys()]).toEqual(Object.keys(Variables.shape));
  });

  it('shows every default and no other', () => {
    const filled = Object.entries(Variables.shape).filter(
      ([, schema]) => schema.safeParse(undefined).data !== undefined,
    );
    const wanted = filled.filter(([name]) => name !== 'OWNERS').map(([name]) => name);
    const written = [...shown].filter(([, value]) => value !== '');
    expect(written.map(([name]) => name)).toEqual(wanted);
    expect(readConfig(Object.fromEntries(shown), 'UTC')).toEqual({
      ...readConfig({}, 'UTC'),
      http: { host: '127.0.0.1', port: 3000, isPortSet: true },
    });
  });

  it('explains each variable in the line above it', () => {
    const lines = file.split('\n');
    for (const [i, one] of lines.entries()) {
      if (/^# [A-Z_]+=/.test(one)) expect(lines[i - 1]).toMatch(/^# .{10,}[^=]$/);
    }
  });
});
