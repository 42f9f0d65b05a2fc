import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deliveryProblem, meaningOf, workspaceTrouble } from '../../../../adapters/slack/sending/delivery-problem.ts';
import { SlackApiError } from '../../../../adapters/slack/sending/web-api.ts';

const SPECS = new URL('../../../../../shared/specs/slack-api-ref/methods/', import.meta.url);

function refused(code: string, neededScope?: string): SlackApiError {
  return new SlackApiError('refused', `chat.postMessage: ${code}`, { code, ...(neededScope ? { neededScope } : {}) });
}

describe('what comes of a message that Slack did not take', () => {
  it.each([
    ['user_disabled', 'unreachable'],
    ['user_not_found', 'unreachable'],
    ['user_not_visible', 'unreachable'],
    ['channel_not_found', 'unreachable'],
    ['is_archived', 'unreachable'],
    ['cannot_dm_bot', 'unreachable'],
    ['not_in_channel', 'unreachable'],
    ['msg_too_long', 'rejected'],
    ['msg_blocks_too_long', 'rejected'],
    ['invalid_blocks', 'rejected'],
    ['no_text', 'rejected'],
    ['invalid_arguments', 'rejected'],
    ['external_channel_migrating', 'temporary'],
  ])('for %s is %s', (code, kind) => {
    expect(deliveryProblem(refused(code)).kind).toBe(kind);
    expect(workspaceTrouble(refused(code))).toBeUndefined();
  });

  it.each([
    'messages_tab_disabled',
    'restricted_action',
    'message_limit_exceeded',
    'invalid_auth',
    'token_revoked',
    'token_expired',
    'account_inactive',
    'not_authed',
    'missing_scope',
    'team_access_not_granted',
    'ekm_access_denied',
    'no_permission',
  ])('for %s is to wait long, marks nobody as unreachable, and is told to the operator', (code) => {
    expect(deliveryProblem(refused(code))).toMatchObject({ kind: 'temporary', retryAfterSeconds: 900 });
    expect(workspaceTrouble(refused(code))).toMatch(new RegExp(`^${code}`));
  });

  it('tells the operator which scope is missing and which setting is off', () => {
    expect(workspaceTrouble(refused('missing_scope', 'im:write'))).toContain('im:write');
    expect(workspaceTrouble(refused('messages_tab_disabled'))).toContain('Messages Tab');
  });

  it('for a code of tomorrow is to wait long rather than to lose the message', () => {
    expect(deliveryProblem(refused('a_word_of_tomorrow'))).toMatchObject({ kind: 'temporary', retryAfterSeconds: 900 });
  });

  it('after a limit is to wait as long as Slack says', () => {
    const error = new SlackApiError('limited', 'x', { retryAfterSeconds: 42 });
    expect(deliveryProblem(error)).toMatchObject({ kind: 'temporary', retryAfterSeconds: 42 });
  });

  it('is unknown where the response was lost, and temporary where nothing was sent', () => {
    expect(deliveryProblem(new SlackApiError('unknown', 'x', { code: 'fatal_error' })).kind).toBe('unknown');
    expect(deliveryProblem(new SlackApiError('not sent', 'x'))).toMatchObject({
      kind: 'temporary',
      retryAfterSeconds: undefined,
    });
  });

  it.skipIf(!existsSync(SPECS))('is decided for each error that Slack documents (needs ../shared/specs)', () => {
    const codes = ['chat.postMessage', 'conversations.open', 'chat.update'].flatMap((method) =>
      Object.keys(JSON.parse(readFileSync(new URL(`${method}.json`, SPECS), 'utf8')).errors),
    );
    expect(codes.length).toBeGreaterThan(50);
    expect(codes.filter((code) => meaningOf(code) === undefined)).toEqual([]);
  });
});
