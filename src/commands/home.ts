import { daysSeconds } from '../changes/track-time.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Button } from '../chat/reply.ts';
import { buttons, faint, heading, line, strong } from '../chat/reply.ts';
import { addDays, dateIn, endOfDay, weekdayOf } from '../domain/instant.ts';
import { elapsedSeconds } from '../domain/time-entry.ts';
import type { TaskQuery } from '../ports/tasks.ts';
import { settingsFields } from '../replies/settings-view.ts';
import { listedView, taskItem } from '../replies/task-view.ts';
import { workNameOf } from '../replies/timer-view.ts';
import { formatDuration } from '../text/format-duration.ts';
import { formatTime } from '../text/format-moment.ts';
import { timerButtons } from './timer-start.ts';

const SECTION_SHOWS = 10;

/** The person's own page, where a platform has one: timer, time, tasks received and given, settings. */
export const home: Command = {
  name: 'home',
  hidden: true,
  async run(call) {
    const { text, person } = call;
    return {
      place: 'private',
      blocks: [
        ...(await timerBlocks(call)),
        ...(await section(call, 'received', { assigneeId: person.id })),
        ...(await section(call, 'given', { authorId: person.id, onlyGiven: true })),
        buttons(
          { label: text.button.newTask, command: 'task', style: 'primary' },
          { label: text.button.digest, command: 'digest' },
          { label: text.button.help, command: 'help' },
        ),
        heading(text.settings.heading),
        settingsFields(call),
        buttons({ label: text.button.changeSettings, command: 'settings' }),
      ],
    };
  },
};

async function timerBlocks(call: Call): Promise<Block[]> {
  const { text, person, now, tx } = call;
  const running = await tx.timeEntries.running(person.id);
  const today = dateIn(person.zone, now);
  const monday = addDays(today, 1 - weekdayOf(today));
  const spell = (seconds: number) => formatDuration(seconds, text.language);
  const sums = text.home.sums(
    spell(await daysSeconds(call, person.id, { first: today, last: today })),
    spell(await daysSeconds(call, person.id, { first: monday, last: today })),
  );
  const blocks: Block[] = [heading(text.home.timer)];
  if (running) {
    const since = text.time.running(spell(elapsedSeconds(running, now)), formatTime(running.startedAt, person.zone));
    blocks.push(line(since, strong(await workNameOf(call, running))));
  } else {
    blocks.push(line(text.time.noTimer));
  }
  blocks.push(line(sums));
  blocks.push(running ? timerButtons(call) : buttons({ label: text.button.startTimer, command: 'timer start' }));
  return blocks;
}

async function section(
  call: Call,
  name: 'received' | 'given',
  whose: Pick<TaskQuery, 'assigneeId' | 'authorId' | 'onlyGiven'>,
): Promise<Block[]> {
  const { text, now, person, tx } = call;
  const todayEnds = endOfDay(dateIn(person.zone, now), person.zone);
  const query: TaskQuery = { ...whose, state: 'open', burningFirst: { now, todayEnds } };
  const found = await tx.tasks.list(query, { offset: 0, limit: SECTION_SHOWS + 1 });
  const shown = found.slice(0, SECTION_SHOWS);
  const count = found.length > SECTION_SHOWS ? `${SECTION_SHOWS}+` : String(found.length);
  const blocks: Block[] = [heading(text.home[name](count))];
  if (shown.length === 0) {
    const nothing = name === 'received' ? text.tasks.nothingOpen : text.home.nothingGiven;
    return [...blocks, { kind: 'text', spans: [faint(nothing)] }];
  }
  const view = listedView(call, shown);
  blocks.push({
    kind: 'list',
    items: shown.map(({ task, proposal }) => taskItem(task, view, { proposal, buttons: actions(call, task.id, name) })),
  });
  if (found.length > SECTION_SHOWS) {
    blocks.push(
      buttons({ label: text.button.more, command: name === 'given' ? 'tasks given page 2' : 'tasks page 2' }),
    );
  }
  return blocks;
}

function actions({ text }: Call, id: number, name: 'received' | 'given'): Button[] {
  return [
    { label: text.button.done, command: `done ${id}` },
    name === 'received'
      ? { label: text.button.startTimer, command: `timer start ${id}` }
      : { label: text.button.nudge, command: `nudge ${id}` },
    { label: text.button.openTask(id), command: `show ${id}` },
  ];
}
