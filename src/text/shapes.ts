import type { CommandName } from '../chat/command-name.ts';
import type { WaySorted } from '../domain/digest-summary.ts';
import type { MessageSort, Reason } from '../domain/ledger.ts';
import type { Role } from '../domain/person.ts';
import type { Refusal, SettingName } from '../domain/refusal.ts';
import type { TaskState } from '../domain/task.ts';
import type { Filter } from '../language/filter-word.ts';
import type { FileProblem } from '../ports/files.ts';
import type { Grouping } from '../reports/report-spec.ts';

/** The parts of a catalogue whose keys are names of the product: a name without words does not compile. */
export interface Named {
  roles: Record<Role, string>;
  states: Record<TaskState, string>;
  filters: Record<Filter, string>;
  groupings: Record<Grouping, string>;
  settings: Record<SettingName, string>;
  fileProblems: Record<FileProblem, string>;
  waysSorted: Record<WaySorted, string>;
  messageSorts: Record<MessageSort, string>;
  reasons: Record<Exclude<Reason, 'other'>, string>;
  refusals: { [K in Refusal['kind']]: (refusal: Extract<Refusal, { kind: K }>) => RefusalText };
  commands: Record<CommandName, HelpText>;
}

export interface RefusalText {
  /** what is wrong, and what to do */
  says: string;
  /** a command line that would work, without the slash */
  example?: string | undefined;
}

export interface HelpText {
  /** what follows the command's name */
  usage: string;
  does: string;
  /** command lines without the slash */
  examples: readonly [string, string];
}
