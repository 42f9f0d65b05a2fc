import { SlackApiError } from '../sending/web-api.ts';

const REVOKED = 'it was revoked or has expired';
const NOT_ALLOWED = 'the workspace does not let it in';

/** What will be the same however often it is tried. */
const LASTING: Readonly<Record<string, string>> = {
  invalid_auth: 'Slack does not know it',
  not_authed: 'Slack does not know it',
  account_inactive: REVOKED,
  token_revoked: REVOKED,
  token_expired: REVOKED,
  missing_scope: 'it lacks the scope connections:write',
  no_permission: 'it lacks the scope connections:write',
  not_allowed_token_type: 'it is not an app-level token, which begins with xapp-',
  forbidden_team: NOT_ALLOWED,
  team_access_not_granted: NOT_ALLOWED,
  team_disabled: NOT_ALLOWED,
  user_removed_from_team: NOT_ALLOWED,
};

const WHAT_TO_DO =
  'make an app-level token with the scope connections:write (api.slack.com/apps → your app → Basic Information → App-Level Tokens)';

/** Why this app-level token can never open a connection, and what to do. @returns undefined for what may pass */
export function appTokenProblem(error: unknown): string | undefined {
  if (!(error instanceof SlackApiError) || error.kind !== 'refused' || !Object.hasOwn(LASTING, error.code))
    return undefined;
  return `SLACK_APP_TOKEN: ${LASTING[error.code]} (${error.code}); ${WHAT_TO_DO}`;
}
