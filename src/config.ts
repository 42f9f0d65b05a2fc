import { z } from 'zod';
import { fold } from './domain/fold.ts';
import { isZone, type TimeOfDay, timeOfDay } from './domain/instant.ts';
import { LANGUAGES, type Language } from './domain/language.ts';
import { PLATFORMS, type Platform } from './domain/person.ts';
import { LOG_LEVELS, type LogLevel } from './log.ts';

export interface Config {
  databaseFile: string;
  /** undefined: Slack is off */
  slack: SlackConfig | undefined;
  /** undefined: Telegram is off */
  telegram: TelegramConfig | undefined;
  /** `isPortSet`: PORT was given, so that the terminal chat listens too */
  http: { host: string; port: number; isPortSet: boolean };
  owners: readonly { platform: Platform; externalId: string }[];
  setupCode: string | undefined;
  /** weekday 1 (Monday) to 7 (Sunday) */
  digestAt: { weekday: number; time: TimeOfDay };
  defaultZone: string;
  defaultLanguage: Language;
  logLevel: LogLevel;
}

export interface SlackConfig {
  botToken: string;
  /** ends with a slash */
  apiUrl: string;
  connection: { kind: 'socket'; appToken: string } | { kind: 'http'; signingSecret: string };
}

export interface TelegramConfig {
  botToken: string;
  /** without a slash at its end */
  apiRoot: string;
  /** undefined: polling. `url` is the public base, without a slash at its end */
  webhook: { url: string; secret: string } | undefined;
}

/** All that is wrong with the settings, each problem beginning with its variable. Never holds a value of a secret. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Friday cannot start with these settings:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const WEEKDAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

const secret = z.string().regex(/^[!-~]{1,512}$/, 'wants a token without spaces');
const address = z.string().refine((text) => isAddress(text, ['http:', 'https:']), 'wants an http or https address');

/** The environment as it is read: one entry for each variable, undefined where it is not set. */
export const Variables = z.object({
  DATABASE_FILE: z.string().default('friday.db'),
  SLACK_BOT_TOKEN: secret.regex(/^(?!xapp-|xoxp-)/, 'wants the bot token, which begins with xoxb-').optional(),
  SLACK_APP_TOKEN: secret.regex(/^(?!xox)/, 'wants the app-level token, which begins with xapp-').optional(),
  SLACK_SIGNING_SECRET: secret.optional(),
  SLACK_API_URL: address.default('https://slack.com/api/').transform((url) => url.replace(/\/?$/, '/')),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^[\w:-]{1,256}$/, 'wants the token from @BotFather, such as 123456:ABC-DEF')
    .optional(),
  TELEGRAM_API_ROOT: address.default('https://api.telegram.org').transform(withoutEndSlash),
  TELEGRAM_WEBHOOK_URL: z
    .string()
    .refine((text) => isAddress(text, ['https:']), 'wants a public https address')
    .transform(withoutEndSlash)
    .optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'wants 16 to 256 letters A-Z, a-z, digits, _ or -, such as `openssl rand -hex 32` makes')
    .optional(),
  HOST: z
    .string()
    .regex(/^[^\s/]{1,255}$/, 'wants a host name or an IP address')
    .default('127.0.0.1'),
  PORT: z
    .string()
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'wants a number from 0 to 65535')
    .default('3000')
    .transform(Number),
  OWNERS: parsed(parseOwners, `wants accounts such as slack:U123,telegram:4711 (${PLATFORMS.join(', ')})`).default([]),
  SETUP_CODE: z
    .string()
    .regex(/^[!-~]{16,64}$/, 'wants 16 to 64 characters without spaces, such as `openssl rand -hex 16` makes')
    .optional(),
  DIGEST_AT: parsed(parseDigestAt, 'wants a weekday and a time, such as FRI 09:00').default({
    weekday: 5,
    time: '09:00' as TimeOfDay,
  }),
  DEFAULT_ZONE: z.string().refine(isZone, 'wants an IANA time zone, such as Europe/Kyiv').optional(),
  DEFAULT_LANGUAGE: oneOf(LANGUAGES).default('en'),
  LOG_LEVEL: oneOf(LOG_LEVELS).default('info'),
});

type Values = z.output<typeof Variables>;
type Given = Partial<Record<keyof Values, string>>;

