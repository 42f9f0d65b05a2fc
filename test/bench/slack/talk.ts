import type { Sending } from '../support/load.ts';
import { openSending } from '../support/load.ts';
import { turnOf } from '../support/talk.ts';
import { createTask, slashCommand } from './requests.ts';

/** Few enough that their direct chats are known before Slack's limit for that is reached. */
export const SPEAKERS = 10;

/** The first people of the world talk. @returns the next thing that is said, and its answer */
export function talkIn(people: number): (sending: Sending) => Promise<void> {
  let nth = -1;
  return async (sending) => {
    nth += 1;
    const { person, command, text } = turnOf(nth, { speakers: SPEAKERS, first: 1, people });
    if (command === 'task') return sending.send(createTask(nth, SPEAKERS), /Banner/);
    return sending.send(slashCommand(person, `/${command}`, text), /timer|Banner/);
  };
}

/** Slack is asked who somebody is when they come for the first time. */
export async function greet(url: string): Promise<void> {
  const sending = openSending(url, 1);
  for (let person = 1; person <= SPEAKERS; person += 1)
    await sending.send(slashCommand(person, '/tasks', ''), /Banner/);
  await sending.close();
}
