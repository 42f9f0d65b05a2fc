import type { CalendarDate, TimeOfDay } from '../domain/instant.ts';

/** A command whose arguments are filled in on a form, as a platform with dialogs can show it. Every string is text. */
export interface Form {
  /** takes what was filled in: `task`, `result 12` */
  command: string;
  /** at most FORM_TITLE_MAX characters */
  title: string;
  /** on the button that sends it, at most FORM_TITLE_MAX characters */
  submit: string;
  /** at most FORM_TITLE_MAX characters */
  cancel: string;
  /** said above the fields */
  note?: string;
  fields: FormField[];
}

export const FORM_TITLE_MAX = 24;

export type FormField = {
  /** letters, names the field in what is filled in */
  name: string;
  label: string;
  hint?: string;
  isOptional: boolean;
} & FieldKind;

export type FieldKind =
  /** `max` in characters */
  | { kind: 'text'; lines: 'one' | 'many'; max: number; value?: string }
  /** the value is an account's id on the platform */
  | { kind: 'person'; value?: string }
  | { kind: 'choice'; options: { label: string; value: string }[]; value?: string }
  | { kind: 'day'; value?: CalendarDate }
  | { kind: 'time'; value?: TimeOfDay };

/** By field name, as text; a field that was left empty is absent. People are ids of accounts among the mentions. */
export type FilledForm = Readonly<Record<string, string>>;

/** What is wrong with one field, worded for the person. Nothing was done. */
export interface FieldProblem {
  field: string;
  text: string;
}

/** @param titles by the first words of a command */
export function titleOf(titles: Record<string, string>, commandLine: string): string {
  const words = commandLine.split(' ');
  return titles[words.slice(0, 2).join(' ')] ?? titles[words[0] ?? ''] ?? 'Friday';
}
