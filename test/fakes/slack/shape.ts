import { isObject, type JsonObject } from './json.ts';

/** Pushes what is wrong with a value, each with where it is: `blocks[0].text: …`. */
export type Check = (value: unknown, path: string, problems: string[]) => void;

/** Exactly these fields, no others. `also` sees the whole object where its fields are right. */
export function object(fields: {
  required?: Record<string, Check>;
  optional?: Record<string, Check>;
  also?: (value: JsonObject, path: string, problems: string[]) => void;
}): Check {
  const required = Object.entries(fields.required ?? {});
  const known = new Map([...required, ...Object.entries(fields.optional ?? {})]);
  return (value, path, problems) => {
    if (!isObject(value)) return void problems.push(`${path}: must be an object`);
    const before = problems.length;
    for (const [name] of required) {
      if (value[name] === undefined) problems.push(`${path}: missing required field ${name}`);
    }
    for (const [name, inner] of Object.entries(value)) {
      const check = known.get(name);
      if (!check) problems.push(`${path}: unknown field ${name}`);
      else if (inner !== undefined) check(inner, `${path}.${name}`, problems);
    }
    if (problems.length === before) fields.also?.(value, path, problems);
  };
}

/** @param max in UTF-16 units, of which no text has fewer than characters */
export function string(min: number, max: number): Check {
  return (value, path, problems) => {
    if (typeof value !== 'string') problems.push(`${path}: must be a string`);
    else if (value.length < min) problems.push(`${path}: must be at least ${min} characters`);
    else if (value.length > max) problems.push(`${path}: must be at most ${max} characters, is ${value.length}`);
  };
}

export function pattern(format: RegExp, name: string): Check {
  return (value, path, problems) => {
    if (typeof value !== 'string' || !format.test(value)) problems.push(`${path}: must be ${name}`);
  };
}

export const boolean: Check = (value, path, problems) => {
  if (typeof value !== 'boolean') problems.push(`${path}: must be true or false`);
};

export function integer(min: number, max: number): Check {
  return (value, path, problems) => {
    if (!Number.isInteger(value) || (value as number) < min || (value as number) > max) {
      problems.push(`${path}: must be a whole number from ${min} to ${max}`);
    }
  };
}

export function enumeration(...values: readonly (string | number)[]): Check {
  return (value, path, problems) => {
    if (!values.some((one) => one === value)) problems.push(`${path}: must be one of ${values.join(', ')}`);
  };
}

export function list(item: Check, min: number, max: number): Check {
  return (value, path, problems) => {
    if (!Array.isArray(value)) return void problems.push(`${path}: must be a list`);
    if (value.length < min) problems.push(`${path}: must have at least ${min} items`);
    if (value.length > max) problems.push(`${path}: must have at most ${max} items, has ${value.length}`);
    for (const [i, one] of value.entries()) item(one, `${path}[${i}]`, problems);
  };
}

/** One of several kinds of object, told apart by `type`. */
export function byType(kinds: Record<string, Check>): Check {
  return (value, path, problems) => {
    if (!isObject(value)) return void problems.push(`${path}: must be an object`);
    const check = typeof value.type === 'string' && Object.hasOwn(kinds, value.type) ? kinds[value.type] : undefined;
    if (check) check(value, path, problems);
    else problems.push(`${path}: unsupported type: ${JSON.stringify(value.type)}`);
  };
}
