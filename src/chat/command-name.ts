/** The commands that people are told of, by topic, in the order of the help. The command table and the help texts are
 * held against this list by types. */
export const HELP_TOPICS = [
  {
    name: 'tasks',
    commands: [
      'task',
      'tasks',
      'show',
      'done',
      'result',
      'drop',
      'reopen',
      'edit',
      'move',
      'priority',
      'note',
      'took',
      'nudge',
      'agree',
      'keep',
      'remind',
      'undo',
    ],
  },
  {
    name: 'time',
    commands: [
      'timer',
      'timer start',
      'timer stop',
      'timer cancel',
      'log',
      'log list',
      'log edit',
      'log show',
      'log split',
      'log move',
      'log delete',
      'time',
      'time lock',
      'time unlock',
      'time locks',
    ],
  },
  { name: 'friday', commands: ['digest'] },
  {
    name: 'projects',
    commands: [
      'project',
      'project new',
      'project list',
      'project add',
      'project remove',
      'project bind',
      'project archive',
      'project restore',
    ],
  },
  {
    name: 'people',
    commands: ['people', 'people role', 'people remove', 'people restore', 'invite', 'link', 'settings', 'why', 'help'],
  },
] as const;

export type CommandName = (typeof HELP_TOPICS)[number]['commands'][number];

/** What a room is about; the rest is for the private chat. */
export const ROOM_COMMANDS = [
  'task',
  'tasks',
  'show',
  'done',
  'note',
  'timer',
  'log',
  'project bind',
  'help',
] as const satisfies readonly CommandName[];

export const COMMAND_NAMES: readonly CommandName[] = HELP_TOPICS.flatMap((topic) => [...topic.commands]);
