import { takePerson, takePersonHere } from '../changes/find-person.ts';
import { ensureLookedAfterBy, findOwnProject, takeTag } from '../changes/find-project.ts';
import { tell } from '../changes/tell.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block, Reply } from '../chat/reply.ts';
import { buttons, line, strong } from '../chat/reply.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import type { Project } from '../domain/project.ts';
import { isTag } from '../domain/project.ts';
import { refuse } from '../domain/refusal.ts';
import { withAt } from '../language/mention.ts';

export const projectAdd: Command = {
  name: 'project add',
  run: (call) => changeMembers(call, 'project add'),
};

export const projectRemove: Command = {
  name: 'project remove',
  run: (call) => changeMembers(call, 'project remove'),
};

const PEOPLE_MAX = 30;

/** `<tag> @person @person …`: all of them or, where a word is left that is no name, nobody. */
async function changeMembers(call: Call, command: 'project add' | 'project remove'): Promise<Reply> {
  const people = new Map<PersonId, Person>();
  let rest = call.args;
  const count = call.args.match(/(?<!\S)@\S/gu)?.length ?? 0;
  // Each of them is looked up by itself.
  if (count > PEOPLE_MAX) refuse({ kind: 'too many people', count, max: PEOPLE_MAX, command });
  for (;;) {
    // Who left can still be taken out.
    const named = await (command === 'project add' ? takePersonHere : takePerson)(call, rest);
    if (!named) break;
    people.set(named.person.id, named.person);
    rest = named.rest;
  }
  const { tag, rest: unread } = takeTag(rest);
  if (people.size === 0 || tag === '' || unread !== '') {
    const like = isTag(tag) ? `${command} ${tag} ${withAt(unread) ?? '@anna'}` : undefined;
    return refuse({ kind: 'missing argument', command, like });
  }
  const found = await findOwnProject(call, tag);
  const change = command === 'project add' ? addMember : removeMember;
  const blocks: Block[] = [];
  for (const person of people.values()) {
    blocks.push(line(await change(call, found, person), strong(`#${found.tag}`)));
  }
  return { blocks };
}

async function addMember(call: Call, found: Project, person: Person): Promise<string> {
  if (await call.tx.projects.isMember(found.id, person.id)) return call.text.project.alreadyIn(person.name);
  await call.tx.projects.addMember(found.id, person.id, call.now);
  await tell(call, person, 'project-added', (words) => ({
    blocks: [
      line(words.notice.addedToProject(call.person.name, found.tag)),
      buttons({ label: words.project.tasks, command: `tasks #${found.tag}` }),
    ],
  }));
  return call.text.project.added(person.name);
}

async function removeMember(call: Call, found: Project, person: Person): Promise<string> {
  if (person.id !== call.person.id) ensureLookedAfterBy(call, found);
  if (!(await call.tx.projects.isMember(found.id, person.id))) return call.text.project.notIn(person.name);
  await call.tx.projects.removeMember(found.id, person.id);
  return call.text.project.removed(person.name);
}
