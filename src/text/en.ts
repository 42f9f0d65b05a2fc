import type { CsvFormat, Rounding } from '../domain/exports.ts';
import type { Month } from '../domain/month.ts';
import type { Priority } from '../domain/priority.ts';
import type { TextPart } from '../domain/refusal.ts';
import { prioritySign, words } from './example-line.ts';
import { formatDuration } from './format-duration.ts';
import { pluralEn } from './plural.ts';
import type { Named } from './shapes.ts';

const tasks = (count: number) => `${count} ${pluralEn(count, 'task', 'tasks')}`;
const list = (items: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(items);
const either = (items: readonly string[]) => new Intl.ListFormat('en', { type: 'disjunction' }).format(items);
/** `a manager`, `an owner` */
const oneOf = (role: string) => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`;
const days = (count: number) => `${count} ${pluralEn(count, 'day', 'days')}`;

/** Words that are short enough, for an example. */
const SHORT: Record<TextPart, string> = {
  description: 'The second half',
  result: 'Banner is in the shared folder',
  note: 'Waiting for the photos',
  reason: 'The client changed their mind',
  name: 'Anna',
  'project name': 'Prostor shop',
  line: '',
};

/** Behind the command in which they were too long. */
const shortWords = (what: TextPart, command: string) => {
  if (command === 'task') return 'Banner for the landing tomorrow';
  return what === 'note' && !command.startsWith('note ') ? 'layout' : SHORT[what];
};

/** A better line behind `edit 22`, or for a new task. */
const behind = (command: string, words: string) => `${command === 'task' ? 'task Banner' : command} ${words}`;

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `October 2026` */
const monthName = (month: Month) => `${MONTHS[Number(month.slice(5)) - 1]} ${month.slice(0, 4)}`;

export const en = {
  language: 'en' as const,
  none: 'none',
  quoted: (words: string) => `“${words}”`,
  somebody: 'somebody',
  cancelled: 'All right, cancelled.',
  stillAsking: 'I am still waiting for the answer.',
  stillAskingFor: 'I am still waiting for the answer to',
  nothingToCancel: 'There was nothing to cancel.',
  told: (names: readonly string[]) => `${list(names)} will be told.`,
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as readonly string[],
  platforms: { terminal: 'terminal', slack: 'Slack', telegram: 'Telegram' },
  priority: { low: 'low', normal: 'normal', high: 'high', urgent: 'urgent' },

  welcome: {
    hello: (name: string) =>
      `Hello ${name}, I am Friday. I keep tasks and time, and on Friday morning I tell you what is overdue.`,
    firstTask: 'Add your first task like this:',
    example: 'task Banner for the landing tomorrow 18:00',
    zone: (zone: string, time: string) => `Your time zone is ${zone}, where it is ${time} now. Is that right?`,
    timer: 'A timer is started like this:',
    whatTime: 'What time is it where you are? Your deadlines and the Friday digest go by it.',
  },

  fields: {
    title: 'Title',
    description: 'Description',
    assignee: 'For',
    author: 'From',
    project: 'Project',
    priority: 'Priority',
    deadline: 'Deadline',
    estimate: 'Estimate',
    state: 'State',
    spent: 'Time spent',
    proposed: 'Proposed',
    result: 'Result',
    reminders: 'Your reminders',
    history: 'History',
  },

  task: {
    created: 'Task created.',
    assigneeTold: (name: string) => `${name} will be told.`,
    estimateHow: (words: string) => `I left “${words}” in the title. An estimate has a unit, h or m:`,
    estimateExample: '~3h',
    oddDate: (words: string) => `I left “${words}” in the title. If it is the deadline, set it like this:`,
    /** As it is typed: a day for a deadline. */
    tomorrow: 'tomorrow',
    notGiven: (given: { deadline: boolean; priority: boolean }): string => {
      if (!given.deadline && !given.priority) return 'No deadline and no priority given. Would you like to add them?';
      return given.deadline ? 'No priority given, so it is normal.' : 'No deadline given. Would you like to add one?';
    },
    changed: 'Task changed.',
    revised: (names: readonly string[]) => `I changed the task as you edited your message (${list(names)}).`,
    whichDay: 'Which day?',
    whichTime: 'At what time?',
    wholeDay: 'All day',
    done: (count: number): string => (count === 1 ? 'Done.' : `${tasks(count)} done.`),
    addResult: (count: number): string =>
      count === 1
        ? 'What came of it? Write a line or two, or leave it.'
        : 'What came of them? Write a line or two, or leave it.',
    whichResult: 'What came of it?',
    resultHint: 'The result, in a line or two',
    resultSaved: 'Result saved.',
    staysOpen: (id: number) => `Task ${id} stays open. If you meant that one too:`,
    dropped: 'Dropped: no longer relevant.',
    dropProposed: (author: string) => `Asked ${author} to drop it. Until ${author} agrees, the task stays open.`,
    reopened: 'Open again.',
    resultTakenOff: (isDropped: boolean) =>
      `${isDropped ? 'The reason why it was dropped' : 'Its result'} is taken off and stays in the history:`,
    outOfSight: 'The task is no longer yours, so you will not see it any more.',
    proposalGone: 'What you had proposed for it is withdrawn.',
    took: 'You took it.',
    moved: 'Deadline set.',
    moveProposed: (author: string) =>
      `Asked ${author} to move the deadline. Until ${author} agrees, it stays as it is.`,
    replacesProposal: (what: string) => `This takes the place of what was proposed before: ${what}.`,
    anotherProposal: 'Another proposal has taken its place, so nothing was decided yet:',
    deadlineCleared: 'Deadline removed.',
    prioritySet: (priority: string) => `Priority is now ${priority}.`,
    kept: 'Kept as it is.',
    noted: 'Note added.',
    nudged: (name: string) => `${name} will be asked how it is going.`,
    reminderSet: (when: string) => `I will remind you on ${when}.`,
    reminderWaits: (when: string) => `That falls in your quiet hours, so it comes when they are over: ${when}.`,
    reminderEarlier: (wished: string) =>
      `You asked for ${wished}: that is in your quiet hours, and when they are over the deadline has passed. So it comes before they begin.`,
    reminderAlready: (when: string) => `You will be reminded then already: ${when}.`,
    reminderOff: (moments: readonly string[]) => `Cancelled, I will not remind you: ${list(moments)}.`,
    remindWhen: 'When shall I remind you?',
    remindHint: 'in 2 hours, 1h before, tomorrow 10:00',
    whichTitle: 'What needs doing?',
    titleHint: 'Banner for the landing @anna tomorrow 18:00',
    who: 'Who is it for?',
    whoHint: 'A name, or “me”',
    assignee: 'assignee',
    myself: 'Me',
    whichProject: 'Which project?',
    projectHint: 'A tag, or “none”',
    when: 'When is it due?',
    whenPropose: 'Which deadline do you propose?',
    whenHint: 'tomorrow 18:00, friday, 27 nov',
    howUrgent: 'How urgent is it?',
    priorityHint: 'urgent, high, normal or low',
    whichEdit: 'What shall I change? Write only what is new: title, @who, #project, !priority, deadline or ~estimate.',
    editHint: '!high friday 18:00',
    whichNote: 'What is the note?',
    noteHint: 'Everybody who sees the task reads it',
    burning: 'burning',
    priority: (word: string) => `${word} priority`,
    from: (name: string) => `from ${name}`,
    to: (name: string) => `for ${name}`,
    late: (seconds: number): string => {
      if (seconds < 60) return 'just overdue';
      return `${seconds >= 86_400 ? days(Math.floor(seconds / 86_400)) : formatDuration(seconds, 'en')} late`;
    },
    estimatePassed: (spent: string, estimate: string) =>
      `This takes longer than estimated, ${spent} instead of ${estimate}:`,
    proposed: (what: string) => `proposed: ${what}`,
    proposesDrop: 'not relevant any more',
    proposesMove: (when: string) => `move to ${when}`,
    states: { open: 'open', done: 'done', dropped: 'dropped' } satisfies Named['states'] as Named['states'],
  },

  tasks: {
    heading: (filters: readonly string[]) => `Tasks: ${filters.join(', ')}`,
    filters: {
      received: 'received',
      given: 'assigned by you',
      done: 'done',
      closed: 'closed',
      dropped: 'dropped',
      overdue: 'overdue',
      today: 'due today',
      tomorrow: 'due tomorrow',
      week: 'due this week',
      all: 'including closed',
    } satisfies Named['filters'] as Named['filters'],
    priorities: {
      low: 'low priority',
      normal: 'normal priority',
      high: 'high priority',
      urgent: 'urgent',
    } satisfies Record<Priority, string> as Record<Priority, string>,
    nothingOpen: 'Nothing open. Well done!',
    nothingLikeThis: 'No such tasks.',
    nothingFound: (quoted: string, count: number) =>
      `Nothing found with the ${count === 1 ? 'word' : 'words'} ${quoted} in the title or description. “all” searches closed tasks too.`,
  },

  history: {
    created: 'Created',
    changed: (field: string, before: string, after: string) => `${field}: ${before} → ${after}`,
    descriptionChanged: 'Description changed',
    result: (words: string) => `Result: ${words}`,
    resultRemoved: 'Result removed',
    took: 'Took it',
    tookBack: 'Not taken any more',
    proposed: (what: string) => `Proposed: ${what}`,
    proposalGone: 'Proposal settled',
    note: (words: string) => `Note: ${words}`,
    undone: 'Last change taken back',
  },

  notice: {
    assigned: (by: string) => `${by} gave you a task:`,
    reassigned: (by: string, to: string) => `${by} passed your task on to ${to}:`,
    done: (by: string) => `${by} closed a task as done:`,
    result: (by: string) => `${by} wrote what came of a task:`,
    dropped: (by: string) => `${by} dropped a task, no longer relevant:`,
    reopened: (by: string) => `${by} opened a task again:`,
    moved: (by: string, when: string) => `${by} set the deadline to ${when}:`,
    deadlineCleared: (by: string) => `${by} removed a deadline:`,
    changed: (by: string, what: string) => `${by} changed a task (${what}):`,
    took: (by: string) => `${by} took the task:`,
    addedToProject: (by: string, tag: string) => `${by} added you to #${tag}: you see its tasks now.`,
    noted: (by: string) => `${by} wrote a note:`,
    proposesDrop: (by: string) => `${by} says this is not relevant any more. Drop it?`,
    proposesMove: (by: string, when: string) => `${by} asks to move the deadline to ${when}. Agree?`,
    agreed: (by: string) => `${by} agreed to your proposal:`,
    kept: (by: string) => `${by} would rather keep it as it is:`,
    nudge: (by: string) => `${by} asks how this is going:`,
    undone: (by: string) => `${by} took back their last change to a task:`,
    takenBack: (by: string) => `${by} took back a task; there is nothing to do:`,
    timeChanged: (by: string) => `${by} changed your time:`,
    timeSplit: (by: string) => `${by} split your time in two:`,
    timeDeleted: (by: string) => `${by} deleted your time:`,
    timeUndone: (by: string) => `${by} took back their last change to your time:`,
  },

  gathered: (count: number) => `${count} ${pluralEn(count, 'message', 'messages')} for you`,

  reminder: {
    now: 'You asked to be reminded:',
    late: (meant: string): string => `You asked to be reminded for ${meant}:`,
    dueIn: (left: string) => `Due in ${left}:`,
    dueToday: 'Due today:',
    overdue: 'This is overdue now:',
    meantFor: (when: string) => `Meant for ${when}.`,
    untaken: (name: string) => `Urgent, and ${name} has not taken it in 30 minutes of working time:`,
  },

  time: {
    noTask: 'no task',
    noProject: 'no project',
    started: (time: string) => `Timer started at ${time}: `,
    stoppedFirst: 'Stopped first: ',
    timerStopped: 'Timer stopped: ',
    entryNumber: (id: number) => `entry ${id}`,
    stopped: (sums: { stretch: string; task: string | undefined; today: string }): string =>
      [`${sums.stretch} this time`, sums.task && `${sums.task} on the task`, `${sums.today} today`]
        .filter(Boolean)
        .join(' · '),
    running: (elapsed: string, since: string) => `Running for ${elapsed}, since ${since}: `,
    noTimer: 'No timer is running.',
    cancelled: (elapsed: string) => `Timer thrown away, ${elapsed} not counted: `,
    today: (sum: string) => `Today so far: ${sum}`,
    meantProject: (tag: string) => `Did you mean ${tag}?`,
    onTask: (sum: string) => `On this task in all: ${sum}`,
    ofEstimate: (spent: string, estimate: string) => `${spent} of ${estimate}`,
    estimates: 'Spent of what was estimated, in all:',
    logWhat: 'How long, and on what?',
    logHint: '1h30m 12 layout',
    logged: 'Logged: ',
    editWhat: 'How long was it really?',
    editHint: '1h15m or 9:00-10:15; also #12, yesterday, note …',
    entryChanged: 'Time changed: ',
    entryDeleted: 'Time deleted: ',
    everybody: 'Everybody',
    nothing: 'No time logged here.',
    groupings: {
      project: 'Project',
      person: 'Person',
      task: 'Task',
      day: 'Day',
    } satisfies Named['groupings'] as Named['groupings'],
    listHeading: (days: string) => `Logged time: ${days}`,
    by: {
      project: 'By project',
      person: 'By person',
      task: 'By task',
      day: 'By day',
    } satisfies Named['groupings'] as Named['groupings'],
    spent: 'Time',
    share: '%',
    total: 'Total',
    rounding: 'Rounded to minutes for reading; the total is rounded once.',
    countsRunning: '▸ A running timer counts up to now.',
    more: (count: number) => `${count} more`,
    earlierDays: 'earlier',
    nothingBefore: (when: string) => `Before that, ${when}: nothing.`,
    before: (when: string, spent: string, change: string) => `Before that, ${when}: ${spent}. ${change}`,
    nowMore: (by: string, percent: string) => `Now ${by} more (${percent}).`,
    nowLess: (by: string, percent: string) => `Now ${by} less (${percent}).`,
    nowTheSame: 'Now the same.',
    picture: 'Picture',
    drawing: 'Drawing the picture…',
    writing: (format: string) => `Writing the ${format} file…`,
  },

  entry: {
    of: (name: string) => `Time of ${name}.`,
    unchanged: 'Never changed.',
    changed: (before: string, after: string) => `${before} → ${after}`,
    note: (before: string, after: string) => `Note: ${before} → ${after}`,
    split: (before: string, rest: number) => `Split in two, ${before} before; the second part is entry ${rest}`,
    splitOff: (from: number) => `Split off from entry ${from}`,
    deleted: 'Deleted',
    isDeleted: 'This entry was deleted.',
    splitWhere: 'Where shall it be split?',
    splitHint: '11:00, or 1h: how long the first part is',
    isSplit: 'Split in two: ',
    moveWhere: 'What was this time spent on?',
    moveHint: '12, #prostor or “none”',
    inLockedMonth: 'its month is locked',
  },

  locks: {
    month: (month: Month) => monthName(month),
    locked: (month: string) => `${month} is locked now: only owners can still change time in it.`,
    already: (month: string, by: string, since: string) => `${month} is locked already: ${by}, ${since}.`,
    unlocked: (month: string) => `${month} is open again: time in it can be changed.`,
    notOver: (month: string) =>
      `${month} is not over yet: once it is locked, nobody but owners can log time in it any more. Lock it all the same?`,
    wasOpen: (month: string) => `${month} is not locked.`,
    heading: 'Locked months',
    none: 'No month is locked.',
  },

  files: {
    sheets: { entries: 'Entries', summary: 'Summary' },
    columns: {
      entry: 'Entry',
      date: 'Date',
      start: 'Start',
      end: 'End',
      hours: 'Hours',
      seconds: 'Seconds, exact',
      person: 'Person',
      project: 'Project',
      projectName: 'Project name',
      task: 'Task',
      taskTitle: 'Task title',
      note: 'Note',
      running: 'Running',
    },
    running: 'running',
    total: 'Total',
    roundedAs: (rounding: Rounding | null): string => {
      if (!rounding) return 'Hours are not rounded.';
      const { direction, minutes, per } = rounding;
      const how = direction === 'up' ? `up to ${minutes} minutes` : `to the nearest ${minutes} minutes`;
      return per === 'entry'
        ? `Hours are rounded ${how} for each entry.`
        : `Hours are rounded ${how} for each person, day and project.`;
    },
    othersInChart: (count: number) => `${count} more`,
    restOfProjects: 'other projects',
    weekFrom: (day: string) => `from ${day}`,
    month: (month: number, year: number) => `${MONTHS[month - 1]} ${year}`,
    savedAs: (path: string) => `Saved: ${path}`,
    problems: {
      nothing: 'There is no time to put into the file. Another period may have some:',
      'too long': 'There are more rows than a sheet takes. Ask for a shorter period, or for CSV:',
      'too large':
        'The file is too large to be sent here: Telegram takes 50 MB, Slack what its owner has set. Ask for a shorter period:',
      'not allowed':
        'I may not send files here. Whoever looks after Friday can allow it: the Slack app needs the permission files:write, and the workspace must take files. Until then, the table:',
      'not taken': 'The file is made, but could not be sent. Try again in a minute:',
      'not confirmed': 'I cannot tell whether the file has reached you. If it is not here, try again in a minute:',
      'not saved':
        'There is no room left on the disk of the server for the file. Tell whoever looks after it, then try again:',
    } satisfies Named['fileProblems'] as Named['fileProblems'],
  },

  digest: {
    heading: (name: string) => `${name}, check and close your overdue tasks`,
    progress: (sorted: number, all: number) => `${sorted} of ${all} sorted`,
    allSorted: (all: number) => `All sorted: ${all} of ${all}. Well done!`,
    sections: {
      received: (count: number) => `Received: ${count}`,
      given: (count: number) => `Assigned by you: ${count}`,
    },
    more: (count: number) => `${count} more`,
    nothing: 'Nothing is overdue, neither received nor assigned by you. Well done!',
    nothingLeft: 'Nothing left here.',
  },

  forgottenTimer: {
    runs: (since: string) => `Your timer has been running since ${since}: `,
    question: 'Did you forget to stop it? Nothing changes until you answer.',
    ranLong: (end: string) => `That is over 12 hours. If you forgot to stop it and really finished at ${end}, type:`,
    keep: 'Keep it running',
    stopAt: (when: string) => `Stop at ${when}`,
    stopNow: 'Stop now',
    discard: 'Discard',
    kept: 'All right, it keeps running. I will ask once more in 8 hours.',
    keptForGood: 'All right, it keeps running, and I will not ask again.',
  },

  morning: {
    heading: (name: string) => `Good morning, ${name}! This is for today:`,
    received: (count: number) => `Yours for today: ${count}`,
    given: (count: number) => `Assigned by you and burning: ${count}`,
  },

  evening: {
    heading: (day: string) => `Your day: ${day}`,
    logged: (sum: string) => `Logged: ${sum}`,
    nothingLogged: 'Nothing logged yet.',
    done: (count: number) => `Finished: ${count}`,
    nothingDone: 'No task finished.',
    open: (count: number) => `Still open: ${count}`,
    nothingOpen: 'Nothing that was due is left open. Well done!',
    rest: (length: string, work: string) =>
      `The longest stretch not logged yet: ${length}. You last worked on ${work}.`,
    logRest: (length: string, id: number) => `Log ${length} to task ${id}`,
  },

  digestSummary: {
    heading: 'This week’s digest',
    people: 'Recipients',
    tasks: 'Overdue tasks',
    sorted: 'Sorted by now',
    left: 'Left',
    ways: {
      done: 'done',
      moved: 'moved',
      dropped: 'not relevant',
      proposed: 'proposed',
      lowered: 'lower priority',
      nudged: 'nudged',
    } satisfies Named['waysSorted'] as Named['waysSorted'],
  },

  project: {
    newWhat: 'What is its tag and its name?',
    newHint: 'prostor Prostor shop',
    created: 'Project created: ',
    howToUse: (tag: string) => `Add #${tag} to a task, a timer or logged time.`,
    none: 'There are no projects yet.',
    listHeading: 'Projects',
    isArchived: '(archived)',
    openTasks: 'Open tasks',
    members: 'Members',
    tasks: 'Tasks',
    time: 'Time this month',
    archive: 'Archive',
    archived: 'Archived: ',
    restored: 'Active again: ',
    restore: 'Restore',
    archivedMeans: 'Its tasks and time stay; new ones cannot be added.',
    bound: 'This room now belongs to ',
    boundBefore: 'Before, it belonged to ',
    boundMeans: 'Tasks and time from here go into it by default, and whoever speaks to me here is a member.',
    added: (name: string) => `${name} is now a member of `,
    removed: (name: string) => `${name} is no longer a member of `,
    alreadyIn: (name: string) => `${name} is already a member of `,
    notIn: (name: string) => `${name} is not a member of `,
    roomLeft: (room: string, tag: string) => `I was removed from the group “${room}”, which belonged to #${tag}.`,
    roomLeftMeans: 'The tasks are untouched. If I am added again, bind the group anew, right in it: ',
  },

  people: {
    heading: 'People',
    roles: {
      owner: 'owner',
      manager: 'manager',
      member: 'member',
      client: 'client',
    } satisfies Named['roles'] as Named['roles'],
    isNow: (role: string) => `is now ${oneOf(role)}.`,
    youAreNow: (by: string, role: string) => `${by} changed your role: you are now ${oneOf(role)}.`,
    removed: 'is no longer let in and gets no more messages.',
    restored: 'is let in again. Settings, time and the tasks that nobody else got are still there.',
    timerStopped: 'Their timer was stopped and its time kept: ',
    handedOver: (count: number): string =>
      count === 0
        ? 'They had no open tasks.'
        : `They leave ${tasks(count)} open. Yours to hand over, if any, are below; the other authors will be told.`,
    leftBehind: (name: string) => `${name} has left. These tasks from you need somebody else:`,
    accountGone: (name: string, platform: string) =>
      `${name} no longer has a full account in ${platform}, so I have ended their access here.`,
    accountBack: (name: string, platform: string) =>
      `${name} is active in ${platform} again. Their access here is still closed.`,
    noOwnerLeft: 'There is no owner left. Whoever runs me can name one in the OWNERS setting.',
    unreachable: (name: string, platform: string) =>
      `${name} cannot be reached any more: ${platform} does not let me write there, and I know no other way.`,
    unreachableMeans: {
      terminal: 'Messages go out again once they open the terminal.',
      slack: 'Their account may be turned off. Once they write to me, messages go out again.',
      telegram:
        'They may have blocked me. Ask them to open the chat with me and press Start: messages go out again then.',
    },
    unreachableLeft: 'If they no longer work with you, end their access: ',
  },

  codes: {
    invite: (role: string) => `This lets one new ${role} in. Pass it on:`,
    link: 'To join your other messenger with this one, send me this there:',
    once: 'It works once, within 24 hours.',
    shownOnce: 'The code was shown once and is not kept. Ask for a new one.',
    joinQuestion: (me: string, other: string) => `Join “${me}” here with “${other}” there, as one person?`,
    joinWarning: 'Tasks and time of both become one. This cannot be taken back. Go on only if both are you.',
    joined: (name: string) => `Joined. You are ${name} in both messengers now.`,
    orSend: 'Or let them send me this:',
    orOpen: 'Or open this link there:',
  },

  settings: {
    heading: 'Settings',
    saved: 'Saved.',
    change: 'What would you like to change?',
    names: {
      name: 'Name',
      language: 'Language',
      zone: 'Time zone',
      digest: 'Friday digest',
      morning: 'Morning list',
      evening: 'Evening check',
      work: 'Working hours',
      quiet: 'Quiet hours',
      csv: 'CSV files',
      rounding: 'Rounding in files',
    } satisfies Named['settings'] as Named['settings'],
    ask: {
      name: 'What shall I call you?',
      language: 'Which language?',
      zone: 'Where are you? Pick the place that shows your time, or write a city.',
      digest: 'When shall the digest come? Pick one, or write a time.',
      morning: 'When shall the list of what is for today come, on working days?',
      evening: 'When shall I ask how your working day was?',
      work: 'When do you work?',
      quiet: 'When shall I keep quiet?',
      csv: 'What shall stand between the columns of CSV files, and what is the decimal sign?',
      rounding: 'How shall hours be rounded in files? In reports and in what is kept they never are.',
    } satisfies Named['settings'] as Named['settings'],
    hint: {
      name: 'Anna',
      language: 'en, uk or ru',
      zone: 'Europe/Kyiv, or a city',
      digest: '09:00',
      morning: '09:00 or off',
      evening: '17:45 or off',
      work: '9:00-18:00 mon-fri',
      quiet: '20:00-8:00 sat sun',
      csv: '; ,',
      rounding: 'up 15 or off',
    } satisfies Named['settings'] as Named['settings'],
    itIs: (time: string) => `it is ${time} there`,
    always: 'always, even with nothing overdue',
    alwaysButton: 'Even with nothing overdue',
    onlyOverdue: 'Only with overdue tasks',
    off: 'Off',
    isOff: 'off',
    onWorkingDays: (time: string) => `${time} on working days`,
    allDay: (names: string) => `and all day ${names}`,
    onlyAllDay: (names: string) => `all day ${names}`,
    usualCsv: 'As usual here',
    csvIs: (f: CsvFormat) => `columns apart by ${f.separator} · numbers like 1${f.decimal}5`,
    notRounded: 'Do not round',
    rounded: (rounding: Rounding | null): string => {
      if (!rounding) return 'not rounded';
      const { direction, minutes, per } = rounding;
      const how = direction === 'up' ? `up to ${minutes} min` : `to the nearest ${minutes} min`;
      return `${how}, ${per === 'entry' ? 'for each entry' : 'for each person, day and project'}`;
    },
  },

  form: {
    titles: {
      task: 'New task',
      done: 'Done',
      result: 'Result',
      move: 'Deadline',
      pass: 'Hand over',
      note: 'Note',
      edit: 'Change the task',
      remind: 'Reminder',
      log: 'Log time',
      'log edit': 'Correct time',
      'log split': 'Split time',
      'log move': 'Other task',
      'project new': 'New project',
      settings: 'Settings',
      priority: 'Priority',
    },
    create: 'Create',
    save: 'Save',
    whatToDo: 'What needs doing?',
    emptyIsMe: 'Leave it empty for yourself',
    day: 'Day',
    time: 'Time',
    timeHint: 'Without a time the whole day counts; without a day it is today',
    estimateHint: 'How long it takes in all: 3h, 1h30m',
    messageShortened: 'The message is longer than fits here. The link in the description leads to all of it.',
  },

  home: {
    timer: 'Timer',
    sums: (today: string, week: string) => `Today ${today} · this week ${week}`,
    received: (count: string) => `Received: ${count}`,
    given: (count: string) => `Assigned by you: ${count}`,
    nothingGiven: 'You have given nobody a task that is still open.',
  },

  undo: {
    done: 'Taken back.',
    asBefore: (names: readonly string[]) => `As before: ${list(names)}.`,
    taking: 'who took it',
    proposal: 'what is proposed',
    sure: (when: string) => `Your last change is from ${when}. Take it back?`,
    taskGone: 'The task is gone, as if it had never been given.',
    entryBack: 'Time as before:',
    runsAgain: 'The timer is running again:',
    entryGone: 'Time removed:',
    willBeAsBefore: (names: readonly string[]) => `Will be as before: ${list(names)}.`,
    taskWillGo: 'The task will be gone, as if it had never been given.',
    entryWillBeBack: 'Time will be as before:',
    willRunAgain: 'The timer will run again:',
    entryWillGo: 'Time will be removed:',
  },

  why: {
    heading: (name: string) => `Messages to ${name}`,
    mine: 'Messages to you',
    nothing: 'There were none in that time.',
    more: (count: number) => `The last ${count}. Name a day to see others.`,
    tasks: (count: number, numbers: string) => `${pluralEn(count, 'task', 'tasks')} ${numbers}`,
    sorts: {
      digest: 'Friday digest',
      summary: 'Summary of the digests',
      reminder: 'Reminder',
      task: 'About a task',
      timer: 'Timer',
      time: 'About your time',
      morning: 'Morning list',
      evening: 'Evening check',
      several: 'Several in one',
      organisation: 'People and projects',
      other: 'Message',
    } satisfies Named['messageSorts'] as Named['messageSorts'],
    due: 'is about to be sent',
    waits: (when: string) => `waits until ${when}`,
    tried: (count: number, when: string, because: string) =>
      `tried ${count} ${pluralEn(count, 'time', 'times')}, again on ${when}: ${because}`,
    sent: (platform: string, when: string) => `sent in ${platform} on ${when}`,
    skipped: (because: string) => `left out: ${because}`,
    failed: (because: string) => `not sent: ${because}`,
    expired: (because: string) => `given up after days: ${because}`,
    reasons: {
      left: 'the person has left',
      unreachable: 'the messenger does not let me write to this person',
      elsewhere: 'I am not in the messenger that this person uses',
      missed: 'I was not running when it was due',
      joined: 'it was sent to another account of the same person',
      over: 'by then it was no longer true',
      told: 'the Friday digest of that day says all of it',
      refused: 'the messenger does not take this message',
      unclear: 'the messenger did not say whether it arrived',
      busy: 'the messenger could not be reached or asked me to wait',
    } satisfies Named['reasons'] as Named['reasons'],
  },

  button: {
    addResult: 'Add the result',
    addNote: 'Note',
    after: 'Later',
    agree: 'Agree',
    before: 'Earlier',
    calendar: 'Calendar…',
    cancel: 'Cancel',
    cancelReminder: 'Cancel this reminder',
    cancelTimer: 'Throw away',
    changeDeadline: 'Deadline',
    changeEntry: 'Correct',
    changePriority: 'Priority',
    changeSettings: 'Change settings',
    changeZone: 'Time zone',
    createTask: 'Create it as a task',
    date: 'Date…',
    digest: 'My digest',
    deleteEntry: 'Delete',
    done: 'Done',
    doneOnes: 'Done tasks',
    drop: 'Drop',
    earlier: 'Earlier',
    entryHistory: 'History',
    given: 'Assigned by me',
    handOver: 'Hand over',
    help: 'Help',
    inAnHour: 'In 1 hour',
    inTwentyMinutes: 'In 20 min',
    join: 'Join',
    keep: 'Keep',
    lockMonth: (month: string) => `Lock ${month}`,
    lockedMonths: 'Locked months',
    logFree: (range: string) => `Log ${range}`,
    lower: 'Lower priority',
    mondayAtNine: 'Monday 9:00',
    more: 'More',
    move: 'Move',
    moveEntry: 'Other task',
    moveTo: (day: string) => day,
    newProject: 'New project',
    newTask: 'New task',
    nextWeek: 'Next week',
    notRelevant: 'Not relevant',
    nudge: 'Nudge',
    onFriday: 'Friday',
    onMonday: 'Monday',
    open: 'Open',
    openTask: (id: number) => `Open ${id}`,
    otherZone: 'Elsewhere',
    plusWeek: '+1 week',
    previous: 'Back',
    proposeDeadline: 'Propose deadline',
    received: 'My tasks',
    restore: 'Let in again',
    reopen: 'Reopen',
    splitEntry: 'Split',
    startTimer: 'Start timer',
    stopTimer: 'Stop timer',
    takeBack: 'Take it back',
    taskDone: 'Task done',
    today: 'Today',
    tomorrow: 'Tomorrow',
    tomorrowAtNine: 'Tomorrow 9:00',
    took: 'Took it',
    undo: 'Undo',
    unlockMonth: (month: string) => `Unlock ${month}`,
    why: 'What was sent',
    write: 'Write it…',
  },

  refusal: {
    'unknown command': ({ nearest }) => ({
      says:
        nearest.length > 0
          ? 'I did not understand that. Did you mean this?'
          : 'I did not understand that. This is what I can do:',
      example: nearest[0] ?? 'help',
    }),
    'missing argument': () => ({ says: 'Something is missing. Write it like this:' }),
    'not a number': ({ typed, command }) => ({
      says: `“${typed}” is not the number of ${command.startsWith('log ') ? 'an entry' : 'a task'}. Write it like this:`,
    }),
    'nothing asked': () => ({
      says: 'That question has been answered, or is too old. Please start again.',
      example: 'help',
    }),
    'edit of nothing': () => ({
      says: 'I follow an edit only where the message gives a task. Please send this one anew; a task is given like this:',
      example: 'task Banner for the landing tomorrow',
    }),
    'title missing': () => ({
      says: 'The task needs a title: what is to be done?',
      example: 'task Banner for the landing tomorrow',
    }),
    'title too long': ({ length, max, command }) => ({
      says: `The title has ${length} characters, ${max} fit. Put the details below it, after a line break: they become the description.`,
      example: command === 'task' ? 'task Banner for the landing tomorrow' : `${command} Banner for the landing`,
    }),
    'text too long': ({ what, length, max, command }) => ({
      says: `The ${what === 'line' ? 'message' : what} has ${length} characters, ${max} fit. Please shorten it; nothing was saved.`,
      example: command === undefined ? 'help' : `${command} ${shortWords(what, command)}`,
    }),
    'has left': ({ name, restore }) => ({
      says: `${name} is not here any more. A manager can let them in again:`,
      example: restore,
    }),
    'too many people': ({ count, max, command }) => ({
      says: `So many people in one line are too many for me: ${count}. No more than ${max}, please, and the others in the next line:`,
      example: `${command} prostor @anna @oleh`,
    }),
    'has not left': ({ name }) => ({
      says: `${name} has not left, so there is nobody to let in again. These are the people here:`,
      example: 'people',
    }),
    'unknown person': ({ name, nearest, mayInvite }) => ({
      says: `I do not know @${name}.${nearest.length > 0 ? ` Did you mean ${either(nearest)}?` : ''} ${mayInvite ? 'Somebody new needs an invite:' : 'Ask a manager to invite somebody new; who is here already:'}`,
      example: mayInvite ? 'invite' : 'people',
    }),
    'everybody named': ({ name }) => ({
      says: `One person is meant here, and @${name} is everybody at once. Name one of these:`,
      example: 'people',
    }),
    'ambiguous person': ({ name, matches, like }) => ({
      says: `There are several people called ${name}: ${list(matches)}. Write the whole name, or the word in brackets${like ? ':' : '.'}`,
      example: like ?? 'people',
    }),
    'several assignees': ({ names, command }) => ({
      says: `A task is for one person, you named ${list(names)}. Please give each their own.`,
      example: behind(command, '@anna'),
    }),
    'unknown project': ({ tag, nearest }) => ({
      says:
        nearest.length > 0
          ? `There is no project #${tag}. Did you mean ${either(nearest.map((each) => `#${each}`))}? A new one is created like this:`
          : `There is no project #${tag}. A new one is created like this:`,
      example: `project new ${tag} Its full name`,
    }),
    'several projects': ({ tags, command }) => ({
      says:
        tags.length === 1
          ? `You named #${tags[0]} and no project at once. Please keep one.`
          : `A task belongs to one project, you named ${list(tags.map((tag) => `#${tag}`))}. Please keep one.`,
      example: behind(command, '#prostor'),
    }),
    'unknown priority': ({ word, nearest, command }) => ({
      says: `I do not know the priority “${word}”. There are !urgent, !high, !normal and !low; did you mean !${nearest}?`,
      example: command && behind(command, prioritySign(command) + nearest),
    }),
    'several priorities': ({ command }) => ({
      says: 'A task has one priority, you named several. Please keep one.',
      example: behind(command, '!high'),
    }),
    'several deadlines': ({ command }) => ({
      says: 'I read more than one deadline there. Please keep one.',
      example: behind(command, 'friday 18:00'),
    }),
    'several estimates': ({ command }) => ({
      says: 'I read more than one estimate there. Please keep one.',
      example: behind(command, '~3h'),
    }),
    'not an estimate': ({ typed, command }) => ({
      says: `I cannot read “${typed}” as an estimate, so nothing was changed. An estimate has a unit, h or m:`,
      example: behind(command, '~3h'),
    }),
    'not a moment': ({ typed, command, id, isPending }) => ({
      says: `I cannot read “${typed}” as a day or time.${isPending ? ' “off” in its place cancels your reminders of this task.' : ''}`,
      // In a form the question itself shows how to answer.
      example:
        id === undefined ? undefined : `${command} ${id} ${command === 'remind' ? 'tomorrow 10:00' : 'friday 18:00'}`,
    }),
    'deadline past': ({ on, again }) => ({
      says: `That is in the past (${on}). Please give a day or time ahead.`,
      example: again,
    }),
    'deadline too far': ({ again }) => ({
      says: 'That is more than ten years away. Please give a nearer day.',
      example: again,
    }),
    'title like a deadline': ({ typed, id, when }) => ({
      says: `I cannot read “${typed}” as a day or time, so nothing was changed. Set the deadline like this:`,
      example: `move ${id} ${when}`,
    }),
    'title like a person': ({ typed, id }) => ({
      says: `“${typed}” is a person’s name, so nothing was changed. Give them the task like this:`,
      example: `edit ${id} @${typed}`,
    }),
    'one at a time': ({ what, like }) => ({
      says: `Only one ${what} at a time here. Please ask for each in turn, first like this:`,
      example: like,
    }),
    'page past the end': ({ command }) => ({ says: 'The list ends before that page.', example: command }),
    'some of several': ({ without, line }) => ({
      says: `Nothing was changed in any of them. Without ${list(without.map(String))} it goes through:`,
      example: line,
    }),
    'no such task': ({ id }) => ({ says: `There is no task ${id} that you can see.`, example: 'tasks' }),
    'not yours to change': ({ id }) => ({
      says: `Only whoever gave task ${id}, whoever received it, and managers can change it. You can leave a note:`,
      example: `note ${id} What you would like to say`,
    }),
    'task closed': ({ id, state }) => ({
      says:
        state === 'done'
          ? `Task ${id} is done already. You can open it again:`
          : `Task ${id} was dropped. You can open it again:`,
      example: `reopen ${id}`,
    }),
    'task open': ({ id, wants }) => ({
      says: wants === 'result' ? `Task ${id} is open. Close it like this:` : `Task ${id} is open already:`,
      example: wants === 'result' ? `done ${id}` : `show ${id}`,
    }),
    'nothing to change': ({ id }) => ({
      says: `Task ${id} is like that already; nothing was changed.`,
      example: `show ${id}`,
    }),
    'never without': ({ field, id }) => ({
      says:
        field === 'priority'
          ? 'A task always has a priority, so nothing was changed. Make it normal like this:'
          : 'A task is always somebody’s, so nothing was changed. Take it yourself or name somebody else:',
      example: `edit ${id} ${field === 'priority' ? '!normal' : '@me'}`,
    }),
    'no proposal': ({ id }) => ({ says: `Nothing is proposed for task ${id} any more.`, example: `show ${id}` }),
    'not for you to decide': ({ id }) => ({
      says: `That is for the other person of task ${id} to decide. You can leave a note:`,
      example: `note ${id} What you would like to say`,
    }),
    'deadline stays': ({ id, isPartly }) => ({
      says: `Only whoever gave task ${id} can take its deadline off${isPartly ? ', so nothing was changed; the rest of your line works without it' : ''}. You can propose another one:`,
      example: `move ${id} in 7 days`,
    }),
    'nobody to nudge': ({ id }) => ({
      says: `Task ${id} is your own: there is nobody to nudge.`,
      example: `done ${id}`,
    }),
    'no such digest': () => ({ says: 'That digest is gone. Get a fresh one:', example: 'digest' }),
    'reminder past': ({ when, id }) => ({
      says: `That is in the past (${when}). Please give a time ahead.`,
      example: `remind ${id} in 2 hours`,
    }),
    'reminder too late': ({ when, id }) => ({
      says: `That is in your quiet hours, and when they are over (${when}) the deadline has passed. Give a time before them:`,
      example: `remind ${id} in 10 minutes`,
    }),
    'reminder needs deadline': ({ id }) => ({
      says: `Task ${id} has no deadline to remind you before. Give a time instead:`,
      example: `remind ${id} tomorrow 10:00`,
    }),
    'no reminder': ({ id, isClosed }) => ({
      says: isClosed
        ? `No reminder of yours is waiting for task ${id}; it is closed, so none is needed.`
        : `No reminder of yours is waiting for task ${id}. Set one like this:`,
      example: isClosed ? `show ${id}` : `remind ${id} in 2 hours`,
    }),
    'assignee left': ({ name }) => ({
      says: `${name} has left. Give the task to somebody else:`,
      example: 'people',
    }),
    'no timer': () => ({ says: 'No timer is running. Start one:', example: 'timer start 12 layout' }),
    'timer not then': ({ when, since }) => ({
      says: `Your timer has been running since ${since}, so it cannot stop at ${when}: that is before its start, or still ahead. It keeps running. Give another time, or stop it now:`,
      example: 'timer stop',
    }),
    'timer start ahead': ({ time, work }) => ({
      says: `Nothing was started: ${time} is still ahead. Start the timer when you begin, or now:`,
      example: words('timer start', work),
    }),
    'timer start taken': ({ time, with: { work: other, times }, runs, next, work }) => ({
      says: `You already have time after ${time}: ${other}, ${times}. Nothing was started. ${runs ? 'Stop that timer first:' : 'This would work:'}`,
      example: runs ? 'timer stop' : words('timer start', work, next),
    }),
    'not a duration': ({ typed, command, meant }) => ({
      says: `I cannot read how long “${typed}” is.${meant ? ' Did you mean this?' : ''}`,
      example: meant ?? (command === 'log' ? 'log 1h30m 12 layout' : `${command} 1h15m`),
    }),
    'entry in the future': ({ command, work }) => ({
      says: 'That is still in the future. Time is logged once it has passed.',
      example: words(command, '9:00-11:30 yesterday', work),
    }),
    'day to come': ({ typed, lastSo, command }) => ({
      says: `“${typed}” is still to come. If you mean the last one, write its year too:`,
      example: words(command, lastSo),
    }),
    'no such day': ({ typed, command }) => ({
      says: `There is no ${typed} in the calendar. Name a day that has been, or “today”:`,
      example: words(command, 'yesterday'),
    }),
    'entry too long': ({ command, work }) => ({
      says: 'That is more than 24 hours. Please log each day on its own.',
      example: words(command, command === 'log' ? '8h yesterday' : '8h', work),
    }),
    'two works': ({ work, tag, command }) => ({
      says: `You name both ${work} and #${tag}, but time belongs to one of them. Please send only one, such as:`,
      example: command,
    }),
    'two amounts': ({ range, command }) => ({
      says: `You say how long twice, and differently: a duration and ${range}. Please send only one, such as:`,
      example: command,
    }),
    'entry overlaps': ({ with: { work, times }, repeat, list }) => ({
      says: `There is time of yours already: ${work}, ${times}. ${repeat ? 'The longest free part is below.' : 'Nothing between is free.'}`,
      example: list,
    }),
    'no such entry': ({ id }) => ({ says: `There is no time entry ${id} of yours.`, example: 'log list' }),
    'entry runs': ({ id }) => ({ says: `Entry ${id} is your running timer. Stop it first:`, example: 'timer stop' }),
    'not an entry change': ({ id, typed }) => ({
      says: `I cannot read how long “${typed}” is, nor a day, a #task or a “note …” in it.`,
      example: `log edit ${id} 1h15m #12 yesterday`,
    }),
    'not a target': ({ id, typed }) => ({
      says: `I cannot read “${typed}” as a task or a project. These are yours to choose from:`,
      example: `log move ${id}`,
    }),
    'entry is like that': ({ id }) => ({
      says: `Entry ${id} is like that already; nothing was changed.`,
      example: `log show ${id}`,
    }),
    'not within entry': ({ id, from, to, at, typed }) => ({
      says: `${typed === undefined ? '' : `I cannot read “${typed}” as a time. `}Entry ${id} can be split between ${from} and ${to} only. Give a time, or how long the first part is.`,
      example: at ? `log split ${id} ${at}` : `log show ${id}`,
    }),
    'month locked': ({ month, by, since }) => ({
      says: `${monthName(month)} is locked (${by}, ${since}), and only owners can change time in it. Ask one of them:`,
      example: 'people',
    }),
    'not a month': ({ typed, command }) => ({
      says: `I cannot read “${typed}” as a month.`,
      example: `${command} 2026-10`,
    }),
    'month ahead': ({ month }) => ({
      says: `${monthName(month)} has not begun yet. Months are locked once they have begun.`,
      example: 'time locks',
    }),
    'timer over': ({ id }) => ({
      says: `Timer ${id} is not running any more, and nothing was changed. Your time is here:`,
      example: 'log list',
    }),
    'day full': () => ({
      says: 'Nothing of that working day is left to log, or nothing in it is free. Your time is here:',
      example: 'log list',
    }),
    'not a period': ({ typed, command }) => ({
      says: `I cannot read “${typed}” as a period.`,
      example:
        command === 'why'
          ? 'why @anna yesterday'
          : command === 'log list'
            ? 'log list last week'
            : 'time last week by project',
    }),
    'not in a report': ({ typed, period, wants }) => ({
      says: `I do not know what “${typed}” is in a report. It goes by project, person, task or day, and as a picture, XLSX or CSV:`,
      example: words('time', period, wants === 'file' ? 'xlsx' : 'by task'),
    }),
    'period backwards': ({ typed, swapped, command }) => ({
      says: `“${typed}” ends before it begins. Did you mean this?`,
      example: `${command} ${swapped}`,
    }),
    'time of others': () => ({
      says: 'You can see your own time; other people’s is for managers.',
      example: 'time week',
    }),
    'not a tag': ({ tag }) => ({
      says: `“${tag}” cannot be a tag. A tag has 2 to 32 letters, digits, - or _, and at least one letter.`,
      example: 'project new prostor Prostor shop',
    }),
    'tag reserved': ({ tag }) => ({
      says: `“${tag}” already means something else to me and cannot be a tag. Please choose another:`,
      example: 'project new prostor Prostor shop',
    }),
    'tag taken': ({ tag }) => ({ says: `There is a project #${tag} already.`, example: 'project list' }),
    'project archived': ({ tag, mayRestore }) => ({
      says: mayRestore
        ? `#${tag} is archived: nothing new goes into it. To bring it back:`
        : `#${tag} is archived: nothing new goes into it. A manager or whoever created it can bring it back. Other projects:`,
      example: mayRestore ? `project restore ${tag}` : 'project list',
    }),
    'not your project': ({ tag }) => ({
      says: `You are not a member of #${tag}. One of its members or a manager can add you:`,
      example: `project add ${tag} @you`,
    }),
    'not a room': () => ({
      says: 'This works in a channel or a group: write it there.',
      example: 'project bind prostor',
    }),
    'room of a project': ({ tag }) => ({
      says: `This room belongs to #${tag}. Only a manager or whoever created that project can bind it to another. Ask one of them:`,
      example: 'people',
    }),
    'managers only': () => ({ says: 'That is for managers and owners. Ask one of them:', example: 'people' }),
    'owners only': () => ({ says: 'That is for owners. Ask one of them:', example: 'people' }),
    'restored by owners': () => ({
      says: 'Only owners let managers and owners in again. Ask one of them:',
      example: 'people',
    }),
    'last owner': ({ other }) => ({
      says: 'This is the only owner. Make somebody else an owner first:',
      example: other === undefined ? 'invite' : `people role @${other} owner`,
    }),
    'not a role': ({ typed, command }) => ({
      says: typed
        ? `There is no role “${typed}” here. Choose ${command === 'invite' ? 'manager or member' : 'owner, manager or member'}.`
        : 'Which role: owner, manager or member?',
      example: command === 'invite' ? 'invite manager' : 'people role @anna manager',
    }),
    'unknown setting': ({ name, nearest }) => ({
      says: `There is no setting “${name}”. ${nearest[0] ? 'Did you mean this one?' : 'These are the settings:'}`,
      example: nearest[0] ? `settings ${nearest[0]}` : 'settings',
    }),
    'bad setting': ({ name, typed }) => ({
      says:
        name === 'name'
          ? `I cannot read “${typed}” as a name: it needs letters, no @ or # in front, and it is no word such as me or all. Write it like this:`
          : `I cannot read “${typed}” here. Write it like this:`,
      example: {
        name: 'settings name Anna',
        language: 'settings language uk',
        zone: 'settings zone Europe/Kyiv',
        digest: 'settings digest 09:00',
        morning: 'settings morning 09:00',
        evening: 'settings evening 17:45',
        work: 'settings work 9:00-18:00 mon-fri',
        quiet: 'settings quiet 20:00-8:00 sat sun',
        csv: 'settings csv ; ,',
        rounding: 'settings rounding up 15 per entry',
      }[name],
    }),
    'digest day is set': ({ day, time }) => ({
      says: `The day of the digest (${day}) is the same for the whole organisation (DIGEST_AT); only the time is yours to choose:`,
      example: `settings digest ${time}`,
    }),
    'digest stays on': ({ time, isAlways }) => ({
      says: isAlways
        ? 'The digest cannot be turned off, but it can come only when something is overdue:'
        : 'The digest cannot be turned off; with nothing overdue it does not come. Its time is yours to choose:',
      example: `settings digest ${isAlways ? 'overdue' : time}`,
    }),
    'name taken': ({ name }) => ({
      says: `Somebody here is called “${name}” already, and nobody could tell you two apart. Add a surname or an initial:`,
      example: 'settings name Anna K.',
    }),
    'nothing to undo': () => ({ says: 'There is nothing of yours to take back.', example: 'tasks' }),
    'not the last change': () => ({
      says: 'That was taken back already, or you have done something since. Your last change is taken back like this:',
      example: 'undo',
    }),
    'undo takes nothing': () => ({
      says: 'Undo takes back your last change only, with no number or words behind it. Nothing was taken back; the last change is taken back like this:',
      example: 'undo',
    }),
    'changed since': ({ what, id }) => ({
      says: `${what === 'task' ? `Task ${id}` : `Time entry ${id}`} has been changed since, and taking your change back would lose that. Nothing was changed.`,
      example: what === 'task' ? `show ${id}` : 'log list',
    }),
    'owner awaited': () => ({
      says: 'This is a private bot, and nobody has come in yet. If you have set it up, send me the code of your SETUP_CODE setting like this:',
      example: 'start CODE',
    }),
    'not invited': ({ isInRoom }) => ({
      says: isInRoom
        ? 'This is a private bot, for people with an invite. Whoever has one sends it to me in our private chat, not here.'
        : 'This is a private bot. Ask somebody who uses it for an invite; it looks like this:',
      example: isInRoom ? undefined : 'start CODE',
    }),
    'outsider named': ({ name }) => ({
      says: `Tasks are for full members of the workspace, and ${name} is not one. Please choose somebody else.`,
      example: 'task Banner @anna',
    }),
    outsider: () => ({ says: 'I work with full members of the workspace only. Please ask one of them.' }),
    'not known yet': () => ({ says: 'I could not look you up just now. Please try again in a minute.' }),
    left: () => ({ says: 'Your access has ended. Please ask a manager if that is a mistake.' }),
    'wrong code': () => ({
      says: 'That code does not work: it is used up, too old, or mistyped. Please ask for a new one.',
    }),
    'too many wrong codes': () => ({ says: 'Too many wrong codes. Please try again in an hour, with a new one.' }),
    'same platform': () => ({
      says: 'These two cannot be joined: a person has one account in each messenger. Send the code in the other one.',
      example: 'link',
    }),
    'cannot be one person': () => ({
      says: 'Both accounts have time logged for the same hours, or both have a timer running. Correct that first, then link again.',
      example: 'time month by day',
    }),
    'not saved': () => ({
      says: 'That could not be saved just now. Nothing was changed; please try again in a moment.',
    }),
    'maybe saved': () => ({
      says: 'The disk failed while I was saving that, so I cannot tell whether it was kept. Look first, then repeat it if it is missing:',
      example: 'tasks',
    }),
    bug: ({ reference }) => ({
      says: `Something went wrong on my side, and nothing was changed. Please tell whoever runs me: reference ${reference}.`,
    }),
  } satisfies Named['refusals'] as Named['refusals'],

  help: {
    heading: 'What I can do',
    more: 'More about one command:',
    example: 'For example:',
    restInPrivate: 'Everything else, such as your time and settings, is for our private chat.',
    topics: { tasks: 'Tasks', time: 'Time', friday: 'Friday', projects: 'Projects', people: 'People and settings' },
    commands: {
      task: {
        usage: '<what> [@who] [#project] [!priority] [when] [~3h]',
        does: 'give a task; without a line I ask for the rest',
        examples: ['task Banner for Prostor @anna #prostor !high tomorrow 18:00', 'task Call the printer friday'],
      },
      tasks: {
        usage:
          '[received | given] [overdue | today | tomorrow | week] [done | closed | dropped | all] [#project] [@person] [!priority] [words]',
        does: 'list tasks; on its own, those you received',
        examples: ['tasks given overdue', 'tasks #prostor !high banner'],
      },
      show: { usage: '12', does: 'one task with its history', examples: ['show 12', 'show #12'] },
      done: {
        usage: '12 [result]',
        does: 'close as done; several numbers at once are fine',
        examples: ['done 12 Banner is in the shared folder', 'done 12, 13, 14'],
      },
      result: {
        usage: '12 <text>',
        does: 'write what came of a closed task',
        examples: ['result 12 Banner is in the shared folder', 'result 12'],
      },
      drop: {
        usage: '12 [reason]',
        does: 'no longer relevant, one or several; an assignee asks the author',
        examples: ['drop 12 The client changed their mind', 'drop 12'],
      },
      reopen: { usage: '12', does: 'open a closed task again', examples: ['reopen 12', 'reopen T12'] },
      edit: {
        usage: '12 <what is new>',
        does: 'change only what you name; “no deadline” and “no project” take those away',
        examples: ['edit 12 @oleh !urgent', 'edit 12 no deadline'],
      },
      move: {
        usage: '12 <when>',
        does: 'move the deadline; an assignee asks the author',
        examples: ['move 12 friday 18:00', 'move 12 in 3 days'],
      },
      priority: {
        usage: '12 <priority>',
        does: 'change the priority',
        examples: ['priority 12 high', 'priority 12 low'],
      },
      note: {
        usage: '12 <text>',
        does: 'add a note to a task',
        examples: ['note 12 Waiting for the photos', 'note 12 The client called'],
      },
      took: { usage: '12', does: 'say that you are on it', examples: ['took 12', 'took T12'] },
      nudge: { usage: '12', does: 'ask the assignee how it is going', examples: ['nudge 12', 'nudge #12'] },
      agree: { usage: '12', does: 'agree to what the assignee proposed', examples: ['agree 12', 'agree #12'] },
      keep: { usage: '12', does: 'keep the task as it is, against a proposal', examples: ['keep 12', 'keep #12'] },
      remind: {
        usage: '12 <when> | off',
        does: 'remind you of a task',
        examples: ['remind 12 in 2 hours', 'remind 12 1h before'],
      },
      timer: { usage: '', does: 'what is running, and today’s time', examples: ['timer', 'timer start 12'] },
      'timer start': {
        usage: '[12 | #project] [at 9:00] [note]',
        does: 'start a timer; a running one is stopped first',
        examples: ['timer start 12 layout', 'timer start #prostor call'],
      },
      'timer stop': {
        usage: '[at 18:00] [note]',
        does: 'stop the timer',
        examples: ['timer stop', 'timer stop first draft sent'],
      },
      'timer cancel': { usage: '', does: 'throw the running timer away', examples: ['timer cancel', 'undo'] },
      log: {
        usage: '<how long | from–to> [12 | #project] [day] [note]',
        does: 'log time by hand',
        examples: ['log 1h30m 12 layout', 'log 9:00-11:30 #prostor call'],
      },
      'log edit': {
        usage: '45 [how long | from–to] [#12 | #project] [day] [note]',
        does: 'correct logged time: only what you name',
        examples: ['log edit 45 1h15m', 'log edit 45 #12 layout'],
      },
      'log show': {
        usage: '45',
        does: 'logged time and how it was changed',
        examples: ['log show 45', 'log list'],
      },
      'log split': {
        usage: '45 <time | how long>',
        does: 'split logged time in two',
        examples: ['log split 45 12:20', 'log split 45 20m'],
      },
      'log move': {
        usage: '45 <12 | #project>',
        does: 'move logged time to another task',
        examples: ['log move 45 12', 'log move 45 #prostor'],
      },
      'log list': {
        usage: '[period]',
        does: 'your logged time with its numbers, to correct it',
        examples: ['log list', 'log list last week'],
      },
      'log delete': { usage: '45 …', does: 'delete logged time', examples: ['log delete 45', 'undo'] },
      time: {
        usage: '[period] [#project] [@person|everybody] [by project|person|task|day] [picture|xlsx|csv]',
        does: 'time report',
        examples: ['time week by task', 'time last month #prostor by person'],
      },
      'time lock': {
        usage: '<month>',
        does: 'close a month: its time cannot be changed (owners)',
        examples: ['time lock 2026-10', 'time lock last month'],
      },
      'time unlock': {
        usage: '<month>',
        does: 'open a month again (owners)',
        examples: ['time unlock 2026-10', 'time unlock last month'],
      },
      'time locks': {
        usage: '',
        does: 'the months that are locked (owners)',
        examples: ['time locks', 'time last month'],
      },
      digest: { usage: '', does: 'your Friday digest, now', examples: ['digest', 'settings digest 10:00'] },
      undo: { usage: '', does: 'take back your last change', examples: ['undo', 'help undo'] },
      project: { usage: '<tag>', does: 'a project and its members', examples: ['project prostor', 'project list'] },
      'project new': {
        usage: '<tag> <name>',
        does: 'create a project',
        examples: ['project new prostor Prostor shop', 'project new site-2027 New site'],
      },
      'project list': { usage: '', does: 'all projects', examples: ['project list', 'tasks #prostor'] },
      'project add': {
        usage: '<tag> @person …',
        does: 'add a member, who then sees its tasks',
        examples: ['project add prostor @anna', 'project add prostor @anna @oleh'],
      },
      'project remove': {
        usage: '<tag> @person …',
        does: 'remove a member',
        examples: ['project remove prostor @anna', 'project remove prostor @oleh'],
      },
      'project bind': {
        usage: '<tag>',
        does: 'tie this channel or group to the project',
        examples: ['project bind prostor', 'project bind site-2027'],
      },
      'project archive': {
        usage: '<tag>',
        does: 'archive a project',
        examples: ['project archive prostor', 'project list'],
      },
      'project restore': {
        usage: '<tag>',
        does: 'take a project out of the archive',
        examples: ['project restore prostor', 'project list'],
      },
      people: { usage: '', does: 'who is here', examples: ['people', 'tasks @anna'] },
      'people role': {
        usage: '@person owner|manager|member',
        does: 'change a role (owners)',
        examples: ['people role @anna manager', 'people role @oleh member'],
      },
      'people remove': {
        usage: '@person',
        does: 'end somebody’s access (managers)',
        examples: ['people remove @oleh', 'people'],
      },
      'people restore': {
        usage: '@person',
        does: 'let somebody in again (managers)',
        examples: ['people restore @oleh', 'people'],
      },
      invite: {
        usage: '[manager|member]',
        does: 'a one-time link that lets somebody in (managers)',
        examples: ['invite', 'invite manager'],
      },
      link: { usage: '', does: 'join your Slack and Telegram', examples: ['link', 'link CODE'] },
      settings: {
        usage: '[name value]',
        does: 'language, zone, digest, morning list, evening check, working and quiet hours, files',
        examples: ['settings zone Europe/Kyiv', 'settings quiet 22:00-7:00 sat sun'],
      },
      why: {
        usage: '[@person] [day]',
        does: 'what was sent to you, or why not (managers: to anybody)',
        examples: ['why', 'why @anna yesterday'],
      },
      help: { usage: '[command]', does: 'this, or more about one command', examples: ['help', 'help log'] },
    } satisfies Named['commands'] as Named['commands'],
  },
};
