import { deadlineProblem, ensureLength, ensureTitle } from '../changes/create-task.ts';
import { ensureHere, namedPeople } from '../changes/find-person.ts';
import { findActiveProject } from '../changes/find-project.ts';
import { createFieldReader, dayAndTime, deadlineIn } from '../changes/form-fields.ts';
import { quotedDraft } from '../changes/quoted-message.ts';
import type { TaskWishes } from '../changes/read-task-line.ts';
import type { Call, Command } from '../chat/command.ts';
import type { FilledForm, FormField } from '../chat/form.ts';
import type { Reply } from '../chat/reply.ts';
import { fold } from '../domain/fold.ts';
import type { Person } from '../domain/person.ts';
import { PRIORITIES } from '../domain/priority.ts';
import { refuse } from '../domain/refusal.ts';
import { DESCRIPTION_MAX, TITLE_MAX } from '../domain/task.ts';
import { parseDuration } from '../language/duration.ts';
import { parsePriority } from '../language/priority-word.ts';
import { formatDuration } from '../text/format-duration.ts';
import { askWhatIsMissing } from './task-form.ts';

/** All of a new task on one form, where the step-by-step questions of `task-form` are not needed. */
export async function taskFields(call: Call, draft: Partial<TaskWishes> = {}, note?: string): Promise<Reply> {
  const { text, tx } = call;
  const labels = text.fields;
  const projects = await tx.projects.list({ offset: 0, limit: PROJECTS_MAX });
  const project = draft.project ?? call.room;
  const assignee = draft.assignee && (await accountOf(call, draft.assignee));
  const { day, time } = draft.deadline ? dayAndTime(draft.deadline, call.person.zone) : {};
  const fields: FormField[] = [
    field('title', text.form.whatToDo, { kind: 'text', lines: 'one', max: TITLE_MAX, ...valued(draft.title) }),
    field('assignee', labels.assignee, { kind: 'person', ...valued(assignee) }, text.form.emptyIsMe),
    ...(projects.length > 0
      ? [
          field('project', labels.project, {
            kind: 'choice',
            options: projects.map(({ tag, name }) => ({ label: `#${tag} ${name}`, value: tag })),
            ...valued(project?.tag),
          }),
        ]
      : []),
    field('priority', labels.priority, {
      kind: 'choice',
      options: [...PRIORITIES].reverse().map((priority) => ({ label: text.priority[priority], value: priority })),
      value: draft.priority ?? 'normal',
    }),
    field('day', labels.deadline, { kind: 'day', ...valued(day) }),
    field('time', text.form.time, { kind: 'time', ...valued(time) }, text.form.timeHint),
    field(
      'estimate',
      labels.estimate,
      { kind: 'text', lines: 'one', max: ESTIMATE_MAX, ...valued(estimateWords(call, draft.estimateSeconds)) },
      text.form.estimateHint,
    ),
    field('description', labels.description, {
      kind: 'text',
      lines: 'many',
      max: DESCRIPTION_MAX,
      ...valued(draft.description),
    }),
  ];
  return {
    blocks: [],
    form: {
      command: 'task',
      title: text.form.titles.task,
      submit: text.form.create,
      cancel: text.button.cancel,
      ...(note === undefined ? {} : { note }),
      fields,
    },
  };

  function field(name: string, label: string, kind: KindOf, hint?: string): FormField {
    return { name, label, isOptional: name !== 'title', ...(hint === undefined ? {} : { hint }), ...kind };
  }
}

type KindOf = FormField extends infer F
  ? F extends FormField
    ? Omit<F, 'name' | 'label' | 'hint' | 'isOptional'>
    : never
  : never;

const PROJECTS_MAX = 500;
const ESTIMATE_MAX = 60;

function estimateWords({ text }: Call, seconds: number | null | undefined): string | undefined {
  return seconds ? formatDuration(seconds, text.language) : undefined;
}

function valued<T extends string>(value: T | undefined): { value?: T } {
  return value === undefined || value === '' ? {} : { value };
}

async function accountOf(call: Call, person: Person): Promise<string | undefined> {
  const identities = await call.tx.people.identitiesOf(person.id);
  return identities.find(({ platform }) => platform === call.platform)?.externalId;
}

/** @throws FormError with everything that is wrong */
export async function readTaskFields(call: Call, filled: FilledForm): Promise<TaskWishes> {
  const fields = createFieldReader();
  const title = (filled.title ?? '').replaceAll(/\s+/g, ' ').trim();
  await fields.read('title', () => ensureTitle(title));
  const wishes: TaskWishes = { title, clearsDeadline: filled.day === undefined };
  const description = filled.description?.trim();
  if (description) {
    await fields.read('description', () => ensureLength('description', description, DESCRIPTION_MAX, 'task'));
    wishes.description = description;
  }
  const assignee = await fields.read('assignee', () => accountCalled(call, filled.assignee));
  if (assignee) wishes.assignee = assignee;
  const tag = filled.project?.replace(/^#/, '');
  const project = tag ? await fields.read('project', () => findActiveProject(call, tag)) : undefined;
  if (project) wishes.project = project;
  wishes.priority = parsePriority(filled.priority ?? '') ?? 'normal';
  const deadline = await fields.read('day', () => {
    const wanted = deadlineIn(call, filled);
    const problem = wanted && deadlineProblem(call, wanted, assignee ?? call.person);
    return problem ? refuse(problem) : wanted;
  });
  if (deadline) wishes.deadline = deadline;
  const estimate = await fields.read('estimate', () => estimateIn(filled.estimate));
  if (estimate !== undefined) wishes.estimateSeconds = estimate;
  fields.finish();
  return wishes;
}

/** How long it is thought to take, with or without the ~ that a task line has. */
function estimateIn(words: string | undefined): number | undefined {
  const typed = words?.replace(/^\s*~/, '').trim();
  if (!typed) return undefined;
  return parseDuration(typed) ?? refuse({ kind: 'not a duration', typed, command: 'log' });
}

/** The person whose account was picked on a form. */
export async function accountCalled(call: Call, account: string | undefined): Promise<Person | undefined> {
  if (account === undefined) return undefined;
  const people = await namedPeople(call, '');
  return ensureHere(await people.find(fold(account)));
}

const MESSAGE_MAX = 2500;

/**
 * A form for a task made of a message somebody wrote: its first line is the title, all of it the description, with a
 * link to where it was said. The fields are `text` and `link`.
 */
export const draft: Command = {
  name: 'draft',
  hidden: true,
  async run() {
    return refuse({ kind: 'nothing asked' });
  },
  async submit(call, filled) {
    const quoted = { text: filled.text ?? '', source: filled.link ?? '' };
    const { isShortened, ...known } = quotedDraft(quoted, MESSAGE_MAX);
    if (!call.takesForm) return askWhatIsMissing(call, known);
    return taskFields(call, known, isShortened ? call.text.form.messageShortened : undefined);
  },
};
