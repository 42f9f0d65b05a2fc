import { closeSync, fchmodSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { clearScreenDown, createInterface, cursorTo, moveCursor } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { LineSource } from './script.ts';

const HISTORY_MAX = 500;
/** A code opens a door to whoever reads it. */
const HOLDS_CODE = /^\s*\/?(?:friday\s+)?\/?(?:start|link)\s+\S/i;

interface PromptOptions {
  input: Readable;
  output: Writable;
  historyFile: string | undefined;
  /** asked for again before each prompt */
  promptText: () => string;
  onLine: (line: string) => Promise<void>;
  /** Ctrl-C while nothing is typed. @returns whether there was something to give up, such as a half-typed message */
  onInterrupt: () => boolean;
}

/** A person at a terminal: line editing, history, and a prompt that messages may arrive above. */
export function openPrompt(options: PromptOptions): LineSource & { print(text: string): void } {
  const { input, output, promptText } = options;
  let history = readHistory(options.historyFile);
  let isClosed = false;
  let waiting = 0;
  let work = Promise.resolve();
  const editor = createInterface({
    input,
    output,
    terminal: true,
    history: [...history],
    historySize: HISTORY_MAX,
    removeHistoryDuplicates: true,
  });

  const finished = new Promise<void>((resolve) => {
    editor.on('close', () => {
      isClosed = true;
      // Leave the line of the prompt to what comes after, such as a shell.
      if (waiting === 0) output.write('\n');
      saveHistory(options.historyFile, history);
      void work.then(resolve);
    });
  });

  editor.on('history', (lines: string[]) => {
    history = [...lines];
  });

  editor.on('line', (line) => {
    waiting += 1;
    // Until the answer is there no prompt is shown; what is typed ahead meanwhile is kept.
    editor.setPrompt('');
    work = work
      .then(() => (isClosed ? undefined : options.onLine(line)))
      .then(() => {
        waiting -= 1;
        if (waiting === 0) showPrompt();
      });
  });

  editor.on('SIGINT', () => {
    if (editor.line !== '') {
      editor.write(null, { ctrl: true, name: 'e' });
      editor.write(null, { ctrl: true, name: 'u' });
      return;
    }
    if (!options.onInterrupt()) return editor.close();
    showPrompt();
  });

  function showPrompt(): void {
    if (isClosed) return;
    editor.setPrompt(promptText());
    editor.prompt(true);
  }

  function print(text: string): void {
    if (isClosed) {
      output.write(text);
      return;
    }
    const { rows } = editor.getCursorPos();
    if (rows > 0) moveCursor(output, 0, -rows);
    cursorTo(output, 0);
    clearScreenDown(output);
    // The editor redraws what was being typed from `rows` lines above the cursor: give it those lines.
    output.write(text + '\n'.repeat(rows));
    editor.prompt(true);
  }

  showPrompt();
  return { finished, close: () => editor.close(), print };
}

/** Latest first, as the editor wants it. History is a comfort: where it cannot be read there is none. */
function readHistory(file: string | undefined): string[] {
  if (file === undefined) return [];
  try {
    return readFileSync(file, 'utf8').split('\n').filter(Boolean).slice(-HISTORY_MAX).reverse();
  } catch {
    return [];
  }
}

function saveHistory(file: string | undefined, latestFirst: readonly string[]): void {
  if (file === undefined) return;
  try {
    const kept = latestFirst.toReversed().filter((line) => !HOLDS_CODE.test(line));
    const text = kept.map((line) => `${line}\n`).join('');
    // A file that is there already keeps its mode, so it is set before anything is written.
    const handle = openSync(file, 'a', 0o600);
    try {
      fchmodSync(handle, 0o600);
      ftruncateSync(handle);
      writeFileSync(handle, text);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Not worth a word at the moment of leaving.
  }
}
