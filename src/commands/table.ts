import type { Command } from '../chat/command.ts';
import type { CommandName } from '../chat/command-name.ts';
import { calendar } from './calendar.ts';
import { cancel } from './cancel.ts';
import { agree, keep } from './decide.ts';
import { digest } from './digest.ts';
import { done } from './done.ts';
import { drop } from './drop.ts';
import { edit, revise } from './edit.ts';
import { help } from './help.ts';
import { home } from './home.ts';
import { invite } from './invite.ts';
import { link } from './link.ts';
import { log } from './log.ts';
import { logDelete, logEdit } from './log-edit.ts';
import { logList } from './log-list.ts';
import { logMove } from './log-move.ts';
import { logRest } from './log-rest.ts';
import { logShow } from './log-show.ts';
import { logSplit } from './log-split.ts';
import { move } from './move.ts';
import { note } from './note.ts';
import { nudge } from './nudge.ts';
import { pass } from './pass.ts';
import { people, peopleRemove, peopleRestore, peopleRole } from './people.ts';
import { priority } from './priority.ts';
import { project, projectArchive, projectBind, projectList, projectNew, projectRestore } from './project.ts';
import { projectAdd, projectRemove } from './project-members.ts';
import { remind } from './remind.ts';
import { reopen } from './reopen.ts';
import { result } from './result.ts';
import { settings } from './settings.ts';
import { show } from './show.ts';
import { snooze } from './snooze.ts';
import { start } from './start.ts';
import { task } from './task.ts';
import { draft } from './task-fields.ts';
import { tasks } from './tasks.ts';
import { time } from './time.ts';
import { timeLock, timeLocks, timeUnlock } from './time-lock.ts';
import { timer } from './timer.ts';
import { timerAnswer } from './timer-answer.ts';
import { timerCancel } from './timer-cancel.ts';
import { timerStart } from './timer-start.ts';
import { timerStop } from './timer-stop.ts';
import { took } from './took.ts';
import { undo } from './undo.ts';
import { verdict } from './verdict.ts';
import { welcome } from './welcome.ts';
import { why } from './why.ts';

/** Every command that people are told of. A name without a command, or the other way round, does not compile. */
const LISTED = {
  task,
  tasks,
  show,
  done,
  result,
  drop,
  reopen,
  edit,
  move,
  priority,
  note,
  took,
  nudge,
  agree,
  keep,
  remind,
  timer,
  'timer start': timerStart,
  'timer stop': timerStop,
  'timer cancel': timerCancel,
  log,
  'log list': logList,
  'log edit': logEdit,
  'log show': logShow,
  'log split': logSplit,
  'log move': logMove,
  'log delete': logDelete,
  time,
  'time lock': timeLock,
  'time unlock': timeUnlock,
  'time locks': timeLocks,
  digest,
  undo,
  project,
  'project new': projectNew,
  'project list': projectList,
  'project add': projectAdd,
  'project remove': projectRemove,
  'project bind': projectBind,
  'project archive': projectArchive,
  'project restore': projectRestore,
  people,
  'people role': peopleRole,
  'people remove': peopleRemove,
  'people restore': peopleRestore,
  invite,
  link,
  settings,
  why,
  help,
} satisfies Record<CommandName, Command>;

/** Pressed, or part of a conversation: not in the help. */
const HIDDEN = [calendar, cancel, draft, home, logRest, pass, revise, snooze, start, timerAnswer, verdict, welcome];

export const COMMANDS: readonly Command[] = [...Object.values(LISTED), ...HIDDEN];
