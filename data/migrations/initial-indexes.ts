/**
 * Open tasks are `closed_at is null`, written like this in indexes and in queries alike: with `state = ?` the planner
 * could not know that a partial index holds all it looks for.
 */
const OPEN = 'where closed_at is null';
const CLOSED = 'where closed_at is not null';
const PRESENT = 'where left_at is null';
const OWED = 'where settled_at is null';
const RUNNING = 'where stopped_at is null';

export const initialIndexes = [
  `create index people_by_name on people (name_folded) ${PRESENT}`,
  `create index people_by_role on people (role) ${PRESENT}`,
  `create index people_by_digest on people (next_digest_at) ${PRESENT}`,
  'create index people_merged on people (merged_into) where merged_into is not null',
  'create index identities_by_handle on identities (handle_folded)',
  'create index memberships_by_person on memberships (person_id, project_id)',
  'create index project_chats_by_project on project_chats (project_id)',

  `create index tasks_open_by_assignee on tasks (assignee_id, late_from) ${OPEN}`,
  `create index tasks_open_by_author on tasks (author_id, late_from) ${OPEN}`,
  `create index tasks_open_by_project on tasks (project_id, late_from) ${OPEN}`,
  `create index tasks_closed_by_assignee on tasks (assignee_id, closed_at) ${CLOSED}`,
  `create index tasks_closed_by_author on tasks (author_id, closed_at) ${CLOSED}`,
  `create index tasks_closed_by_project on tasks (project_id, closed_at) ${CLOSED}`,
  'create index proposals_by_person on proposals (proposed_by)',
  'create index task_history_by_task on task_history (task_id, id)',
  'create index changes_by_person on changes (person_id, id)',

  `create unique index time_entries_running on time_entries (person_id) ${RUNNING}`,
  `create index time_entries_running_by_task on time_entries (task_id) ${RUNNING}`,
  'create index time_entries_by_person on time_entries (person_id, started_at)',
  'create index time_entries_by_project on time_entries (project_id, started_at)',
  'create index time_entries_by_task on time_entries (task_id, started_at, seconds)',
  'create index time_entries_by_start on time_entries (started_at)',
  // Forgotten timers: the few that a look at the last 24 hours before a period would miss.
  'create index time_entries_long on time_entries (stopped_at) where seconds > 86400',

  'create index reminders_due on reminders (remind_at) where sent_at is null',
  'create index reminders_by_task on reminders (task_id)',
  'create index reminders_by_person on reminders (person_id)',
  `create index deliveries_due on deliveries (due_at) ${OWED}`,
  `create index deliveries_owed on deliveries (person_id) ${OWED}`,
  // Few at any time, however much is owed: what each owed message asks about the others of its person.
  `create index deliveries_leased on deliveries (lease_until) ${OWED} and lease_until is not null`,
  `create index deliveries_sending on deliveries (person_id, lease_until) ${OWED} and lease_until is not null`,
  `create index deliveries_tried on deliveries (person_id, tried_at, id) ${OWED} and tried_at is not null`,
  'create index digests_by_person on digests (person_id)',
  'create index digest_verdicts_by_task on digest_verdicts (task_id)',
  'create index inbox_by_time on inbox (handled_at)',
  'create index questions_by_expiry on questions (expires_at)',
  'create index codes_by_issuer on codes (issued_by)',
  'create index wrong_codes_by_account on wrong_codes (platform, external_id, at)',
];
