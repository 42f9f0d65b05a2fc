import { ConfigError } from '../config.ts';
import type { Log } from '../ports/world.ts';

/** The way into a messenger: what may pass is tried again, ever more seldom, until it is called off. */
export interface Connecting {
  /** Resolves after the first try. @throws ConfigError where it can never work */
  start(): Promise<void>;
  /** Calls it off, and resolves when nothing of it is at work. @param release lets go of what a try may be waiting for */
  stop(release?: () => Promise<void>): Promise<void>;
  /** why it is not connected; undefined: it is */
  trouble(): string | undefined;
}

interface Deps {
  /** as people call the messenger */
  name: string;
  /** @throws ConfigError for settings that can never work; anything else is tried again */
  connect: (signal: AbortSignal) => Promise<void>;
  /** an error in words for the operator, without secrets */
  describe: (error: unknown) => string;
  log: Log;
  firstSeconds?: number;
}

const FIRST_SECONDS = 2;
const LONGEST_SECONDS = 60;

export function createConnecting({ name, connect, describe, log, firstSeconds = FIRST_SECONDS }: Deps): Connecting {
  let stopping = new AbortController();
  let trouble: string | undefined = 'not started';
  let retry: NodeJS.Timeout | undefined;
  let connecting: Promise<void> = Promise.resolve();

  async function attempt(failures: number): Promise<void> {
    try {
      await connect(stopping.signal);
      if (!stopping.signal.aborted) trouble = undefined;
    } catch (error) {
      if (error instanceof ConfigError) throw error;
      if (stopping.signal.aborted) return;
      trouble = `${name} cannot be reached: ${describe(error)}`;
      log.warn({ trouble, failures }, `${name} cannot be reached; trying again`);
      tryAgain(failures + 1);
    }
  }

  function tryAgain(failures: number): void {
    const seconds = Math.min(LONGEST_SECONDS, firstSeconds * 2 ** Math.min(failures - 1, 10));
    retry = setTimeout(
      () => {
        connecting = attempt(failures).catch((error: unknown) => {
          // It is there by now, and says no. The rest of Friday goes on without it.
          trouble = error instanceof ConfigError ? error.problems.join('; ') : describe(error);
          log.error({ trouble }, `Friday cannot be in ${name} with these settings`);
        });
      },
      seconds * (0.75 + Math.random() / 2) * 1000,
    );
  }

  return {
    async start() {
      stopping = new AbortController();
      const first = attempt(0);
      connecting = first.catch(() => {});
      await first;
    },
    async stop(release) {
      stopping.abort();
      clearTimeout(retry);
      await release?.();
      await connecting;
    },
    trouble: () => trouble,
  };
}
