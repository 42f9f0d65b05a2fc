import { expect } from 'vitest';
import { harmlessLines } from '../../adapters/terminal/harmless.ts';
import { render } from '../../adapters/terminal/render.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { createCommandTable } from '../../src/chat/route.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import type { Log } from '../../src/ports/world.ts';
import { refusalReply } from '../../src/replies/refusal-reply.ts';
import type { AgencyOptions, AgencyPerson } from './agency.ts';
import { buttonsOf, openAgency } from './agency.ts';
import { textsOf } from './hostile.ts';

/** An agency that tells refusals from answers, and fails what must never happen: bugs, silence, dead ends. */
export async function openWatchedAgency(options: Omit<AgencyOptions, 'log'> = {}) {
  const trouble: object[] = [];
  let handled = 0;
  const log: Log = {
    debug(_, message) {
      if (message === 'command handled') handled += 1;
    },
    info() {},
    warn: (fields, message) => void trouble.push({ message, ...fields }),
    error: (fields, message) => void trouble.push({ message, ...fields }),
  };
  const agency = await openAgency({ ...options, log });

  /** Sends one line and holds its answer against what every answer promises. */
  async function watched(
    person: AgencyPerson,
    line: string,
    origin: 'typed' | 'pressed' = 'typed',
  ): Promise<{ reply: Reply; refused: boolean }> {
    const before = handled;
    const reply = await (origin === 'typed' ? person.asks(line) : person.pressing(line));
    const refused = handled === before;
    const about = `${origin} ${JSON.stringify(line.slice(0, 300))}`;
    if (trouble.length > 0) expect.fail(`${about}: ${describe(trouble[0])}`);
    const texts = textsOf(reply);
    if (texts.some((each) => typeof each !== 'string')) expect.fail(`${about}: a text is missing`);
    const said = texts.join('\n');
    if (said.trim() === '') expect.fail(`${about}: the answer is empty`);
    if (refused && !offersWayOn(reply) && !NOTHING_TO_TYPE.has(said)) expect.fail(`${about}: a dead end: ${said}`);
    const lost = buttonsOf(reply).find(({ label, command }) => label === '' || !isKnown(command));
    if (lost) expect.fail(`${about}: a button that leads nowhere: ${JSON.stringify(lost)}`);
    const raw = oddUnits(reply);
    if (raw) expect.fail(`${about}: the answer has ${raw}`);
    const screen = render(reply, { color: false, width: 40, numberOf: () => 1 }).join('\n');
    if (hasControls(screen)) expect.fail(`${about}: a control character reaches the terminal`);
    return { reply, refused };
  }

  /** Nothing was cut, lost or half written. */
  async function expectSoundStore(): Promise<void> {
    expect(trouble).toEqual([]);
    expect(agency.database.pragma('integrity_check')).toBe('ok');
    expect(agency.database.pragma('foreign_key_check')).toBeUndefined();
  }

  return { ...agency, watched, expectSoundStore, trouble };
}

export type WatchedAgency = Awaited<ReturnType<typeof openWatchedAgency>>;

/** What to do next lies outside the chat: to ask somebody, or to wait. These say it in words. */
export const NEXT_STEP_IS_ELSEWHERE = [
  'outsider',
  'not known yet',
  'left',
  'wrong code',
  'too many wrong codes',
  'not saved',
  'bug',
] as const satisfies readonly Refusal['kind'][];

const NOTHING_TO_TYPE = new Set(
  LANGUAGES.flatMap((language) =>
    (['outsider', 'left'] as const).map((kind) => textsOf(refusalReply({ kind }, language)).join('\n')),
  ),
);

const table = createCommandTable(COMMANDS);

function isKnown(line: string): boolean {
  return line.startsWith('answer ') || table.find(line) !== undefined;
}

/** Something to type, to press or to answer. */
export function offersWayOn(reply: Reply): boolean {
  return reply.asks !== undefined || buttonsOf(reply).length > 0 || examplesIn(reply).length > 0;
}

export function examplesIn(reply: Reply): string[] {
  return reply.blocks.flatMap((block) =>
    block.kind === 'text' ? block.spans.filter((span) => span.kind === 'command').map((span) => span.text) : [],
  );
}

/** Half a character or a NUL: what JSON and UTF-8 carry badly or not at all. */
function oddUnits(reply: Reply): string | undefined {
  const all = JSON.stringify(reply);
  if (/\\ud[89a-f][0-9a-f]{2}/i.test(all.replaceAll('\\\\', ''))) return 'half a character';
  return all.replaceAll('\\\\', '').includes('\\u0000') ? 'a NUL' : undefined;
}

function hasControls(screen: string): boolean {
  return Array.from(screen).some((character) => {
    const code = character.codePointAt(0) ?? 0;
    return (code < 0x20 && character !== '\n') || (code >= 0x7f && code < 0xa0) || (code >= 0x202a && code <= 0x202e);
  });
}

/** The words whole, as one of the reply's strings or within it. */
export function shows(reply: Reply, words: string): boolean {
  return textsOf(reply).some((each) => each.includes(words));
}

/** The words whole on a screen, line by line, but for the symbols that stand for control characters. */
export function screenShows(screen: readonly string[], words: string): boolean {
  const seen = withoutIsolates(screen.join('\n'));
  return harmlessLines(words).every((line) => seen.includes(withoutIsolates(line)));
}

function withoutIsolates(text: string): string {
  return text.replaceAll(/[\u2066-\u2069]/g, '');
}

function describe(trouble: object | undefined): string {
  const { err } = (trouble ?? {}) as { err?: unknown };
  return err instanceof Error ? (err.stack ?? err.message) : JSON.stringify(trouble);
}
