import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTerminal, type Terminal, type TerminalOptions } from '../../../../adapters/terminal/terminal.ts';
import type { Handle } from '../../../../src/chat/chat-adapter.ts';
import type { Incoming } from '../../../../src/chat/incoming.ts';
import { line, type Reply } from '../../../../src/chat/reply.ts';
import type { IdentityId, PersonId } from '../../../../src/domain/ids.ts';
import type { Instant } from '../../../../src/domain/instant.ts';
import type { Identity } from '../../../../src/domain/person.ts';
import { NO_PROFILE } from '../../../../src/domain/person.ts';

export function terminalIdentity(externalId: string): Identity {
  return {
    id: 1 as IdentityId,
    personId: 1 as PersonId,
    platform: 'terminal',
    externalId,
    handle: null,
    directChat: null,
    createdAt: '2026-11-23T00:00:00.000Z' as Instant,
    unreachableAt: null,
    profile: NO_PROFILE,
    goneAt: null,
  };
}

export interface Setup extends Partial<TerminalOptions> {
  reply?: (incoming: Incoming) => Reply;
  /** what is owed after each line */
  owed?: (terminal: Terminal, last: Incoming | undefined) => Promise<unknown>;
}

/** A terminal on two streams, with a Friday that only says what it heard. */
export function openTerminal(setup: Setup = {}) {
  const { reply, owed, ...rest } = setup;
  const input = new PassThrough();
  const output = new PassThrough();
  const arrived: Incoming[] = [];
  let written = '';
  let requests = 0;
  output.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  const terminal: Terminal = createTerminal({
    input,
    output,
    interactive: false,
    color: false,
    defaultSpeaker: 'anna',
    settle: async () => void (await owed?.(terminal, arrived.at(-1))),
    newRequestId: () => {
      requests += 1;
      return `request-${requests}`;
    },
    ...rest,
  });
  const handle: Handle = async (incoming) => {
    await sleep(1);
    arrived.push(incoming);
    return {
      reply: reply?.(incoming) ?? { blocks: [line(`heard ${incoming.text}`)] },
      language: 'en',
      repeated: false,
    };
  };
  return { terminal, input, output, arrived, handle, written: () => written };
}

/** Lets a whole script run through. */
export async function runScript(script: string | Buffer, setup: Setup = {}) {
  const opened = openTerminal(setup);
  await opened.terminal.start(opened.handle);
  opened.input.end(script);
  await opened.terminal.finished;
  await sleep(1);
  return { ...opened, text: opened.written() };
}
