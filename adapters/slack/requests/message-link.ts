import { within } from '../../../src/chat/within.ts';
import type { SlackAnswer } from '../sending/web-api.ts';
import { SlackApiError } from '../sending/web-api.ts';
import type { Desk } from './desk.ts';

/** A trigger lives three seconds, and the form must open within them. */
const LINK_WITHIN_MS = 1000;

/** A permanent link to a message; built from its parts where Slack does not tell, as in a channel without the bot. */
export async function linkTo(
  { api, workspace }: Pick<Desk, 'api' | 'workspace'>,
  channel: string,
  ts: string,
): Promise<string> {
  const asked = api.call('chat.getPermalink', { channel, message_ts: ts }).catch((error: unknown) => {
    if (error instanceof SlackApiError) return {};
    throw error;
  });
  const said: SlackAnswer | undefined = (await within(asked, LINK_WITHIN_MS))?.value;
  const link: unknown = said?.permalink;
  if (typeof link === 'string' && link !== '') return link;
  return `${workspace.url.replace(/\/?$/, '/')}archives/${channel}/p${ts.replace('.', '')}`;
}
