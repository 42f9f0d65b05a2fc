import { personalDigest } from '../changes/schedule-digest.ts';
import type { Call } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { plain } from '../chat/reply.ts';
import { csvFormatOf } from '../domain/exports.ts';
import type { TimeOfDay } from '../domain/instant.ts';
import type { DailyHours } from '../domain/person.ts';
import type { SettingName } from '../domain/refusal.ts';
import { formatTime, zoneLabel } from '../text/format-moment.ts';
import { LANGUAGE_NAMES } from '../text/language-names.ts';

type Reader = Pick<Call, 'person' | 'organisation' | 'now' | 'text'>;

/** What is set, setting by setting. */
export function settingsFields(reader: Reader): Block {
  const { text, person, organisation, now } = reader;
  const digest = personalDigest(person, organisation);
  const always = person.digestAlwaysSince ? ` · ${text.settings.always}` : '';
  const field = (name: SettingName, value: string) => ({ label: text.settings.names[name], value: [plain(value)] });
  return {
    kind: 'fields',
    fields: [
      field('name', person.name),
      field('language', LANGUAGE_NAMES[person.language]),
      field('zone', `${zoneLabel(person.zone)} (${person.zone}) · ${text.settings.itIs(formatTime(now, person.zone))}`),
      field('digest', `${text.weekdays[digest.weekday - 1]} ${digest.time}${always}`),
      field('morning', dailyText(reader, person.morningTime)),
      field('evening', dailyText(reader, person.eveningTime)),
      field('work', hoursText(reader, person.workingHours)),
      field('quiet', quietText(reader)),
      field('csv', text.settings.csvIs(csvFormatOf(person))),
      field('rounding', text.settings.rounded(person.exports.rounding)),
    ],
  };
}

function dailyText({ text }: Reader, time: TimeOfDay | null): string {
  return time === null ? text.settings.isOff : text.settings.onWorkingDays(time);
}

function hoursText(reader: Reader, hours: DailyHours): string {
  return [`${hours.starts}–${hours.ends}`, daysText(reader, hours.days)].filter((part) => part !== '').join(' · ');
}

function daysText({ text }: Reader, days: readonly number[]): string {
  return days.map((day) => text.weekdays[day - 1]).join(' ');
}

function quietText(reader: Reader): string {
  const { settings } = reader.text;
  const { starts, ends, days } = reader.person.quietHours;
  const names = daysText(reader, days);
  if (starts === ends) return days.length > 0 ? settings.onlyAllDay(names) : settings.isOff;
  const hours = hoursText(reader, { starts, ends, days: [] });
  return days.length > 0 ? `${hours} · ${settings.allDay(names)}` : hours;
}
