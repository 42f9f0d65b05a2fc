import { closeSync, openSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyFolder, mainFile, type Running, run, runFriday } from '../support/process.ts';

const CONVERSATION = [
  'as anna',
  '/project new prostor Prostor shop',
  '/task Banner for the landing @oleh #prostor !high tomorrow 18:00',
  'as oleh',
  '/tasks',
  '/timer start 1 sketch',
  '/timer',
  '/timer stop',
  '/log 1h30m 1 yesterday research',
  '/time week by task',
  '/done 1 Banner in the shared folder',
  'as anna',
  '/tasks given done',
  '/show 1',
];

let folder: ReturnType<typeof emptyFolder>;
beforeEach(() => {
  folder = emptyFolder('script');
});
afterEach(() => folder.remove());

/** `friday < conversation.txt` */
async function converse(lines: readonly string[], env: Record<string, string> = {}) {
  const file = join(folder.path, 'conversation.txt');
  writeFileSync(file, `${lines.join('\n')}\n`);
  const stdin = openSync(file, 'r');
  const friday = runFriday({ cwd: folder.path, stdin, env });
  const { code } = await friday.exited;
  closeSync(stdin);
  return { code, out: friday.out(), err: friday.err() };
}

/** What Friday answered to one line of the transcript. */
function answerTo(line: string, out: string): string {
  const [, after = ''] = out.split(`> ${line}\n`);
  return (after.split(/\n\n(?=\w+> )/)[0] ?? '').trimEnd();
}

/** Everything on standard error must be a line of the log. */
function logOf(err: string): { level: string }[] {
  return err
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

describe('a conversation from a file', () => {
  it('is played to its end in an empty folder, and a second run finds everything', async () => {
    const first = await converse(CONVERSATION);
    expect(first.code).toBe(0);
    expect(logOf(first.err).filter(({ level }) => level !== 'info')).toEqual([]);
    expect(answerTo('/project new prostor Prostor shop', first.out)).toContain('#prostor');
    const created = answerTo(CONVERSATION[2] ?? '', first.out);
    expect(created).toContain('1 Banner for the landing');
    expect(created).toMatch(/Deadline: .* 18:00 \(/);
    expect(created).toContain('→ oleh: Anna gave you a task');
    expect(answerTo('/tasks', first.out)).toContain('1 Banner for the landing');
    expect(answerTo('/timer', first.out)).toContain('1 Banner for the landing');
    expect(answerTo('/log 1h30m 1 yesterday research', first.out)).toContain('1 h 30 min');
    expect(answerTo('/done 1 Banner in the shared folder', first.out)).toContain('→ anna: ');
    expect(answerTo('/tasks given done', first.out)).toContain('1 Banner for the landing');
    expect(answerTo('/show 1', first.out)).toContain('State: open → done');

    const second = await converse(['as anna', '/show 1', 'as oleh', '/tasks done']);
    expect(second.code).toBe(0);
    expect(answerTo('/show 1', second.out)).toBe(answerTo('/show 1', first.out));
    expect(answerTo('/show 1', second.out)).toMatch(/Time spent: +1 h 30 min/);
    expect(answerTo('/tasks done', second.out)).toContain('1 Banner for the landing');
    expect(second.out).not.toMatch(/^→/m);
  });

  it('ends well with an empty file, and with a last line that has no line end', async () => {
    expect(await converse([])).toMatchObject({ code: 0, err: '' });
    const friday = runFriday({ cwd: folder.path });
    friday.write('as anna\n/task Banner');
    friday.end();
    expect(await friday.exited).toEqual({ code: 0, signal: null });
    expect(friday.out()).toContain('1 Banner');
  });

  it('is cut short by `| head` without a crash', async () => {
    const file = join(folder.path, 'conversation.txt');
    writeFileSync(file, `as anna\n${Array.from({ length: 300 }, (_, i) => `/task Banner ${i}`).join('\n')}\n`);
    const pipeline = '("$0" "$1" < "$2"; echo "exit $?" >&2) | head -n 3';
    const shell = run('sh', ['-c', pipeline, process.execPath, mainFile(), file], { cwd: folder.path });
    await shell.exited;
    expect(shell.out().split('\n').length).toBe(4);
    const lines = shell.err().trim().split('\n');
    expect(lines.pop()).toBe('exit 0');
    expect(logOf(lines.join('\n')).filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('the process', () => {
  it('makes a database file that nobody else can read', async () => {
    await converse(['as anna', '/task Banner']);
    expect(statSync(join(folder.path, 'friday.db')).mode & 0o777).toBe(0o600);
  });

  it('says all that is wrong with its settings at once, and ends with 1', async () => {
    const env = { PORT: 'abc', DIGEST_AT: 'someday', DEFAULT_ZONE: 'Mars/Olympus', LOG_LEVEL: 'loud' };
    const { code, out, err } = await converse(CONVERSATION, env);
    expect(code).toBe(1);
    expect(out).toBe('');
    for (const name of Object.keys(env)) expect(err).toContain(`  - ${name}: `);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('says in one line that a file is no database, and ends with 1', async () => {
    writeFileSync(join(folder.path, 'notes.txt'), 'milk, bread, a long line of other things\n'.repeat(100));
    const { code, err } = await converse(CONVERSATION, { DATABASE_FILE: 'notes.txt' });
    expect(code).toBe(1);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toContain('notes.txt');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('stops gracefully on %s, and what it confirmed is kept', async (signal) => {
    const friday = runFriday({ cwd: folder.path });
    friday.write('as anna\n/task Banner\n');
    await friday.until(/Created|1 Banner/);
    friday.kill(signal);
    expect(await friday.exited).toEqual({ code: 0, signal: null });
    expect(logOf(friday.err()).filter(({ level }) => level !== 'info')).toEqual([]);
    expect((await converse(['as anna', '/tasks'])).out).toContain('1 Banner');
  });

  it('stops on a signal in the middle of a long conversation: each line is answered and kept, or not begun', async () => {
    const friday: Running = runFriday({ cwd: folder.path });
    friday.write(`as anna\n${Array.from({ length: 2000 }, (_, i) => `/task Banner ${i}x`).join('\n')}\n`);
    await friday.until(/Banner 20x\n/, 2);
    friday.kill('SIGTERM');
    expect((await friday.exited).code).toBe(0);
    const answered = new Set(friday.out().match(/(?<=^ {2}.*)Banner \d+x/gm)).size;
    const { out } = await converse(['as anna', '/tasks all page 100', `/show ${answered}`, `/show ${answered + 1}`]);
    expect(answerTo(`/show ${answered}`, out)).toContain(`Banner ${answered - 1}x`);
    expect(answerTo(`/show ${answered + 1}`, out)).not.toContain('Banner');
  });
});
