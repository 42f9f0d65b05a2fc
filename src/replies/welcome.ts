import type { Call } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, line, plain, typed } from '../chat/reply.ts';
import type { Instant } from '../domain/instant.ts';
import { LANGUAGES } from '../domain/language.ts';
import type { Person } from '../domain/person.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { formatTime, zoneLabel } from '../text/format-moment.ts';
import { LANGUAGE_NAMES } from '../text/language-names.ts';
import { zoneButtons } from './zone-buttons.ts';

interface Welcomed {
  text: Catalogue;
  person: Person;
  now: Instant;
  /** nobody has said where this person is: they are asked */
  isZoneUnknown: boolean;
}

/** Hello, the first thing to try, and language and zone to put right. */
export function welcomeReply(to: Welcomed): Reply {
  const { text, person, isZoneUnknown } = to;
  const word = isZoneUnknown ? 'new ' : '';
  const languages = LANGUAGES.map((language) => ({
    label: LANGUAGE_NAMES[language],
    command: `welcome ${word}${language}`,
  }));
  const help = { label: text.button.help, command: 'help' };
  const blocks: Block[] = [
    line(text.welcome.hello(person.name)),
    line(plain(`${text.welcome.firstTask} `), typed(text.welcome.example)),
  ];
  if (isZoneUnknown) blocks.push(buttons(...languages, help), ...zoneQuestion(to));
  else {
    blocks.push(
      line(text.welcome.zone(zoneLabel(person.zone), formatTime(to.now, person.zone))),
      buttons(...languages, { label: text.button.changeZone, command: 'settings zone' }, help),
    );
  }
  return { blocks, place: 'private' };
}

/** Whoever comes with something to do is asked under its answer. */
export function withZoneQuestion(call: Call, reply: Reply): Reply {
  const isWelcome = reply.blocks.some(
    (block) => block.kind === 'buttons' && block.buttons.some(({ command }) => command.startsWith('welcome zone ')),
  );
  if (!call.isZoneUnknown || isWelcome) return reply;
  return { ...reply, blocks: [...reply.blocks, ...zoneQuestion(call)] };
}

/** What the clock shows tells people faster where they are than a name does. */
function zoneQuestion({ text, person, now }: Pick<Welcomed, 'text' | 'person' | 'now'>): Block[] {
  return [
    line(text.welcome.whatTime),
    buttons(...zoneButtons(now, 'welcome zone', person.zone), {
      label: text.button.otherZone,
      command: 'settings zone',
    }),
  ];
}
