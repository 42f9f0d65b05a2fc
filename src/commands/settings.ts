import { arriveInZone } from '../changes/arrive-in-zone.ts';
import { recheckTimer } from '../changes/check-timer.ts';
import { ensureLength } from '../changes/create-task.ts';
import { isPersonWord } from '../changes/find-person.ts';
import { moveUntaken } from '../changes/move-untaken.ts';
import { planDaily, rescheduleDailies } from '../changes/schedule-dailies.ts';
import { personalDigest, rescheduleDigest } from '../changes/schedule-digest.ts';
import { askForRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Button, Reply } from '../chat/reply.ts';
import { buttons, heading, line } from '../chat/reply.ts';
import type { CsvFormat, Rounding } from '../domain/exports.ts';
import { fold } from '../domain/fold.ts';
import type { TimeOfDay } from '../domain/instant.ts';
import { isZone } from '../domain/instant.ts';
import { LANGUAGES } from '../domain/language.ts';
import type { DailyHours, Person } from '../domain/person.ts';
import { DEFAULT_QUIET_HOURS } from '../domain/person.ts';
import { NO_QUIET_HOURS } from '../domain/quiet-hours.ts';
import type { SettingName } from '../domain/refusal.ts';
import { refuse, SETTING_NAMES } from '../domain/refusal.ts';
import { parseDailyHours } from '../language/daily-hours.ts';
import { csvWords, parseCsvFormat, parseRounding } from '../language/export-setting.ts';
import { canBeCalled } from '../language/mention.ts';
import { nearest } from '../language/nearest.ts';
import {
  isOff,
  parseDayAndTime,
  parseDigestWord,
  parseLanguage,
  parseSettingName,
  parseTime,
  parseZone,
} from '../language/setting-value.ts';
import { settingsFields } from '../replies/settings-view.ts';
import { zoneButtons } from '../replies/zone-buttons.ts';
import { catalogueOf } from '../text/catalogue.ts';
import { LANGUAGE_NAMES } from '../text/language-names.ts';

const CSV_FORMATS: readonly CsvFormat[] = [
  { separator: ';', decimal: ',' },
  { separator: ',', decimal: '.' },
  { separator: ';', decimal: '.' },
];
/** What clients are billed by most; others can be typed. */
const ROUNDINGS: readonly Rounding[] = [
  { direction: 'up', minutes: 15, per: 'entry' },
  { direction: 'up', minutes: 15, per: 'day' },
  { direction: 'nearest', minutes: 6, per: 'entry' },
  { direction: 'nearest', minutes: 5, per: 'day' },
];

/** `/settings [name value]`: what is set, and changing it. */
export const settings: Command = {
  name: 'settings',
  async run(call) {
    if (call.args === '') return overview(call);
    const word = (call.args.match(/^\S+/)?.[0] ?? '').toLowerCase();
    const name = parseSettingName(word);
    const value = call.args.slice(word.length).trim();
    if (!name)
      return refuse({
        kind: 'unknown setting',
        name: word,
        nearest: nearest(word, SETTING_NAMES, 2),
      });
    if (value === '') return choices(call, name);
    await become(call, await changed(call, name, value));
    if (name === 'work' || name === 'quiet') await recheckTimer(call.tx, call.person);
    const saved = line(call.text.settings.saved);
    const after = overview(call);
    return { ...after, blocks: [saved, ...after.blocks.slice(1)] };
  },
};

/** Keeps the person as they are now, and goes on in their language. */
export async function become(call: Call, person: Person): Promise<void> {
  await call.tx.people.save(person);
  call.changedFor.add(person.id);
  call.person = person;
  call.text = catalogueOf(person.language);
}

async function changed(call: Call, name: SettingName, value: string): Promise<Person> {
  const { person } = call;
  const bad = () => refuse({ kind: 'bad setting', name, typed: value });
  switch (name) {
    case 'name': {
      const words = value.replaceAll(/\s+/g, ' ').trim();
      ensureLength('name', words, 100, 'settings name');
      // `@id2` means the person with that number, whatever anybody is called.
      if (isPersonWord(words)) return bad();
      await ensureNobodyCalled(call, words.replace(/^@/, ''));
      if (!canBeCalled(words)) return bad();
      return { ...person, name: words };
    }
    case 'language':
      return { ...person, language: parseLanguage(value) ?? bad() };
    case 'zone': {
      const zone = parseZone(value);
      return zone && isZone(zone) ? arriveInZone(call, { ...person, zone }) : bad();
    }
    case 'digest':
      return withDigest(call, value) ?? bad();
    case 'morning':
    case 'evening': {
      const time = isOff(value) ? null : parseTime(value);
      return time === undefined ? bad() : planDaily(person, name, time, call.now);
    }
    case 'work': {
      const hours = parseDailyHours(value, person.workingHours);
      // A working day over midnight would end before it starts.
      if (!hours || hours.days.length === 0 || hours.starts >= hours.ends) return bad();
      const next = { ...person, workingHours: hours };
      await moveUntaken(call, person, next);
      return rescheduleDailies(next, call.now);
    }
    case 'csv': {
      const csv = parseCsvFormat(value);
      return csv === undefined ? bad() : { ...person, exports: { ...person.exports, csv } };
    }
    case 'rounding': {
      const rounding = parseRounding(value);
      return rounding === undefined ? bad() : { ...person, exports: { ...person.exports, rounding } };
    }
    case 'quiet':
      await call.tx.deliveries.reconsider(person.id, call.now);
      if (isOff(value)) return { ...person, quietHours: NO_QUIET_HOURS };
      return { ...person, quietHours: quietHoursOf(value, person) ?? bad() };
  }
}

