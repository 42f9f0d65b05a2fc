import { randomUUID } from 'node:crypto';
import { createInteractions } from './interactions.ts';
import type { JsonObject } from './json.ts';
import type { Responses } from './response-url.ts';
import type { Triggers } from './triggers.ts';
import { encodeTyped, escapeText, typedBlocks } from './typed-text.ts';
import type { SlackUser } from './users.ts';
import type { SlackChannel, World } from './world.ts';
import type { SlackView } from './world-views.ts';

/** Something Slack sends to the app, over either transport. */
export interface SlackRequest {
  kind: 'slash_commands' | 'interactive' | 'events_api';
  payload: JsonObject;
  /** on whose behalf */
  userId: string;
  channelId?: string;
  /** on which view */
  view?: SlackView;
  retry?: { attempt: number; reason: string };
}

/** What came back. */
export interface Outcome {
  /** in time, and with 200 */
  acked: boolean;
  status?: number;
  /** JSON or text of the answer; undefined: it was empty */
  body?: unknown;
  /** `timeout`, `http_error`, `connection_failed`, `no connection` */
  problem?: string;
  noRetry?: boolean;
  tookMs: number;
}

/** Payloads as Slack makes them. */
export function createRequests(parts: {
  world: World;
  triggers: Triggers;
  responses: Responses;
  shouldEscape: boolean;
}) {
  const { world, triggers, responses } = parts;
  const token = 'verification-token-nobody-should-use';
  const team = { id: world.team.id, domain: world.team.domain };
  const nowSeconds = () => Math.floor(Number(world.newTs()));

  function event(inner: JsonObject, of: { userId: string; channelId?: string }): SlackRequest {
    return {
      kind: 'events_api',
      userId: of.userId,
      ...(of.channelId && { channelId: of.channelId }),
      payload: {
        token,
        team_id: team.id,
        context_team_id: team.id,
        context_enterprise_id: null,
        api_app_id: world.appId,
        event: inner,
        type: 'event_callback',
        event_id: world.newId('Ev'),
        event_time: nowSeconds(),
        authorizations: [
          {
            enterprise_id: null,
            team_id: team.id,
            user_id: world.bot.id,
            is_bot: true,
            is_enterprise_install: false,
          },
        ],
        is_ext_shared_channel: false,
        event_context: `4-${world.newId('')}`,
      },
    };
  }

  return {
    event,

    slash(of: SlackUser, command: string, text: string, channel: SlackChannel): SlackRequest {
      const shown = { im: 'directmessage', private: 'privategroup', public: channel.name }[channel.kind];
      return {
        kind: 'slash_commands',
        userId: of.id,
        channelId: channel.id,
        payload: {
          token,
          team_id: team.id,
          team_domain: team.domain,
          channel_id: channel.id,
          channel_name: shown,
          user_id: of.id,
          user_name: of.name,
          command,
          text: parts.shouldEscape ? encodeTyped(text, world, { labels: true }) : escapeText(text),
          api_app_id: world.appId,
          is_enterprise_install: 'false',
          response_url: responses.create({ userId: of.id, channelId: channel.id, original: undefined }),
          trigger_id: triggers.create(of.id),
        },
      };
    },

    /** Writes a message into the channel and tells the app of it. @param type `message` in direct chats */
    message(of: SlackUser, text: string, channel: SlackChannel, type: 'message' | 'app_mention', threadTs?: string) {
      const mention = type === 'app_mention' ? `<@${world.bot.id}> ` : '';
      const encoded = mention + encodeTyped(text, world, { labels: false });
      const message = world.post({
        channelId: channel.id,
        by: of.id,
        text: encoded,
        ...(threadTs && { thread_ts: threadTs }),
      });
      const blocks = typedBlocks(type === 'app_mention' ? `@${world.bot.name} ${text}` : text, world);
      const inner: JsonObject = {
        type,
        user: of.id,
        ts: message.ts,
        client_msg_id: randomUUID(),
        text: encoded,
        team: of.team_id,
        blocks,
        channel: channel.id,
        event_ts: message.ts,
        ...(threadTs && { thread_ts: threadTs, parent_user_id: of.id }),
        ...(type === 'message' && { channel_type: channel.kind === 'im' ? 'im' : 'channel' }),
      };
      return { message, request: event(inner, { userId: of.id, channelId: channel.id }) };
    },

    homeOpened(of: SlackUser, channel: SlackChannel, tab: 'home' | 'messages'): SlackRequest {
      const home = world.views.home(of.id);
      return event(
        {
          type: 'app_home_opened',
          user: of.id,
          channel: channel.id,
          tab,
          ...(tab === 'home' && home && { view: world.views.object(home, world.appId, world.botId) }),
          event_ts: world.newTs(),
        },
        { userId: of.id, channelId: channel.id },
      );
    },

    ...createInteractions({ world, triggers, responses, token }),
  };
}
