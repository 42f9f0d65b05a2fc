import type { Generated, Selectable } from 'kysely';
import type {
  ChangeId,
  DeliveryId,
  DigestId,
  HistoryId,
  IdentityId,
  PersonId,
  ProjectId,
  ReminderId,
  TaskId,
  TimeEntryId,
} from '../src/domain/ids.ts';
import type { CalendarDate, Instant, TimeOfDay } from '../src/domain/instant.ts';
import type { Language } from '../src/domain/language.ts';
import type { Month } from '../src/domain/month.ts';
import type { Platform, Role } from '../src/domain/person.ts';
import type { TaskState } from '../src/domain/task.ts';
import type { VerdictKind } from '../src/ports/messages.ts';
import type { HistoryField } from '../src/ports/tasks.ts';
import type { EntryHistoryField } from '../src/ports/time.ts';

/** JSON as text: read and written by us alone, never looked into by the database. */
type Json = string;

/** see `lanes.ts` */
export type Lane = Platform | 'none';

type DeliveryState = 'owed' | 'sent' | 'failed' | 'skipped' | 'expired';

interface PeopleTable {
  id: Generated<PersonId>;
  name: string;
  name_folded: string;
  role: Role;
  language: Language;
  zone: string;
  work_starts: TimeOfDay;
  work_ends: TimeOfDay;
  /** digits: `12345` */
  work_days: string;
  quiet_starts: TimeOfDay;
  quiet_ends: TimeOfDay;
  quiet_days: string;
  digest_time: TimeOfDay | null;
  digest_always_since: Instant | null;
  next_digest_at: Instant | null;
  morning_time: TimeOfDay | null;
  next_morning_at: Instant | null;
  evening_time: TimeOfDay | null;
  next_evening_at: Instant | null;
  /** separator and decimal sign: `;,` */
  csv_format: string | null;
  /** `up 15 day` */
  rounding: string | null;
  last_platform: Platform | null;
  active_at: Instant | null;
  created_at: Instant;
  left_at: Instant | null;
  merged_into: PersonId | null;
}

interface IdentitiesTable {
  id: Generated<IdentityId>;
  person_id: PersonId;
  platform: Platform;
  external_id: string;
  handle: string | null;
  handle_folded: string | null;
  direct_chat: string | null;
  created_at: Instant;
  unreachable_at: Instant | null;
  profile_name: string | null;
  profile_zone: string | null;
  profile_language: Language | null;
  gone_at: Instant | null;
}

interface ProjectsTable {
  id: Generated<ProjectId>;
  tag: string;
  tag_folded: string;
  name: string;
  created_by: PersonId;
  created_at: Instant;
  archived_at: Instant | null;
}

interface MembershipsTable {
  project_id: ProjectId;
  person_id: PersonId;
  added_at: Instant;
}

interface ProjectChatsTable {
  platform: Platform;
  chat_id: string;
  project_id: ProjectId;
  bound_by: PersonId;
  bound_at: Instant;
}

interface TasksTable {
  id: Generated<TaskId>;
  title: string;
  description: string | null;
  /** title and description, folded */
  search_text: string;
  project_id: ProjectId | null;
  author_id: PersonId;
  assignee_id: PersonId;
  /** the place in PRIORITIES */
  priority: number;
  deadline_on: CalendarDate | null;
  late_from: Instant | null;
  state: TaskState;
  result: string | null;
  took_at: Instant | null;
  remind_at: Instant | null;
  escalate_at: Instant | null;
  estimate_seconds: number | null;
  created_at: Instant;
  closed_at: Instant | null;
  version: number;
}

interface ProposalsTable {
  task_id: TaskId;
  proposed_by: PersonId;
  proposed_at: Instant;
  kind: 'drop' | 'deadline';
  reason: string | null;
  deadline_on: CalendarDate | null;
  deadline_at: Instant | null;
}

interface TaskHistoryTable {
  id: Generated<HistoryId>;
  task_id: TaskId;
  person_id: PersonId;
  at: Instant;
  platform: Platform;
  field: HistoryField;
  old_value: Json | null;
  new_value: Json | null;
}

