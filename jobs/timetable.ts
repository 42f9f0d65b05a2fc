import type { Organisation } from '../src/chat/command.ts';
import type { Store } from '../src/ports/store.ts';
import type { Log } from '../src/ports/world.ts';
import { eveningCheck, morningList } from './dailies.ts';
import { deadlineReminders } from './deadline-reminders.ts';
import { digestSummary } from './digest-summary.ts';
import { forgottenTimers } from './forgotten-timers.ts';
import { fridayDigest } from './friday-digest.ts';
import { ownReminders } from './own-reminders.ts';
import { retention } from './retention.ts';
import { EVERY_TEN_SECONDS, type Job, type ScheduledJob } from './scheduler.ts';
import { untakenUrgent } from './untaken-urgent.ts';

interface Deps {
  store: Store;
  settings: Pick<Organisation, 'digest'>;
  log: Log;
  /** messages are owed, and more are being made */
  onOwed?: () => void;
}

/**
 * What happens when. Each line: how often Friday looks, and what for. When something is due, on which day and at whose
 * local time, stands in the database; looking more often changes nothing but how soon it is noticed.
 */
export function timetable(deps: Deps): ScheduledJob[] {
  return [
    every('ten seconds', 'send the Friday digests that are due', fridayDigest(deps)),
    every('ten seconds', 'send the reminders that people asked for with /remind', ownReminders(deps)),
    every('ten seconds', 'remind people of deadlines, and of what became overdue', deadlineReminders(deps)),
    every('ten seconds', 'tell authors of urgent tasks that nobody took', untakenUrgent(deps)),
    every('ten seconds', 'send the morning lists that are due, to those who turned them on', morningList(deps)),
    every('ten seconds', 'send the evening checks that are due, to those who turned them on', eveningCheck(deps)),
    every('minute', 'ask people about timers that they may have forgotten', forgottenTimers(deps)),
    every('minute', 'tell owners and managers, on the evening of the digest, what became of it', digestSummary(deps)),
    every('hour', 'forget what is long over, so that the database stays small', retention(deps)),
  ];
}

/** As cron has it: second, minute, hour, day, month, weekday. Each at another second, so that they do not meet. */
const HEARTBEATS = {
  'ten seconds': EVERY_TEN_SECONDS,
  minute: '15 * * * * *',
  hour: '35 17 * * * *',
} as const;

function every(heartbeat: keyof typeof HEARTBEATS, about: string, job: Job): ScheduledJob {
  return { ...job, heartbeat: HEARTBEATS[heartbeat], about: `every ${heartbeat}: ${about}` };
}
