import type { Call } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { faint, line, plain } from '../chat/reply.ts';
import type { PersonId } from '../domain/ids.ts';
import { dateIn } from '../domain/instant.ts';
import type { Stretch } from '../domain/time-entry.ts';
import type { EntryHistoryLine, EntryTarget } from '../ports/time.ts';
import { formatDay, formatMoment, formatTimes } from '../text/format-moment.ts';
import { taskNames, workName } from './timer-view.ts';

/** Who reads it, in their language and zone. */
export type HistoryReader = Pick<Call, 'tx' | 'now' | 'text' | 'person' | 'seen'>;

/** What became of an entry since it was logged, by whom, when and where. */
export async function entryHistory(call: HistoryReader, lines: readonly EntryHistoryLine[]): Promise<Block[]> {
  const { text, person, now } = call;
  if (lines.length === 0) return [line(faint(text.entry.unchanged))];
  const nameOfPerson = await peopleOf(call, lines);
  const words = await changesInWords(call, lines);
  const items = lines.map((change, index) => {
    const when = formatMoment(change.at, { language: text.language, zone: person.zone, now });
    const detail = `${nameOfPerson(change.personId)} · ${when} · ${text.platforms[change.platform]}`;
    return { spans: [plain(words[index] ?? '')], detail: [faint(detail)] };
  });
  return [line(text.fields.history), { kind: 'list', items }];
}

/** What each of these lines says: what it was before, and what after. */
export async function changesInWords(call: HistoryReader, lines: readonly EntryHistoryLine[]): Promise<string[]> {
  const { text, person, now } = call;
  const nameOfTarget = await targetsOf(call, lines);
  const day = ({ startedAt }: Stretch) =>
    formatDay(dateIn(person.zone, startedAt), { language: text.language, today: dateIn(person.zone, now) });
  const times = (stretch: Stretch) => formatTimes(stretch, { language: text.language, zone: person.zone, now });

  function said(change: EntryHistoryLine): string {
    switch (change.field) {
      case 'stretch': {
        const [old, fresh] = [day(change.old), day(change.new)];
        const [before, after] = [times(change.old), times(change.new)];
        return text.entry.changed(
          old === fresh ? before : `${old}, ${before}`,
          old === fresh ? after : `${fresh}, ${after}`,
        );
      }
      case 'target':
        return text.entry.changed(nameOfTarget(change.old), nameOfTarget(change.new));
      case 'note':
        return text.entry.note(change.old ?? text.none, change.new ?? text.none);
      case 'split':
        return change.old ? text.entry.split(times(change.old), change.new) : text.entry.splitOff(change.new);
      case 'deleted':
        return text.entry.deleted;
      case 'undo':
        return text.history.undone;
    }
  }

  return lines.map(said);
}

async function peopleOf(
  { tx, text }: HistoryReader,
  lines: readonly EntryHistoryLine[],
): Promise<(id: PersonId) => string> {
  const people = await tx.people.getMany([...new Set(lines.map(({ personId }) => personId))]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? text.somebody;
}

async function targetsOf(
  call: HistoryReader,
  lines: readonly EntryHistoryLine[],
): Promise<(target: EntryTarget) => string> {
  const targets = lines.flatMap((each) => (each.field === 'target' ? [each.old, each.new] : []));
  const tasks = await taskNames(
    call,
    targets.flatMap(({ taskId }) => (taskId === null ? [] : [taskId])),
  );
  const ids = targets.flatMap(({ taskId, projectId }) => (taskId === null && projectId !== null ? [projectId] : []));
  const projects = ids.length > 0 ? await call.tx.projects.getMany([...new Set(ids)]) : [];
  return ({ taskId, projectId }) => {
    if (taskId !== null) return tasks.get(taskId) ?? String(taskId);
    return workName(
      call.text,
      undefined,
      projects.find(({ id }) => id === projectId),
    );
  };
}
