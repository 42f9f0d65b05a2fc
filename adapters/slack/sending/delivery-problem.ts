import { DeliveryError } from '../../../src/chat/chat-adapter.ts';
import type { SlackApiError } from './web-api.ts';

/**
 * What a refusal says: `person`: they cannot be written to here. `message`: Slack will never take it. `workspace`:
 * nobody can be written to until somebody changes a setting, the token or the plan. `passing`: later it will do.
 */
export type RefusalMeaning = 'person' | 'message' | 'workspace' | 'passing';

/**
 * A refusal that is everybody's must cost nobody a message, nor mark a person as unreachable, since what an
 * administrator forgot or took away is put right within hours.
 */
const WORKSPACE_RETRY_SECONDS = 15 * 60;
const PASSING_RETRY_SECONDS = 60;

/** Those that the pages of chat.postMessage, conversations.open and chat.update name, and those common to all methods. */
const MEANINGS: Readonly<Record<RefusalMeaning, readonly string[]>> = {
  person: [
    'user_disabled',
    'user_not_found',
    'user_not_visible',
    'users_not_found',
    'user_not_in_channel',
    'invalid_user_combination',
    'app_access_restricted',
    'cannot_dm_bot',
    'cannot_dm_self',
    'channel_not_found',
    'is_archived',
    'is_inactive',
    'not_in_channel',
  ],
  message: [
    'msg_too_long',
    'msg_blocks_too_long',
    'no_text',
    'invalid_blocks',
    'invalid_blocks_format',
    'block_mismatch',
    'markdown_text_conflict',
    'too_many_attachments',
    'too_many_contact_cards',
    'attachment_payload_limit_exceeded',
    'invalid_attachments',
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'metadata_must_be_sent_from_app',
    'metadata_too_large',
    'as_user_not_supported',
    'send_on_behalf_not_allowed',
    'duplicate_channel_not_found',
    'duplicate_message_not_found',
    'draft_already_deleted',
    'draft_already_sent',
    'draft_has_conflict',
    'draft_not_found',
    'cannot_reply_to_message',
    'restricted_action_non_threadable_channel',
    'restricted_action_read_only_channel',
    'restricted_action_thread_locked',
    'restricted_action_thread_only_channel',
    'method_not_supported_for_channel_type',
    'not_enough_users',
    'too_many_users',
    'users_list_not_supplied',
    // What links to or carries files: Friday sends none.
    'missing_file_data',
    'blocked_file_type',
    'file_deleted',
    'file_is_deleted',
    'file_not_found',
    'file_share_limit_reached',
    'max_file_sharing_exceeded',
    'posting_to_channel_denied',
    'unable_to_share_files',
    'slack_connect_blocked_file_type',
    'slack_connect_canvas_sharing_blocked',
    'slack_connect_clip_sharing_blocked',
    'slack_connect_file_link_sharing_blocked',
    'slack_connect_file_upload_sharing_blocked',
    'slack_connect_lists_sharing_blocked',
    // A message that is changed rather than posted.
    'cant_update_message',
    'cant_broadcast_message',
    'no_dual_broadcast_content_update',
    'edit_window_closed',
    'message_not_found',
    // A request that is not put together well.
    'invalid_arguments',
    'invalid_arg_name',
    'invalid_args',
    'invalid_array_arg',
    'invalid_charset',
    'invalid_form_data',
    'invalid_json',
    'invalid_post_type',
    'json_not_object',
    'missing_argument',
    'missing_post_type',
  ],
  workspace: [
    'messages_tab_disabled',
    'restricted_action',
    'message_limit_exceeded',
    'ekm_access_denied',
    'team_access_not_granted',
    'team_not_found',
    'missing_scope',
    'no_permission',
    'access_denied',
    'accesslimited',
    'not_allowed_token_type',
    'invalid_auth',
    'not_authed',
    // Of a bot's token; a person whose account is closed is `user_disabled`.
    'account_inactive',
    'token_revoked',
    'token_expired',
    'org_login_required',
    'two_factor_setup_required',
    'enterprise_is_restricted',
    'deprecated_endpoint',
    'method_deprecated',
    'unknown_method',
  ],
  passing: [
    'ratelimited',
    'rate_limited',
    'fatal_error',
    'internal_error',
    'service_unavailable',
    'request_timeout',
    'team_added_to_org',
    'external_channel_migrating',
    'streaming_state_conflict',
    'update_failed',
  ],
};

const MEANING_OF = new Map(
  (Object.keys(MEANINGS) as RefusalMeaning[]).flatMap((meaning) => MEANINGS[meaning].map((code) => [code, meaning])),
);

/** @returns undefined for a code that nobody has thought about */
export function meaningOf(code: string): RefusalMeaning | undefined {
  return MEANING_OF.get(code);
}

/** What the outbox is told of a message that could not be posted. */
export function deliveryProblem(error: SlackApiError): DeliveryError {
  const { kind, code, message, retryAfterSeconds } = error;
  if (kind === 'unknown') return new DeliveryError('unknown', message);
  if (kind !== 'refused') return new DeliveryError('temporary', message, retryAfterSeconds);
  switch (meaningOf(code)) {
    case 'person':
      return new DeliveryError('unreachable', message);
    case 'message':
      return new DeliveryError('rejected', message);
    case 'passing':
      return new DeliveryError('temporary', message, retryAfterSeconds ?? PASSING_RETRY_SECONDS);
    // Of a code that came after this was written nothing is known but that the message was not taken.
    case 'workspace':
    case undefined:
      return new DeliveryError('temporary', message, WORKSPACE_RETRY_SECONDS);
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  messages_tab_disabled: "turn on the Messages Tab under App Home in the app's settings",
  restricted_action: 'the workspace does not let the app post: see its posting permissions',
  message_limit_exceeded: 'the workspace has reached the message limit of its plan',
  ekm_access_denied: 'the organisation has turned off sending with its encryption keys',
  team_access_not_granted: 'the app is not approved for this workspace',
  team_not_found: 'the app is not installed in this workspace',
  invalid_auth: 'the bot token is not valid: copy it anew',
  not_authed: 'there is no bot token',
  account_inactive: 'the app was removed from the workspace: install it again',
  token_revoked: 'the bot token was revoked: install the app again and copy the new one',
  token_expired: 'the bot token has expired: turn off token rotation, and install the app again',
  accesslimited: 'the workspace refuses this network address',
};

/**
 * For the operator: what keeps everybody from being written to, and what to do about it.
 * @returns undefined where the refusal is about one person or one message
 */
export function workspaceTrouble({ kind, code, neededScope }: SlackApiError): string | undefined {
  if (kind !== 'refused' || meaningOf(code) !== 'workspace') return undefined;
  if (code === 'missing_scope') {
    const scope = neededScope ? `the scope ${neededScope}` : 'a scope';
    return `missing_scope: the app lacks ${scope}: add it and install the app again`;
  }
  const remedy = REMEDIES[code];
  return remedy ? `${code}: ${remedy}` : code;
}
