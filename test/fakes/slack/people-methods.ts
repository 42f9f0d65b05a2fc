import { type JsonObject, textIn } from './json.ts';
import { type Methods, refusal, type WebApiParts } from './methods.ts';

/** The workspace, its people and its channels. */
export function peopleMethods({ world }: WebApiParts): Methods {
  const isSet = (value: unknown) => value === true || value === 'true' || value === '1';

  return {
    'auth.test': () => ({
      url: `https://${world.team.domain}.slack.com/`,
      team: world.team.name,
      user: world.bot.name,
      team_id: world.team.id,
      user_id: world.bot.id,
      bot_id: world.botId,
      is_enterprise_install: false,
    }),

    'bots.info'(args) {
      if (textIn(args.bot) !== world.botId) return refusal('bot_not_found');
      return {
        bot: { id: world.botId, app_id: world.appId, user_id: world.bot.id, name: world.bot.name, deleted: false },
      };
    },

    'team.info': () => ({ team: { ...world.team, email_domain: '', icon: {} } }),

    'users.info'(args) {
      const user = world.users.get(textIn(args.user));
      return user ? { user: world.userObject(user, isSet(args.include_locale)) } : refusal('user_not_found');
    },

    'users.list'(args) {
      const all = [...world.users.values()].filter((user) => !user.is_stranger);
      const limit = Number(args.limit ?? 0) || all.length;
      const cursor = textIn(args.cursor);
      const from = cursor ? Number(Buffer.from(cursor, 'base64').toString().replace('from:', '')) : 0;
      if (!Number.isInteger(from) || from < 0 || from > all.length) return refusal('invalid_cursor');
      const next = from + limit < all.length ? Buffer.from(`from:${from + limit}`).toString('base64') : '';
      return {
        members: all.slice(from, from + limit).map((user) => world.userObject(user, isSet(args.include_locale))),
        cache_ts: Math.floor(Date.now() / 1000),
        response_metadata: { next_cursor: next },
      };
    },

    'conversations.open'(args) {
      if (textIn(args.channel)) {
        const known = world.channels.get(textIn(args.channel));
        return known?.kind === 'im' && known.isKnownToBot
          ? { channel: { id: known.id } }
          : refusal('channel_not_found');
      }
      const ids = textIn(args.users).split(',').filter(Boolean);
      const [id] = ids;
      if (!id) return refusal('users_list_not_supplied');
      if (ids.length > 1) return refusal('method_not_supported_for_channel_type');
      const user = world.users.get(id);
      if (!user || id === world.bot.id) return refusal('user_not_found');
      if (user.deleted) return refusal('user_disabled');
      const channel = world.direct(id, world.bot.id);
      const wasOpen = channel.isKnownToBot;
      channel.isKnownToBot = true;
      const opened: JsonObject = isSet(args.return_im)
        ? { id: channel.id, is_im: true, user: id, is_open: true, is_org_shared: false }
        : { id: channel.id };
      return { ...(wasOpen && { no_op: true, already_open: true }), channel: opened };
    },

    'conversations.info'(args) {
      const channel = world.channels.get(textIn(args.channel));
      if (!channel || (channel.kind !== 'public' && !channel.members.has(world.bot.id))) {
        return refusal('channel_not_found');
      }
      return {
        channel: {
          id: channel.id,
          name: channel.name,
          is_im: channel.kind === 'im',
          is_private: channel.kind !== 'public',
          is_archived: channel.is_archived,
          is_member: channel.members.has(world.bot.id),
        },
      };
    },
  };
}
