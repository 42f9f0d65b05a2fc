import pino from 'pino';
import type { Log } from './ports/world.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const SECRET_FIELDS = ['token', 'botToken', 'appToken', 'secret', 'signingSecret', 'setupCode', 'authorization'];
const HIDDEN = '[hidden]';

// Tokens also travel inside messages, addresses and stack traces of other people's libraries.
const TOKENS = [/xox[a-z]-[\w.-]+/g, /xapp-[\w.-]+/g, /(?<=\/bot)\d{1,16}:[\w-]+/g, /(?<!\d)\d{5,16}:[\w-]{20,}/g];

/**
 * One JSON line for each event; see `Log` for what may be in it.
 * @param destination where lines go, each with its line end; by default standard error
 */
export function createLog(level: LogLevel, destination: { write(line: string): unknown } = process.stderr): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: errorFields },
      redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]), censor: HIDDEN },
    },
    { write: (line: string) => void destination.write(withoutTokens(line)) },
  );
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}

export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Only what says where an error came from: libraries hang whole requests on theirs, with what people wrote. */
function errorFields(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? { code: error.code } : {};
  return { type: name, message, stack, ...code, ...(cause instanceof Error ? { cause: cause.message } : {}) };
}

function withoutTokens(line: string): string {
  return TOKENS.reduce((text, token) => text.replace(token, HIDDEN), line);
}
