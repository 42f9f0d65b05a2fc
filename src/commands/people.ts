import { personWord, takePerson, takePersonHere } from '../changes/find-person.ts';
import { unclaimedTasks } from '../changes/hand-over.ts';
import { leave } from '../changes/leave.ts';
import { reschedule } from '../changes/reschedule.ts';
import { tell } from '../changes/tell.ts';
import { callableName } from '../chat/callable-name.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, faint, heading, line, plain, strong } from '../chat/reply.ts';
import type { Person, Role } from '../domain/person.ts';
import { isManager } from '../domain/person.ts';
import { refuse } from '../domain/refusal.ts';
import { withAt } from '../language/mention.ts';
import { nearest } from '../language/nearest.ts';
import { takePage } from '../language/page.ts';
import { parseRole } from '../language/setting-value.ts';
import { workNameOf } from '../replies/timer-view.ts';

const PAGE = 20;

/** Who is here, with roles. */
export const people: Command = {
  name: 'people',
  async run(call) {
    const { text } = call;
    const { page, rest } = takePage(call.args);
    if (rest !== '' && rest !== 'list') refuseVerb(rest);
    const found = await call.tx.people.list({ offset: (page - 1) * PAGE, limit: PAGE + 1 });
    if (found.length === 0) refuse({ kind: 'page past the end', command: 'people' });
    const blocks: Block[] = [
      heading(text.people.heading),
      {
        kind: 'list',
        items: found.slice(0, PAGE).map((person) => ({
          spans: [plain(person.name), faint(` · ${text.people.roles[person.role]} · ${person.zone}`)],
        })),
      },
    ];
    if (found.length > PAGE) blocks.push(buttons({ label: text.button.more, command: `people page ${page + 1}` }));
    return { blocks };
  },
};

/** `/people role @anna manager`: for owners. */
export const peopleRole: Command = {
  name: 'people role',
  async run(call) {
    if (call.person.role !== 'owner') refuse({ kind: 'owners only' });
    const named = await takePersonHere(call, call.args);
    if (!named) return refuse({ kind: 'missing argument', command: 'people role' });
    const role = parseRole(named.rest);
    if (!role) return refuse({ kind: 'not a role', typed: named.rest, command: 'people role' });
    if (named.person.role === 'owner' && role !== 'owner') await ensureAnotherOwner(call, named.person);
    await call.tx.people.save({ ...named.person, role });
    await tell(call, named.person, 'role-changed', (text) => roleNotice(text, call.person.name, role));
    return { blocks: [line(strong(named.person.name), ` ${call.text.people.isNow(call.text.people.roles[role])}`)] };
  },
};

function roleNotice(text: Call['text'], by: string, role: Role): Reply {
  return { blocks: [line(text.people.youAreNow(by, text.people.roles[role]))] };
}

/** `/people remove @oleh`: no longer let in or messaged; the authors of their open tasks are told to hand them over. */
export const peopleRemove: Command = {
  name: 'people remove',
  async run(call) {
    const { text } = call;
    if (!isManager(call.person)) refuse({ kind: 'managers only' });
    const named = await takePersonHere(call, call.args);
    if (!named) return refuseNoName(call, 'people remove');
    const { person } = named;
    if (person.role === 'owner') {
      if (call.person.role !== 'owner') refuse({ kind: 'owners only' });
      await ensureAnotherOwner(call, person);
    }
    const { count, unclaimed, stopped } = await leave(call, person);
    call.changedFor.add(person.id);
    return {
      blocks: [
        line(strong(person.name), ` ${text.people.removed}`),
        ...(stopped ? [line(text.people.timerStopped, strong(await workNameOf(call, stopped)))] : []),
        line(text.people.handedOver(count)),
        ...unclaimedTasks(call, unclaimed, person),
        ...(mayRestore(call, person)
          ? [buttons({ label: text.button.restore, command: `people restore @${personWord(person)}` })]
          : []),
      ],
    };
  },
};

/**
 * Lets somebody who was removed back in. Names of people who left are not looked up, so a button carries who. They have the
 * role that they had, so that it takes whoever may give it.
 */
export const peopleRestore: Command = {
  name: 'people restore',
  async run(call) {
    const { text, tx, now, organisation } = call;
    if (!isManager(call.person)) refuse({ kind: 'managers only' });
    const named = await takePerson(call, call.args);
    if (!named) return refuseNoName(call, 'people restore');
    const { person } = named;
    if (!person.leftAt) refuse({ kind: 'has not left', name: person.name });
    if (!mayRestore(call, person)) refuse({ kind: 'restored by owners' });
    await tx.people.save(reschedule({ ...person, leftAt: null }, now, organisation));
    return { blocks: [line(strong(person.name), ` ${text.people.restored}`)] };
  },
};

function refuseNoName({ args }: Call, command: 'people remove' | 'people restore'): never {
  const name = withAt(args);
  return refuse({ kind: 'missing argument', command, like: name && `${command} ${name}` });
}

/** `rename @anna` must not look as if it had been done. */
function refuseVerb(words: string): never {
  const [verb = ''] = words.split(/\s/, 1);
  const near = nearest(verb, VERBS, 1).map((each) => `people ${each}${words.slice(verb.length)}`);
  return refuse({
    kind: 'unknown command',
    typed: `people ${verb}`,
    nearest: near.length > 0 ? near : ['help people'],
  });
}

/** Not `remove`, which `rename` is near to. */
const VERBS = ['role', 'restore'];

function mayRestore(call: Call, person: Person): boolean {
  return call.person.role === 'owner' || !isManager(person);
}

async function ensureAnotherOwner(call: Call, person: Person): Promise<void> {
  const owners = await call.tx.people.withRole(['owner']);
  if (owners.some((owner) => owner.id !== person.id)) return;
  const [manager] = await call.tx.people.withRole(['manager']);
  const everybody = await call.tx.people.list({ offset: 0, limit: 2 });
  const other = manager ?? everybody.find(({ id }) => id !== person.id);
  const word = other && callableName({ name: other.name, externalId: personWord(other) }, []);
  refuse({ kind: 'last owner', other: word });
}
