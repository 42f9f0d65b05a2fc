import type { Reply } from '../chat/reply.ts';
import { buttons, line, plain, typed } from '../chat/reply.ts';
import type { Instant } from '../domain/instant.ts';
import { LANGUAGES } from '../domain/language.ts';
import type { Person } from '../domain/person.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { formatTime, zoneLabel } from '../text/format-moment.ts';
import { LANGUAGE_NAMES } from '../text/language-names.ts';

/** Hello, the first thing to try, and language and zone to put right. */
export function welcomeReply(to: { text: Catalogue; person: Person; now: Instant }): Reply {
  const { text, person, now } = to;
  return {
    blocks: [
      line(text.welcome.hello(person.name)),
      line(plain(`${text.welcome.firstTask} `), typed(text.welcome.example)),
      line(text.welcome.zone(zoneLabel(person.zone), formatTime(now, person.zone))),
      buttons(
        ...LANGUAGES.map((language) => ({ label: LANGUAGE_NAMES[language], command: `settings language ${language}` })),
        { label: text.button.changeZone, command: 'settings zone' },
        { label: text.button.help, command: 'help' },
      ),
    ],
    place: 'private',
  };
}
