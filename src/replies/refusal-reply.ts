import { COMMAND_NAMES } from '../chat/command-name.ts';
import type { Block, Button, Reply } from '../chat/reply.ts';
import { buttons, line, plain, typed } from '../chat/reply.ts';
import type { Language } from '../domain/language.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Catalogue } from '../text/catalogue.ts';
import { catalogueOf } from '../text/catalogue.ts';
import type { RefusalText } from '../text/shapes.ts';

/** They name somebody's work or hours, which are nothing for a room. */
const PRIVATE: ReadonlySet<Refusal['kind']> = new Set(['entry overlaps', 'timer start taken', 'not within entry']);

/** A no that says what to do next: the reason, a line that would work, and buttons where one press is enough. */
export function refusalReply(refusal: Refusal, language: Language): Reply {
  const text = catalogueOf(language);
  // The catalogue has one entry for each kind, typed by that kind; the compiler cannot follow the pairing here.
  const wording = text.refusal[refusal.kind] as (of: Refusal) => RefusalText;
  const { says, example = commandExample(refusal, text) } = wording(withShortQuotes(refusal));
  const blocks: Block[] = [line(says)];
  if (example) blocks.push({ kind: 'text', spans: [plain('  '), typed(example)] });
  if (refusal.kind === 'some of several') blocks.push(...refusalReply(refusal.because, language).blocks);
  const offers = offersFor(refusal, text);
  if (offers) blocks.push(offers);
  return PRIVATE.has(refusal.kind) ? { blocks, place: 'private' } : { blocks };
}

/** In one line, for beside a field of a form. */
export function refusalText(refusal: Refusal, language: Language): string {
  const text = catalogueOf(language);
  const wording = text.refusal[refusal.kind] as (of: Refusal) => RefusalText;
  const { says, example = commandExample(refusal, text) } = wording(withShortQuotes(refusal));
  if (!says.endsWith(':')) return says;
  return example ? `${says} /${example}` : says.replace(/:$/, '.');
}

/** Refusals of sentences that only begin like a command: `Log in page is broken`, `Move the meeting to friday`. */
const MAYBE_NO_COMMAND: readonly Refusal['kind'][] = [
  'missing argument',
  'not a number',
  'not in a report',
  'not a duration',
  'not a period',
  'unknown setting',
  'unknown command',
];

/** Offers to make a task of what was typed without a slash, where it may never have been meant as a command. */
export function withTaskOffer(
  reply: Reply,
  refusal: Refusal,
  typedLine: { text: string; origin: 'typed' | 'pressed' },
  language: Language,
): Reply {
  const text = typedLine.text.trim();
  if (typedLine.origin !== 'typed' || text.startsWith('/') || text.length > 300) return reply;
  // One word that is a command was meant as one.
  const isSentence = refusal.kind === 'unknown command' || /\s/.test(text);
  if (!isSentence || !MAYBE_NO_COMMAND.includes(refusal.kind)) return reply;
  const offer = { label: catalogueOf(language).button.createTask, command: `task ${text}` };
  return { ...reply, blocks: [...reply.blocks, buttons(offer)] };
}

/**
 * Said under whatever did not answer the question that is open.
 * @param asker the command line that asked it
 */
export function stillAsking(text: Catalogue, asker: string): Block[] {
  // What only buttons say means nothing to people.
  const isKnown = COMMAND_NAMES.some((name) => `${asker} `.startsWith(`${name} `));
  const said = isKnown ? line(plain(`${text.stillAskingFor} `), typed(asker)) : line(text.stillAsking);
  return [said, buttons({ label: text.button.cancel, command: 'cancel' })];
}

/** A command that lacks something is shown as its own help shows it. */
function commandExample(refusal: Refusal, text: Catalogue): string | undefined {
  if (refusal.kind !== 'missing argument' && refusal.kind !== 'not a number') return undefined;
  if (refusal.kind === 'missing argument' && refusal.like) return refusal.like;
  const name = COMMAND_NAMES.find((each) => each === refusal.command);
  return name && text.help.commands[name].examples[0];
}

const QUOTE_MAX = 100;
const NAMED_MAX = 5;

/** People's words are quoted in a refusal to be recognised, not to be repeated; what is left out shows as `…`. */
function withShortQuotes(refusal: Refusal): Refusal {
  const short: Record<string, unknown> = { ...refusal };
  for (const key of ['typed', 'name', 'tag', 'word']) {
    const words = short[key];
    if (typeof words !== 'string' || words.length <= QUOTE_MAX) continue;
    // By code points: half an emoji cannot be sent.
    const characters = Array.from(words);
    if (characters.length > QUOTE_MAX) short[key] = `${characters.slice(0, QUOTE_MAX).join('')}…`;
  }
  for (const key of ['names', 'tags']) {
    const all = short[key];
    if (Array.isArray(all) && all.length > NAMED_MAX) short[key] = [...all.slice(0, NAMED_MAX), '…'];
  }
  return short as Refusal;
}

const LABEL_MAX = 40;

/** A press instead of typing it anew. Whom an @name means is known only of what was typed. */
function meantButton(line: string | undefined): Button | undefined {
  return line === undefined || line.includes('@') || line.length > LABEL_MAX
    ? undefined
    : { label: line, command: line };
}

function offersFor(refusal: Refusal, text: Catalogue): Block | undefined {
  switch (refusal.kind) {
    case 'entry overlaps':
      if (!refusal.repeat) return undefined;
      return buttons({
        label: text.button.logFree(refusal.repeat.match(/\d\d:\d\d-\d\d:\d\d/)?.[0] ?? ''),
        command: refusal.repeat,
        style: 'primary',
      });
    case 'unknown command':
      return buttons(meantButton(refusal.nearest[0]), { label: text.button.help, command: 'help' });
    case 'no such digest':
      return buttons({ label: text.button.digest, command: 'digest' });
    default:
      return undefined;
  }
}
