import type { Readable, Writable } from 'node:stream';
import { bringFiles } from '../../src/chat/bring-files.ts';
import {
  type Answer,
  type ChatAdapter,
  DeliveryError,
  type Handle,
  type Office,
  type Outgoing,
} from '../../src/chat/chat-adapter.ts';
import type { Chat, Incoming } from '../../src/chat/incoming.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { silentLog } from '../../src/log.ts';
import type { FileMaker, MadeFile } from '../../src/ports/files.ts';
import type { Log } from '../../src/ports/world.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { displayWidth } from '../../src/text/display-width.ts';
import { keepFile } from './files.ts';
import { harmless, harmlessLines } from './harmless.ts';
import { openPrompt } from './prompt.ts';
import { render } from './render.ts';
import { type LineSource, readScript } from './script.ts';
import { createSession, directChatOf } from './session.ts';
import { paint, piece, wrap } from './styled-text.ts';
import { words } from './words.ts';

/**
 * The chat in the terminal: everybody speaks from one keyboard, and everything said to anybody is seen on one screen.
 * The first two columns belong to the terminal itself; what Friday says is indented, so nobody's words can pass for
 * an arrow, an echo or a prompt.
 */
export interface TerminalOptions {
  input: Readable;
  output: Writable & { columns?: number };
  /** a person at a keyboard: prompt, line editing, wrapping. Otherwise a script: its lines are echoed */
  interactive: boolean;
  color: boolean;
  defaultSpeaker: string;
  /** delivers everything that is owed now */
  settle: () => Promise<void>;
  newRequestId: () => string;
  /** further words of this terminal, lower case; each answers with a text of its own */
  extraWords?: Record<string, (rest: string) => Promise<string>>;
  historyFile?: string;
  /** where files go; default: `friday-files` where the process runs */
  filesFolder?: string;
  log?: Log;
}

export type Terminal = Omit<ChatAdapter, 'start'> & {
  /** @param office default: nobody is given files */
  start(handle: Handle, office?: Pick<Office, 'files'>): Promise<void>;
  /** Resolves when the person quit or the input ended, and the last line is answered. */
  finished: Promise<void>;
};

const INDENT = '  ';
const NARROWEST_SCREEN = 30;
const FILES_FOLDER = 'friday-files';

