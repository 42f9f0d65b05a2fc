import type { Deadline } from '../domain/deadline.ts';
import { fold } from '../domain/fold.ts';
import type { Priority } from '../domain/priority.ts';
import { estimateAt, findNoEstimate, maySayNone } from './estimate.ts';
import { namesAt, tokenEnd } from './mention.ts';
import type { ReadingContext } from './moment.ts';
import { findDeadline, findNoDeadline } from './moment.ts';
import { nearestPriority, parsePriority } from './priority-word.ts';

/** What a task line says (product §4). Every character of the line is in the title, the description or a token. */
export interface TaskLine {
  /** What is no token, with white space collapsed; otherwise as typed, of any length. */
  title: string;
  /** What follows the first line break, trimmed; absent when empty. */
  description?: string;
  /** Names after @, folded, each once. */
  who: string[];
  /** Tags after #, as typed, each once whatever its case. */
  tags: string[];
  priorities: Priority[];
  unknownPriorities: { word: string; nearest: Priority }[];
  /** Different deadlines; more than one is for the caller to refuse. */
  deadlines: Deadline[];
  clearsDeadline: boolean;
  /** Different estimates in seconds; 0 for `~0` and `no estimate`. More than one is for the caller to refuse. */
  estimates: number[];
}

type Token =
  | { kind: 'who'; name: string; end: number }
  | { kind: 'tag'; tag: string; end: number }
  | { kind: 'priority'; priority: Priority; end: number }
  | { kind: 'unknown-priority'; word: string; nearest: Priority; end: number }
  | { kind: 'estimate'; seconds: number; end: number };

interface Run {
  text: string;
  /** where it is in the line */
  start: number;
  /** Closing punctuation that touched the token before it: `(for @anna)`. */
  touchesToken: boolean;
  /** a mention comes right behind it */
  leadsToWho: boolean;
}

const LINE_BREAK = /[\n\r\u2028\u2029]/u;
const TAG = /#([\p{L}\p{M}\p{N}_-]{2,32})(?![\p{L}\p{M}\p{N}_-])/uy;
const PRIORITY = /!([\p{L}\p{M}]{1,32})(?![\p{L}\p{M}])!{0,3}/uy;
const LAST_PUNCTUATION = /[.,;:!?…]/u;
/** A deadline is looked for in that many runs from either end, so that thousands of tokens cost no more than a few. */
const RUNS_READ_FROM_EACH_END = 8;
/** Guessing a mistyped priority compares it with every known word; behind that many guesses a `!word` is text. */
const MOST_GUESSES = 20;

/** `known`: the folded names and handles that exist, among `mentionCandidates(line)` */
type LineContext = ReadingContext & { known: ReadonlySet<string> };

/** Reads a task line; what it cannot read stays in the title. */
export function parseTaskLine(line: string, context: LineContext): TaskLine {
  const text = line.trim();
  const breakAt = text.search(LINE_BREAK);
  const firstLine = breakAt < 0 ? text : text.slice(0, breakAt);
  const description = breakAt < 0 ? '' : text.slice(breakAt).trim();

  const { tokens, runs } = splitTokens(firstLine, context.known);
  const pieces: string[] = [];
  let lastLeadsToWho = false;
  const deadlines: Deadline[] = [];
  let clearsDeadline = false;
  let clearsEstimate = false;
  for (const [i, run] of runs.entries()) {
    let left = run.text;
    let mark = '';
    if (i < RUNS_READ_FROM_EACH_END || i >= runs.length - RUNS_READ_FROM_EACH_END) {
      if (maySayNone(left)) {
        const noEstimate = findNoEstimate(withoutLastPunctuation(left));
        if (noEstimate) left = without(left, noEstimate);
        clearsEstimate ||= noEstimate !== undefined;
        const noDeadline = findNoDeadline(withoutLastPunctuation(left));
        if (noDeadline) left = without(left, noDeadline);
        clearsDeadline ||= noDeadline !== undefined;
      }
      const found = findDeadline(withoutLastPunctuation(left), context);
      if (found?.start === 0) mark = markBehind(left, found.end);
      if (found) left = without(left, found);
      if (found && !deadlines.some((deadline) => isSame(deadline, found.deadline))) deadlines.push(found.deadline);
    }
    left = left.trim();
    if (left === '') continue;
    lastLeadsToWho = run.leadsToWho;
    const last = pieces.length - 1;
    // The deadline stood between two phrases: `report @anna tomorrow, make a table`.
    if (mark && /[\p{L}\p{N}]$/u.test(pieces[last] ?? '')) pieces[last] += mark;
    if (run.touchesToken && last >= 0) pieces[last] += left;
    else pieces.push(left);
  }
  const title = pieces.join(' ').replaceAll(/\s+/gu, ' ').trim();
  return {
    title: lastLeadsToWho && LEAD_ALONE.test(title) ? '' : title,
    ...(description === '' ? {} : { description }),
    ...gatherTokens(tokens),
    deadlines,
    clearsDeadline,
    estimates: estimatesIn(tokens, clearsEstimate),
  };
}

/**
 * The line with other words for its deadline, where that leaves everything else as it was: undefined where it has none,
 * more than one, or a description.
 */
export function withDeadline(line: string, words: string, context: LineContext): string | undefined {
  const text = line.trim();
  if (LINE_BREAK.test(text)) return undefined;
  for (const run of splitTokens(text, context.known).runs) {
    const found = findDeadline(withoutLastPunctuation(run.text), context);
    if (!found) continue;
    const [start, end] = [run.start + found.start, run.start + found.end];
    const behind = text.slice(end);
    const rest = withoutLastPunctuation(behind) === '' ? '' : behind;
    const again = `${text.slice(0, start).trimEnd()} ${words}${rest}`.trim();
    const [{ title }, read] = [parseTaskLine(text, context), parseTaskLine(again, context)];
    return read.title === title && read.deadlines.length === 1 ? again : undefined;
  }
  return undefined;
}

