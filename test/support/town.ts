import type { Language } from '../../src/domain/language.ts';
import type { Agency, AgencyPerson } from './agency.ts';

/**
 * Anna owns the agency, Oleh received task 1 without a deadline, 2 is Anna's own, 3 is Oleh's in #prostor, where Vira
 * looks on. Marta is known from Slack alone, where nobody vouches for names that are not in the books.
 */
export interface Town {
  agency: Agency;
  language: Language;
  anna: AgencyPerson;
  oleh: AgencyPerson;
  vira: AgencyPerson;
  marta: AgencyPerson;
}

export async function settle(agency: Agency, language: Language): Promise<Town> {
  const anna = agency.person('anna');
  const oleh = agency.person('oleh');
  const vira = agency.person('vira');
  const marta = agency.person('marta', { platform: 'slack' });
  for (const person of [anna, oleh, vira, marta]) await person.says(`/settings language ${language}`);
  await anna.says('/project new prostor Prostor shop');
  await anna.says('/project add prostor @vira');
  for (const line of ['One @oleh', 'Two', 'Three @oleh #prostor']) await anna.says(`/task ${line}`);
  return { agency, language, anna, oleh, vira, marta };
}
