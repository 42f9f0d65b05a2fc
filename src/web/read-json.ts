export type JsonObject = Record<string, unknown>;

/** Far above what messengers nest (about 20), far below what overflows the stack of whoever walks through it. */
const DEEPEST = 100;

/** @returns undefined where the text is no JSON, no object, or nested too deeply to be walked through safely */
export function readJsonObject(text: string): JsonObject | undefined {
  const value = readNestedJsonObject(text);
  return value && isShallow(value) ? value : undefined;
}

/** The same, however deeply it is nested: before anything walks through a part of it, that must be known to be shallow. */
export function readNestedJsonObject(text: string): JsonObject | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as JsonObject;
}

/** @returns whether it can be walked through safely */
export function isShallow(value: object): boolean {
  return isWithin(value, DEEPEST);
}

function isWithin(value: object, levels: number): boolean {
  if (levels === 0) return false;
  for (const part of Object.values(value))
    if (typeof part === 'object' && part !== null && !isWithin(part, levels - 1)) return false;
  return true;
}
