import { personWord, takePerson } from '../changes/find-person.ts';
import { lockedFor } from '../changes/locked-months.ts';
import { ensureOnePerson } from '../changes/one-at-a-time.ts';
import { readPeriod } from '../changes/read-period.ts';
import type { Command } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { buttons, faint, heading, plain, strong } from '../chat/reply.ts';
import { addDays, dateIn, endOfDay, startOfDay } from '../domain/instant.ts';
import { isManager } from '../domain/person.ts';
import { refuse } from '../domain/refusal.ts';
import type { TimeEntry } from '../domain/time-entry.ts';
import { elapsedSeconds } from '../domain/time-entry.ts';
import { takePage } from '../language/page.ts';
import { taskNames, workName } from '../replies/timer-view.ts';
import { formatDuration } from '../text/format-duration.ts';
import { formatDay, formatDays, formatTimes } from '../text/format-moment.ts';
import { entryButtons } from './log-show.ts';

const PAGE = 10;

/**
 * The entries of a period, latest first, each with its number; the last seven days where none is named. One's own;
 * managers see anybody's.
 */
export const logList: Command = {
  name: 'log list',
  async run(call) {
    const { text, tx, now } = call;
    const { zone, language } = call.person;
    const { page, rest: line } = takePage(call.args);
    const named = await takePerson(call, line, 'only asked');
    const person = named?.person ?? call.person;
    if (person.id !== call.person.id && !isManager(call.person)) refuse({ kind: 'time of others' });
    await ensureOnePerson(call, line);
    const words = named?.rest ?? line;
    const today = dateIn(zone, now);
    const period = words === '' ? { from: addDays(today, -6), to: today } : readPeriod(call, words, 'log list');

    const range = { from: startOfDay(period.from, zone), to: endOfDay(period.to, zone) };
    const entries = (await tx.timeEntries.within({ personId: person.id, ...range })).reverse();
    const shown = entries.slice((page - 1) * PAGE, page * PAGE);
    if (shown.length === 0 && page > 1) refuse({ kind: 'page past the end', command: 'log list' });
    const tasks = await taskNames(
      call,
      shown.flatMap((entry) => (entry.taskId ? [entry.taskId] : [])),
    );
    const projects = await tx.projects.getMany(shown.flatMap((entry) => (entry.projectId ? [entry.projectId] : [])));

    const isLocked = await lockedFor(call, person, shown);
    // Somebody else's timer is theirs to stop.
    const mayPress = (entry: TimeEntry) => (entry.stoppedAt ? !isLocked(entry) : entry.personId === call.person.id);

    const blocks: Block[] = [
      heading(
        text.time.listHeading([...(named ? [person.name] : []), formatDays(period, { language, today })].join(' · ')),
      ),
    ];
    if (shown.length === 0) blocks.push({ kind: 'text', spans: [faint(text.time.nothing)] });
    blocks.push({
      kind: 'list',
      items: shown.map((entry) => {
        const task = entry.taskId && tasks.get(entry.taskId);
        const project = projects.find(({ id }) => id === entry.projectId);
        const day = formatDay(dateIn(zone, entry.startedAt), { language, today });
        const times = `${day}, ${formatTimes(entry, { language, zone, now })}`;
        return {
          spans: [
            strong(String(entry.id)),
            plain(' · '),
            strong(formatDuration(elapsedSeconds(entry, now), language)),
            plain(` · ${task ?? workName(text, undefined, project)}`),
          ],
          detail: [faint([times, entry.note, isLocked(entry) && text.entry.inLockedMonth].filter(Boolean).join(' · '))],
          buttons: mayPress(entry) ? entryButtons(text, entry) : [],
        };
      }),
    });
    if (entries.length > page * PAGE) {
      blocks.push(
        buttons({
          label: text.button.more,
          command: `log list ${period.from}..${period.to} @${personWord(person)} page ${page + 1}`,
        }),
      );
    }
    return { blocks, place: 'private' };
  },
};
