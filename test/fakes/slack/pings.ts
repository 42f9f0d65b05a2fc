import { isObject, type JsonObject, textIn } from './json.ts';

/** Somebody or everybody was really mentioned: Slack would have notified them. */
export interface Ping {
  target: string;
  kind: 'user' | 'broadcast' | 'user group';
  /** where it stood: `chat.postMessage`, `response_url`, … */
  where: string;
}

/** All mentions that Slack would make of a message or view. A mention of `@U1` in plain_text is only words. */
export function pingsIn(message: JsonObject, where: string): Ping[] {
  const found: Ping[] = [];
  inMarkup(textIn(message.text), found, where);
  const parsed = message.parse === 'full' || message.link_names === true || message.link_names === 'true';
  if (parsed) {
    for (const [, name = ''] of textIn(message.text).matchAll(/@(channel|here|everyone)\b/g)) {
      found.push({ target: name, kind: 'broadcast', where });
    }
  }
  walk(message.blocks, found, where);
  return found;
}

function walk(value: unknown, found: Ping[], where: string): void {
  if (Array.isArray(value)) for (const one of value) walk(one, found, where);
  if (!isObject(value)) return;
  if (value.type === 'mrkdwn') inMarkup(textIn(value.text), found, where);
  if (value.type === 'user') found.push({ target: textIn(value.user_id), kind: 'user', where });
  if (value.type === 'broadcast') found.push({ target: textIn(value.range), kind: 'broadcast', where });
  if (value.type === 'usergroup') found.push({ target: textIn(value.usergroup_id), kind: 'user group', where });
  for (const inner of Object.values(value)) walk(inner, found, where);
}

function inMarkup(text: string, found: Ping[], where: string): void {
  for (const [, mark, target = ''] of text.matchAll(/<(@|!subteam\^|!)([^<>|\n]+)(?:\|[^<>\n]*)?>/g)) {
    if (mark === '@') found.push({ target, kind: 'user', where });
    else if (mark !== '!') found.push({ target, kind: 'user group', where });
    else if (/^(channel|here|everyone)$/.test(target)) found.push({ target, kind: 'broadcast', where });
  }
}
