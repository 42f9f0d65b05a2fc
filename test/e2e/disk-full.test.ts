import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAgency } from '../support/agency.ts';
import { startFriday } from '../support/friday-client.ts';
import { faultsOf, lookInto } from '../support/look-into.ts';
import { emptyFolder, mainFile, type Running, run, runFriday } from '../support/process.ts';
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.ts';

const NOT_SAVED = /could not be saved/;
const BACK_WITHIN_MS = 5000;
const LONG = 'x'.repeat(3000);

function titlesIn(file: string): string[] {
  return lookInto(file, (rows) =>
    rows<{ title: string }>('select title from tasks order by id').map(({ title }) => title),
  );
}

describe('a database that cannot grow', () => {
  it('makes everybody hear that nothing was saved, keeps what was confirmed, and goes on when it can', async () => {
    const folder = emptyFolder('full');
    const file = join(folder.path, 'friday.db');
    const agency = await openAgency({ file });
    const people = ['anna', 'oleh', 'ira', 'max'].map((name) => agency.person(name));
    for (const person of people) await person.says('/help');
    agency.database.pragma(`max_page_count = ${Number(agency.database.pragma('page_count')) + 8}`);

    const confirmed: string[] = [];
    const heard = { saved: 0, refused: 0 };
    for (let round = 0; round < 8; round += 1) {
      await Promise.all(
        people.map(async (person, i) => {
          const title = `Task ${round}-${i}`;
          const answer = await person.says(`/task ${title} @oleh\n${LONG}`);
          if (NOT_SAVED.test(answer)) heard.refused += 1;
          else confirmed.push(title);
          expect(NOT_SAVED.test(answer)).toBe(!answer.includes('Task created'));
        }),
      );
    }
    expect(heard.refused).toBeGreaterThan(0);
    expect(titlesIn(file).sort()).toEqual(confirmed.sort());
    expect(await people[0]?.says('/tasks given')).not.toMatch(NOT_SAVED);

    agency.database.pragma('max_page_count = 1000000');
    expect(await people[0]?.says(`/task Later\n${LONG}`)).toContain('Task created');
    expect(titlesIn(file).sort()).toEqual([...confirmed, 'Later'].sort());
    await agency.close();
    expect(faultsOf(file)).toEqual([]);
    folder.remove();
  });
});

describe('a disk without space', () => {
  let disk: SmallDisk | undefined;
  beforeEach((context) => {
    disk = mountSmallDisk();
    if (!disk) context.skip('a small disk can be mounted by root on Linux only');
  });
  afterEach(() => disk?.remove());

  it('makes everybody hear that nothing was saved, and works again within 5 s of space returning', async () => {
    if (!disk) return;
    const file = join(disk.path, 'friday.db');
    const friday = await startFriday(file);
    let sent = 0;
    const creates = async (title: string) => {
      sent += 1;
      const request = { id: `r${sent}`, platform: 'slack', from: `p${sent % 8}`, text: `/task ${title}` } as const;
      return (await friday.ask(request))?.said ?? 'nothing';
    };
    for (let i = 0; i < 8; i += 1) expect(await creates(`Before ${i}`)).toContain('Task created');
    disk.fill();
    const during = await Promise.all(Array.from({ length: 40 }, (_, i) => creates(`During ${i}`)));
    // The last bytes of the log file may still take a few.
    const refused = during.filter((answer) => NOT_SAVED.test(answer));
    const kept = during.filter((answer) => answer.includes('Task created'));
    expect(refused.length + kept.length).toBe(40);
    expect(await creates('Refused')).toMatch(NOT_SAVED);

    disk.free();
    const answer = await untilSaved(() => creates('After'));
    expect(answer).toContain('Task created');
    friday.running.end();
    expect(await friday.running.exited).toEqual({ code: 0, signal: null });
    expect(titlesIn(file)).toHaveLength(8 + kept.length + 1);
    expect(faultsOf(file)).toEqual([]);
  });

  it('is said in the terminal, which goes on', async () => {
    if (!disk) return;
    await troubleInTheTerminal(runFriday({ cwd: disk.path }), join(disk.path, 'friday.db'), disk.fill, disk.free);
  });
});

describe('a disk that reports errors', () => {
  it('is said in the terminal, which goes on', async (context) => {
    if (process.platform !== 'linux') return context.skip('a file can be kept from growing on Linux only');
    const folder = emptyFolder('errors');
    const friday = run('sh', ['-c', 'exec "$0" "$1"', process.execPath, mainFile()], { cwd: folder.path });
    const limit = (bytes: string) => execFileSync('prlimit', ['--pid', String(friday.pid), `--fsize=${bytes}:`]);
    await troubleInTheTerminal(
      friday,
      join(folder.path, 'friday.db'),
      () => limit('4096'),
      () => limit('unlimited'),
    );
    folder.remove();
  });
});

/** Tasks before, during and after the trouble, in script mode of the terminal. */
async function troubleInTheTerminal(friday: Running, file: string, begin: () => void, end: () => void) {
  friday.write('as anna\n');
  let typed = 1;
  const says = async (line: string) => {
    typed += 1;
    const from = friday.out().length;
    friday.write(`${line}\nas anna\n`);
    await friday.until(/You are Anna now/, typed);
    return friday.out().slice(from);
  };
  expect(await says('/task Before')).toContain('Task created');
  begin();
  for (let i = 0; i < 3; i += 1) {
    const answer = await says(`/task During ${i} @oleh`);
    expect(answer).toMatch(NOT_SAVED);
    expect(answer).not.toMatch(/Task created|went wrong/);
  }
  end();
  expect(await untilSaved(() => says('/task After @oleh'))).toContain('Task created');
  expect(await says('/tasks given')).toContain('After');
  friday.end();
  expect(await friday.exited).toEqual({ code: 0, signal: null });
  expect(titlesIn(file)).toEqual(['Before', 'After']);
  expect(faultsOf(file)).toEqual([]);
}

/** Asks again and again, for as long as it may take to be back. */
async function untilSaved(ask: () => Promise<string>): Promise<string> {
  const giveUpAt = performance.now() + BACK_WITHIN_MS;
  for (;;) {
    const answer = await ask();
    if (!NOT_SAVED.test(answer) || performance.now() > giveUpAt) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