/**
 * Reads all settings of the process. An empty variable is an unset one.
 * @param machineZone the zone where DEFAULT_ZONE is not set; read it before the process zone is changed
 * @throws ConfigError with every problem at once
 */
export function readConfig(
  env: Record<string, string | undefined>,
  machineZone: string = Intl.DateTimeFormat().resolvedOptions().timeZone,
): Config {
  const given: Given = {};
  for (const name of Object.keys(Variables.shape) as (keyof Values)[]) {
    const value = env[name]?.trim();
    if (value) given[name] = value;
  }
  const read = Variables.safeParse(given);
  const wrong = read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const problems = [...wrong, ...combinationProblems(given)];
  if (!read.success || problems.length > 0) throw new ConfigError(problems);
  return frozen(configOf(read.data, given.PORT !== undefined, isZone(machineZone) ? machineZone : 'UTC'));
}

function configOf(values: Values, isPortSet: boolean, machineZone: string): Config {
  return {
    databaseFile: values.DATABASE_FILE,
    slack: slackOf(values),
    telegram: telegramOf(values),
    http: { host: values.HOST, port: values.PORT, isPortSet },
    owners: values.OWNERS,
    setupCode: values.SETUP_CODE,
    digestAt: values.DIGEST_AT,
    defaultZone: values.DEFAULT_ZONE ?? machineZone,
    defaultLanguage: values.DEFAULT_LANGUAGE,
    logLevel: values.LOG_LEVEL,
  };
}

function slackOf(values: Values): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = values;
  const apiUrl = values.SLACK_API_URL;
  if (botToken && appToken) return { botToken, apiUrl, connection: { kind: 'socket', appToken } };
  if (botToken && signingSecret) return { botToken, apiUrl, connection: { kind: 'http', signingSecret } };
  return undefined;
}

function telegramOf(values: Values): TelegramConfig | undefined {
  const { TELEGRAM_BOT_TOKEN: botToken, TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: webhookSecret } = values;
  if (!botToken) return undefined;
  const webhook = url && webhookSecret ? { url, secret: webhookSecret } : undefined;
  return { botToken, apiRoot: values.TELEGRAM_API_ROOT, webhook };
}

/** Settings that are fine alone and do not go together. */
function combinationProblems(given: Given): string[] {
  const problems: string[] = [];
  const needs = (name: keyof Values, ...others: (keyof Values)[]) => {
    if (given[name] && !others.some((other) => given[other]))
      problems.push(`${name}: needs ${others.join(' or ')} too`);
  };
  needs('SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET');
  needs('SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN');
  needs('SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN');
  needs('TELEGRAM_WEBHOOK_URL', 'TELEGRAM_BOT_TOKEN');
  needs('TELEGRAM_WEBHOOK_URL', 'TELEGRAM_WEBHOOK_SECRET');
  needs('TELEGRAM_WEBHOOK_SECRET', 'TELEGRAM_WEBHOOK_URL');
  return problems;
}

function parsed<T>(parse: (text: string) => T | undefined, wanted: string) {
  return z.string().transform((text, context): T => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: wanted });
    return z.NEVER;
  });
}

function oneOf<const T extends string>(choices: readonly T[]) {
  return parsed(
    (text) => choices.find((choice) => choice === text.toLowerCase()),
    `wants one of ${choices.join(', ')}`,
  );
}

function parseOwners(text: string): Config['owners'] | undefined {
  const owners: { platform: Platform; externalId: string }[] = [];
  for (const part of text.split(',')) {
    const [, name = '', id = ''] = /^\s*(\w+):([^\s:]{1,64})\s*$/.exec(part) ?? [];
    const platform = PLATFORMS.find((known) => known === name.toLowerCase());
    if (!platform) return undefined;
    owners.push({ platform, externalId: platform === 'terminal' ? fold(id) : id });
  }
  return owners;
}

function parseDigestAt(text: string): Config['digestAt'] | undefined {
  const [, day = '', hour, minute] = /^([A-Za-z]{3})\s{1,8}(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  const weekday = WEEKDAYS.indexOf(day.toUpperCase()) + 1;
  const time = timeOfDay(Number(hour), Number(minute));
  return weekday > 0 && time ? { weekday, time } : undefined;
}

function isAddress(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

function withoutEndSlash(url: string): string {
  return url.replace(/\/$/, '');
}

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) frozen(part);
  return Object.freeze(value);
}
