/**
 * Slack writes emoji in the text of a message as `:rocket:`, and says in the message's blocks which characters they
 * are. An emoji of the workspace's own has no characters and keeps its name.
 */
export function withEmoji(text: string, blocks: unknown): string {
  const characters = emojiIn(blocks);
  if (characters.size === 0) return text;
  return text.replace(/:[^\s:]+:(?::skin-tone-[2-6]:)?/gu, (name) => characters.get(name) ?? name);
}

/** By name as it stands in the text. */
function emojiIn(blocks: unknown): Map<string, string> {
  const found = new Map<string, string>();
  visit(blocks, 0);
  return found;

  function visit(node: unknown, depth: number): void {
    if (typeof node !== 'object' || node === null || depth > DEPTH_MAX) return;
    if ('type' in node && node.type === 'emoji') note(node);
    for (const part of Object.values(node)) visit(part, depth + 1);
  }

  function note(element: object): void {
    const { name, unicode, skin_tone: tone } = element as { name?: unknown; unicode?: unknown; skin_tone?: unknown };
    if (typeof name !== 'string' || typeof unicode !== 'string' || !CODE_POINTS.test(unicode)) return;
    const points = unicode.split('-').map((hex) => Number.parseInt(hex, 16));
    if (points.some((point) => point > 0x10ffff)) return;
    found.set(`:${name}:${typeof tone === 'number' ? `:skin-tone-${tone}:` : ''}`, String.fromCodePoint(...points));
  }
}

const DEPTH_MAX = 12;
const CODE_POINTS = /^[0-9a-f]{2,6}(?:-[0-9a-f]{2,6}){0,15}$/i;
