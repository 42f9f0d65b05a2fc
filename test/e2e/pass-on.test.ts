import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/language.ts';
import { LANGUAGES } from '../../src/domain/language.ts';
import { catalogueOf } from '../../src/text/catalogue.ts';
import { en } from '../../src/text/en.ts';
import type { Agency, AgencyPerson } from '../support/agency.ts';
import { openAgency } from '../support/agency.ts';
import { refused, taskId } from '../support/three-languages.ts';

let agency: Agency;
let anna: AgencyPerson;
let oleh: AgencyPerson;
let vira: AgencyPerson;
beforeEach(async () => {
  agency = await openAgency();
  anna = agency.person('anna');
  oleh = agency.person('oleh');
  vira = agency.person('vira');
  await vira.says('/start');
  await anna.says('/task Banner @oleh friday');
  await oleh.hears();
});
afterEach(() => agency.close());

describe('an assignee who passes a task on', () => {
  it.each(LANGUAGES)('hears in %s that they see it no more, and that their proposal is withdrawn', async (language) => {
    const text = catalogueOf(language);
    await oleh.says(`/settings language ${language}`);
    await oleh.says('/move 1 01.12');
    const said = await oleh.says('/edit 1 @vira');
    expect(said).toContain(`\n${text.task.proposalGone}\n${text.task.outOfSight}\n`);
    expect(await oleh.says('/show 1')).toBe(refused({ kind: 'no such task', id: taskId(1) }, language));
    await oleh.says('/undo');
    expect(await oleh.says('/show 1')).toContain(text.fields.proposed);
  });

  it('hears nothing of a proposal where there was none, by the button as well', async () => {
    const said = await oleh.forges('pass 1 vira');
    expect(said).toContain(en.task.outOfSight);
    expect(said).not.toContain(en.task.proposalGone);
  });

  it('hears nothing of it where the task stays in sight', async () => {
    await anna.says('/project new prostor Prostor shop');
    await anna.says('/project add prostor @oleh @vira');
    await anna.says('/edit 1 #prostor');
    expect(await oleh.says('/edit 1 @vira')).not.toContain(en.task.outOfSight);
    expect(await oleh.says('/show 1')).toMatch(/^1 Banner/);
    // Nor does the author, whose task it stays.
    expect(await anna.says('/edit 1 @oleh')).not.toContain(en.task.outOfSight);
  });
});

const CLEARED: Record<Language, string> = { en: 'no deadline', uk: 'без дедлайну', ru: 'без срока' };

describe('an assignee who takes the deadline off', () => {
  it.each(LANGUAGES)('hears in %s that only that is refused, and proposes another', async (language) => {
    const text = catalogueOf(language);
    await oleh.says(`/settings language ${language}`);
    const whole = (isPartly: boolean) => refused({ kind: 'deadline stays', id: taskId(1), isPartly }, language);
    expect(await oleh.says(`/move 1 ${CLEARED[language]}`)).toBe(whole(false));
    expect(await oleh.says(`/edit 1 ${CLEARED[language]}`)).toBe(whole(false));
    expect(await oleh.says(`/edit 1 !low ~2h ${CLEARED[language]}`)).toBe(whole(true));
    expect(await oleh.says('/show 1')).toContain(text.priority.normal);
    // Both ways out that are named work as they stand.
    expect(await oleh.says('/edit 1 !low ~2h')).toContain(text.task.changed);
    const [, offered = ''] = /^ {2}(\/.+)$/m.exec(whole(false)) ?? [];
    expect(await oleh.says(offered)).toContain(text.task.moveProposed('Anna'));
  });

  it('hears that there is none where there is none', async () => {
    await anna.says('/edit 1 no deadline');
    expect(await oleh.says('/move 1 no deadline')).toBe(refused({ kind: 'nothing to change', id: taskId(1) }));
  });
});
