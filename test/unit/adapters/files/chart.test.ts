import { readFile } from 'node:fs/promises';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BARS_MAX, type ChartData, SERIES_MAX } from '../../../../adapters/files/chart-data.ts';
import { drawingOf } from '../../../../adapters/files/chart-drawing.ts';
import { drawChart } from '../../../../adapters/files/draw-chart.ts';
import { GROUPINGS } from '../../../../src/reports/report-spec.ts';
import { openTimeFiles } from '../../../support/time-files.ts';

const BYTES_MAX = 200_000;

let files: Awaited<ReturnType<typeof openTimeFiles>>;
beforeEach(async () => {
  files = await openTimeFiles();
  await files.workAWhile();
});
afterEach(() => files.close());

async function pixelsOf(png: Buffer) {
  const image = await loadImage(png);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const colourAt = (x: number, y: number) => {
    const at = (y * image.width + x) * 4;
    return `#${[...data.subarray(at, at + 3)].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  };
  const counts = new Map<string, number>();
  for (let y = 0; y < image.height; y += 2) {
    for (let x = 0; x < image.width; x += 2) {
      counts.set(colourAt(x, y), (counts.get(colourAt(x, y)) ?? 0) + 1);
    }
  }
  return { width: image.width, height: image.height, colourAt, counts };
}

/** As large as it gets: every day of a month, all colours, long names and emoji. */
function crowded(): ChartData {
  const series = Array.from({ length: SERIES_MAX + 1 }, (_, i) => `Дуже довга назва проєкту 🚀 ${i} зі словами`);
  const bars = Array.from({ length: BARS_MAX }, (_, day) => {
    const segments = series.map((_, i) => ({ series: i, seconds: 600 * (1 + ((day * 7 + i * 3) % 9)) }));
    const seconds = segments.reduce((sum, each) => sum + each.seconds, 0);
    return { label: `пт ${day + 1} листопада`, seconds, value: '12 год 34 хв', segments };
  });
  return { title: `${'Анна Коваль · '.repeat(9)}`, total: 'Разом: 300 год', series, bars };
}

describe('a picture of time', () => {
  it.each(GROUPINGS)('by %s is a PNG of a phone width, on light paper, and small', async (by) => {
    const made = await files.make('chart', { by });
    const png = await readFile(made.path);
    await made.remove();
    expect([made.isPicture, made.mediaType]).toEqual([true, 'image/png']);
    expect(made.name).toBe(`friday-time-by-${by}-2026-11-02-to-2026-11-08.png`);
    expect(png.length).toBeLessThan(BYTES_MAX);
    const { width, height, colourAt } = await pixelsOf(png);
    expect(width).toBe(1080);
    expect(height).toBeGreaterThan(250);
    expect(colourAt(3, 3)).toBe('#ffffff');
  });

  it('of a crowded month stays readable and under 200 KB', async () => {
    const png = await drawChart(crowded());
    const { height } = await pixelsOf(png);
    expect(png.length).toBeLessThan(BYTES_MAX);
    expect(height).toBeLessThan(2600);
  });

  it('has the colours of Okabe and Ito, a bar as long as its time', async () => {
    const bar = (seconds: number, series: number) => ({
      label: 'x',
      seconds,
      value: String(seconds),
      segments: [{ series, seconds }],
    });
    const data: ChartData = { title: 't', total: 's', series: [], bars: [bar(3600, 0), bar(1800, 1)] };
    const { counts } = await pixelsOf(await drawChart(data));
    const [long, short] = [counts.get('#0072b2') ?? 0, counts.get('#e69f00') ?? 0];
    expect(long / short).toBeCloseTo(2, 1);
  });

  it.each(['Київ ґанок їжак', 'объём ёж ы', '🚀', '🇺🇦', '❤️', '👩‍👩‍👧', 'თბილისი', 'Երևան', '→ ✓ №'])(
    'writes %s with signs of its own, none of them a box',
    async (label) => {
      const draw = async (text: string) => {
        const bars = [{ label: text, seconds: 60, value: '1', segments: [{ series: 0, seconds: 60 }] }];
        return drawChart({ title: '', total: '', series: [], bars });
      };
      // What no font has becomes the same box for all.
      const boxes = await draw('\u{10FFFD}'.repeat([...label].length));
      expect((await draw(label)).equals(boxes)).toBe(false);
      const single = await Promise.all([...label.replaceAll(/\s|\p{M}|\p{Cf}/gu, '')].map(draw));
      const box = await draw('\u{10FFFD}');
      expect(single.filter((one) => one.equals(box))).toEqual([]);
    },
  );

  it('shows every day, also those without work, and adds up to the sum', async () => {
    const made = await files.make('chart', { by: 'day' });
    await made.remove();
    expect(made.drawing).toEqual([
      'Усі · пн 2 листопада – нд 8 листопада',
      'Разом: 5 год 41 хв',
      expect.stringMatching(/^█ Новий сайт 🚀 {3}▒ Prostor, крамниця {3}▓ без проєкту$/),
      expect.stringMatching(/^пн 2 листопада │█+▒+ 3 год 11 хв$/),
      expect.stringMatching(/^вт 3 листопада │█+ 1 год 30 хв$/),
      expect.stringMatching(/^ср 4 листопада │ менше 1 хв$/),
      expect.stringMatching(/^чт 5 листопада │█+ 1 год$/),
    ]);
  });

  it('of a whole year shows its months', async () => {
    const made = await files.make('chart', { from: '2026-01-01' as never, to: '2026-12-31' as never, by: 'day' });
    await made.remove();
    expect(made.drawing?.slice(3).map((line) => line.trim().split(' │')[0])).toEqual([
      ...'січень лютий березень квітень травень червень липень серпень вересень жовтень листопад'
        .split(' ')
        .map((month) => `${month} 2026`),
    ]);
  });

  it('in characters has bars as long as their time, and names cut at whole characters', () => {
    const bars = [
      { label: 'a', seconds: 3600, value: '1 h', segments: [{ series: 0, seconds: 3600 }] },
      { label: '👩‍👩‍👧'.repeat(20), seconds: 1800, value: '30 min', segments: [{ series: 0, seconds: 1800 }] },
    ];
    const [, , long, short] = drawingOf({ title: 't', total: 's', series: [], bars });
    expect(long).toMatch(/a │█{30} 1 h$/);
    expect(short).toMatch(/^(👩‍👩‍👧)+… │█{15} 30 min$/u);
  });

  it('is not made for whoever may not see that time, nor of no time', async () => {
    await expect(files.make('chart', {}, files.oleh.id)).rejects.toMatchObject({ refusal: { kind: 'time of others' } });
    const empty = { from: '2026-09-01' as never, to: '2026-09-02' as never };
    await expect(files.make('chart', empty)).rejects.toMatchObject({ problem: 'nothing' });
  });
});
