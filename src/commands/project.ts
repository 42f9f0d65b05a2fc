import { ensureLength } from '../changes/create-task.ts';
import { archivedProblem, ensureLookedAfterBy, findOwnProject, looksAfter, takeTag } from '../changes/find-project.ts';
import { askForRest } from '../chat/ask.ts';
import type { Call, Command } from '../chat/command.ts';
import type { Block } from '../chat/reply.ts';
import { buttons, faint, heading, line, plain, strong } from '../chat/reply.ts';
import { fold } from '../domain/fold.ts';
import type { Project } from '../domain/project.ts';
import { isTag, PROJECT_NAME_MAX } from '../domain/project.ts';
import { refuse } from '../domain/refusal.ts';
import { nearest } from '../language/nearest.ts';
import { isNone } from '../language/none-word.ts';
import { takePage } from '../language/page.ts';
import { projectAdd, projectRemove } from './project-members.ts';

/** `/project new <tag> <name>`: whoever creates a project is its first member. */
export const projectNew: Command = {
  name: 'project new',
  async run(call) {
    const { text, tx, person, now } = call;
    if (call.args === '') {
      askForRest(call, 'project new');
      return { blocks: [line(text.project.newWhat)], asks: { hint: text.project.newHint } };
    }
    const { tag, rest } = takeTag(call.args);
    if (!isTag(tag)) refuse({ kind: 'not a tag', tag });
    if (meansSomethingElse(tag)) refuse({ kind: 'tag reserved', tag });
    ensureLength('project name', rest, PROJECT_NAME_MAX, `project new ${tag}`);
    if (await tx.projects.byTag(tag)) refuse({ kind: 'tag taken', tag });
    const name = rest.replaceAll(/\s+/g, ' ') || tag;
    const project = await tx.projects.add({ tag, name, createdBy: person.id, createdAt: now, archivedAt: null });
    await tx.projects.addMember(project.id, person.id, now);
    return {
      blocks: [
        line(text.project.created, strong(`#${tag}`), ` ${name}`),
        line(text.project.howToUse(tag)),
        buttons({ label: text.button.open, command: `project ${tag}` }),
      ],
    };
  },
};

const LIST_PAGE = 20;

export const projectList: Command = {
  name: 'project list',
  async run(call) {
    const { text, tx } = call;
    const { page } = takePage(call.args);
    const found = await tx.projects.list({ offset: (page - 1) * LIST_PAGE, limit: LIST_PAGE + 1 });
    if (found.length === 0 && page > 1) refuse({ kind: 'page past the end', command: 'project list' });
    if (found.length === 0) {
      return { blocks: [line(text.project.none), buttons({ label: text.button.newProject, command: 'project new' })] };
    }
    const blocks: Block[] = [
      heading(text.project.listHeading),
      {
        kind: 'list',
        items: found.slice(0, LIST_PAGE).map((project) => ({
          spans: [strong(`#${project.tag}`), plain(` ${project.name}`)],
        })),
      },
    ];
    if (found.length > LIST_PAGE) {
      blocks.push(buttons({ label: text.button.more, command: `project list page ${page + 1}` }));
    }
    return { blocks };
  },
};

/** `/project <tag>`: what the project is, and who is in it. */
export const project: Command = {
  name: 'project',
  async run(call) {
    if (call.args === '') return projectList.run(call);
    const { text, tx } = call;
    const { tag, rest } = takeTag(call.args);
    if (rest !== '' && !call.args.startsWith('#') && !(await tx.projects.byTag(tag))) return refuseVerb(tag, rest);
    const found = await findOwnProject(call, tag);
    const members = await call.tx.projects.members(found.id);
    const open = await call.tx.tasks.count({
      projectId: found.id,
      state: 'open',
      burningFirst: { now: call.now, todayEnds: call.now },
    });
    const names = members.map((member) => member.name).join(', ') || text.none;
    return {
      blocks: [
        line(
          strong(`#${found.tag}`),
          ` ${found.name}`,
          ...(found.archivedAt ? [faint(` ${text.project.isArchived}`)] : []),
        ),
        {
          kind: 'fields',
          fields: [
            { label: text.project.openTasks, value: [plain(String(open))] },
            { label: text.project.members, value: [plain(names)] },
          ],
        },
        buttons(
          { label: text.project.tasks, command: `tasks #${found.tag}` },
          { label: text.project.time, command: `time month #${found.tag}` },
          ...(found.archivedAt || !looksAfter(call.person, found)
            ? []
            : [{ label: text.project.archive, command: `project archive ${found.tag}` }]),
        ),
      ],
    };
  },
};

export const projectArchive: Command = {
  name: 'project archive',
  async run(call) {
    const found = await ownProject(call, 'project archive');
    ensureLookedAfterBy(call, found);
    if (found.archivedAt) refuse(await archivedProblem(call, found));
    await call.tx.projects.save({ ...found, archivedAt: call.now });
    return {
      blocks: [
        line(call.text.project.archived, strong(`#${found.tag}`)),
        line(call.text.project.archivedMeans),
        buttons({ label: call.text.project.restore, command: `project restore ${found.tag}` }),
      ],
    };
  },
};

export const projectRestore: Command = {
  name: 'project restore',
  async run(call) {
    const found = await ownProject(call, 'project restore');
    ensureLookedAfterBy(call, found);
    await call.tx.projects.save({ ...found, archivedAt: null });
    return { blocks: [line(call.text.project.restored, strong(`#${found.tag}`))] };
  },
};

/** Ties this channel or group to the project: its default there, and whoever speaks there is a member. */
export const projectBind: Command = {
  name: 'project bind',
  async run(call) {
    if (call.chat.kind === 'direct') refuse({ kind: 'not a room' });
    const found = await ownProject(call, 'project bind');
    if (found.archivedAt) refuse(await archivedProblem(call, found));
    const { text, platform, chat, person, now } = call;
    const before = call.room?.id === found.id ? undefined : call.room;
    // Speaking here has made them a member of what the room is bound to, so being one gives no right to take it away.
    if (before && !looksAfter(person, before)) refuse({ kind: 'room of a project', tag: before.tag });
    await call.tx.projects.bind({ platform, chatId: chat.id, projectId: found.id, by: person.id, at: now });
    return {
      blocks: [
        line(text.project.bound, strong(`#${found.tag}`)),
        ...(before ? [line(text.project.boundBefore, strong(`#${before.tag}`))] : []),
        line(text.project.boundMeans),
      ],
    };
  },
};

async function ownProject(call: Call, command: string): Promise<Project> {
  if (call.args === '') return refuse({ kind: 'missing argument', command });
  return findOwnProject(call, takeTag(call.args).tag);
}

/** What looks like a verb and is none; `rename` is near to `remove`, which nobody means by it. */
function refuseVerb(verb: string, rest: string): never {
  const verbs = SUBCOMMANDS.filter((each) => each !== projectRemove).map(({ name }) => name.slice('project '.length));
  const near = fold(verb) === 'unarchive' ? ['restore'] : nearest(verb, verbs, 1);
  const lines = near.map((each) => `project ${each} ${rest}`);
  return refuse({
    kind: 'unknown command',
    typed: `project ${verb}`,
    nearest: lines.length > 0 ? lines : ['help project'],
  });
}

/** `/project new` and `skip` in the form would not reach a project of that name. */
function meansSomethingElse(tag: string): boolean {
  const word = fold(tag);
  return isNone(word) || SUBCOMMANDS.some(({ name }) => name === `project ${word}`);
}

const SUBCOMMANDS = [projectNew, projectList, projectAdd, projectRemove, projectBind, projectArchive, projectRestore];
