import { lstat, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '../../src/ports/world.ts';

/** What the temporary folder of each file begins with. */
export const FOLDER_PREFIX = 'friday-file-';

/** As such a folder is named, and nothing longer. */
const NAME = new RegExp(`^${FOLDER_PREFIX}[A-Za-z0-9]{6}$`);
/** No file takes that long to be made and sent, whichever process does it. */
const LEFT_AFTER_MS = 24 * 3600 * 1000;

/**
 * Removes the files that a process which was killed has left: they hold people's time. Others may write to that folder
 * too, so that nothing is touched but folders of our own, and no link is followed. Throws nothing.
 * @param folder where temporary files go
 */
export async function removeLeftovers(log: Log, folder: string = tmpdir()): Promise<void> {
  const warn = (error: unknown) =>
    log.warn({ err: error }, 'temporary files of an earlier process could not be removed');
  const names = await readdir(folder).catch((error: unknown) => {
    warn(error);
    return [];
  });
  for (const name of names) if (NAME.test(name)) await removeIfLeft(join(folder, name)).catch(warn);
}

async function removeIfLeft(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  // What is put there by others, or is a link to elsewhere, is none of ours.
  if (!found?.isDirectory() || found.uid !== (process.getuid?.() ?? found.uid)) return;
  if (Date.now() - found.mtimeMs > LEFT_AFTER_MS) await rm(path, { recursive: true, force: true });
}
