import { expect } from 'vitest';
import type { Log } from '../../src/ports/world.ts';

/** What people were shown because of one thing that was done. */
export interface Screens {
  /** to this person: messages, dialogs and whatever else a messenger has */
  text(name: string): string;
}

/** @param about what was done, and who looks */
export function expectWords(shown: string, words: string, about: string): void {
  if (!joined(shown).includes(joined(words))) {
    expect.fail(`${about}: sees ${JSON.stringify(shown)}, without ${JSON.stringify(words)}`);
  }
}

/** A line break may stand where words go on in another block. */
export function joined(text: string): string {
  return text.replaceAll('\n', '');
}

/** A log that fails the test with the first warning or error. */
export function createWatchedLog() {
  const trouble: object[] = [];
  const log: Log = {
    debug() {},
    info() {},
    warn: (fields, message) => void trouble.push({ message, ...fields }),
    error: (fields, message) => void trouble.push({ message, ...fields }),
  };
  return {
    log,
    expectQuiet(about: string): void {
      if (trouble.length > 0) expect.fail(`${about}: ${describe(trouble[0])}`);
    },
  };
}

function describe(trouble: object | undefined): string {
  const { err } = (trouble ?? {}) as { err?: unknown };
  return err instanceof Error ? (err.stack ?? err.message) : JSON.stringify(trouble);
}
