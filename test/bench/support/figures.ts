export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export async function millisecondsOf(work: () => Promise<unknown> | unknown): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

export function printTable(title: string, rows: readonly Record<string, string | number>[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const cell = (value: string | number | undefined) =>
    typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(2) : String(value ?? '');
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => cell(row[column]).length)));
  const line = (values: readonly string[]) =>
    values.map((value, i) => (i === 0 ? value.padEnd(widths[i] ?? 0) : value.padStart(widths[i] ?? 0))).join('  ');
  console.log(`\n${title}\n${line(columns)}`);
  for (const row of rows) console.log(line(columns.map((column) => cell(row[column]))));
}

interface Figure {
  name: string;
  value: number;
  bar: number;
  goal: number;
  atLeast?: boolean;
}

const figures: Figure[] = [];

/** Keeps a figure and what it is held against for the end. */
export function noteFigure(figure: Figure): void {
  figures.push(figure);
}

/** One line for programs for each figure; the last thing a bench writes. */
export function printFigures(): void {
  for (const figure of figures) {
    const { value, bar, goal, atLeast = false } = figure;
    const reaches = (limit: number) => (atLeast ? value >= limit : value <= limit);
    const rounded = Math.round(value * 1000) / 1000;
    const met = { meetsBar: reaches(bar), meetsGoal: reaches(goal) };
    console.log(`figure ${JSON.stringify({ ...figure, value: rounded, ...met })}`);
  }
}
