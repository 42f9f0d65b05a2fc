import type { CalendarDate } from '../domain/instant.ts';
import type { Catalogue } from './catalogue.ts';
import { formatDay } from './format-moment.ts';

export interface TitledReport {
  from: CalendarDate;
  to: CalendarDate;
  /** undefined: everybody */
  person: { name: string } | undefined;
  project: { tag: string } | undefined;
}

/** `Anna · #prostor · Mon 2 Nov – Sun 8 Nov`. @param today where the reader is */
export function reportTitle({ from, to, person, project }: TitledReport, text: Catalogue, today: CalendarDate): string {
  const day = (date: CalendarDate) => formatDay(date, { language: text.language, today });
  const days = from === to ? day(from) : `${day(from)} – ${day(to)}`;
  return [person ? person.name : text.time.everybody, project && `#${project.tag}`, days].filter(Boolean).join(' · ');
}
