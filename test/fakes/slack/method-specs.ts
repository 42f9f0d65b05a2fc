import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject, type JsonObject, objectsIn, parseJson, textIn } from './json.ts';

export interface MethodSpec {
  takesJson: boolean;
  required: readonly string[];
  /** name → JSON Schema of Slack's own kind */
  args: Record<string, JsonObject>;
}

/** The methods a self-hosted bot calls, for a machine without the specs: name → `?` where it may be left out. */
export const BUILT_IN: Record<string, string> = {
  'auth.test': 'json',
  'apps.connections.open': 'json',
  'bots.info': 'bot? team_id?',
  'chat.delete': 'json channel ts as_user:boolean?',
  'chat.getPermalink': 'channel message_ts',
  'chat.postEphemeral':
    'json channel user text? blocks? attachments? as_user:boolean? icon_emoji? icon_url? link_names:boolean? markdown_text? metadata? parse? thread_ts? username?',
  'chat.postMessage':
    'json channel text? blocks? attachments? as_user:boolean? icon_emoji? icon_url? link_names:boolean? markdown_text? metadata? mrkdwn:boolean? parse? reply_broadcast:boolean? thread_ts? unfurl_links:boolean? unfurl_media:boolean? username?',
  'chat.update':
    'json channel ts text? blocks? attachments? as_user? file_ids:array? link_names? markdown_text? metadata? parse? reply_broadcast:boolean?',
  'conversations.info': 'channel include_locale:boolean? include_num_members:boolean?',
  'conversations.open': 'json channel? users? return_im:boolean? prevent_creation:boolean?',
  'files.completeUploadExternal':
    'json files:array channel_id? thread_ts? channels? initial_comment? blocks? username? icon_url? icon_emoji?',
  'files.getUploadURLExternal': 'length:integer filename snippet_type? alt_txt?',
  'team.info': 'json team? domain?',
  'users.info': 'user include_locale:boolean?',
  'users.list': 'cursor? limit:number? include_locale:boolean? team_id?',
  'views.open': 'json view:object trigger_id? interactivity_pointer?',
  'views.publish': 'json user_id view:object hash? interactivity_pointer?',
  'views.push': 'json view:object trigger_id? interactivity_pointer?',
  'views.update': 'json view:object view_id? external_id? hash?',
};

const folder = findSpecs();
export const hasSpecs = folder !== undefined;
const read = new Map<string, MethodSpec | undefined>();
if (!folder)
  process.stderr.write('fake Slack: no ../shared/specs here, arguments are checked against a built-in list\n');

/** @returns undefined for a method that Slack does not have */
export function methodSpec(method: string): MethodSpec | undefined {
  if (!read.has(method)) read.set(method, folder ? readSpec(folder, method) : builtInSpec(method));
  return read.get(method);
}

/** `shared/specs` beside the project, whose root is the nearest folder above with a package.json. */
function findSpecs(): string | undefined {
  let at = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(at, 'package.json')) && dirname(at) !== at) at = dirname(at);
  const specs = join(at, '..', 'shared', 'specs', 'slack-api-ref', 'methods');
  return existsSync(specs) ? specs : undefined;
}

function readSpec(from: string, method: string): MethodSpec | undefined {
  const file = join(from, `${method}.json`);
  if (!/^[a-zA-Z.]+$/.test(method) || method === 'methods' || !existsSync(file)) return undefined;
  const spec = parseJson(readFileSync(file, 'utf8'));
  if (!isObject(spec) || !isObject(spec.args)) return undefined;
  const { required, properties } = spec.args;
  return {
    takesJson: spec.json_input_supported === true,
    required: Array.isArray(required) ? required.filter((name) => typeof name === 'string' && name !== 'token') : [],
    args: (isObject(properties) ? properties : {}) as Record<string, JsonObject>,
  } as MethodSpec;
}

/** What is used of a method where there are no specs. */
export function builtInSpec(method: string): MethodSpec | undefined {
  const line = BUILT_IN[method];
  if (line === undefined) return undefined;
  const words = line.split(' ').filter(Boolean);
  const named = words.filter((word) => word !== 'json');
  return {
    takesJson: words.includes('json'),
    required: named.filter((word) => !word.endsWith('?')).map((word) => word.split(':')[0] ?? word),
    args: Object.fromEntries(
      named.map((word) => {
        const [name = '', type = 'string'] = word.replace('?', '').split(':');
        return [name, { type }];
      }),
    ),
  };
}

/**
 * Arguments that are given although the specs do not know them. WebClient puts `team_id` into every call that it makes
 * for a listener (the team of the event, so that one token can serve several workspaces), whatever the method; Slack
 * leaves it out of account where it has no use for it. `token` comes in the form where it is not in the header.
 */
const ALWAYS_TAKEN = new Set(['team_id', 'token']);

/** @returns what is wrong with the arguments of a call; empty: nothing */
export function problemsOfArguments(spec: MethodSpec, args: JsonObject, isJson: boolean): string[] {
  const problems: string[] = [];
  if (isJson && !spec.takesJson) problems.push('invalid_arguments: this method takes no JSON body');
  for (const name of spec.required) {
    if (args[name] === undefined) problems.push(`invalid_arguments: missing required field: ${name}`);
  }
  for (const [name, value] of Object.entries(args)) {
    const type = spec.args[name];
    if (type) {
      if (!fits(type, value, isJson))
        problems.push(`invalid_arguments: wrong type of ${name}: ${JSON.stringify(value)}`);
    } else if (!ALWAYS_TAKEN.has(name)) problems.push(`invalid_arg_name: ${name}`);
  }
  return problems;
}

/** Arguments that are JSON in a string where the body is a form, and may be themselves where it is JSON. */
const STRUCTURED = new Set(['blocks', 'attachments', 'metadata', 'view']);

/** Reads structured arguments. @returns undefined for one that is no JSON */
export function readStructured(args: JsonObject): JsonObject | undefined {
  const result = { ...args };
  for (const name of STRUCTURED) {
    const value = result[name];
    if (typeof value !== 'string' || value === '') continue;
    const parsed = parseJson(value);
    if (parsed === undefined) return undefined;
    result[name] = parsed;
  }
  return result;
}

function fits(type: JsonObject, value: unknown, isJson: boolean): boolean {
  const choices = objectsIn(type.anyOf);
  if (choices.length > 0) return choices.some((one) => fits(one, value, isJson));
  const all = objectsIn(type.allOf);
  if (all.length > 0) return all.every((one) => fits(one, value, isJson));
  if (Array.isArray(type.enum) && !type.enum.includes(value as string)) return false;
  switch (textIn(type.type)) {
    case 'string':
      return typeof value === 'string' || (isJson && typeof value === 'object' && value !== null);
    case 'boolean':
      return typeof value === 'boolean' || (!isJson && /^(true|false|1|0)$/.test(String(value)));
    case 'integer':
    case 'number':
      return typeof value === 'number' || (!isJson && /^-?\d+$/.test(String(value)));
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value) || (!isJson && typeof value === 'string');
    case 'object':
      return isObject(value) || (!isJson && isObject(parseJson(String(value))));
    default:
      return true;
  }
}
