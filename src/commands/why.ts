import { takePerson } from '../changes/find-person.ts';
import { readPeriod } from '../changes/read-period.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Item } from '../chat/reply.ts';
import { faint, heading, line, plain, strong } from '../chat/reply.ts';
import { dateIn, endOfDay, type Instant, instantOf, startOfDay } from '../domain/instant.ts';
import { reasonOf, sortOf } from '../domain/ledger.ts';
import { isManager } from '../domain/person.ts';
import { refuse, UserError } from '../domain/refusal.ts';
import type { LedgerLine } from '../ports/messages.ts';
import { formatDays, formatMoment } from '../text/format-moment.ts';

const SHOWN = 20;
const ALWAYS = { from: instantOf(0), to: '9999-12-31T00:00:00.000Z' as Instant };

/** `/why [@person] [day]`: the last messages owed to somebody, in those days where some are named, and what became of each. Of others for managers alone. */
export const why: Command = {
  name: 'why',
  async run(call) {
    const { person, text, tx } = call;
    // What somebody was sent is for no room to read.
    call.seen.push(null);
    const named = await takeWhom(call);
    const about = named?.person ?? person;
    const words = (named?.rest ?? call.args).trim();
    const period = words === '' ? undefined : readPeriod(call, words, 'why');
    const owed = period ? { from: startOfDay(period.from, person.zone), to: endOfDay(period.to, person.zone) } : ALWAYS;
    const found = await tx.deliveries.ofPerson(about.id, owed, SHOWN + 1);
    const today = dateIn(person.zone, call.now);
    const title = about.id === person.id ? text.why.mine : text.why.heading(about.name);
    const blocks: Block[] = [
      heading(period ? `${title} · ${formatDays(period, { language: text.language, today })}` : title),
    ];
    if (found.length === 0) blocks.push(line(text.why.nothing));
    else blocks.push({ kind: 'list', items: found.slice(0, SHOWN).map((each) => itemOf(call, each)) });
    if (found.length > SHOWN) blocks.push(line(faint(text.why.more(SHOWN))));
    return { blocks };
  },
};

/** Others learn only that they may not ask, whether or not there is somebody of that name. */
async function takeWhom(call: Call): ReturnType<typeof takePerson> {
  if (isManager(call.person)) return takePerson(call, call.args, 'only asked');
  try {
    const named = await takePerson(call, call.args, 'only asked');
    if (!named || named.person.id === call.person.id) return named;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
  return refuse({ kind: 'managers only' });
}

function itemOf(call: Call, each: LedgerLine): Item {
  const { text } = call;
  const tasks =
    each.taskIds.length > 0 ? [faint(` · ${text.why.tasks(each.taskIds.length, each.taskIds.join(', '))}`)] : [];
  return {
    spans: [
      plain(`${momentOf(call, each.meantAt ?? each.createdAt)} · `),
      strong(text.why.sorts[sortOf(each.kind)]),
      ...tasks,
    ],
    detail: [plain(stateOf(call, each))],
  };
}

function stateOf(call: Call, { state, dueAt, settledAt, platform, attempts, reason }: LedgerLine): string {
  const { text, now } = call;
  const because = wordsOf(call, reason);
  switch (state) {
    case 'owed':
      if (attempts > 0) return text.why.tried(attempts, momentOf(call, dueAt), because);
      return dueAt > now ? text.why.waits(momentOf(call, dueAt)) : text.why.due;
    case 'sent':
      return text.why.sent(platform ? text.platforms[platform] : '', momentOf(call, settledAt ?? dueAt));
    case 'skipped':
      return text.why.skipped(because);
    case 'failed':
      return text.why.failed(because);
    case 'expired':
      return text.why.expired(because);
  }
}

function wordsOf({ text }: Call, reason: string | null): string {
  if (reason === null) return '';
  const known = reasonOf(reason);
  return known === 'other' ? reason : text.why.reasons[known];
}

function momentOf({ text, person, now }: Call, at: Instant): string {
  return formatMoment(at, { language: text.language, zone: person.zone, now });
}
