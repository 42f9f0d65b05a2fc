import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../src/domain/instant.ts';
import { estimateAt, findNoEstimate } from '../../../src/language/estimate.ts';
import type { EntryChange } from '../../../src/language/log-line.ts';
import { parseEntryChange } from '../../../src/language/log-line.ts';

describe('an estimate', () => {
  it.each<[string, number, string]>([
    ['~3h', 3 * 3600, ''],
    ['~1h30m Banner', 5400, ' Banner'],
    ['~1 h 30 min, Banner', 5400, ' Banner'],
    ['~3г', 3 * 3600, ''],
    ['~3ч.', 3 * 3600, ''],
    ['~2,5 години банер', 9000, ' банер'],
    ['~полтора часа', 5400, ''],
    ['~0', 0, ''],
    ['~0h Banner', 0, ' Banner'],
    ['~3h)', 3 * 3600, ')'],
    ['~ 3h Banner', 3 * 3600, ' Banner'],
  ])('is read of %j', (text, seconds, rest) => {
    const found = estimateAt(text, 0);
    expect(found?.seconds).toBe(seconds);
    expect(text.slice(found?.end)).toBe(rest);
  });

  it.each(['~', '~3', '~ 3', '~3d', '~5 banners', '~/fonts', '~~3h', '~0.5', `~${'9'.repeat(500)}h`])(
    'is none in %j',
    (text) => {
      expect(estimateAt(text, 0)).toBeUndefined();
    },
  );

  it('is none where the sign stands alone and may be the title’s', () => {
    for (const text of ['A ~ 5 min walk', 'Meet between 2 ~ 3h', 'Meet between 2~ 3h']) {
      expect(estimateAt(text, text.indexOf('~')), text).toBeUndefined();
    }
    expect(estimateAt('Banner 2 ~3h', 9)?.seconds).toBe(3 * 3600);
  });

  it.each([
    ['no estimate', ''],
    ['Banner without an estimate', 'Banner '],
    ['без оцінки Банер', ' Банер'],
    ['Баннер без оценки времени', 'Баннер '],
  ])('is to be gone in %j', (run, rest) => {
    const place = findNoEstimate(run);
    expect(place && run.slice(0, place.start) + run.slice(place.end)).toBe(rest);
  });

  it('stays where the words are part of something else', () => {
    expect(findNoEstimate('Cases with no estimate at all')).toBeUndefined();
    expect(findNoEstimate('no estimates')).toBeUndefined();
  });
});

describe('a correction of logged time', () => {
  const context = { now: '2026-11-23T12:00:00.000Z' as Instant, zone: 'Europe/Kyiv', language: 'en' } as const;

  it.each<[string, EntryChange | undefined]>([
    ['1h15m', { amount: { kind: 'duration', seconds: 4500 } }],
    ['#12', { task: 12 }],
    ['на #prostor', { tag: 'prostor' }],
    ['yesterday', { on: '2026-11-22' as never }],
    ['1h 12', { amount: { kind: 'duration', seconds: 3600 }, task: 12 }],
    ['#12 1h', { task: 12, amount: { kind: 'duration', seconds: 3600 } }],
    ['#12 layout of the header', { task: 12, note: 'layout of the header' }],
    ['note #12 1h', { note: '#12 1h' }],
    ['#12 note: layout', { task: 12, note: 'layout' }],
    ['1h layout note for Oleh', { amount: { kind: 'duration', seconds: 3600 }, note: 'layout note for Oleh' }],
    ['заметка Созвон\nи ещё строка', { note: 'Созвон\nи ещё строка' }],
    ['no note', { note: null }],
    ['1h без нотатки', { amount: { kind: 'duration', seconds: 3600 }, note: null }],
    ['без задачи', { clearsTarget: true }],
    ['без завдання вчора', { clearsTarget: true, on: '2026-11-22' as never }],
    ['no task #12', undefined],
    ['12', undefined],
    ['layout', undefined],
    ['layout yesterday', undefined],
    ['note', undefined],
    ['', undefined],
  ])('reads %j', (text, change) => {
    expect(parseEntryChange(text, context)).toEqual(change);
  });
});
