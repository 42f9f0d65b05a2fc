import { createHmac } from 'node:crypto';
import type { Posted } from '../support/load.ts';
import { directChatOf, SIGNING_SECRET, TEAM, userOf } from './names.ts';

let made = 0;
let responses = 'http://127.0.0.1:9';

/** An answer that takes more than a moment is posted there. */
export function takeLateAnswersAt(origin: string): void {
  responses = origin;
}

/** A slash command as Slack posts it, typed by a person of the world in their chat with the bot, signed now. */
export function slashCommand(person: number, command: string, text: string): Posted {
  made += 1;
  const userId = userOf(person);
  const body = new URLSearchParams({
    token: 'legacy',
    team_id: TEAM,
    team_domain: 'bench',
    channel_id: directChatOf(userId),
    channel_name: 'directmessage',
    user_id: userId,
    user_name: `p${person}`,
    command,
    text,
    api_app_id: 'A0BENCH',
    is_enterprise_install: 'false',
    response_url: `${responses}/commands/${TEAM}/${made}`,
    trigger_id: `${process.pid}.${made}.bench`,
  }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hash = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  return {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${hash}`,
    },
    body,
  };
}

/** A task for the next person, by someone among the first of the world. */
export function createTask(nth: number, speakers: number): Posted {
  const person = (nth % speakers) + 1;
  const other = person + 1;
  return slashCommand(person, '/task', `Banner ${nth} <@${userOf(other)}|p${other}> !high tomorrow 18:00`);
}
