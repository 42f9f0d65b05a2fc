import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtProduct } from './built-product.ts';

export interface Running {
  pid: number;
  /** what it wrote so far */
  out(): string;
  err(): string;
  /** Writes to its standard input, which must be a pipe. */
  write(text: string): void;
  /** Ends its standard input. */
  end(): void;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when the output holds this as often as asked. @throws when the process ends or takes too long */
  until(pattern: RegExp, times?: number): Promise<void>;
  /** sees each full line of the output from now on */
  onLine: ((line: string) => void) | undefined;
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

export interface RunOptions {
  cwd: string;
  env?: Record<string, string>;
  /** a descriptor of an open file in place of a pipe */
  stdin?: number;
}

const LONGEST_WAIT_MS = 20_000;
const alive = new Set<ChildProcess>();
process.once('exit', () => alive.forEach((child) => void child.kill('SIGKILL')));

/** Runs a program in a clean environment: only what a test sets is set. */
export function run(command: string, args: readonly string[], options: RunOptions): Running {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { PATH: process.env.PATH, ...options.env },
    stdio: [options.stdin ?? 'pipe', 'pipe', 'pipe'],
  });
  alive.add(child);
  let out = '';
  let err = '';
  let rest = '';
  const waiting = new Set<() => void>();
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      alive.delete(child);
      resolve({ code, signal });
      for (const look of waiting) look();
    });
  });
  // Whoever waits for something else hears of it there.
  exited.catch(() => {});
  // A process that was killed closes its end while something is still written to it.
  child.stdin?.on('error', () => {});
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) running.onLine?.(line);
    for (const look of waiting) look();
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk;
  });

  const running: Running = {
    pid: child.pid ?? 0,
    out: () => out,
    err: () => err,
    write: (text) => void child.stdin?.write(text),
    end: () => void child.stdin?.end(),
    kill: (signal) => void child.kill(signal),
    onLine: undefined,
    exited,
    until(pattern, times = 1) {
      const all = new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`);
      return new Promise((resolve, reject) => {
        const settle = (end: () => void) => {
          clearTimeout(timer);
          waiting.delete(look);
          end();
        };
        const fail = (why: string) =>
          settle(() => reject(new Error(`${why} before it wrote ${pattern} ${times}×\n${out.slice(-2000)}\n${err}`)));
        const timer = setTimeout(() => fail(`${LONGEST_WAIT_MS} ms went by`), LONGEST_WAIT_MS);
        const look = () => {
          if ((out.match(all)?.length ?? 0) >= times) settle(resolve);
          else if (!alive.has(child)) fail('The process ended');
        };
        waiting.add(look);
        look();
      });
    },
  };
  return running;
}

/** `node dist/src/main.js`, of the product as it is now. */
export function runFriday(options: RunOptions): Running {
  return run(process.execPath, [mainFile()], options);
}

export function mainFile(): string {
  return join(builtProduct(), 'src', 'main.js');
}

/** A new empty folder. */
export function emptyFolder(name: string): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `friday-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
