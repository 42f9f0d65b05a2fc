import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Where lines come from, one at a time: the next is read when `onLine` is done with the last. */
export interface LineSource {
  /** Resolves when no more lines will come and the last is done with. */
  finished: Promise<void>;
  /** Takes no more lines; those not begun are dropped. */
  close(): void;
}

/** Lines from a pipe or a file. Only \n and \r\n end a line: other separators may be part of what people wrote. */
export function readScript(input: Readable, onLine: (line: string) => Promise<void>): LineSource {
  const decoder = new StringDecoder('utf8');
  let isClosed = false;
  let rest = '';
  let work = Promise.resolve();
  let finish: () => void = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });

  async function takeLines(lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      if (isClosed) return;
      await onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
    }
  }

  function onData(chunk: Buffer | string): void {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.write(chunk))).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length === 0) return;
    input.pause();
    work = work.then(() => takeLines(lines)).then(() => void (isClosed || input.resume()));
  }

  function onEnd(): void {
    const last = rest + decoder.end();
    rest = '';
    if (last !== '') work = work.then(() => takeLines([last]));
    close();
  }

  function close(): void {
    // A pipe that is only paused may go on reading ahead, and would keep the process alive.
    input.off('data', onData).off('end', onEnd).off('close', onEnd).off('error', onEnd).destroy();
    work = work.then(() => {
      isClosed = true;
      finish();
    });
  }

  input.on('data', onData).on('end', onEnd).on('close', onEnd).on('error', onEnd);
  return {
    finished,
    close() {
      isClosed = true;
      close();
    },
  };
}
