import { ConfigError } from '../../src/config.ts';
import { REQUIRED_SCOPES, SPARED_SCOPES } from './scopes.ts';
import { workspaceTrouble } from './sending/delivery-problem.ts';
import type { SlackApi } from './sending/web-api.ts';
import { SlackApiError } from './sending/web-api.ts';

/** The workspace that the bot token belongs to, and the bot in it. */
export interface Workspace {
  teamId: string;
  enterpriseId: string | undefined;
  botUserId: string;
  botId: string | undefined;
  /** `https://acme.slack.com/` */
  url: string;
}

/**
 * Asks Slack whose token this is.
 * @throws ConfigError where the token can never work: not valid, not a bot's, or without a scope that is needed
 * @throws SlackApiError where Slack cannot be asked just now
 */
export async function readWorkspace(api: SlackApi, signal: AbortSignal): Promise<Workspace> {
  const said = await api.call('auth.test', {}, { signal }).catch((error: unknown) => {
    const isFinal = error instanceof SlackApiError && error.kind === 'refused';
    if (!isFinal) throw error;
    throw new ConfigError([`SLACK_BOT_TOKEN: ${workspaceTrouble(error) ?? `Slack says ${error.code}`}`]);
  });
  const { team_id: teamId, user_id: botUserId, bot_id: botId, enterprise_id: enterpriseId, url } = said;
  if (typeof botId !== 'string') {
    throw new ConfigError([
      'SLACK_BOT_TOKEN: this is the token of a person; wants the bot token, which begins with xoxb-',
    ]);
  }
  const scopes: unknown = said.response_metadata?.scopes;
  // Not told by every server that speaks for Slack.
  if (Array.isArray(scopes) && scopes.length > 0) ensureScopes(scopes);
  return {
    teamId: String(teamId),
    enterpriseId: typeof enterpriseId === 'string' ? enterpriseId : undefined,
    botUserId: String(botUserId),
    botId,
    url: typeof url === 'string' ? url : 'https://slack.com/',
  };
}

function ensureScopes(granted: readonly unknown[]): void {
  const missing = REQUIRED_SCOPES.filter((scope) => !granted.includes(scope) && !SPARED_SCOPES.has(scope));
  if (missing.length === 0) return;
  const what = missing.length === 1 ? 'the scope' : 'the scopes';
  throw new ConfigError([
    `SLACK_BOT_TOKEN: the app lacks ${what} ${missing.join(', ')}: add under OAuth & Permissions, install the app again and copy the new token`,
  ]);
}
