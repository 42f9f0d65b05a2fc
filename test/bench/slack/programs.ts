import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Used } from '../support/meter.ts';
import type { Listening } from './ack-only.ts';
import { BOT_TOKEN, SIGNING_SECRET } from './names.ts';

/** A server in a process of its own. */
export interface Program {
  /** where slash commands go */
  url: string;
  used(): Promise<Used>;
  stop(): Promise<void>;
}

export interface ProductProgram extends Program {
  /** Resolves with the fields of the first log line that says this. */
  logged(message: string, job?: string): Promise<Record<string, unknown>>;
  /** @throws when there was an error */
  ensureNoErrors(): void;
}

const METER = new URL('../support/meter.js', import.meta.url).href;
const MAIN = fileURLToPath(new URL('../../../src/main.js', import.meta.url));
const ACK_ONLY = fileURLToPath(new URL('./ack-only.js', import.meta.url));

/** The product as it is run, over HTTP, with its log on a pipe. */
export async function startProduct(settings: {
  databaseFile: string;
  slackApiUrl: string;
  digestAt: string;
}): Promise<ProductProgram> {
  const child = start(MAIN, {
    DATABASE_FILE: settings.databaseFile,
    SLACK_API_URL: settings.slackApiUrl,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    DIGEST_AT: settings.digestAt,
    PORT: '0',
    LOG_LEVEL: 'info',
  });
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
  await logged('in Slack');
  return {
    ...programOf(child, `http://127.0.0.1:${port}/slack/events`),
    logged,
    ensureNoErrors() {
      const errors = lines.filter(({ level }) => level === 'error');
      if (errors.length > 0) throw new Error(JSON.stringify(errors.slice(0, 3), undefined, 1));
    },
  };
}

export async function startAckOnly(): Promise<Program> {
  const child = start(ACK_ONLY, {});
  child.stderr?.resume();
  const [{ port }] = (await once(child, 'message')) as [Listening];
  return programOf(child, `http://127.0.0.1:${port}/slack/events`);
}

/** Options of node given to the bench, such as those of its profiler, hold for what it starts too. */
function start(file: string, env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [...process.execArgv, '--import', METER, file], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function programOf(child: ChildProcess, url: string): Program {
  return {
    url,
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
