import fc from 'fast-check';
import type { Block, Button, Item, Reply, Span } from '../../../../src/chat/reply.ts';
import { HOSTILE_TEXTS } from '../../../support/hostile.ts';

const words = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.lorem({ maxCount: 12 }),
);
/** Long enough to be cut, made from short ones so that failures stay readable. */
export const longText = fc.oneof(
  { weight: 6, arbitrary: words },
  {
    weight: 1,
    arbitrary: fc.tuple(words, fc.nat({ max: 400 })).map(([text, times]) => text.slice(0, 60).repeat(times)),
  },
);

const span: fc.Arbitrary<Span> = fc.record({
  kind: fc.constantFrom('plain', 'strong', 'faint', 'command'),
  text: longText,
});
const spans = fc.array(span, { maxLength: 5 });
const button: fc.Arbitrary<Button> = fc.record(
  {
    label: longText,
    command: fc.oneof(
      fc.constantFrom('done 12', 'verdict 1 2 move 2026-11-30', 'task Banner'),
      fc.string({ minLength: 1, maxLength: 90 }),
      fc.nat({ max: 2500 }).map((length) => `note 12 ${'x'.repeat(length)}`),
    ),
    style: fc.constantFrom('primary', 'danger'),
  },
  { requiredKeys: ['label', 'command'] },
);
const item: fc.Arbitrary<Item> = fc.record(
  { spans, detail: spans, buttons: fc.array(button, { maxLength: 12 }) },
  { requiredKeys: ['spans'] },
);
const table = fc.integer({ min: 1, max: 4 }).chain((width) => {
  const row = fc.array(words, { maxLength: width });
  const column = fc.record({ title: words, align: fc.constantFrom('left', 'right') });
  return fc.record(
    {
      kind: fc.constant('table'),
      columns: fc.array(column, { minLength: width, maxLength: width }),
      rows: fc.array(row, { maxLength: 30 }),
      total: row,
    },
    { requiredKeys: ['kind', 'columns', 'rows'] },
  );
});
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading'), text: longText }),
  fc.record({ kind: fc.constant('text'), spans }),
  fc.record({ kind: fc.constant('quote'), text: longText }),
  fc.record({
    kind: fc.constant('fields'),
    fields: fc.array(fc.record({ label: words, value: spans }), { maxLength: 8 }),
  }),
  fc.record({ kind: fc.constant('list'), items: fc.array(item, { maxLength: 25 }) }),
  table,
  fc.record({ kind: fc.constant('buttons'), buttons: fc.array(button, { maxLength: 30 }) }),
) as fc.Arbitrary<Block>;

export const randomReply: fc.Arbitrary<Reply> = fc.record(
  { blocks: fc.array(block, { maxLength: 8 }), asks: fc.record({ hint: longText }) },
  { requiredKeys: ['blocks'] },
);

/** A text without what renderers may add, drop or replace: gaps, controls and what reorders. */
export function bare(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\s\p{Cc}\u2400-\u2421\u202a-\u202e\u2066-\u2069\ufffd]/gu, '');
}
