import type { ReportSpec } from '../reports/report-spec.ts';
import type { Form } from './form.ts';

/**
 * What the bot says, as data. Every string is text and never markup: each adapter's renderer escapes it once, for
 * its platform. Nothing here knows how a message looks anywhere.
 */

export interface Reply {
  blocks: Block[];
  /** `private`: to the person alone, even when asked in a group. Default: where it was asked. */
  place?: 'here' | 'private';
  /** Shows a code: it may be shown once, and never be stored. */
  holdsSecret?: true;
  /** Take the place of the message whose button was pressed, where the platform can. */
  replacesPressed?: boolean;
  /** The next plain message of this person here answers this; adapters show an input hint. */
  asks?: { hint: string };
  /** To be filled in, where the request said that a form can be shown; the blocks ask for the same in words. */
  form?: Form;
  /** Made and sent once the reply is shown; the blocks say that they are on their way. */
  files?: readonly FileOrder[];
}

export const FILE_KINDS = ['chart', 'xlsx', 'csv'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** A file of time that somebody wants: plain JSON. Whether they may have it is asked when it is made. */
export interface FileOrder {
  /** `chart`: a picture */
  kind: FileKind;
  spec: ReportSpec;
}

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; spans: Span[] }
  /** people's own longer words, kept apart from ours and shown with their line breaks */
  | { kind: 'quote'; text: string }
  | { kind: 'fields'; fields: Field[] }
  | { kind: 'list'; items: Item[] }
  | { kind: 'table'; columns: Column[]; rows: string[][]; total?: string[] }
  /** `columns`: so many stand side by side, as days do in a calendar; otherwise as fits */
  | { kind: 'buttons'; buttons: Button[]; columns?: number };

export interface Field {
  label: string;
  value: Span[];
}

/** One entry of a list: a line, smaller print under it, and what can be done with it. */
export interface Item {
  spans: Span[];
  detail?: Span[];
  buttons?: Button[];
}

export interface Column {
  title: string;
  align: 'left' | 'right';
}

export type Span =
  | { kind: 'plain'; text: string }
  | { kind: 'strong'; text: string }
  | { kind: 'faint'; text: string }
  /** something to type: `/done 12`; adapters show it the way it is typed on their platform */
  | { kind: 'command'; text: string };

/** A command in disguise: pressing it is the same as typing `/` and `command`. */
export interface Button {
  label: string;
  /** without the slash: `done 12` */
  command: string;
  style?: 'primary' | 'danger';
}

export function plain(text: string): Span {
  return { kind: 'plain', text };
}

export function strong(text: string): Span {
  return { kind: 'strong', text };
}

export function faint(text: string): Span {
  return { kind: 'faint', text };
}

export function typed(command: string): Span {
  return { kind: 'command', text: command };
}

export function line(...spans: (Span | string)[]): Block {
  return { kind: 'text', spans: spans.map((span) => (typeof span === 'string' ? plain(span) : span)) };
}

export function heading(text: string): Block {
  return { kind: 'heading', text };
}

export function buttons(...list: (Button | undefined)[]): Block {
  return { kind: 'buttons', buttons: list.filter((button) => button !== undefined) };
}

export function textOf(spans: readonly Span[]): string {
  return spans.map((span) => (span.kind === 'command' ? `/${span.text}` : span.text)).join('');
}
