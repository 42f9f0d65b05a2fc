import type { JsonObject } from './json.ts';
import type { World } from './world.ts';

const NAME = /(?<![\p{L}\p{N}_@])([@#])([\p{L}\p{N}._-]*[\p{L}\p{N}])/gu;
const URL = /https?:\/\/[^\s<>|()[\]"']+/g;
const MAIL_OR_DOMAIN = /(?<![\w@/.-])([\w.+-]+@)?((?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|ua|eu|de))(?![\w-])/gi;

/**
 * What somebody types, as it reaches an app.
 * @param labels `<@U1|anna>` as in slash commands of an app with `should_escape`, else `<@U1>` as in events
 */
export function encodeTyped(text: string, world: World, { labels }: { labels: boolean }): string {
  return pieces(text, world)
    .map((piece) => {
      if (piece.kind === 'text') return escapeText(piece.text);
      if (piece.kind === 'link') {
        return piece.url === piece.text ? `<${piece.url}>` : `<${piece.url}|${piece.text}>`;
      }
      if (piece.kind === 'user') return labels ? `<@${piece.id}|${piece.name}>` : `<@${piece.id}>`;
      return `<#${piece.id}|${labels ? piece.name : ''}>`;
    })
    .join('');
}

/** Without `should_escape` names stay as they were typed. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The rich_text that Slack makes of what somebody types into its composer. */
export function typedBlocks(text: string, world: World): JsonObject[] {
  const elements = pieces(text, world).map((piece): JsonObject => {
    if (piece.kind === 'user') return { type: 'user', user_id: piece.id };
    if (piece.kind === 'channel') return { type: 'channel', channel_id: piece.id };
    if (piece.kind === 'link') {
      return { type: 'link', url: piece.url, ...(piece.url !== piece.text && { text: piece.text }) };
    }
    return { type: 'text', text: piece.text };
  });
  return [{ type: 'rich_text', block_id: 'typed', elements: [{ type: 'rich_text_section', elements }] }];
}

type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'user'; id: string; name: string }
  | { kind: 'channel'; id: string; name: string }
  | { kind: 'link'; url: string; text: string };

function pieces(text: string, world: World): Piece[] {
  const links: Piece[] = split([{ kind: 'text', text }], URL, ([url]) => ({ kind: 'link', url, text: url }));
  const domains = split(links, MAIL_OR_DOMAIN, ([whole, mail]) => ({
    kind: 'link',
    url: mail ? `mailto:${whole}` : `http://${whole}`,
    text: whole,
  }));
  return split(domains, NAME, ([, sign, name = '']) => {
    const found = sign === '@' ? world.userNamed(name) : world.channelNamed(name);
    if (!found) return undefined;
    const { id, name: known } = found;
    return sign === '@' ? { kind: 'user', id, name: known } : { kind: 'channel', id, name: known };
  });
}

function split(
  before: readonly Piece[],
  pattern: RegExp,
  make: (match: RegExpMatchArray) => Piece | undefined,
): Piece[] {
  return before.flatMap((piece) => {
    if (piece.kind !== 'text') return [piece];
    const after: Piece[] = [];
    let from = 0;
    for (const match of piece.text.matchAll(pattern)) {
      const made = make(match);
      if (!made) continue;
      if (match.index > from) after.push({ kind: 'text', text: piece.text.slice(from, match.index) });
      after.push(made);
      from = match.index + match[0].length;
    }
    if (from < piece.text.length) after.push({ kind: 'text', text: piece.text.slice(from) });
    return after;
  });
}
