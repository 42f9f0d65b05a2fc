import { takePerson } from '../changes/find-person.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Item } from '../chat/reply.ts';
import { faint, heading, line, plain, strong } from '../chat/reply.ts';
import { type Instant, instantOf, startOfDay } from '../domain/instant.ts';
import { reasonOf, sortOf } from '../domain/ledger.ts';
import { isManager } from '../domain/person.ts';
import { refuse } from '../domain/refusal.ts';
import { parsePeriod } from '../language/period.ts';
import type { LedgerLine } from '../ports.ts';
import { formatMoment } from '../text/format-moment.ts';

const SHOWN = 20;
const EVER = instantOf(0);

/** `/why [@person] [day]`: the last messages owed to somebody, and what became of each. Of others for managers alone. */
export const why: Command = {
  name: 'why',
  async run(call) {
    const { person, text, tx } = call;
    // What somebody was sent is for no room to read.
    call.seen.push(null);
    const named = await takePerson(call, call.args);
    const about = named?.person ?? person;
    if (about.id !== person.id && !isManager(person)) refuse({ kind: 'managers only' });
    const since = readSince(call, (named?.rest ?? call.args).trim());
    const found = await tx.deliveries.ofPerson(about.id, since, SHOWN);
    const isMine = about.id === person.id;
    const blocks: Block[] = [heading(isMine ? text.why.mine : text.why.heading(about.name))];
    if (found.length === 0) blocks.push(line(text.why.nothing));
    else blocks.push({ kind: 'list', items: found.map((each) => itemOf(call, each)) });
    return { blocks };
  },
};

function readSince({ person, now }: Call, words: string): Instant {
  if (words === '') return EVER;
  const period = parsePeriod(words, { now, zone: person.zone, language: person.language });
  return period ? startOfDay(period.from, person.zone) : refuse({ kind: 'not a period', typed: words, command: 'why' });
}

function itemOf(call: Call, each: LedgerLine): Item {
  const { text } = call;
  const tasks =
    each.taskIds.length > 0 ? [faint(` · ${text.why.tasks(each.taskIds.length, each.taskIds.join(', '))}`)] : [];
  return {
    spans: [plain(`${momentOf(call, each.createdAt)} · `), strong(text.why.sorts[sortOf(each.kind)]), ...tasks],
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
