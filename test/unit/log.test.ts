import { describe, expect, it } from 'vitest';
import { createLog, type LogLevel, silentLog } from '../../src/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void, level: LogLevel = 'info') {
  const lines: string[] = [];
  write(createLog(level, { write: (line) => lines.push(line) }));
  return lines;
}

describe('the log', () => {
  it('writes one JSON line for each event', () => {
    const lines = logged((log) => log.info({ job: 'digest', sent: 3 }, 'a\nb'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\n]+\n$/);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      job: 'digest',
      sent: 3,
      msg: 'a\nb',
    });
  });

  it('leaves out what is below its level', () => {
    const lines = logged((log) => {
      log.debug({}, 'a');
      log.info({}, 'b');
      log.warn({}, 'c');
      log.error({}, 'd');
    }, 'warn');
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(['warn', 'error']);
  });

  it('tells where an error came from', () => {
    const [line = ''] = logged((log) => log.error({ err: new TypeError('boom') }, 'bug'));
    expect(JSON.parse(line).err).toMatchObject({ type: 'TypeError', message: 'boom', stack: expect.any(String) });
  });

  it('keeps what people wrote out of errors that carry it', () => {
    const error = Object.assign(new Error('Bad Request'), { code: 400, on: { payload: { text: 'private' } } });
    const [line = ''] = logged((log) => log.warn({ err: error }, 'x'));
    expect(line).not.toContain('private');
    expect(JSON.parse(line).err.code).toBe(400);
  });

  it.each(['thrown text', undefined, null, 42])('takes %j for an error as well', (thrown) => {
    expect(JSON.parse(logged((log) => log.error({ err: thrown }, 'x'))[0] ?? '').msg).toBe('x');
  });

  it.each([
    ['a field', { token: 'hush' }],
    ['a nested field', { slack: { botToken: 'hush', signingSecret: 'hush' } }],
    ['a deeper field', { config: { slack: { appToken: 'hush' } } }],
    ['a Slack bot token in a text', { note: 'with xoxb-12-34-hush failed' }],
    ['a Slack app token in a text', { note: 'xapp-1-A-hush' }],
    ['a Telegram token in an address', { url: 'https://api.telegram.org/bot12:hush/getMe' }],
    ['a Telegram token in a text', { note: '123456789:AAhush-hush_hushhushhushhushhush' }],
    ['a token in an error', { err: new Error('request to https://x/bot1234567:hush/sendMessage failed') }],
  ])('hides %s', (_, fields) => {
    const [line = ''] = logged((log) => log.error(fields, 'x'));
    expect(line).toContain('[hidden]');
    expect(line).not.toContain('hush');
    expect(() => JSON.parse(line)).not.toThrow();
  });

  it('hides a token in the message too', () => {
    expect(logged((log) => log.info({}, 'token xoxb-hush'))[0]).not.toContain('hush');
  });

  it('leaves times and numbers alone', () => {
    const fields = { at: '2026-11-23T16:02:41.000Z', port: '127.0.0.1:3000', id: 1234567 };
    expect(logged((log) => log.info(fields, 'x'))[0]).not.toContain('[hidden]');
  });

  it('searches long hostile texts without delay', () => {
    const startedAt = performance.now();
    logged((log) => log.info({ a: '1'.repeat(100_000), b: 'xox'.repeat(50_000), c: '/bot1'.repeat(50_000) }, 'x'));
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });

  it('can be silent', () => {
    expect(silentLog.error({}, 'x')).toBeUndefined();
  });
});
