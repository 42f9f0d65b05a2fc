import { randomUUID } from 'node:crypto';
import type { ChatAdapter } from '../chat/chat-adapter.ts';
import type { Organisation } from '../chat/command.ts';
import type { CalendarDate, Instant, TimeOfDay } from '../domain/instant.ts';
import { addDays, dateIn, instantAt, instantOf, toEpochMs, weekdayOf } from '../domain/instant.ts';
import { createFriday } from '../friday.ts';
import { silentLog } from '../log.ts';
import type { Store } from '../ports/store.ts';

/** Two weeks in the life of a small agency, told the way people would have typed it. */

const ZONE = 'Europe/Kyiv';
/** Thursday 26 November 2026, 15:00 in Kyiv. */
export const DEMO_STARTS_AT = '2026-11-26T13:00:00.000Z' as Instant;
const FIRST_DAY = '2026-11-12' as CalendarDate;

export const DEMO_SETTINGS: Organisation = {
  digest: { weekday: 5, time: '09:00' as TimeOfDay },
  defaultZone: ZONE,
  defaultLanguage: 'en',
  owners: [],
  setupCode: undefined,
};

const PEOPLE = ['anna', 'oleh', 'maria', 'sofia', 'ivan', 'nina'] as const;
type Name = (typeof PEOPLE)[number];

/** [day after the first, who, what they typed] */
const TYPED: [day: number, who: Name, line: string][] = [
  [0, 'anna', '/project new prostor Prostor shop'],
  [0, 'anna', '/project new kava Kava roasters'],
  [0, 'oleh', '/project new sonce Sonce solar'],
  [0, 'sofia', '/project new dim Dim interiors'],
  [0, 'anna', '/people role @sofia manager'],
  [0, 'sofia', '/settings zone Europe/Warsaw'],
  [0, 'ivan', '/settings zone America/New_York'],
  [0, 'nina', '/settings zone America/New_York'],
  [0, 'maria', '/settings language uk'],
  [0, 'ivan', '/settings language ru'],
  [0, 'anna', '/task Banner for the landing @oleh #prostor !high 18.11.2026 18:00'],
  [0, 'anna', '/task Photo shoot of the winter menu @maria #kava !normal 20.11.2026'],
  [0, 'anna', '/task Contract with the printing house #prostor !high 19.11.2026'],
  [0, 'oleh', '/task Choose fonts for the catalogue @maria #prostor !low 17.11.2026'],
  [0, 'oleh', '/task Cut the interview video @ivan #sonce !urgent 24.11.2026 12:00'],
  [1, 'sofia', '/task Render of the living room @nina #dim !high 23.11.2026'],
  [1, 'sofia', '/task Price list in Polish #dim !normal 25.11.2026'],
  [1, 'anna', '/task Invoice for October @sofia #kava !high 20.11.2026 12:00'],
  [1, 'maria', '/task Shot list for the shoot #kava !normal 16.11.2026'],
  [1, 'ivan', '/task Subtitles for the interview @nina #sonce !normal 27.11.2026'],
  [4, 'anna', '/task Texts for the Black Friday mailing @oleh #prostor !urgent 25.11.2026 10:00'],
  [4, 'anna', '/task Move the blog to the new server @ivan #prostor !low 30.11.2026'],
  [4, 'nina', '/task Check the colours on the test print @maria #dim !normal 24.11.2026'],
  [4, 'oleh', '/task Call the solar panel supplier #sonce !normal 23.11.2026 11:00'],
  [4, 'sofia', '/task Presentation for the investors @anna #dim !urgent 26.11.2026 10:00'],
  [5, 'maria', '/task Retouch twelve portraits #kava !normal 24.11.2026'],
  [5, 'anna', '/task Analytics report for November @nina #kava !normal 01.12.2026'],
  [5, 'oleh', '/task Landing layout for phones @maria #prostor !high 25.11.2026'],
  [6, 'sofia', '/task Floor plan corrections @nina #dim !high 25.11.2026 18:00'],
  [6, 'ivan', '/task Colour grading #sonce !low 04.12.2026'],
  [6, 'anna', '/task Gift boxes for clients @sofia #kava !low 11.12.2026'],
  [7, 'anna', '/task Renew the domain #prostor !urgent 27.11.2026'],
  [7, 'oleh', '/task Icons for the menu @maria #kava !normal 02.12.2026'],
  [7, 'nina', '/task Voice-over in English @ivan #sonce !normal 03.12.2026'],
  [8, 'anna', '/task Job description for a designer @oleh !normal 26.11.2026 12:00'],
  [8, 'sofia', '/task Furniture catalogue, first draft @maria #dim !normal 08.12.2026'],
  [8, 'oleh', '/task Test the checkout on a slow phone #prostor !high 26.11.2026 14:00'],
  [11, 'anna', '/task Teaser for Instagram @ivan #kava !high 27.11.2026 17:00'],
  [11, 'maria', '/task Order paper samples #prostor !low'],
  [11, 'ivan', '/task Backup of the raw footage #sonce !normal 28.11.2026'],
  [11, 'sofia', '/task Answer the museum @anna #dim !normal 27.11.2026 16:00'],
  [12, 'oleh', '/task Proofread the mailing @nina #prostor !urgent 27.11.2026 12:00'],
  [12, 'nina', '/task Sketches for the window display #dim'],
  [12, 'anna', '/task Plan for the team dinner @maria !low 05.12.2026'],
  [12, 'anna', '/task Budget for the first quarter !high 02.12.2026'],
  [13, 'sofia', '/task Sign the lease addendum !high 26.11.2026 12:00'],
  [13, 'oleh', '/task Banner sizes for partners @nina #prostor !normal 30.11.2026'],
  [13, 'ivan', '/task Licence for the music @anna #sonce !high 26.11.2026 11:00'],
  [13, 'anna', '/task Newsletter for subscribers in December @maria #kava !normal 07.12.2026'],
  [13, 'nina', '/task Moodboard for the bedroom @sofia #dim !normal 01.12.2026'],
  [5, 'maria', '/done 9 Shot list is in the shared folder'],
  [12, 'ivan', '/drop 12 The old server stays for another year'],
  [13, 'maria', '/note 16 Twelve became fourteen, one more day please'],
];