/** Two of one name could be told apart by nobody. A messenger may know two such people all the same. */
async function ensureNobodyCalled({ tx, person }: Call, name: string): Promise<void> {
  const found = await tx.people.named([fold(name)]);
  const isTaken = found.some((other) => other.person.id !== person.id && fold(other.person.name) === fold(name));
  if (isTaken && fold(person.name) !== fold(name)) refuse({ kind: 'name taken', name });
}

/** Whoever turned them off and names hours again has the quiet weekend back as well. */
function quietHoursOf(value: string, { quietHours }: Person): DailyHours | undefined {
  const hours = parseDailyHours(value, quietHours);
  const wereOff = quietHours.starts === quietHours.ends && quietHours.days.length === 0;
  if (!hours || !wereOff || hours.days.length > 0 || /nodays/i.test(value)) return hours;
  return { ...hours, days: DEFAULT_QUIET_HOURS.days };
}

function withDigest(call: Call, value: string): Person | undefined {
  const { person, now } = call;
  const word = parseDigestWord(value);
  if (word === 'always') return { ...person, digestAlwaysSince: person.digestAlwaysSince ?? now };
  if (word === 'overdue') return { ...person, digestAlwaysSince: null };
  if (isOff(value)) {
    const { time } = personalDigest(person, call.organisation);
    refuse({ kind: 'digest stays on', time, isAlways: person.digestAlwaysSince !== null });
  }
  const time = word === 'default' ? null : (parseTime(value) ?? timeOnDigestDay(call, value));
  if (time === undefined) return undefined;
  return rescheduleDigest({ ...person, digestTime: time }, now, call.organisation);
}

/** `Fri 10:00`, as the settings show it: the day is everybody's, only the time is one's own. */
function timeOnDigestDay({ person, organisation, text }: Call, value: string): TimeOfDay | undefined {
  const typed = parseDayAndTime(value);
  if (!typed) return undefined;
  const { weekday, time: own } = personalDigest(person, organisation);
  const time = typed.time ?? own;
  if (typed.weekday === weekday) return time;
  return refuse({ kind: 'digest day is set', day: text.weekdays[weekday - 1] ?? '', time });
}

function overview(call: Call): Reply {
  const { text } = call;
  const change = (name: SettingName): Button => ({ label: text.settings.names[name], command: `settings ${name}` });
  return {
    blocks: [
      heading(text.settings.heading),
      settingsFields(call),
      line(text.settings.change),
      buttons(...SETTING_NAMES.map(change)),
    ],
    place: 'private',
  };
}

function choices(call: Call, name: SettingName): Reply {
  const { text } = call;
  askForRest(call, `settings ${name}`);
  const pick = (label: string, value: string): Button => ({ label, command: `settings ${name} ${value}` });
  const offered: Record<SettingName, Button[]> = {
    name: [],
    language: LANGUAGES.map((language) => pick(LANGUAGE_NAMES[language], language)),
    zone: zoneButtons(call.now, 'settings zone'),
    digest: [
      pick('08:30', '08:30'),
      pick('09:00', '09:00'),
      pick('10:00', '10:00'),
      call.person.digestAlwaysSince
        ? pick(text.settings.onlyOverdue, 'overdue')
        : pick(text.settings.alwaysButton, 'always'),
    ],
    morning: [pick('08:30', '08:30'), pick('09:00', '09:00'), pick('10:00', '10:00'), pick(text.settings.off, 'off')],
    evening: [pick('17:00', '17:00'), pick('17:45', '17:45'), pick('18:30', '18:30'), pick(text.settings.off, 'off')],
    work: [pick('9:00–18:00', '9:00-18:00'), pick('10:00–19:00', '10:00-19:00')],
    quiet: [pick('20:00–8:00', '20:00-8:00'), pick('22:00–8:00', '22:00-8:00'), pick(text.settings.off, 'off')],
    csv: [
      pick(text.settings.usualCsv, 'default'),
      ...CSV_FORMATS.map((csv) => pick(text.settings.csvIs(csv), csvWords(csv))),
    ],
    rounding: [
      pick(text.settings.notRounded, 'off'),
      ...ROUNDINGS.map((rounding) => {
        const { direction, minutes, per } = rounding;
        return pick(text.settings.rounded(rounding), `${direction} ${minutes} ${per}`);
      }),
    ],
  };
  return {
    blocks: [line(text.settings.ask[name]), ...(offered[name].length > 0 ? [buttons(...offered[name])] : [])],
    asks: { hint: text.settings.hint[name] },
    place: 'private',
  };
}
