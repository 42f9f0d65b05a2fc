import { DateTime } from 'luxon';
import type { Model } from './model.ts';
import {
  addEntry,
  clashes,
  no,
  removeEntry,
  runningOf,
  setEntry,
  stopRunning,
  takeTask,
  wholeSecond,
} from './model.ts';
import type { Step } from './model-steps.ts';

/** Timers and time logged by hand, as the model reads them. */
export const TIME_STEPS = {
  timerStart(person: number, id: number | null): Step {
    return {
      person,
      line: `/timer start ${id ?? ''}`,
      act(model, change) {
        if (id !== null && takeTask(model, person, id).state !== 'open') no();
        stopRunning(model, person, null, change);
        const now = wholeSecond(model.now);
        const taken = clashes(model, { person, from: now, to: null }).flatMap(({ to }) => to ?? []);
        const from = [now, ...taken].sort().at(-1) ?? now;
        addEntry(model, { person, task: id, from, to: null, note: null }, change);
      },
    };
  },
  timerStop(person: number, words: string): Step {
    return {
      person,
      line: `/timer stop ${words}`,
      act: (model, change) => (stopRunning(model, person, words, change) ? undefined : no()),
    };
  },
  timerCancel(person: number): Step {
    return {
      person,
      line: '/timer cancel',
      act: (model, change) => removeEntry(model, runningOf(model, person) ?? no(), change),
    };
  },
  log(person: number, day: string, starts: string, ends: string, id: number): Step {
    return {
      person,
      line: `/log ${starts}-${ends} ${id} ${day}`,
      act(model, change) {
        takeTask(model, person, id);
        const entry = { person, task: id, ...stretch(model, person, day, starts, ends), note: null };
        if (entry.to > wholeSecond(model.now) || clashes(model, entry).length > 0) no();
        addEntry(model, entry, change);
      },
    };
  },
  logEdit(person: number, id: number, starts: string, ends: string): Step {
    return {
      person,
      line: `/log edit ${id} ${starts}-${ends}`,
      act(model, change) {
        const entry = takeEntry(model, person, id);
        if (entry.to === null) no();
        const zone = model.people[person]?.zone ?? 'UTC';
        const day = DateTime.fromISO(entry.from, { zone }).toISODate() ?? '';
        const wish = stretch(model, person, day, starts, ends);
        if (wish.to > wholeSecond(model.now) || clashes(model, { ...entry, ...wish }, id).length > 0) no();
        // What is as it was is no change.
        if (entry.from === wish.from && entry.to === wish.to) no();
        setEntry(model, entry, wish, change);
      },
    };
  },
  logDelete(person: number, id: number): Step {
    return {
      person,
      line: `/log delete ${id}`,
      act: (model, change) => removeEntry(model, takeEntry(model, person, id), change),
    };
  },
};

function takeEntry(model: Model, person: number, id: number) {
  const entry = model.entries.get(id);
  return entry && (entry.person === person || model.people[person]?.leads) ? entry : no();
}

/** Hours of the day only, which no clock change repeats or skips. */
function stretch(model: Model, person: number, day: string, starts: string, ends: string) {
  const zone = model.people[person]?.zone ?? 'UTC';
  const at = (time: string) => DateTime.fromISO(`${day}T${time}`, { zone }).toUTC().toISO() ?? '';
  return starts < ends ? { from: at(starts), to: at(ends) } : no();
}
