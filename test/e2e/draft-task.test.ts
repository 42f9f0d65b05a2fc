import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { formIn, openWithBanner, taskIn } from '../support/forms.ts';
import { refused } from '../support/three-languages.ts';

let agency: Agency;
let anna: AgencyPerson;
beforeEach(async () => {
  ({ agency, anna } = await openWithBanner());
});
afterEach(() => agency.close());

const taskOf = (id: number) => taskIn(agency, id);

const LINK = 'https://prostor.example/archives/C1/p1';

async function draftOf(text: string): Promise<Form & { values: Record<string, string | undefined> }> {
  const filled = text === '' ? { link: LINK } : { text, link: LINK };
  const reply = await agency.friday.handle({
    platform: 'terminal',
    requestId: randomUUID(),
    sender: { externalId: 'anna', name: 'Anna', standing: 'member' },
    chat: { id: 'room:design', kind: 'group' },
    text: 'draft',
    origin: 'pressed',
    takesForm: true,
    filled,
  });
  const form = formIn(reply.reply, 'draft');
  return { ...form, values: Object.fromEntries(form.fields.map((field) => [field.name, field.value])) };
}

it('drafts a task of a message: its first line is the title, all of it and the link the description', async () => {
  const short = await draftOf('Please  make the banner');
  expect(short).toMatchObject({ command: 'task', title: en.form.titles.task });
  expect(short.note).toBeUndefined();
  // Its white space was drawn together, so the message is kept as it was.
  expect(short.values).toMatchObject({
    title: 'Please make the banner',
    description: `Please  make the banner\n\n${LINK}`,
  });
  expect((await draftOf('Make the banner')).values).toMatchObject({ title: 'Make the banner', description: LINK });
  expect((await draftOf('\n\n Make it \n- red\n- green\n')).values).toMatchObject({
    title: 'Make it',
    description: `Make it \n- red\n- green\n\n${LINK}`,
  });
  expect((await draftOf('')).values).toMatchObject({ title: undefined, description: LINK });
  expect(await taskOf(2)).toBeUndefined();
});

it('drafts a task of a message longer than fits, and says so', async () => {
  const oneLine = await draftOf('щ'.repeat(400));
  expect(oneLine.values.title).toBe(`${'щ'.repeat(299)}…`);
  expect(oneLine.values.description).toBe(`${'щ'.repeat(400)}\n\n${LINK}`);
  expect(oneLine.note).toBeUndefined();
  const long = await draftOf(`Title\n${'😀'.repeat(3000)}`);
  expect(long.values.title).toBe('Title');
  expect(long.note).toBe(en.form.messageShortened);
  const description = long.values.description ?? '';
  expect(Array.from(description).length).toBeLessThanOrEqual(3000);
  expect(description.endsWith(`…\n\n${LINK}`)).toBe(true);
  expect(description).not.toMatch(/\p{Surrogate}/u);
  // What the form holds can be sent as it is.
  await anna.fills('task', { title: long.values.title ?? '', description });
  expect(await taskOf(2)).toMatchObject({ title: 'Title', description });
});

it('drafts a task for the project of the room', async () => {
  await anna.saysIn('design', '/project bind prostor');
  expect((await draftOf('Make the banner')).values).toMatchObject({ project: 'prostor' });
});

it.each(['draft', 'draft 1'])('has nothing to say to %s that somebody types', async (line) => {
  expect(await anna.says(`/${line}`)).toBe(refused({ kind: 'nothing asked' }));
});
