/**
 * What Friday asks of a workspace: the events it hears and the methods it calls, each with the one scope that Slack
 * wants for it (null: none). The manifest asks for these scopes, and at the start they are held against what the token has.
 */

/** @see https://docs.slack.dev/reference/events */
export const EVENT_SCOPES = {
  app_home_opened: null,
  app_mention: 'app_mentions:read',
  app_uninstalled: null,
  'message.im': 'im:history',
  team_join: 'users:read',
  tokens_revoked: null,
  user_change: 'users:read',
} as const;

/** Where several scopes would do, the one that opens direct chats only. @see https://docs.slack.dev/reference/methods */
export const METHOD_SCOPES = {
  'auth.test': null,
  'chat.getPermalink': null,
  'chat.postEphemeral': 'chat:write',
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.open': 'im:write',
  'files.completeUploadExternal': 'files:write',
  'files.getUploadURLExternal': 'files:write',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'views.open': null,
  'views.publish': null,
  'views.update': null,
} as const;

/** Slash commands and shortcuts, which are neither events nor methods. */
const COMMANDS_SCOPE = 'commands';

/** Without it everything works but that one gets no files, so that an app from before there were files goes on. */
export const SPARED_SCOPES: ReadonlySet<string> = new Set(['files:write']);

/** The scopes of the bot token, in the order of the alphabet: these and no others. */
export const REQUIRED_SCOPES: readonly string[] = [
  ...new Set([COMMANDS_SCOPE, ...Object.values(EVENT_SCOPES), ...Object.values(METHOD_SCOPES)]),
]
  .filter((scope) => scope !== null)
  .sort();
