import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { graphemes } from '../../src/text/display-width.ts';
import type { Bar, ChartData } from './chart-data.ts';
import { SERIES_MAX } from './chart-data.ts';
import { fontsFor } from './chart-fonts.ts';
import { indexedPng } from './indexed-png.ts';

/**
 * Bars lie, so that names and values stand beside them in letters that can be read on a phone, which shows the picture at
 * about a third of its size.
 */
const WIDTH = 1080;
const EDGE = 44;
const LABEL_MAX = 400;
const LABEL_GAP = 18;
const VALUE_GAP = 14;
const TITLE_SIZE = 40;
const TEXT_SIZE = 30;
const INSIDE_SIZE = 24;
const LINE = 1.35;
const ROW_GAP = 14;
const BAR_HEIGHT = 40;
const LEGEND_SQUARE = 28;
const TITLE_LINES_MAX = 3;

const PAPER = '#ffffff';
const INK = '#1a1a1a';
const FAINT = '#555555';
const AXIS = '#b8b8b8';

/** Okabe and Ito's, which people with any kind of colour vision can tell apart; the last is for the rest. */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#f0e442', '#999999'] as const;
/** On which of them white letters are read better. */
const DARK = new Set<string>(['#0072b2']);

/** @returns a PNG */
export async function drawChart(data: ChartData): Promise<Buffer> {
  const texts = [data.title, data.total, ...data.series, ...data.bars.flatMap(({ label, value }) => [label, value])];
  const families = fontsFor(texts);
  const measure = createCanvas(1, 1).getContext('2d');
  const pen = createPen(measure, families);
  const layout = layOut(data, pen);
  const canvas: Canvas = createCanvas(WIDTH, layout.height);
  const context = canvas.getContext('2d');
  paint(context, data, layout, families);
  const { data: rgba } = context.getImageData(0, 0, WIDTH, layout.height);
  return indexedPng(rgba, WIDTH, layout.height);
}

type Pen = ReturnType<typeof createPen>;

function createPen(context: SKRSContext2D, families: string) {
  const use = (size: number, weight = 400) => {
    context.font = `${weight} ${size}px ${families}`;
  };
  const widthOf = (text: string, size: number, weight = 400) => {
    use(size, weight);
    return context.measureText(text).width;
  };
  /** Cut at a whole character, with an ellipsis, where it is wider. */
  function shortened(text: string, size: number, room: number, weight = 400): string {
    if (widthOf(text, size, weight) <= room) return text;
    const parts = [...graphemes(text)];
    while (parts.length > 1 && widthOf(`${parts.join('').trimEnd()}…`, size, weight) > room) parts.pop();
    return `${parts.join('').trimEnd()}…`;
  }
  function wrap(text: string, size: number, room: number, weight: number, most: number): string[] {
    const lines: string[] = [];
    let line = '';
    for (const word of text.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && widthOf(longer, size, weight) > room && lines.length < most - 1) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return [...lines, line].map((each) => shortened(each, size, room, weight));
  }
  return { use, widthOf, shortened, wrap };
}

interface Layout {
  height: number;
  titleLines: string[];
  legend: { label: string; colour: string; x: number; y: number }[];
  labels: string[];
  rowsTop: number;
  barLeft: number;
  /** pixels of the longest bar */
  barRoom: number;
}

