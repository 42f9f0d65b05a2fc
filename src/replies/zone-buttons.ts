import type { Button } from '../chat/reply.ts';
import type { Instant } from '../domain/instant.ts';
import { formatTime, zoneLabel } from '../text/format-moment.ts';

const COMMON_ZONES = [
  'Europe/Kyiv',
  'Europe/Warsaw',
  'Europe/Berlin',
  'Europe/London',
  'Asia/Tbilisi',
  'Asia/Almaty',
  'America/New_York',
  'America/Los_Angeles',
];

/**
 * One for each zone that people here are likely to be in, with what the clock shows there.
 * @param command takes the zone: `settings zone`
 * @param first comes first
 */
export function zoneButtons(now: Instant, command: string, first?: string): Button[] {
  const zones = first === undefined ? COMMON_ZONES : [...new Set([first, ...COMMON_ZONES])];
  return zones.map((zone) => ({
    label: `${zoneLabel(zone)} ${formatTime(now, zone)}`,
    command: `${command} ${zone}`,
  }));
}
