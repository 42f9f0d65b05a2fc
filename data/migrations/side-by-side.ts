/**
 * What is written together lies side by side, so that fewer pages are written for it. Messages are known by their number
 * or time before their chat: those that come one after the other, of whatever chats, are neighbours. Tasks without a
 * project have no place in lists by project; and what is owed is looked for by lane alone.
 */
export function sideBySide(): string[] {
  return [
    `update inbox set request_id = ${BY_NUMBER} where request_id like 'message:%:%'`,
    'drop index deliveries_due',
    'drop index tasks_open_by_project',
    'drop index tasks_closed_by_project',
    'create index tasks_open_by_project on tasks (project_id, late_from) where closed_at is null and project_id is not null',
    `create index tasks_closed_by_project on tasks (project_id, closed_at)
      where closed_at is not null and project_id is not null`,
  ];
}

/** `message:5000000021:7` → `message:7@5000000021` */
const PLACE = "substr(request_id, length('message:') + 1)";
const BY_NUMBER = `'message:' || substr(${PLACE}, instr(${PLACE}, ':') + 1) || '@' || substr(${PLACE}, 1, instr(${PLACE}, ':') - 1)`;
