import { constants } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join, parse, resolve } from 'node:path';
import type { MadeFile } from '../../src/ports/files.ts';

const COPIES_MAX = 1000;

/**
 * Puts a file into the folder, beside those that are there already.
 * @returns where it is
 */
export async function keepFile({ path, name }: MadeFile, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const { name: stem, ext } = parse(name);
  for (let copy = 1; ; copy += 1) {
    const kept = resolve(join(folder, copy === 1 ? name : `${stem} (${copy})${ext}`));
    try {
      await copyFile(path, kept, constants.COPYFILE_EXCL);
      return kept;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || copy === COPIES_MAX) throw error;
    }
  }
}
