import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createTerminal, type Terminal, type TerminalOptions } from '../../adapters/terminal/terminal.ts';
import type { Handle, Office } from '../../src/chat/chat-adapter.ts';
import type { ChatHarness, ChatPerson } from './chat-adapter-contract.ts';

/** What stands behind the terminal in a test. */
export interface Behind {
  handle: Handle;
  office: Pick<Office, 'files'>;
  /** delivers everything that is owed now */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

interface Heard {
  /** a person's name, or `#room` */
  by: string;
  text: string;
  buttons: { number: string; label: string }[];
}

/** People and rooms over one terminal in script mode, told apart by what it prints. */
export function createTerminalHarness(build: (terminal: Terminal) => Promise<Behind>): ChatHarness {
  const input = new PassThrough();
  const output = new PassThrough();
  const heard: Heard[] = [];
  const unread = new Map<string, string[]>();
  const filesFolder = mkdtempSync(join(tmpdir(), 'friday-terminal-'));
  const received = new Map<string, string[]>();
  const waiting = new Map<string, () => void>();
  let behind: Behind | undefined;
  let written = '';
  let requests = 0;
  let repeats = 0;

  output.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });

  const options: TerminalOptions = {
    input,
    output,
    interactive: false,
    color: false,
    defaultSpeaker: 'nobody',
    filesFolder,
    settle: async () => behind?.settle(),
    newRequestId() {
      if (repeats > 0) repeats -= 1;
      else requests += 1;
      return `request-${requests}`;
    },
    extraWords: {
      async reached(mark) {
        waiting.get(mark)?.();
        return '';
      },
    },
  };
  const terminal = createTerminal(options);
  let marks = 0;

  /** Types lines and resolves when the last is answered and its messages are delivered. */
  async function type(...lines: string[]): Promise<void> {
    marks += 1;
    const mark = String(marks);
    const reached = new Promise<void>((resolve) => void waiting.set(mark, resolve));
    input.write(`${[...lines, `reached ${mark}`].join('\n')}\n`);
    await reached;
    await new Promise((resolve) => setImmediate(resolve));
    for (const message of messagesIn(written)) {
      heard.push(message);
      unread.set(message.by, [...(unread.get(message.by) ?? []), message.text]);
      const paths = [...message.text.matchAll(/^\S+: (\/.+)$/gm)].map(([, path = '']) => path);
      received.set(message.by, [...(received.get(message.by) ?? []), ...paths]);
    }
    written = '';
  }

  function takeUnread(by: string): string[] {
    const messages = unread.get(by) ?? [];
    unread.delete(by);
    return messages;
  }

  function person(name: string): ChatPerson {
    const at = (room?: string) => [`as ${name}`, room ? `in ${room}` : 'in private'];
    const escaped = (text: string) => text.replaceAll('\n', '\\\n');
    return {
      says: (text, room) => type(...at(room), escaped(text)),
      async saysTwice(text) {
        await type(...at(), escaped(text));
        repeats = 1;
        await type(escaped(text));
      },
      async presses(label) {
        const shown = heard.filter(({ by }) => by === name).flatMap(({ buttons }) => buttons);
        const button = shown.findLast((one) => label.test(one.label));
        if (!button) throw new Error(`${name} has no button ${label}: ${shown.map((one) => one.label).join(', ')}`);
        await type(...at(), button.number);
      },
      hears: async () => takeUnread(name),
      async receives() {
        const paths = received.get(name) ?? [];
        received.delete(name);
        return paths.map((path) => ({ name: basename(path), bytes: readFileSync(path) }));
      },
    };
  }

  return {
    async start() {
      behind = await build(terminal);
      await terminal.start(behind.handle, behind.office);
    },
    async stop() {
      await terminal.stop();
      await behind?.stop();
      rmSync(filesFolder, { recursive: true, force: true });
    },
    person,
    room: (name) => ({ hears: async () => takeUnread(`#${name}`) }),
  };
}

const ECHO = /^([^ >]+)(?: in (#[^ >]+))?> /;
const ARROW = /^→ ([^ :]+): (.*)$/;
const BUTTON = /\[(\d+)\] (.+?)(?= {2}\[\d+\] |$)/g;

/** Reads a transcript: echoes and arrows stand at the edge, what Friday says is indented. */
function messagesIn(transcript: string): Heard[] {
  const messages: { by: string; lines: string[] }[] = [];
  let isMessage = false;
  for (const line of transcript.split('\n')) {
    const echo = ECHO.exec(line);
    const arrow = ARROW.exec(line);
    if (echo?.[1]) messages.push({ by: echo[2] ?? echo[1], lines: [] });
    if (arrow?.[1]) messages.push({ by: arrow[1], lines: [arrow[2] ?? ''] });
    if (echo || arrow) isMessage = true;
    else if (line !== '' && !line.startsWith('  ')) isMessage = false;
    else if (isMessage) addLine(messages, line.slice(2));
  }
  return messages.filter(({ lines }) => lines.some(Boolean)).map(({ by, lines }) => readMessage(by, lines));
}

function addLine(messages: { by: string; lines: string[] }[], line: string): void {
  const last = messages.at(-1);
  if (!last || line.startsWith('… ')) return;
  const aside = /^\(only (\S+) sees this\)$/.exec(line);
  if (aside?.[1]) last.by = aside[1].toLowerCase();
  else last.lines.push(line);
}

function readMessage(by: string, lines: readonly string[]): Heard {
  const isButtons = (line: string) => /^ *\[\d+\] /.test(line);
  const buttons = lines
    .filter(isButtons)
    .flatMap((line) => [...line.matchAll(BUTTON)].map(([, number = '', label = '']) => ({ number, label })));
  return {
    by,
    text: lines
      .filter((line) => !isButtons(line))
      .join('\n')
      .trim(),
    buttons,
  };
}
