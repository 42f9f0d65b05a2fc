import type { JsonObject } from './json.ts';

export interface SlackUser {
  id: string;
  /** the handle, without the @ */
  name: string;
  real_name: string;
  team_id: string;
  tz: string;
  tz_offset: number;
  locale: string;
  deleted: boolean;
  is_bot: boolean;
  is_restricted: boolean;
  is_ultra_restricted: boolean;
  /** of another organisation, met through Slack Connect */
  is_stranger: boolean;
  is_admin: boolean;
  updated: number;
}

/** As the Web API and events give it. */
export function userObject(user: SlackUser, withLocale: boolean): JsonObject {
  const { locale, is_stranger, ...rest } = user;
  return {
    ...rest,
    ...(withLocale && { locale }),
    ...(is_stranger && { is_stranger }),
    tz_label: 'Eastern European Time',
    is_owner: false,
    is_app_user: false,
    profile: {
      real_name: user.real_name,
      real_name_normalized: user.real_name,
      display_name: user.name,
      display_name_normalized: user.name,
      team: user.team_id,
    },
  };
}
