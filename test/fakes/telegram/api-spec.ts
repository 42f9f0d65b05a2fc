import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isObject, type JsonObject, objectsIn, parseJson, textIn } from '../slack/json.ts';
import { BUILT_IN_METHODS, BUILT_IN_TYPES } from './built-in-spec.ts';

export interface Field {
  /** names of types, any of which will do; `Array of …` */
  types: readonly string[];
  isRequired: boolean;
  /** the only value it can have, as text: what tells the types of a family apart */
  constant?: string;
}

export type Fields = Record<string, Field>;

export interface ApiSpec {
  methods: Record<string, Fields>;
  types: Record<string, Fields>;
  /** family → its members */
  families: Record<string, readonly string[]>;
}

const file = findSpecs();
export const hasSpecs = file !== undefined;
if (!file)
  process.stderr.write('fake Telegram: no ../shared/specs here, arguments are checked against a built-in list\n');

/** The Bot API as its machine-readable copy has it. */
export const apiSpec: ApiSpec = file ? readSpec(file) : builtInSpec();

/** What is used of it where there are no specs. */
export function builtInSpec(): ApiSpec {
  const families: Record<string, string[]> = {};
  const types: Record<string, Fields> = {};
  for (const [name, line] of Object.entries(BUILT_IN_TYPES)) {
    if (line.startsWith('one of ')) families[name] = line.slice('one of '.length).split(' ');
    else types[name] = fieldsOfLine(line);
  }
  const methods = Object.entries(BUILT_IN_METHODS).map(([name, line]) => [name, fieldsOfLine(line)]);
  return { methods: Object.fromEntries(methods), types, families };
}

function fieldsOfLine(line: string): Fields {
  return Object.fromEntries(
    line
      .split(' ')
      .filter(Boolean)
      .map((word) => {
        const [, name = '', isOptional, types = 'String', constant] =
          /^(\w+)(\?)?(?::([^=]+))?(?:=(\w+))?$/.exec(word) ?? [];
        const field = { types: types.replaceAll('[]', 'Array of ').split('|'), isRequired: !isOptional };
        return [name, constant === undefined ? field : { ...field, constant }];
      }),
  );
}

/** `shared/specs` beside the project, whose root is the nearest folder above with a package.json. */
function findSpecs(): string | undefined {
  let at = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(at, 'package.json')) && dirname(at) !== at) at = dirname(at);
  const spec = join(at, '..', 'shared', 'specs', 'telegram-bot-api-spec', 'api.json');
  return existsSync(spec) ? spec : undefined;
}

function readSpec(from: string): ApiSpec {
  const spec = parseJson(readFileSync(from, 'utf8'));
  if (!isObject(spec) || !isObject(spec.methods) || !isObject(spec.types)) throw new Error(`${from} is no Bot API`);
  const result: ApiSpec = { methods: {}, types: {}, families: {} };
  for (const [name, method] of Object.entries(spec.methods)) result.methods[name] = fieldsOf(method);
  for (const [name, type] of Object.entries(spec.types)) {
    const members = isObject(type) && Array.isArray(type.subtypes) ? type.subtypes.map(textIn) : [];
    if (members.length > 0) result.families[name] = members;
    else result.types[name] = fieldsOf(type);
  }
  return result;
}

function fieldsOf(described: unknown): Fields {
  const fields = isObject(described) ? objectsIn(described.fields) : [];
  return Object.fromEntries(fields.map((field) => [textIn(field.name), fieldOf(field)]));
}

function fieldOf(field: JsonObject): Field {
  const types = Array.isArray(field.types) ? field.types.map(textIn) : [];
  const constant = /(?:, must be|, always|^Always) "?(\w+)"?(?:\.|$)/.exec(textIn(field.description))?.[1];
  return { types, isRequired: field.required === true, ...(constant !== undefined && { constant }) };
}
