import type { JsonObject } from './json.ts';
import type { Pressable } from './plain-text.ts';
import type { SlackRequest } from './requests.ts';
import type { Responses } from './response-url.ts';
import type { Triggers } from './triggers.ts';
import type { SlackUser } from './users.ts';
import { initialState } from './views.ts';
import type { SlackMessage, World } from './world.ts';
import type { SlackView } from './world-views.ts';

/** Payloads of what people press, choose, send and close. */
export function createInteractions(parts: { world: World; triggers: Triggers; responses: Responses; token: string }) {
  const { world, triggers, responses, token } = parts;
  const team = { id: world.team.id, domain: world.team.domain };

  function user(of: SlackUser): JsonObject {
    return { id: of.id, username: of.name, name: of.name, team_id: of.team_id };
  }

  function interactive(
    of: SlackUser,
    type: string,
    fields: JsonObject,
    more: Partial<SlackRequest> = {},
  ): SlackRequest {
    return {
      kind: 'interactive',
      userId: of.id,
      ...more,
      payload: {
        type,
        team,
        user: user(of),
        api_app_id: world.appId,
        token,
        ...fields,
        enterprise: null,
        is_enterprise_install: false,
      },
    };
  }

  function messageObject(message: SlackMessage): JsonObject {
    const isBot = message.by === world.bot.id;
    return {
      user: message.by,
      type: 'message',
      ts: message.ts,
      ...(isBot && { bot_id: world.botId, app_id: world.appId }),
      text: message.text,
      team: team.id,
      ...(message.thread_ts && { thread_ts: message.thread_ts }),
      ...(message.blocks.length > 0 && { blocks: message.blocks }),
    };
  }

  return {
    /** @param state what the element holds now; for selects */
    blockAction(
      of: SlackUser,
      pressed: Pressable,
      at: { message: SlackMessage } | { view: SlackView },
      state?: JsonObject,
    ) {
      const { element, option, blockId, actionId } = pressed;
      const action: JsonObject = {
        ...(pressed.kind === 'button' ? { text: element.text, value: element.value, style: element.style } : {}),
        ...(option && { selected_option: option }),
        ...state,
        action_id: actionId,
        block_id: blockId,
        type: element.type,
        action_ts: world.newTs(),
      };
      const actions = [JSON.parse(JSON.stringify(action)) as JsonObject];
      const trigger_id = triggers.create(of.id);
      if ('view' in at) {
        const view = world.views.object(at.view, world.appId, world.botId);
        const container = { type: 'view', view_id: at.view.id };
        return interactive(of, 'block_actions', { trigger_id, container, view, actions }, { view: at.view });
      }
      const { message } = at;
      const channel = world.channels.get(message.channelId);
      const isEphemeral = message.ephemeralFor !== undefined;
      const container: JsonObject = {
        type: 'message',
        message_ts: message.ts,
        channel_id: message.channelId,
        is_ephemeral: isEphemeral,
        ...(message.thread_ts && { thread_ts: message.thread_ts }),
      };
      const response_url = responses.create({ userId: of.id, channelId: message.channelId, original: message });
      return interactive(
        of,
        'block_actions',
        {
          trigger_id,
          container,
          channel: { id: message.channelId, name: channel?.kind === 'im' ? 'directmessage' : (channel?.name ?? '') },
          // Nobody but the reader has an ephemeral message, so Slack does not tell what stands in it.
          ...(!isEphemeral && { message: messageObject(message) }),
          state: { values: stateOf(message) },
          response_url,
          actions,
        },
        { channelId: message.channelId },
      );
    },

    submission(of: SlackUser, view: SlackView): SlackRequest {
      const fields = {
        trigger_id: triggers.create(of.id),
        view: world.views.object(view, world.appId, world.botId),
        response_urls: [],
      };
      return interactive(of, 'view_submission', fields, { view });
    },

    closed(of: SlackUser, view: SlackView, isCleared: boolean): SlackRequest {
      const fields = { view: world.views.object(view, world.appId, world.botId), is_cleared: isCleared };
      return interactive(of, 'view_closed', fields, { view });
    },

    messageShortcut(of: SlackUser, callbackId: string, message: SlackMessage): SlackRequest {
      const channel = world.channels.get(message.channelId);
      const fields = {
        action_ts: world.newTs(),
        callback_id: callbackId,
        trigger_id: triggers.create(of.id),
        response_url: responses.create({ userId: of.id, channelId: message.channelId, original: undefined }),
        message_ts: message.ts,
        channel: { id: message.channelId, name: channel?.kind === 'im' ? 'directmessage' : (channel?.name ?? '') },
        message: messageObject(message),
      };
      return interactive(of, 'message_action', fields, { channelId: message.channelId });
    },

    globalShortcut(of: SlackUser, callbackId: string): SlackRequest {
      const fields = { action_ts: world.newTs(), callback_id: callbackId, trigger_id: triggers.create(of.id) };
      return interactive(of, 'shortcut', fields);
    },
  };
}

function stateOf(message: SlackMessage): JsonObject {
  const values: Record<string, JsonObject> = {};
  for (const block of message.blocks) {
    if (block.type !== 'actions' || typeof block.block_id !== 'string') continue;
    for (const element of Array.isArray(block.elements) ? block.elements : []) {
      const one = element as JsonObject;
      if (one.type === 'button' || one.type === 'overflow' || typeof one.action_id !== 'string') continue;
      values[block.block_id] = { ...values[block.block_id], [one.action_id]: initialState(one) };
    }
  }
  return values;
}
