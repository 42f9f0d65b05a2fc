import { isObject } from '../slack/json.ts';
import type { ApiSpec, Fields } from './api-spec.ts';

/** @returns what is wrong with the arguments of a call, or undefined for a method that Telegram does not have */
export function problemsOfCall(spec: ApiSpec, method: string, args: object): string[] | undefined {
  const fields = spec.methods[method];
  return fields && problemsOfFields(spec, fields, args, '');
}

/** @param type as the Bot API names it, such as `Update` @returns what is wrong with a value of it; empty: nothing */
export function problemsOfValue(spec: ApiSpec, type: string, value: unknown, where = type): string[] {
  const member = /^Array of (.+)$/.exec(type)?.[1];
  if (member !== undefined) {
    if (!Array.isArray(value)) return [`${where} must be a list`];
    return value.flatMap((one, index) => problemsOfValue(spec, member, one, `${where}[${index}]`));
  }
  const members = spec.families[type];
  if (members) return problemsOfAny(spec, members, value, where);
  switch (type) {
    case 'Integer':
      return Number.isSafeInteger(value) ? [] : [`${where} must be an integer`];
    case 'Float':
      return typeof value === 'number' ? [] : [`${where} must be a number`];
    case 'String':
      return typeof value === 'string' ? [] : [`${where} must be a string`];
    case 'Boolean':
      return typeof value === 'boolean' ? [] : [`${where} must be true or false`];
  }
  // What a form brings in place of the contents of a file.
  if (type === 'InputFile')
    return isObject(value) && typeof value.base64 === 'string' ? [] : [`${where} must be a file`];
  const fields = spec.types[type];
  if (!fields) return [`${where} is of an unknown type ${type}`];
  return isObject(value) ? problemsOfFields(spec, fields, value, where) : [`${where} must be an object`];
}

/** Of several types, the one that says so itself is meant, else the one that fits best. */
function problemsOfAny(spec: ApiSpec, types: readonly string[], value: unknown, where: string): string[] {
  const named = types.filter((type) => isNamed(spec.types[type] ?? {}, value));
  let best: string[] | undefined;
  for (const type of named.length > 0 ? named : types) {
    const problems = problemsOfValue(spec, type, value, where);
    if (problems.length === 0) return [];
    if (!best || problems.length < best.length) best = problems;
  }
  return best ?? [];
}

/** By a field such as `type`, that can have one value only. */
function isNamed(fields: Fields, value: unknown): boolean {
  if (!isObject(value)) return false;
  return Object.entries(fields).some(
    ([name, { constant }]) => constant !== undefined && String(value[name]) === constant,
  );
}

function problemsOfFields(spec: ApiSpec, fields: Fields, given: object, where: string): string[] {
  const values = given as Record<string, unknown>;
  const path = (name: string) => (where ? `${where}.${name}` : name);
  const problems: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const value = values[name];
    if (value === undefined) {
      if (field.isRequired) problems.push(`${path(name)} is missing`);
    } else if (field.constant !== undefined && String(value) !== field.constant) {
      problems.push(`${path(name)} must be ${field.constant}`);
    } else problems.push(...problemsOfAny(spec, field.types, value, path(name)));
  }
  for (const name of Object.keys(values)) {
    if (values[name] !== undefined && !Object.hasOwn(fields, name))
      problems.push(`${path(name)} is not known to Telegram`);
  }
  return problems;
}
