import type { Sender, Standing } from '../../../src/chat/incoming.ts';

/** Where the bot is installed. */
export interface Home {
  teamId: string;
  enterpriseId?: string | undefined;
}

type Fields = Record<string, unknown>;

const SLACKBOT = 'USLACKBOT';
/** Accounts that are closed, are nobody's, or belong to guests and to people who have not come in yet. */
const NOT_FULL = [
  'deleted',
  'is_bot',
  'is_workflow_bot',
  'is_restricted',
  'is_ultra_restricted',
  'is_stranger',
  'is_invited_user',
];

/**
 * Reads a user object of Slack, as `users.info`, `users.list` and the event `user_change` have it.
 * @returns undefined for what is none
 */
export function accountOf(user: unknown, home: Home): Sender | undefined {
  if (!isFields(user)) return undefined;
  const profile = isFields(user.profile) ? user.profile : {};
  const externalId = words(user.id);
  if (!externalId) return undefined;
  const handle = words(user.name);
  const zone = words(user.tz);
  const languageTag = words(user.locale);
  return {
    externalId,
    // Colleagues know each other by the real name; what is displayed is often a nickname, or empty.
    name: words(profile.real_name) ?? words(user.real_name) ?? words(profile.display_name) ?? handle ?? externalId,
    standing: standingOf(externalId, user, profile, home),
    ...(handle && { handle }),
    ...(zone && { zone }),
    ...(languageTag && { languageTag }),
  };
}

/** When the user object was last changed, in seconds; events may come late and out of order. */
export function updatedOf(user: unknown): number | undefined {
  return isFields(user) && typeof user.updated === 'number' ? user.updated : undefined;
}

function standingOf(id: string, user: Fields, profile: Fields, home: Home): Standing {
  if (id === SLACKBOT || NOT_FULL.some((mark) => user[mark] === true)) return 'outsider';
  const team = words(user.team_id) ?? words(profile.team);
  if (team === home.teamId || isOfEnterprise(user, home)) return 'member';
  // Half an object says neither: whoever is known must not be sent away for it, and nobody let in.
  return team === undefined ? 'unsure' : 'outsider';
}

/** People of an enterprise belong to several workspaces, of which `team_id` names only one. */
function isOfEnterprise({ enterprise_user: of }: Fields, { teamId, enterpriseId }: Home): boolean {
  if (!enterpriseId || !isFields(of) || of.enterprise_id !== enterpriseId) return false;
  return Array.isArray(of.teams) && of.teams.includes(teamId);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function words(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
