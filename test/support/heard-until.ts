import type { Agency, AgencyPerson } from './agency.ts';

/**
 * What a person hears until then, the heartbeat every half hour: `24T15:00 Due in 1 h:`, the day and time of UTC and
 * the first line of the message.
 * @param wanted only messages like this; default: all
 */
export async function heardUntil(
  agency: Agency,
  person: AgencyPerson,
  until: string,
  wanted: RegExp = /./,
  stepMinutes = 30,
): Promise<string[]> {
  const heard: string[] = [];
  while (agency.clock.now() < new Date(until).toISOString()) {
    agency.clock.advance({ minutes: stepMinutes });
    await agency.tick();
    for (const message of await person.hears()) {
      const [first = ''] = message.split('\n');
      if (wanted.test(first)) heard.push(`${agency.clock.now().slice(8, 16)} ${first}`);
    }
  }
  return heard;
}
