import type { Model, ModelChange, ModelDeadline, ModelTask } from './model.ts';
import {
  addReminder,
  changeTask,
  emptyChange,
  hangReminders,
  hasWord,
  lateFrom,
  No,
  no,
  runningOf,
  setProposal,
  stopRunning,
  takeTask,
  wrote,
} from './model.ts';
import { undoLast } from './model-undo.ts';

/** One command as the model reads it; `line` is what the person types for it. */
export interface Step {
  person: number;
  line: string;
  /** changes the model; throws `No` */
  act: (model: Model, change: ModelChange) => void;
}

/** Does a step in the model: all of it, or nothing. @returns whether it was done */
export function perform(model: Model, step: Step): boolean {
  const kept = structuredClone({ ...model, reminders: [] });
  const reminders = model.reminders.map((reminder) => ({ reminder, at: reminder.at }));
  const change = emptyChange();
  try {
    step.act(model, change);
  } catch (error) {
    if (!(error instanceof No)) throw error;
    // The same reminders as before, since changes point at them.
    const restored = { ...kept, changes: model.changes };
    for (const { reminder, at } of reminders) reminder.at = at;
    Object.assign(model, restored, { reminders: reminders.map((each) => each.reminder) });
    return false;
  }
  const parts = [change.tasks, change.entries, change.proposals, change.notes];
  if (parts.some((part) => part.length > 0)) model.changes[step.person]?.push(change);
  return true;
}

const open = (task: ModelTask): ModelTask => (task.state === 'open' ? task : no());

function ahead(model: Model, deadline: ModelDeadline, assignee: number): void {
  const late = lateFrom(model, deadline, assignee);
  if (late !== null && late <= model.now) no();
}

export interface Wish {
  deadline: ModelDeadline;
  /** as it is typed */
  words: string;
}

export const STEPS = {
  create(person: number, title: string, assignee: number, name: string, priority: string, wish: Wish): Step {
    return {
      person,
      line: `/task ${title} @${name} !${priority} ${wish.words}`,
      act(model, change) {
        ahead(model, wish.deadline, assignee);
        const id = ++model.tasksMade;
        const { deadline } = wish;
        const base = { state: 'open' as const, result: null, isTaken: false, stamp: ++model.stamps };
        model.tasks.set(id, { ...base, id, title, author: person, assignee, priority, deadline });
        wrote(model, person, id);
        change.tasks.push({ id, before: null, after: model.stamps });
      },
    };
  },
  close(person: number, id: number, how: 'done' | 'drop', words: string): Step {
    return {
      person,
      line: `/${how} ${id} ${words}`,
      act(model, change) {
        const task = open(takeTask(model, person, id));
        if (how === 'drop' && !hasWord(model, person, task)) {
          const ask = { drop: words };
          return setProposal(model, person, id, { by: person, at: model.now, ask }, change);
        }
        closeTask(model, person, task, how === 'done' ? 'done' : 'dropped', words, change);
      },
    };
  },
  reopen(person: number, id: number): Step {
    return {
      person,
      line: `/reopen ${id}`,
      act(model, change) {
        const task = takeTask(model, person, id);
        if (task.state === 'open') no();
        changeTask(model, person, task, { state: 'open', result: null }, change);
      },
    };
  },
  result(person: number, id: number, words: string): Step {
    return {
      person,
      line: `/result ${id} ${words}`,
      act(model, change) {
        const task = takeTask(model, person, id);
        if (task.state === 'open') no();
        changeTask(model, person, task, { result: words }, change);
      },
    };
  },
  move(person: number, id: number, wish: Wish): Step {
    return {
      person,
      line: `/move ${id} ${wish.words}`,
      act(model, change) {
        const task = open(takeTask(model, person, id));
        const { deadline } = wish;
        if (JSON.stringify(deadline) === JSON.stringify(task.deadline)) no();
        if (deadline === null) {
          if (!hasWord(model, person, task)) no();
        } else {
          ahead(model, deadline, task.assignee);
          if (!hasWord(model, person, task)) {
            return setProposal(model, person, id, { by: person, at: model.now, ask: { deadline } }, change);
          }
        }
        changeTask(model, person, task, { deadline }, change);
        setProposal(model, person, id, null, change);
      },
    };
  },
  field(person: number, id: number, words: string, patch: Partial<ModelTask>): Step {
    return {
      person,
      line: `/edit ${id} ${words}`,
      act(model, change) {
        const task = open(takeTask(model, person, id));
        const isPassedOn = patch.assignee !== undefined && patch.assignee !== task.assignee;
        const stamp = task.stamp;
        changeTask(model, person, task, isPassedOn ? { ...patch, isTaken: false } : patch, change);
        if (task.stamp === stamp) no();
        if (isPassedOn) setProposal(model, person, id, null, change);
      },
    };
  },
  took(person: number, id: number): Step {
    return {
      person,
      line: `/took ${id}`,
      act(model, change) {
        const task = open(takeTask(model, person, id));
        if (task.assignee !== person || task.isTaken) no();
        changeTask(model, person, task, { isTaken: true }, change);
      },
    };
  },
  decide(person: number, id: number, how: 'agree' | 'keep'): Step {
    return {
      person,
      line: `/${how} ${id}`,
      act(model, change) {
        const task = open(takeTask(model, person, id));
        const proposal = model.proposals.get(id);
        if (!hasWord(model, person, task) || !proposal) return no();
        setProposal(model, person, id, null, change);
        if (how === 'keep') return;
        if ('drop' in proposal.ask) return closeTask(model, person, task, 'dropped', proposal.ask.drop, change);
        ahead(model, proposal.ask.deadline, task.assignee);
        changeTask(model, person, task, { deadline: proposal.ask.deadline }, change);
      },
    };
  },
  note(person: number, id: number, words: string): Step {
    return {
      person,
      line: `/note ${id} ${words}`,
      act(model, change) {
        takeTask(model, person, id);
        model.notes.set(id, [...(model.notes.get(id) ?? []), words]);
        wrote(model, person, id);
        change.notes.push({ id, text: words });
      },
    };
  },
  remind(person: number, id: number): Step {
    return {
      person,
      line: `/remind ${id} 1h before`,
      act: (model) => addReminder(model, person, open(takeTask(model, person, id))),
    };
  },
  undo(person: number): Step {
    return { person, line: '/undo yes', act: (model) => undoLast(model, person) };
  },
  zone(person: number, zone: string): Step {
    return {
      person,
      line: `/settings zone ${zone}`,
      act(model) {
        const someone = model.people[person];
        if (someone) someone.zone = zone;
        for (const task of model.tasks.values()) {
          if (task.state === 'open' && task.assignee === person) hangReminders(model, task);
        }
      },
    };
  },
};

function closeTask(
  model: Model,
  by: number,
  task: ModelTask,
  state: 'done' | 'dropped',
  result: string | null,
  change: ModelChange,
): void {
  if (runningOf(model, by)?.task === task.id) stopRunning(model, by, null, change);
  changeTask(model, by, task, { state, result }, change);
  setProposal(model, by, task.id, null, change);
}

export function tasksOf(model: Model, person: number): { received: ModelTask[]; given: ModelTask[] } {
  const opened = [...model.tasks.values()].filter((task) => task.state === 'open');
  const received = opened.filter((task) => task.assignee === person);
  const given = opened.filter((task) => task.author === person && task.assignee !== person);
  return { received, given };
}
