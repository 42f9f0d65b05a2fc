import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/chat/reply.ts';
import { createCommandTable } from '../../src/chat/route.ts';
import { COMMANDS } from '../../src/commands/table.ts';
import type { Language } from '../../src/domain/language.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { refusalReply } from '../../src/replies/refusal-reply.ts';
import { openAgency } from '../support/agency.ts';
import { REFUSAL_CONVERSATIONS } from '../support/refusal-conversations.ts';
import type { Town } from '../support/town.ts';
import { settle } from '../support/town.ts';
import { examplesIn, NEXT_STEP_IS_ELSEWHERE, offersWayOn } from '../support/watched.ts';

const table = createCommandTable(COMMANDS);
const kinds = Object.keys(REFUSAL_CONVERSATIONS) as Refusal['kind'][];

describe.each(LANGUAGES)('in %s', (language) => {
  it.each(kinds)('refuses with “%s” and says what to do next', async (kind) => {
    const agency = await openAgency({ settings: { defaultLanguage: language } });
    try {
      const town = await settle(agency, language);
      const reply = await REFUSAL_CONVERSATIONS[kind].happens(town);
      const refusal = refusalOf(kind, town, reply);
      // Within a form the refusal goes on to say that the question is still open.
      const expected = refusalReply(refusal, language).blocks;
      expect(reply.blocks.slice(0, expected.length)).toEqual(expected);
      if (!NEXT_STEP_IS_ELSEWHERE.some((each) => each === kind)) expect(offersWayOn(reply)).toBe(true);
      for (const example of examplesIn(reply)) expect(table.find(example), example).toBeDefined();
      if (language !== 'en') expect(reasonOf(refusal, language)).not.toBe(reasonOf(refusal, 'en'));
    } finally {
      await agency.close();
    }
  });
});

it('still knows who is meant by the name of somebody who left, and gives them nothing new', async () => {
  const agency = await openAgency();
  const { anna } = await settle(agency, 'en');
  await anna.says('/people remove @oleh');
  expect(await anna.says('/tasks @oleh')).toContain('1 One');
  expect(await anna.says('/time month @oleh')).toContain('No time logged');
  for (const line of ['/task Banner @oleh', '/task Banner @id2', '/edit 2 @oleh']) {
    expect(await anna.says(line)).toContain('Oleh has left');
  }
  for (const line of ['/people role @oleh manager', '/people remove @oleh', '/project add prostor @oleh']) {
    expect(await anna.says(line)).toContain('Oleh is not here any more');
  }
  await agency.close();
});

function refusalOf(kind: Refusal['kind'], town: Town, reply: Parameters<typeof examplesIn>[0]): Refusal {
  const { refusal } = REFUSAL_CONVERSATIONS[kind];
  return typeof refusal === 'function' ? refusal(town, reply) : refusal;
}

function reasonOf(refusal: Refusal, language: Language): string {
  const [first] = refusalReply(refusal, language).blocks;
  return first?.kind === 'text' ? textOf(first.spans) : '';
}