interface ChangesTable {
  id: Generated<ChangeId>;
  person_id: PersonId;
  at: Instant;
  platform: Platform;
  command: string;
  items: Json;
  undone_at: Instant | null;
}

interface TimeEntriesTable {
  id: Generated<TimeEntryId>;
  person_id: PersonId;
  task_id: TaskId | null;
  project_id: ProjectId | null;
  started_at: Instant;
  stopped_at: Instant | null;
  /** null exactly while it runs */
  seconds: number | null;
  note: string | null;
  check_at: Instant | null;
  created_at: Instant;
  version: number;
}

interface EntryHistoryTable {
  id: Generated<number>;
  entry_id: TimeEntryId;
  person_id: PersonId;
  at: Instant;
  platform: Platform;
  field: EntryHistoryField;
  old_value: Json | null;
  new_value: Json | null;
}

interface LockedMonthsTable {
  month: Month;
  locked_by: PersonId;
  locked_at: Instant;
}

interface RemindersTable {
  id: Generated<ReminderId>;
  task_id: TaskId;
  person_id: PersonId;
  remind_at: Instant;
  before_seconds: number | null;
  created_at: Instant;
  sent_at: Instant | null;
}

interface DeliveriesTable {
  id: Generated<DeliveryId>;
  person_id: PersonId;
  unique_key: string | null;
  kind: string;
  body: Json;
  state: DeliveryState;
  created_at: Instant;
  due_at: Instant;
  /** null: it comes when it is due, whatever the hour */
  may_wait_until: Instant | null;
  meant_at: Instant | null;
  task_id: TaskId | null;
  /** the message that several were made one of: it is sent for them */
  carried_by: DeliveryId | null;
  lane: Lane;
  lease_until: Instant | null;
  attempts: number;
  unclear_attempts: number;
  /** since when it goes before all others of its person; null: it was not tried, or was put off since */
  tried_at: Instant | null;
  first_tried_at: Instant | null;
  settled_at: Instant | null;
  platform: Platform | null;
  /** the message's id on its platform */
  ref: string | null;
  reason: string | null;
}

interface DigestsTable {
  id: Generated<DigestId>;
  person_id: PersonId;
  week: CalendarDate | null;
  created_at: Instant;
  received: Json;
  given: Json;
}

interface DigestVerdictsTable {
  digest_id: DigestId;
  task_id: TaskId;
  verdict: VerdictKind;
  at: Instant;
}

interface InboxTable {
  platform: Platform;
  request_id: string;
  handled_at: Instant;
  reply: Json | null;
  made_task_id: TaskId | null;
  words_hash: string | null;
}

interface KeepsakesTable {
  id: Generated<number>;
  platform: Platform;
  kind: 'update' | 'command';
  key: string;
  body: string;
  kept_at: Instant;
}

interface QuestionsTable {
  platform: Platform;
  external_id: string;
  chat_id: string;
  command: string;
  state: Json;
  expires_at: Instant;
}

interface CodesTable {
  hash: string;
  kind: 'invite' | 'link';
  role: Role | null;
  issued_by: PersonId;
  created_at: Instant;
  expires_at: Instant;
  used_by: PersonId | null;
  used_at: Instant | null;
}

interface WrongCodesTable {
  id: Generated<number>;
  platform: Platform;
  external_id: string;
  at: Instant;
}

export interface Schema {
  people: PeopleTable;
  identities: IdentitiesTable;
  projects: ProjectsTable;
  memberships: MembershipsTable;
  removed_members: Pick<MembershipsTable, 'project_id' | 'person_id'>;
  project_chats: ProjectChatsTable;
  tasks: TasksTable;
  proposals: ProposalsTable;
  task_history: TaskHistoryTable;
  changes: ChangesTable;
  time_entries: TimeEntriesTable;
  entry_history: EntryHistoryTable;
  locked_months: LockedMonthsTable;
  reminders: RemindersTable;
  deliveries: DeliveriesTable;
  digests: DigestsTable;
  digest_verdicts: DigestVerdictsTable;
  inbox: InboxTable;
  keepsakes: KeepsakesTable;
  questions: QuestionsTable;
  codes: CodesTable;
  wrong_codes: WrongCodesTable;
}

export type Row<Table extends keyof Schema> = Selectable<Schema[Table]>;
