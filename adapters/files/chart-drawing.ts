import { displayWidth, graphemes, graphemeWidth } from '../../src/text/display-width.ts';
import type { ChartData } from './chart-data.ts';

/** In columns of a terminal. */
const LABEL_MAX = 24;
const BAR_WIDTH = 30;

/** What tells the projects of a day apart without colours. */
const FILLS = ['█', '▒', '▓', '░', '#', '=', '+', '·'] as const;
/** the parts of a column that a bar may end with */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** The chart in characters, a line for each bar. */
export function drawingOf({ title, total, series, bars }: ChartData): string[] {
  const labels = bars.map(({ label }) => fitting(label));
  const labelWidth = Math.max(0, ...labels.map(displayWidth));
  const most = Math.max(1, ...bars.map(({ seconds }) => seconds));
  const isStacked = series.length > 1;
  const lines = bars.map(({ seconds, value, segments }, i) => {
    const label = labels[i] ?? '';
    const bar = isStacked ? stacked(segments, most) : solid(seconds, most);
    return `${' '.repeat(labelWidth - displayWidth(label))}${label} │${bar}${seconds > 0 ? ` ${value}` : ''}`;
  });
  const legend = isStacked ? [series.map((name, i) => `${fillOf(i)} ${name}`).join('   ')] : [];
  return [title, total, ...legend, ...lines];
}

function solid(seconds: number, most: number): string {
  const eighths = Math.round((seconds / most) * BAR_WIDTH * 8);
  return FILLS[0].repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}

/** Each part ends where the sum up to there does, so that rounding makes no bar longer than another of the same time. */
function stacked(segments: ChartData['bars'][number]['segments'], most: number): string {
  let sum = 0;
  let drawn = 0;
  let bar = '';
  for (const { series, seconds } of segments) {
    sum += seconds;
    const end = Math.round((sum / most) * BAR_WIDTH);
    bar += fillOf(series).repeat(end - drawn);
    drawn = end;
  }
  return bar;
}

function fillOf(series: number): string {
  return FILLS[series] ?? '·';
}

function fitting(label: string): string {
  if (displayWidth(label) <= LABEL_MAX) return label;
  let short = '';
  let width = 1;
  for (const grapheme of graphemes(label)) {
    width += graphemeWidth(grapheme);
    if (width > LABEL_MAX) break;
    short += grapheme;
  }
  return `${short.trimEnd()}…`;
}
