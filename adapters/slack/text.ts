/** Text as Slack writes it: `&`, `<` and `>` as entities, and mentions, channels and links between `<` and `>`. */

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;' } as const;
const CHARACTERS: Record<string, string> = { amp: '&', lt: '<', gt: '>' };

export function escapeText(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character as keyof typeof ENTITIES]);
}

/** Words, and people meant by `@`; `label` is what Slack called them, where it did. */
export type TextPart = string | { userId: string; label?: string };

/** What was typed, from a slash command or a message: entities decoded once, links and dates as people saw them. */
export function readSlackText(raw: string): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  const say = (words: string) => {
    if (words === '') return;
    if (typeof parts.at(-1) === 'string') parts.push(`${parts.pop()}${words}`);
    else parts.push(words);
  };
  for (const match of raw.matchAll(/<([^<>]*)>/g)) {
    say(decoded(raw.slice(from, match.index)));
    from = match.index + match[0].length;
    const part = readMarkup(match[1] ?? '');
    if (typeof part === 'string') say(part);
    else parts.push(part);
  }
  say(decoded(raw.slice(from)));
  return parts;
}

/** The text with `@` and the name of each person; who has none there goes by what Slack called them, or by their id. */
export function withMentions(parts: readonly TextPart[], nameOf: ReadonlyMap<string, string>): string {
  return parts
    .map((part) => (typeof part === 'string' ? part : `@${nameOf.get(part.userId) ?? part.label ?? part.userId}`))
    .join('');
}

/** In order, each once. */
export function mentionedUsers(parts: readonly TextPart[]): string[] {
  return [...new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [part.userId])))];
}

function decoded(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (_, name: string) => CHARACTERS[name] ?? '');
}

function readMarkup(inside: string): TextPart {
  const bar = inside.indexOf('|');
  const target = decoded(bar < 0 ? inside : inside.slice(0, bar));
  const label = bar < 0 ? '' : decoded(inside.slice(bar + 1));
  const rest = target.slice(1);
  if (/^@[UW][A-Z0-9]+$/.test(target)) return label ? { userId: rest, label } : { userId: rest };
  if (/^#[A-Z0-9]+$/.test(target)) return `#${label || rest}`;
  if (target.startsWith('!')) return readSpecial(rest, label);
  if (/^(mailto|tel):/i.test(target)) return labelled(target.slice(target.indexOf(':') + 1), label);
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return labelled(target, label);
  return `<${decoded(inside)}>`;
}

/** `!channel`, `!subteam^S1|@group`, `!date^1700000000^{date}|yesterday` without the `!` */
function readSpecial(name: string, label: string): string {
  if (name.startsWith('date^')) return label;
  const [kind, id] = name.split('^');
  const word = label || id || kind || '';
  return word.startsWith('@') ? word : `@${word}`;
}

function labelled(target: string, label: string): string {
  const isSame = label === '' || label === target || label === target.replace(/^[a-z][a-z0-9+.-]*:(\/\/)?/i, '');
  // What was typed: Slack itself puts a scheme before a bare address.
  return isSame ? label || target : `${label} (${target})`;
}
