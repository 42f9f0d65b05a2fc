import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { COMMANDS } from '../../src/commands/table.ts';
import { buttonsOf } from '../support/agency.ts';
import { asKept } from '../support/hostile.ts';
import { seedOfRun } from '../support/seeded.ts';
import { openWatchedAgency, shows } from '../support/watched.ts';

const LINES_IN_ONE_LIFE = 50;
const LIVES = process.env.FRIDAY_LONG === '1' ? 1000 : 100;

/** Words of the command language in its three languages, and what looks like them. */
const WORDS = `task tasks show done result drop reopen edit move priority note took nudge agree keep remind timer start
stop cancel log split move show delete lock unlock locks time digest undo project new list add remove bind archive people role invite link settings help
received given overdue today week all page by person day me none yes always default answer verdict lower manager owner
member client tomorrow yesterday friday monday noon midnight eod before after last next this month year every until
урочно срочно терміново !срочно !терміново !high !urgent !low !hgih завтра вчора вчера пʼятниця пятницу понеділок до
через тиждень неделю місяць месяц годину час минут хвилин сьогодні сегодня немає без дедлайну срока no deadline
@anna @oleh @nobody @Анна @ # ! #prostor #nothing #1 #prostor-2 по проєктах задачам людях -- – — .. ... : ; , language
zone work quiet name en uk ru Europe/Kyiv utc mon-fri sat 9:00-18:00 22-8 always overdue nodays`.split(/\s+/);

const NUMBERS = `0 1 2 3 -1 1.5 1,5 01 1e3 1e309 0x10 ١٢ １２ ½ ² Ⅻ 2147483647 2147483648 9007199254740993 NaN Infinity
99999999999999999999 #1 T1 №1 т2 #0 #-1 1. 1, 1,2,3 1-2 1/2 1:30 25:00 24:00 9:60 -9:00 0:00 00:00-00:00 9-9 23-1
31.02 29.02 32.13 00.00 31.12.9999 01.01.0001 1.1.99999 2026-02-30 9999-12-31 0001-01-01 0000-00-00 2026-13 12-2026
2026-W48 1970-01-01 31.12.9998..31.12.9999 0001-01-01..0001-01-02 1h -1h 0h 0m 99999999h 1h99999999999999m 1e9h 1,5,5h
99999999999s 8784h 24h 24h1m 1.0000001h 0.0001h 1d 366d 100000w in 99999999999 days in 1e10 hours in 0 minutes`.split(
  /\s+/,
);

/** Whole lines that bring about rare circumstances: people who left, archives, running timers, waiting questions. */
const TURNS =
  `/people remove @oleh|/people remove @anna|/people role @oleh manager|/project archive prostor|/timer start 1
|/timer start #prostor|/task|/note 1|/move 2|/remind 3|/settings name|/log|/done 1|/drop 2|/reopen 1|/edit 1 @oleh|/digest
|/task Five @oleh #prostor|/tasks @oleh|/time month @oleh|/project add prostor @oleh|/link|/undo|/log edit 1|/result 1
|/settings language uk|/settings language ru|/settings zone Asia/Kathmandu`
    .split('|')
    .map((each) => each.trim());

const PHRASES = [
  'page 999999',
  'page 0',
  'page -1',
  'page 1e9',
  'in 999999999 days',
  'in 9999 weeks',
  'через 99999999999 годин',
  '99999999h before',
  '1h before',
  '5000000d before',
  'no deadline',
  'by constructor',
  'last 999 days',
  'last 000 days',
  '31 december 9999',
  '1 january 0001',
  '01.01.0001-31.12.9999',
  '1.10-15.10',
  'tomorrow 25:61',
  '29 feb',
  'friday friday',
  'завтра о 99:99',
  'received 999999',
  '1 received 99999',
  '1 2 done',
  '1 1 move',
  '1 1 move in 999999999 days',
  '999999999999 2147483647 drop',
];

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
);
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 6, arbitrary: fc.constantFrom(...NUMBERS) },
  { weight: 4, arbitrary: fc.constantFrom(...PHRASES) },
  { weight: 2, arbitrary: text },
  { weight: 1, arbitrary: fc.integer().map(String) },
  { weight: 1, arbitrary: fc.double().map(String) },
);
const args = fc.oneof(
  { weight: 1, arbitrary: text },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.array(piece, { maxLength: 6 }), fc.constantFrom(' ', ' ', ' ', '\n', '', '\u00a0'))
      .map(([pieces, gap]) => pieces.join(gap)),
  },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom('1', '#2', 'T3', '4'), piece, piece).map((all) => all.join(' ')) },
);

const names = COMMANDS.map(({ name }) => name);
const turn = fc.record({
  speaker: fc.constantFrom(0, 0, 1, 2),
  command: fc.constant(''),
  args: fc.constantFrom(...TURNS),
  origin: fc.constant('typed' as const),
  minutesLater: fc.constantFrom(0, 20, 1500),
  press: fc.option(fc.nat({ max: 20 })),
});
const random = fc.record({
  speaker: fc.constantFrom(0, 0, 1, 2),
  command: fc.constantFrom(...names, ...names, ...names, '', '', 'answer', 'friday', 'settings zone', 'settings work'),
  args,
  origin: fc.constantFrom('typed' as const, 'typed' as const, 'pressed' as const),
  minutesLater: fc.constantFrom(0, 0, 0, 7, 90, 1500),
  press: fc.option(fc.nat({ max: 20 }), { freq: 4 }),
});

const line = fc.oneof({ weight: 1, arbitrary: turn }, { weight: 4, arbitrary: random });

// FRIDAY_LONG=1 plays ten times as many.
vi.setConfig({ testTimeout: 600_000 });

it(`answers ${LIVES * LINES_IN_ONE_LIFE} random lines with something to go on with, and never with a bug`, async () => {
  const seed = seedOfRun();
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: LINES_IN_ONE_LIFE, maxLength: LINES_IN_ONE_LIFE, size: 'max' }),
      async (lines) => {
        const agency = await openWatchedAgency();
        try {
          const people = [
            agency.person('anna'),
            agency.person('oleh'),
            agency.person('marta', { platform: 'slack', zone: 'Pacific/Apia', languageTag: 'uk' }),
          ] as const;
          for (const person of people) await person.says('/start');
          await people[0].says('/project new prostor Prostor shop');
          for (const title of ['One @oleh today', 'Two @oleh #prostor !high', 'Three tomorrow', 'Four']) {
            await people[0].says(`/task ${title}`);
          }
          await people[1].says('/log 30m 1 sketch');
          for (const { speaker, command, args: words, origin, minutesLater, press } of lines) {
            const person = people[speaker as 0 | 1 | 2];
            agency.clock.advance({ minutes: minutesLater });
            const typed = command === '' ? words : `${origin === 'typed' ? '/' : ''}${command} ${words}`;
            const { reply, refused } = await agency.watched(person, typed, origin);
            if (!refused && command === 'note') {
              const note = asKept(words).replace(/^\S+/, '').trim();
              expect(shows(reply, note), typed).toBe(true);
            }
            const shown = buttonsOf(reply);
            const button = press === null ? undefined : shown[press % Math.max(1, shown.length)];
            if (button) await agency.watched(person, button.command, 'pressed');
          }
          await agency.tick();
          await agency.expectSoundStore();
        } finally {
          await agency.close();
        }
      },
    ),
    { seed, numRuns: LIVES, endOnFailure: process.env.FRIDAY_SHRINK !== '1' },
  );
});