function splitTokens(firstLine: string, known: ReadonlySet<string>): { tokens: Token[]; runs: Run[] } {
  const tokens: Token[] = [];
  const runs: Run[] = [];
  let runStart = 0;
  let guesses = 0;
  const closeRun = (end: number, leadsToWho: boolean) => {
    const text = firstLine.slice(runStart, end);
    const start = runStart + text.length - text.trimStart().length;
    runs.push({ text: text.trim(), start, touchesToken: runStart > 0 && /^\S/u.test(text), leadsToWho });
  };
  for (const match of firstLine.matchAll(/(?<!\S)[@#!~]/gu)) {
    let token = tokenAt(firstLine, match.index, known);
    if (!token && match[0] === '!' && guesses++ < MOST_GUESSES) token = guessAt(firstLine, match.index);
    if (!token) continue;
    const isWho = token.kind === 'who';
    closeRun(isWho ? beforeFor(firstLine, runStart, match.index) : match.index, isWho);
    tokens.push(token);
    runStart = token.end;
  }
  closeRun(firstLine.length, false);
  return { tokens, runs: runs.filter(({ text }) => text !== '') };
}

/** A word that only leads to whom the task is for goes with the mention: `Banner for @anna`, `Банер для @anna`. */
const FOR = /(?<!\S)(?:for|для)\s+$/iu;

function beforeFor(text: string, runStart: number, at: number): number {
  const from = Math.max(runStart, at - FOR_MAX);
  const lead = FOR.exec(text.slice(from, at));
  // At the beginning of what was looked at it may be the end of a longer word.
  return lead && (lead.index > 0 || from === runStart) ? at - lead[0].length : at;
}

/** `to @anna`, `на @anna`: a lead that is all there is says whom the task is for, and not what is to be done. */
const LEAD_ALONE = /^(?:to|for|на|для|до|ко?)[:,]?$/iu;

/** The word and a little white space, so that thousands of mentions cost no more than a few. */
const FOR_MAX = 8;

function tokenAt(text: string, at: number, known: ReadonlySet<string>): Token | undefined {
  if (text[at] === '@') {
    const names = namesAt(text, at);
    const who = names.findLast(({ name }) => known.has(name)) ?? names[0];
    return who && { kind: 'who', ...who };
  }
  if (text[at] === '~') {
    const estimate = estimateAt(text, at);
    return estimate && { kind: 'estimate', ...estimate };
  }
  const found = wordAt(text, at, text[at] === '#' ? TAG : PRIORITY);
  if (!found) return undefined;
  const { word, end } = found;
  if (text[at] === '#') return /\p{L}/u.test(word) ? { kind: 'tag', tag: word, end } : undefined;
  const priority = parsePriority(word);
  return priority && { kind: 'priority', priority, end };
}

function guessAt(text: string, at: number): Token | undefined {
  const found = wordAt(text, at, PRIORITY);
  const nearest = found && nearestPriority(found.word);
  return nearest && { kind: 'unknown-priority', nearest, ...found };
}

function wordAt(text: string, at: number, pattern: RegExp): { word: string; end: number } | undefined {
  pattern.lastIndex = at;
  const word = pattern.exec(text)?.[1];
  const end = word === undefined ? undefined : tokenEnd(text, pattern.lastIndex);
  return word === undefined || end === undefined ? undefined : { word, end };
}

function gatherTokens(tokens: Token[]): Pick<TaskLine, 'who' | 'tags' | 'priorities' | 'unknownPriorities'> {
  const who = new Set<string>();
  const tags = new Map<string, string>();
  const priorities = new Set<Priority>();
  const unknownPriorities: TaskLine['unknownPriorities'] = [];
  for (const token of tokens) {
    if (token.kind === 'who') who.add(token.name);
    else if (token.kind === 'priority') priorities.add(token.priority);
    else if (token.kind === 'unknown-priority') unknownPriorities.push({ word: token.word, nearest: token.nearest });
    else if (token.kind === 'tag' && !tags.has(fold(token.tag))) tags.set(fold(token.tag), token.tag);
  }
  return { who: [...who], tags: [...tags.values()], priorities: [...priorities], unknownPriorities };
}

function estimatesIn(tokens: readonly Token[], clears: boolean): number[] {
  const named = tokens.flatMap((token) => (token.kind === 'estimate' ? [token.seconds] : []));
  return [...new Set(clears ? [...named, 0] : named)];
}

function withoutLastPunctuation(run: string): string {
  let end = run.length;
  while (end > 0 && LAST_PUNCTUATION.test(run.charAt(end - 1))) end--;
  return run.slice(0, end);
}

function without(run: string, { start, end }: { start: number; end: number }): string {
  const before = run.slice(0, start).trimEnd();
  const after = run.slice(tokenEnd(run, end) ?? end);
  // What touched the phrase closes the title instead: `Ready tomorrow?` → `Ready?`.
  return /^\S/u.test(after) ? before + after : `${before} ${after.trimStart()}`.trim();
}

/** The comma or the like that goes with a phrase ending there. */
function markBehind(run: string, end: number): string {
  return /[,;:]$/.exec(run.slice(0, tokenEnd(run, end) ?? end))?.[0] ?? '';
}

function isSame(a: Deadline, b: Deadline): boolean {
  if (a.kind === 'day') return b.kind === 'day' && a.on === b.on;
  return b.kind === 'moment' && a.at === b.at;
}
