import type { TaskId, TimeEntryId } from './ids.ts';
import type { Month } from './month.ts';
import type { Priority } from './priority.ts';

/**
 * Everything the bot can say no to, as data. Thrown as a `UserError` where the reason is known, worded once per
 * language in the catalogues, where each says what to do next.
 */
export type Refusal =
  // understanding
  /** `nearest`: command lines that may have been meant */
  | { kind: 'unknown command'; typed: string; nearest: string[] }
  /** `like`: the line as it would be whole, made of what was typed */
  | { kind: 'missing argument'; command: string; like?: string | undefined }
  /** what stands where `command` has the number of a task, or of an entry */
  | { kind: 'not a number'; typed: string; command: string }
  | { kind: 'nothing asked' }
  /** a message was edited that made no task, or says no more which one */
  | { kind: 'edit of nothing' }
  | { kind: 'title missing' }
  /** `command`, here and below: what a better line would stand behind, such as `task` or `edit 22` */
  | { kind: 'title too long'; length: number; max: number; command: string }
  /** `command`: such as `done 22`; undefined where nothing was read of the line */
  | { kind: 'text too long'; what: TextPart; length: number; max: number; command: string | undefined }
  /** `restore`: the command line that lets them in again */
  | { kind: 'has left'; name: string; restore: string }
  | { kind: 'too many people'; count: number; max: number; command: string }
  | { kind: 'has not left'; name: string }
  | { kind: 'unknown person'; name: string; nearest: string[]; mayInvite: boolean }
  /** `@channel` where one person is meant */
  | { kind: 'everybody named'; name: string }
  /** `name` as the people write it; `like`: the line that was typed, with the first of them named apart */
  | { kind: 'ambiguous person'; name: string; matches: string[]; like: string | undefined }
  | { kind: 'several assignees'; names: string[]; command: string }
  | { kind: 'unknown project'; tag: string; nearest: string[] }
  /** one tag: and that there is to be no project */
  | { kind: 'several projects'; tags: string[]; command: string }
  /** `command`: what the priority belongs behind, such as `priority 22`; undefined where a question asked for it */
  | { kind: 'unknown priority'; word: string; nearest: Priority; command: string | undefined }
  | { kind: 'several priorities'; command: string }
  | { kind: 'several deadlines'; command: string }
  | { kind: 'several estimates'; command: string }
  /** nothing was typed but what looks like an estimate and is none */
  | { kind: 'not an estimate'; typed: string; command: string }
  /** `isPending`: reminders of one's own are, which may be what is not wanted any more */
  | { kind: 'not a moment'; typed: string; command: string; id: TaskId | undefined; isPending?: boolean }
  /** `on` is worded for the person; `again`, here and below: a command line with a day that would do, or how to write one */
  | { kind: 'deadline past'; on: string; again: string }
  | { kind: 'deadline too far'; again: string }
  /** a title that is nothing but a day or time that could not be read; `when`: what may have been meant */
  | { kind: 'title like a deadline'; typed: string; id: TaskId; when: string }
  /** a title that is nothing but what one person is called */
  | { kind: 'title like a person'; typed: string; id: TaskId }
  /** `command` shows the list from its beginning */
  | { kind: 'page past the end'; command: string }
  /** a list or a report takes one of it, and several were named; `like`: the line with the first alone */
  | { kind: 'one at a time'; what: OneOfEach; like: string }
  // tasks
  /** a line with several numbers did nothing, since some of them are refused; `line` is the same without those */
  | { kind: 'some of several'; without: readonly number[]; line: string; because: Refusal }
  | { kind: 'no such task'; id: TaskId }
  | { kind: 'not yours to change'; id: TaskId }
  | { kind: 'task closed'; id: TaskId; state: 'done' | 'dropped' }
  /** `wants`: a result, which an open task has not; undefined where it was to be opened */
  | { kind: 'task open'; id: TaskId; wants?: 'result' }
  | { kind: 'nothing to change'; id: TaskId }
  /** each task has one, so that it can be another and not none */
  | { kind: 'never without'; field: 'priority' | 'assignee'; id: TaskId }
  | { kind: 'no proposal'; id: TaskId }
  | { kind: 'not for you to decide'; id: TaskId }
  /** the assignee cannot take it off; `isPartly`: the line names something else as well, which they may change */
  | { kind: 'deadline stays'; id: TaskId; isPartly: boolean }
  | { kind: 'nobody to nudge'; id: TaskId }
  | { kind: 'no such digest' }
  | { kind: 'reminder past'; when: string; id: TaskId }
  /** before the deadline by its moment, but after it by `when`, the end of quiet hours */
  | { kind: 'reminder too late'; when: string; id: TaskId }
  | { kind: 'reminder needs deadline'; id: TaskId }
  | { kind: 'no reminder'; id: TaskId; isClosed: boolean }
  | { kind: 'assignee left'; name: string }
  // time
  | { kind: 'no timer' }
  /** it did not run at `when`; both are worded for the person */
  | { kind: 'timer not then'; when: string; since: string }
  /** `work`, here and below: what it was to be for, as it is typed */
  | { kind: 'timer start ahead'; time: string; work: string | undefined }
  /** `with` is worded for the person; `runs`: a timer does; `next`: when nothing else is left of that day */
  | {
      kind: 'timer start taken';
      time: string;
      with: { work: string; times: string };
      runs: boolean;
      next: string | undefined;
      work: string | undefined;
    }
  /** `command`: `log` or `log edit 45`; `meant`: the command line that it is a slip of */
  | { kind: 'not a duration'; typed: string; command: string; meant?: string | undefined }
  /** `work`: the task or project that the line named, as it is typed */
  | { kind: 'entry in the future'; command: string; work: string | undefined }
  /** `command`: the line without its day; `lastSo`: the last day so called, which is long ago, with its year */
  | { kind: 'day to come'; typed: string; lastSo: string; command: string }
  | { kind: 'no such day'; typed: string; command: string }
  | { kind: 'entry too long'; command: string; work: string | undefined }
  /** a line names a task, or a project, and another project beside it; `command` is the line with the first alone */
  | { kind: 'two works'; work: string; tag: string; command: string }
  /** how long it was is said twice, and not the same; `command` is the line with the range alone */
  | { kind: 'two amounts'; range: string; command: string }
  /** `with` is worded for the person; `repeat` is the command line that logs the free part, `list` shows that day */
  | { kind: 'entry overlaps'; with: { work: string; times: string }; repeat: string | undefined; list: string }
  | { kind: 'no such entry'; id: TimeEntryId }
  | { kind: 'entry runs'; id: TimeEntryId }
  /** what was typed is neither a task nor a project nor none */
  | { kind: 'not a target'; id: TimeEntryId; typed: string }
  /** what was typed is nothing that can be new in an entry */
  | { kind: 'not an entry change'; id: TimeEntryId; typed: string }
  | { kind: 'entry is like that'; id: TimeEntryId }
  /**
   * it can be split between `from` and `to`, such as at `at`, which is null where no minute lies between
   * `typed`: where that is no time at all
   */
  | {
      kind: 'not within entry';
      id: TimeEntryId;
      from: string;
      to: string;
      at: string | null;
      typed: string | undefined;
    }
  /** `month`: `2026-10`; `by` locked it; `since` is worded for the person */
  | { kind: 'month locked'; month: Month; by: string; since: string }
  | { kind: 'not a month'; typed: string; command: 'time lock' | 'time unlock' }
  | { kind: 'month ahead'; month: Month }
  /** the timer that was asked about does not run any more */
  | { kind: 'timer over'; id: TimeEntryId }
  /** nothing of that working day is left to log, or free */
  | { kind: 'day full' }
  | { kind: 'not a period'; typed: string; command?: 'log list' | 'why' }
  /** what a report has no such thing as, beside the `period` as it was typed; `wants`: what it may have been about */
  | { kind: 'not in a report'; typed: string; period: string; wants: 'grouping' | 'file' }
  /** its last day lies before its first; `swapped`: the two in their order */
  | { kind: 'period backwards'; typed: string; swapped: string; command: 'time' | 'log list' | 'why' }
  | { kind: 'time of others' }
  // projects, people, settings
  | { kind: 'not a tag'; tag: string }
  | { kind: 'tag reserved'; tag: string }
  | { kind: 'tag taken'; tag: string }
  | { kind: 'project archived'; tag: string; mayRestore: boolean }
  | { kind: 'not your project'; tag: string }
  | { kind: 'not a room' }
  /** `tag`: of the project it is bound to now */
  | { kind: 'room of a project'; tag: string }
  | { kind: 'managers only' }
  | { kind: 'owners only' }
  | { kind: 'restored by owners' }
  /** `other`: the word behind an @ for somebody who could be one as well */
  | { kind: 'last owner'; other: string | undefined }
  | { kind: 'not a role'; typed: string; command: 'invite' | 'people role' }
  | { kind: 'unknown setting'; name: string; nearest: string[] }
  | { kind: 'bad setting'; name: SettingName; typed: string }
  /** the organisation's weekday, worded for the person, and a time that they can have on it */
  | { kind: 'digest day is set'; day: string; time: string }
  /** `isAlways`: it comes with nothing overdue as well, which can be turned off */
  | { kind: 'digest stays on'; time: string; isAlways: boolean }
  /** somebody else who is here has that very name */
  | { kind: 'name taken'; name: string }
  // undo
  | { kind: 'nothing to undo' }
  | { kind: 'not the last change' }
  /** a number or words were typed behind the command */
  | { kind: 'undo takes nothing' }
  | { kind: 'changed since'; what: 'task' | 'entry'; id: number }
  // who is let in
  | { kind: 'not invited'; isInRoom: boolean }
  /** nobody has come in yet, and the setup code would let its owner in */
  | { kind: 'owner awaited' }
  | { kind: 'outsider' }
  | { kind: 'not known yet' }
  /** a guest, a bot or a deactivated account that a task was meant for */
  | { kind: 'outsider named'; name: string }
  | { kind: 'left' }
  | { kind: 'wrong code' }
  | { kind: 'too many wrong codes' }
  | { kind: 'same platform' }
  | { kind: 'cannot be one person' }
  // the bot itself
  | { kind: 'not saved' }
  | { kind: 'maybe saved' }
  | { kind: 'bug'; reference: string };

/** What a list or a report goes by one of. */
export type OneOfEach = 'person' | 'project' | 'priority' | 'file' | 'grouping';

export type TextPart = 'description' | 'result' | 'note' | 'reason' | 'name' | 'project name' | 'line';

export const SETTING_NAMES = [
  'language',
  'zone',
  'digest',
  'morning',
  'evening',
  'work',
  'quiet',
  'csv',
  'rounding',
  'name',
] as const;
export type SettingName = (typeof SETTING_NAMES)[number];

/** The bot saying no, on purpose: never a bug. */
export class UserError extends Error {
  override name = 'UserError';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

/** Fields of a form that cannot be taken as they are filled in. */
export class FormError extends Error {
  override name = 'FormError';
  readonly problems: readonly { field: string; refusal: Refusal }[];

  constructor(problems: readonly { field: string; refusal: Refusal }[]) {
    super(problems.map(({ field, refusal }) => `${field}: ${refusal.kind}`).join(', '));
    this.problems = problems;
  }
}

export function refuse(refusal: Refusal): never {
  throw new UserError(refusal);
}
