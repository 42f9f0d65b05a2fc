import type { Sending } from '../support/load.ts';
import { openSending } from '../support/load.ts';
import { turnOf } from '../support/talk.ts';
import { createTask, slashCommand } from './requests.ts';

/** Few enough that their direct chats are known before Slack's limit for that is reached. */
export const SPEAKERS = 10;

/**
 * The first people of the world talk.
 * @param expected what every answer says
 * @returns the next thing that is said, and its answer
 */
export function talkIn(people: number, expected = /timer|Banner/): (sending: Sending) => Promise<void> {
  let nth = -1;
  return async (sending) => {
    nth += 1;
    const { person, command, text } = turnOf(nth, { speakers: SPEAKERS, first: 1, people });
    const request = command === 'task' ? createTask(nth, SPEAKERS) : slashCommand(person, `/${command}`, text);
    return sending.send(request, expected);
  };
}

/** Slack is asked who somebody is when they come for the first time. */
export async function greet(url: string): Promise<void> {
  const sending = openSending(url, 1);
  for (let person = 1; person <= SPEAKERS; person += 1)
    await sending.send(slashCommand(person, '/tasks', ''), /Banner/);
  await sending.close();
}
