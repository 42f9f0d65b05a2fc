import { expect } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Agency } from './agency.ts';
import { openAgency, textOfReply } from './agency.ts';
import { taskId } from './three-languages.ts';

/** What opens a form where one can be shown, for whoever gave task 1, closed task 2 and logged entry 1. */
export const ALL_FORMS = [
  'task',
  'done 1',
  'move 1',
  'verdict 1 1 done',
  'verdict 1 1 move',
  'pass 1',
  'note 1',
  'edit 1',
  'remind 1',
  'result 2',
  'log',
  'log edit 1',
  'project new',
  'settings name',
  'write priority 1',
  ...['language', 'zone', 'digest', 'morning', 'evening', 'work', 'quiet'].map((name) => `write settings ${name}`),
] as const;

export function formIn(reply: Reply, about: string): Form {
  if (!reply.form) expect.fail(`${about} opens no form: ${JSON.stringify(reply)}`);
  return reply.form;
}

/** Anna has given Oleh task 1, *Banner* in #prostor, due tomorrow. */
export async function openWithBanner() {
  const agency = await openAgency();
  const anna = agency.person('anna');
  const oleh = agency.person('oleh');
  await anna.says('/project new prostor Prostor shop');
  await anna.says('/task Banner @oleh #prostor tomorrow');
  await oleh.hears();
  return { agency, anna, oleh };
}

export function taskIn(agency: Agency, id: number) {
  return agency.store.transact((tx) => tx.tasks.get(taskId(id)));
}

/** A reply to somebody who filled in a form, as text. */
export async function textOf(reply: Promise<Reply>): Promise<string> {
  return textOfReply(await reply);
}
