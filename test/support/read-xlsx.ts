import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const script = join(dirname(fileURLToPath(import.meta.url)), 'read_xlsx.py');

export interface ReadSheet {
  head: string[];
  /** by column; at most as many as were asked for */
  rows: Record<string, string | number>[];
  count: number;
  sums: Record<string, number>;
  formulas: number;
  /** how the cells of a column look */
  kinds: Record<string, { format: string; quoted: boolean }>;
  frozen: [state: string, rows: string, firstBelow: string] | null;
  filter: string | null;
}

/** Opens a workbook with another program: Python's own zip and XML. */
export async function readXlsx(path: string, most = 1000): Promise<Record<string, ReadSheet>> {
  const { stdout } = await promisify(execFile)('python3', [script, path, String(most)], { maxBuffer: 1e8 });
  return JSON.parse(stdout);
}
