import type { Json, JsonObject } from '../slack/json.ts';
import { parseJson } from '../slack/json.ts';
import type { Fields } from './api-spec.ts';

/**
 * Arguments that come with files, as a browser sends a form. What is no text comes as text, and is read by its type.
 * @returns undefined for a body that is no such form
 */
export async function readMultipart(
  body: Buffer,
  contentType: string,
  fields: Fields,
): Promise<JsonObject | undefined> {
  const read: [string, Json][] = [];
  try {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
    for (const [name, value] of form) {
      // Telegraf names the method once more in forms, of which Telegram takes no notice.
      if (name === 'method') continue;
      read.push([name, typeof value === 'string' ? typed(value, fields[name]?.types ?? []) : await fileOf(value)]);
    }
  } catch {
    return undefined;
  }
  return Object.fromEntries(read);
}

async function fileOf(file: File): Promise<JsonObject> {
  return { file_name: file.name, base64: Buffer.from(await file.arrayBuffer()).toString('base64') };
}

function typed(value: string, types: readonly string[]): Json {
  if (types.includes('String')) return value;
  return parseJson(value) ?? value;
}
