import type { Entity, Formatted } from './html.ts';

/**
 * Text as Telegram keeps it: without control characters and marks of direction, without space at its ends. Entities
 * move along. Space at the beginning stays where an entity holds it.
 */
export function cleanText({ text, entities }: Formatted): Formatted {
  const kept: string[] = [];
  /** where each code unit of the given text went */
  const place: number[] = [];
  for (const unit of text.split('')) {
    place.push(kept.length);
    const clean = cleanUnit(unit);
    if (clean !== '') kept.push(clean);
  }
  place.push(kept.length);
  const whole = kept.join('');
  const moved = entities.map((entity) => {
    const offset = place[entity.offset] ?? whole.length;
    return { ...entity, offset, length: (place[entity.offset + entity.length] ?? whole.length) - offset };
  });
  return trim(whole, moved);
}

function trim(text: string, entities: readonly Entity[]): Formatted {
  const held = Math.min(text.length, ...entities.map(({ offset }) => offset));
  const start = /^[ \n]*/.exec(text.slice(0, held))?.[0].length ?? 0;
  const end = Math.max(start, text.trimEnd().length);
  const left: Entity[] = [];
  for (const entity of entities) {
    const length = Math.min(entity.offset + entity.length, end) - entity.offset;
    if (length > 0) left.push({ ...entity, offset: entity.offset - start, length });
  }
  return { text: text.slice(start, end), entities: left };
}

/** Nothing in it could be seen. */
export function isInvisible(text: string): boolean {
  return /^[\s\u00ad\u200b-\u200f\u2060-\u2064\u3164\ufeff]*$/u.test(text);
}

function cleanUnit(unit: string): string {
  if (unit === '\n') return unit;
  if (unit === '\r' || LEFT_OUT.test(unit)) return '';
  return unit < ' ' ? ' ' : unit;
}

/** Marks of direction, and lines over and under letters. */
const LEFT_OUT = /[\u2028-\u202e]|\u0333|\u033f|\u030a/;
