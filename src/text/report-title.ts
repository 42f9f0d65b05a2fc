import type { CalendarDate } from '../domain/instant.ts';
import type { Catalogue } from './catalogue.ts';
import { formatDays } from './format-moment.ts';

export interface TitledReport {
  from: CalendarDate;
  to: CalendarDate;
  /** undefined: everybody */
  person: { name: string } | undefined;
  project: { tag: string } | undefined;
}

/** `Anna · #prostor · Mon 2 Nov – Sun 8 Nov`. @param today where the reader is */
export function reportTitle({ from, to, person, project }: TitledReport, text: Catalogue, today: CalendarDate): string {
  const days = formatDays({ from, to }, { language: text.language, today });
  return [person ? person.name : text.time.everybody, project && `#${project.tag}`, days].filter(Boolean).join(' · ');
}
