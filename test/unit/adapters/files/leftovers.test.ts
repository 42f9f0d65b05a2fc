import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { removeLeftovers } from '../../../../adapters/files/leftovers.ts';
import { keptLog } from '../../../support/kept-log.ts';

const HOUR_MS = 3_600_000;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leftovers-'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function put(name: string, hoursOld: number): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  await writeFile(join(path, 'friday-time.csv'), 'time');
  const at = new Date(Date.now() - hoursOld * HOUR_MS);
  await utimes(path, at, at);
  return path;
}

async function left(): Promise<string[]> {
  const log = keptLog();
  await removeLeftovers(log, folder);
  expect(log.lines).toEqual([]);
  return (await readdir(folder)).sort();
}

it('removes what was left by a process of the day before, and nothing that may be at work', async () => {
  await put('friday-file-aB3xYz', 25);
  await put('friday-file-000000', 23);
  expect(await left()).toEqual(['friday-file-000000']);
});

it('touches nothing that is named otherwise', async () => {
  const names = ['friday-file-', 'friday-file-backup-2026', 'friday-files', 'my-friday-file-aB3xYz'];
  for (const name of names) await put(name, 100);
  expect(await left()).toEqual(names.sort());
});

it('follows no link, neither to it nor within it', async () => {
  const theirs = await put('theirs', 100);
  await symlink(theirs, join(folder, 'friday-file-linked'));
  await writeFile(join(folder, 'friday-file-afile1'), 'no folder');
  const ours = await put('friday-file-aB3xYz', 0);
  await symlink(theirs, join(ours, 'inside'));
  const old = new Date(Date.now() - 100 * HOUR_MS);
  await utimes(ours, old, old);
  await utimes(join(folder, 'friday-file-afile1'), old, old);
  expect(await left()).toEqual(['friday-file-afile1', 'friday-file-linked', 'theirs']);
  expect(await readdir(theirs)).toEqual(['friday-time.csv']);
});

it('touches nothing of another account', async () => {
  await put('friday-file-aB3xYz', 100);
  const mine = process.getuid?.() ?? 0;
  vi.spyOn(process as { getuid: () => number }, 'getuid').mockReturnValue(mine + 1);
  expect(await left()).toEqual(['friday-file-aB3xYz']);
});

it('says so in the log where the folder cannot be read, and does not fail', async () => {
  const log = keptLog();
  await removeLeftovers(log, join(folder, 'nowhere'));
  expect(log.lines.map(({ level }) => level)).toEqual(['warn']);
});