function layOut({ title, series, bars }: ChartData, pen: Pen): Layout {
  const room = WIDTH - 2 * EDGE;
  const titleLines = pen.wrap(title, TITLE_SIZE, room, 700, TITLE_LINES_MAX);
  let y = EDGE + titleLines.length * TITLE_SIZE * LINE + TEXT_SIZE * LINE + 30;
  const legend: Layout['legend'] = [];
  if (series.length > 1) {
    let x = EDGE;
    for (const [i, name] of series.entries()) {
      const label = pen.shortened(name, TEXT_SIZE, room - LEGEND_SQUARE - 10);
      const width = LEGEND_SQUARE + 10 + pen.widthOf(label, TEXT_SIZE);
      if (x > EDGE && x + width > WIDTH - EDGE) {
        x = EDGE;
        y += TEXT_SIZE * LINE + 4;
      }
      legend.push({ label, colour: colourOf(i), x, y });
      x += width + 36;
    }
    y += TEXT_SIZE * LINE + 22;
  }
  const labels = bars.map(({ label }) => pen.shortened(label, TEXT_SIZE, LABEL_MAX));
  const labelWidth = Math.max(0, ...labels.map((label) => pen.widthOf(label, TEXT_SIZE)));
  const valueWidth = Math.max(0, ...bars.map(({ value }) => pen.widthOf(value, TEXT_SIZE, 700)));
  const barLeft = EDGE + labelWidth + LABEL_GAP;
  const barRoom = WIDTH - EDGE - valueWidth - VALUE_GAP - barLeft;
  const height = Math.ceil(y + bars.length * (BAR_HEIGHT + ROW_GAP) + EDGE - ROW_GAP);
  return { height, titleLines, legend, labels, rowsTop: y, barLeft, barRoom };
}

function paint(context: SKRSContext2D, data: ChartData, layout: Layout, families: string): void {
  const pen = createPen(context, families);
  context.fillStyle = PAPER;
  context.fillRect(0, 0, WIDTH, layout.height);
  context.textBaseline = 'middle';
  const write = (text: string, x: number, y: number, size: number, colour: string, weight = 400) => {
    pen.use(size, weight);
    context.fillStyle = colour;
    context.fillText(text, x, y);
  };
  let y = EDGE + (TITLE_SIZE * LINE) / 2;
  for (const text of layout.titleLines) {
    write(text, EDGE, y, TITLE_SIZE, INK, 700);
    y += TITLE_SIZE * LINE;
  }
  write(data.total, EDGE, y, TEXT_SIZE, FAINT);
  for (const { label, colour, x, y } of layout.legend) {
    context.fillStyle = colour;
    context.fillRect(x, y, LEGEND_SQUARE, LEGEND_SQUARE);
    write(label, x + LEGEND_SQUARE + 10, y + LEGEND_SQUARE / 2, TEXT_SIZE, INK);
  }
  paintBars(context, data.bars, layout, pen, write);
}

function paintBars(
  context: SKRSContext2D,
  bars: readonly Bar[],
  { labels, rowsTop, barLeft, barRoom }: Layout,
  pen: Pen,
  write: (text: string, x: number, y: number, size: number, colour: string, weight?: number) => void,
): void {
  const most = Math.max(1, ...bars.map(({ seconds }) => seconds));
  context.fillStyle = AXIS;
  context.fillRect(barLeft - 2, rowsTop - 6, 2, bars.length * (BAR_HEIGHT + ROW_GAP));
  for (const [i, { seconds, value, segments }] of bars.entries()) {
    const top = rowsTop + i * (BAR_HEIGHT + ROW_GAP);
    const middle = top + BAR_HEIGHT / 2;
    const label = labels[i] ?? '';
    write(label, barLeft - LABEL_GAP - pen.widthOf(label, TEXT_SIZE), middle, TEXT_SIZE, INK);
    let x = barLeft;
    for (const segment of segments) {
      const width = (segment.seconds / most) * barRoom;
      const colour = colourOf(segment.series);
      context.fillStyle = colour;
      // A hair of paper between the parts tells them apart without any colour.
      context.fillRect(x, top, Math.max(1, width - (segments.length > 1 ? 2 : 0)), BAR_HEIGHT);
      const inside = clockOf(segment.seconds);
      const insideWidth = pen.widthOf(inside, INSIDE_SIZE);
      if (segments.length > 1 && insideWidth + 16 <= width) {
        write(inside, x + (width - insideWidth) / 2, middle, INSIDE_SIZE, DARK.has(colour) ? PAPER : INK);
      }
      x += width;
    }
    if (seconds > 0) write(value, x + VALUE_GAP, middle, TEXT_SIZE, INK, 700);
  }
}

function colourOf(series: number): string {
  return COLOURS[Math.min(series, SERIES_MAX)] ?? COLOURS[SERIES_MAX];
}

/** `2:05`: hours and minutes where there is little room */
function clockOf(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
