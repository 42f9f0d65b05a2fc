import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Used } from './meter.ts';

/** A server in a process of its own. */
export interface Program {
  /** on 127.0.0.1; 0 where it does not listen */
  port: number;
  used(): Promise<Used>;
  stop(): Promise<void>;
}

export interface ProductProgram extends Program {
  /** Resolves with the fields of the first log line that says this. */
  logged(message: string, job?: string): Promise<Record<string, unknown>>;
  /** @throws when there was an error */
  ensureNoErrors(): void;
}

/** What a floor tells the bench once it is ready. */
export interface Listening {
  port: number;
}

const METER = new URL('./meter.js', import.meta.url).href;
/** The product as it is run. */
export const MAIN = fileURLToPath(new URL('../../../src/main.js', import.meta.url));

/** With which `npm start` runs it. */
export const PRODUCT_OPTIONS = optionsOfStart();

/** The product over HTTP, with its log on a pipe. @param ready what it logs once it can be used */
export async function startProduct(
  file: string,
  env: Record<string, string>,
  ready: readonly string[],
): Promise<ProductProgram> {
  const child = start(file, { PORT: '0', LOG_LEVEL: 'info', ...env }, PRODUCT_OPTIONS);
  const lines: Record<string, unknown>[] = [];
  const waiting = new Set<() => void>();
  if (child.stderr) {
    createInterface(child.stderr).on('line', (line) => {
      lines.push(line.startsWith('{') ? JSON.parse(line) : { level: 'error', msg: line });
      for (const look of waiting) look();
    });
  }
  const ended = once(child, 'close').then(() => {
    throw new Error(`The product ended: ${JSON.stringify(lines.slice(-3))}`);
  });
  ended.catch(() => {});

  async function logged(message: string, job?: string) {
    const found = new Promise<Record<string, unknown>>((resolve) => {
      const look = () => {
        const line = lines.find(({ msg, job: of }) => msg === message && (job === undefined || of === job));
        if (line) resolve(line);
        if (line) waiting.delete(look);
      };
      waiting.add(look);
      look();
    });
    return Promise.race([found, ended]);
  }

  const { port } = await logged('listening');
  for (const message of ready) await logged(message);
  return {
    ...programOf(child, Number(port)),
    logged,
    ensureNoErrors() {
      const errors = lines.filter(({ level }) => level === 'error');
      if (errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 3), undefined, 1));
    },
  };
}

/** The least that a program of the platform's library can do. */
export async function startFloor(file: string, env: Record<string, string> = {}): Promise<Program> {
  const child = start(file, env);
  child.stderr?.resume();
  const [{ port }] = (await once(child, 'message')) as [Listening];
  return programOf(child, port);
}

/** Options of node given to the bench, such as those of its profiler, hold for what it starts too. */
function start(file: string, env: Record<string, string>, options: readonly string[] = []): ChildProcess {
  return spawn(process.execPath, [...process.execArgv, ...options, '--import', METER, file], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function optionsOfStart(): string[] {
  const file = new URL('../../../../package.json', import.meta.url);
  const { scripts } = JSON.parse(readFileSync(file, 'utf8')) as { scripts: { start: string } };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

function programOf(child: ChildProcess, port: number): Program {
  return {
    port,
    async used() {
      child.send('used');
      const [{ used }] = (await once(child, 'message')) as [{ used: Used }];
      return used;
    },
    async stop() {
      const closed = once(child, 'close');
      child.kill('SIGTERM');
      await closed;
    },
  };
}