/** Who worked on what: on each working day a morning and an afternoon. */
const WORK: Record<Name, [morning: string, afternoon: string]> = {
  anna: ['3 contract', '#kava calls with clients'],
  oleh: ['1 sketches', '14'],
  maria: ['2 studio', '16 retouching'],
  sofia: ['7', '#dim site visit'],
  ivan: ['5 rough cut', '20'],
  nina: ['6 render', '19'],
};

/** Fills an empty store with people, projects, tasks and time up to the moment at which the demo starts. */
export async function fillAgency(store: Store): Promise<void> {
  let now = DEMO_STARTS_AT;
  const friday = createFriday({
    store,
    clock: { now: () => now },
    log: silentLog,
    settings: DEMO_SETTINGS,
    adapters: [readAlready],
  });
  const says = (who: Name, text: string) =>
    friday.handle({
      platform: 'terminal',
      requestId: randomUUID(),
      sender: accountOf(who),
      chat: { id: `terminal:${who}`, kind: 'direct' },
      text,
      origin: 'typed',
      mentions: PEOPLE.map((name) => ({ text: name, account: accountOf(name) })),
    });

  const days = (toEpochMs(DEMO_STARTS_AT) - toEpochMs(instantAt(FIRST_DAY, '00:00' as TimeOfDay, ZONE))) / 86_400_000;
  for (let day = 0; day < days; day++) {
    const date = addDays(FIRST_DAY, day);
    let minute = 0;
    for (const [on, who, line] of TYPED) {
      if (on !== day) continue;
      now = instantOf(toEpochMs(instantAt(date, '08:00' as TimeOfDay, ZONE)) + minute++ * 60_000);
      await says(who, line);
    }
    if (weekdayOf(date) > 5 || day < 4 || date === dateIn(ZONE, DEMO_STARTS_AT)) continue;
    // Late enough that the afternoon is over in New York too.
    now = instantOf(toEpochMs(instantAt(date, '23:50' as TimeOfDay, ZONE)) + 3_600_000);
    for (const who of PEOPLE) {
      const [morning, afternoon] = WORK[who];
      await says(who, `/log 9:00-12:${day % 2 ? '30' : '10'} ${date} ${morning}`);
      await says(who, `/log 13:00-16:${day % 3 ? '15' : '45'} ${date} ${afternoon}`);
    }
  }
  now = DEMO_STARTS_AT;
  await friday.outbox.drain();
}

function accountOf(name: Name) {
  return { externalId: name, name: name.charAt(0).toUpperCase() + name.slice(1), standing: 'member' as const };
}

/** What people were told in those two weeks, they have read. */
const readAlready: ChatAdapter = {
  platform: 'terminal',
  start: async () => {},
  stop: async () => {},
  deliver: async () => ({ ref: 'read' }),
};