export function createTerminal(options: TerminalOptions): Terminal {
  const { input, output, interactive, color } = options;
  const extraWords = new Map(Object.entries(options.extraWords ?? {}));
  const session = createSession(options.defaultSpeaker, [...extraWords.keys()]);
  let print = (text: string): void => void output.write(text);
  let source: LineSource | undefined;
  let files: FileMaker | undefined;
  let begun: string[] = [];
  let lastRef = 0;
  let hasEchoed = false;
  let finish: () => void = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });

  function show(lines: readonly string[]): void {
    if (lines.length > 0 && output.writable) print(`${lines.join('\n')}\n`);
  }

  function screenWidth(taken: number): number | undefined {
    return interactive ? Math.max(NARROWEST_SCREEN, output.columns || 80) - taken : undefined;
  }

  /** What the terminal itself says. */
  function tell(...lines: string[]): void {
    show(lines.flatMap((line) => wrap([piece(line)], screenWidth(0)).map((part) => paint(part, color))));
  }

  /** @param taken columns at the left that are not the reply's */
  function renderFor(externalId: string, chat: Chat, reply: Reply, taken = INDENT.length): string[] {
    return render(reply, {
      color,
      width: screenWidth(taken),
      numberOf: (button) => session.numberButton(externalId, button.command, chat),
    });
  }

  function indented(lines: readonly string[]): string[] {
    return lines.map((line) => (line === '' ? '' : INDENT + line));
  }

  async function send(handle: Handle, incoming: Incoming): Promise<void> {
    const { sender, chat } = incoming;
    session.restartNumbers(sender.externalId);
    const answer = await handle(incoming);
    const { reply } = answer;
    const isAside = chat.kind === 'group' && reply.place === 'private';
    const shownIn = isAside ? directChatOf(sender.externalId) : chat;
    session.noteQuestion(sender.externalId, shownIn, reply.asks !== undefined);
    const aside = isAside ? [paint([piece(words.onlyFor(sender.name), 'faint')], color)] : [];
    show(indented([...aside, ...renderFor(sender.externalId, shownIn, reply)]));
    await bring(sender.externalId, shownIn, answer);
  }

  async function bring(externalId: string, chat: Chat, answer: Answer): Promise<void> {
    if (!files) return;
    await bringFiles(files, answer, {
      async send(file: MadeFile) {
        const path = await keepFile(file, options.filesFolder ?? FILES_FOLDER);
        const drawing = (file.drawing ?? []).map(harmless);
        const saved = wrap(
          [piece(catalogueOf(answer.language).files.savedAs(harmless(path)))],
          screenWidth(INDENT.length),
        );
        show(indented([...drawing, ...saved.map((part) => paint(part, color))]));
      },
      async say(reply) {
        show(indented(renderFor(externalId, chat, reply)));
      },
      log: options.log ?? silentLog,
    });
  }

  /** A message that was begun and not finished is given up. */
  function leave(): void {
    begun = [];
    source?.close();
  }

  async function act(handle: Handle, line: string): Promise<void> {
    const step = session.take(line);
    switch (step.kind) {
      case 'nothing':
        return;
      case 'quit':
        return leave();
      case 'as':
        return tell(words.speaking(session.speaker().name));
      case 'in':
        return tell(step.room === undefined ? words.inPrivate : words.inRoom(step.room));
      case 'odd name':
        return tell(words.oddName(harmless(step.typed)));
      case 'odd room':
        return tell(words.oddRoom(harmless(step.typed)));
      case 'no button':
        return tell(words.noButton(step.typed));
      case 'said':
        return tell(words.said(step.room));
      case 'extra': {
        const said = (await extraWords.get(step.word)?.(step.rest)) ?? '';
        if (said !== '') show(harmlessLines(said));
        return;
      }
      case 'send':
        return send(handle, { ...step.incoming, requestId: options.newRequestId() });
    }
  }

  /** Puts lines that end with a backslash together with the next. @returns undefined while more is to come */
  function joined(line: string): string | undefined {
    if (line.endsWith('\\')) {
      begun.push(line.slice(0, -1));
      return undefined;
    }
    const whole = [...begun, line].join('\n');
    begun = [];
    return whole;
  }

  function echo(text: string): void {
    const [first = '', ...more] = harmlessLines(text);
    const gap = hasEchoed ? [''] : [];
    hasEchoed = true;
    show([...gap, `${session.place()}> ${first}`, ...more.map((line) => `${INDENT}… ${line}`)]);
  }

  async function takeLine(handle: Handle, line: string): Promise<void> {
    const text = joined(line);
    if (text === undefined) return;
    if (!interactive && text.trim() !== '') echo(text);
    try {
      await act(handle, text);
      await options.settle();
    } catch {
      // Neither should throw; if one does, whoever sits here must not lose the chat with it.
      tell(words.broken);
    }
  }

  function open(handle: Handle): LineSource {
    const onLine = (line: string) => takeLine(handle, line);
    if (!interactive) return readScript(input, onLine);
    tell(...words.banner, '');
    const prompt = openPrompt({
      input,
      output,
      historyFile: options.historyFile,
      promptText: () => (begun.length > 0 ? '… ' : `friday (${session.place()})> `),
      onLine,
      onInterrupt() {
        const wasBegun = begun.length > 0;
        begun = [];
        return wasBegun;
      },
    });
    print = prompt.print;
    return prompt;
  }

  async function start(handle: Handle, office?: Pick<Office, 'files'>): Promise<void> {
    files = office?.files;
    // A reader that went away, as in `friday | head`, is the end of the conversation and not a crash.
    output.on('error', leave);
    const opened = open(handle);
    source = opened;
    const lastLine = async () => {
      if (!interactive && begun.length > 0) await takeLine(handle, '');
    };
    opened.finished.then(lastLine).then(finish);
  }

  async function stop(): Promise<void> {
    if (!source) return finish();
    leave();
    await finished;
  }

  async function deliver(message: Outgoing, signal?: AbortSignal): Promise<{ ref: string }> {
    if (signal?.aborted) throw new DeliveryError('temporary', 'called off');
    if (!output.writable) throw new DeliveryError('temporary', words.closed);
    const { externalId } = message.to;
    const arrow = `→ ${harmless(externalId)}: `;
    const taken = Math.min(displayWidth(arrow), NARROWEST_SCREEN / 2);
    const [first = '', ...more] = renderFor(externalId, directChatOf(externalId), message.reply, taken);
    show([arrow + first, ...indented(more)]);
    lastRef += 1;
    return { ref: String(lastRef) };
  }

  return { platform: 'terminal', isAttended: true, finished, start, stop, deliver };
}
