import type { Call } from '../chat/command.ts';
import type { FilledForm, FormField } from '../chat/form.ts';
import type { Deadline } from '../domain/deadline.ts';
import type { CalendarDate, TimeOfDay } from '../domain/instant.ts';
import { calendarDate, dateIn, instantAt, timeIn, timeOfDay } from '../domain/instant.ts';
import type { Refusal } from '../domain/refusal.ts';
import { FormError, UserError } from '../domain/refusal.ts';
import type { Catalogue } from '../text/catalogue.ts';

/** Reads the fields of a form one by one and gathers what is wrong with them. */
export function createFieldReader() {
  const problems: { field: string; refusal: Refusal }[] = [];
  return {
    /** @returns undefined where the field is wrong, which is remembered */
    async read<T>(field: string, work: () => T | Promise<T>): Promise<T | undefined> {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        problems.push({ field, refusal: error.refusal });
        return undefined;
      }
    },
    /** @throws FormError with all that was wrong */
    finish(): void {
      if (problems.length > 0) throw new FormError(problems);
    },
  };
}

/** The fields `day` and `time`: both optional, and a time alone is today's. */
export function deadlineIn(call: Pick<Call, 'now' | 'person'>, filled: FilledForm): Deadline | undefined {
  const { day, time } = filled;
  if (!day && !time) return undefined;
  const [year = 0, month = 0, dayOfMonth = 0] = (day ?? '').split('-').map(Number);
  const on = day ? calendarDate(year, month, dayOfMonth) : dateIn(call.person.zone, call.now);
  const [hour = 0, minute = 0] = (time ?? '').split(':').map(Number);
  const at = time ? timeOfDay(hour, minute) : undefined;
  if (!on || (time && !at))
    throw new UserError({
      kind: 'not a moment',
      typed: `${day ?? ''} ${time ?? ''}`.trim(),
      command: 'move',
      id: undefined,
    });
  return at ? { kind: 'moment', at: instantAt(on, at, call.person.zone) } : { kind: 'day', on };
}

/** A deadline as the values of those fields. */
export function dayAndTime(deadline: Deadline, zone: string): { day: CalendarDate; time?: TimeOfDay } {
  if (deadline.kind === 'day') return { day: deadline.on };
  return { day: dateIn(zone, deadline.at), time: timeIn(zone, deadline.at) };
}

/** The two fields that `deadlineIn` reads. */
export function deadlineFields(text: Catalogue, deadline: Deadline | null, zone: string): FormField[] {
  const { day, time } = deadline ? dayAndTime(deadline, zone) : {};
  return [
    { name: 'day', label: text.form.day, isOptional: false, kind: 'day', ...(day ? { value: day } : {}) },
    {
      name: 'time',
      label: text.form.time,
      hint: text.form.timeHint,
      isOptional: true,
      kind: 'time',
      ...(time ? { value: time } : {}),
    },
  ];
}
