import type { FileOrder } from '../chat/reply.ts';
import type { PersonId } from '../domain/ids.ts';

/**
 * Why there is no file: `nothing`: no time to put into it; `too long`: more rows than a sheet takes; `too large`: more
 * than the messenger takes; `not allowed`: the messenger lets Friday send no files, which its owner can change; `not
 * taken`: the messenger did not take it, or its answer was lost; `not confirmed`: it was tried several times, and may or may
 * not be there; `not saved`: the disk has no room.
 */
export const FILE_PROBLEMS = [
  'nothing',
  'too long',
  'too large',
  'not allowed',
  'not taken',
  'not confirmed',
  'not saved',
] as const;
export type FileProblem = (typeof FILE_PROBLEMS)[number];

export class FileError extends Error {
  override name = 'FileError';
  readonly problem: FileProblem;

  constructor(problem: FileProblem, message: string = problem) {
    super(message);
    this.problem = problem;
  }
}

/** Makes files of time: pictures and spreadsheets. */
export interface FileMaker {
  /**
   * What may be seen is decided now, whatever it was when the file was ordered.
   * @throws UserError where this person may not have it; FileError
   */
  make(order: FileOrder, personId: PersonId): Promise<MadeFile>;
}

/** A file of its own in a temporary folder. Whoever had it made removes it. */
export interface MadeFile {
  path: string;
  /** as people see it, fit for any file system: `friday-2026-10-01-2026-10-31.xlsx` */
  name: string;
  mediaType: string;
  /** its size */
  bytes: number;
  isPicture: boolean;
  /** one line, in the language of whoever asked */
  caption: string;
  /** what the picture shows, in characters, a line each; for where pictures are not seen */
  drawing?: readonly string[];
  /** Takes it off the disk; does nothing the second time. */
  remove(): Promise<void>;
}
