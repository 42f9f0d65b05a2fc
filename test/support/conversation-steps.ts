import type { Reply } from '../../src/chat/reply.ts';
import { textOf } from '../../src/chat/reply.ts';
import type { AgencyPerson } from './agency.ts';
import type { Town } from './town.ts';
import { examplesIn } from './watched.ts';

/** Anna says all of these; the answer is to the last. */
export const annaAsks =
  (...lines: string[]) =>
  async ({ anna }: Town) => {
    const last = lines.at(-1) ?? '';
    for (const line of lines.slice(0, -1)) await anna.says(line);
    return anna.asks(last);
  };

export function stranger({ agency, language }: Town, standing: 'stranger' | 'outsider' | 'unsure' = 'stranger') {
  return agency.person('nobody', { platform: 'telegram', standing, languageTag: language });
}

export async function codeFrom(person: AgencyPerson): Promise<string> {
  return examplesIn(await person.asks('/link'))[0]?.split(' ')[1] ?? '';
}

export function failsWith(error: Error) {
  return async ({ agency, anna }: Town) => {
    agency.store.transact = () => Promise.reject(error);
    return anna.asks('/tasks');
  };
}

/** What an answer to a bug is to be quoted by. */
export function referenceIn(reply: Reply): string {
  const [first] = reply.blocks;
  return first?.kind === 'text' ? (textOf(first.spans).match(/[0-9a-f]{8}/)?.[0] ?? '') : '';
}
