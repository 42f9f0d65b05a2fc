import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openAgency } from '../support/agency.ts';

it('keeps no code anywhere in the database file, only hashes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'friday-codes-'));
  const agency = await openAgency({ file: join(folder, 'friday.db') });
  const anna = agency.person('anna', { platform: 'slack' });
  await anna.says('/project new prostor Prostor shop');
  const codes = [await anna.says('/invite'), await anna.says('/link')].map((answer) => answer.match(/[\w-]{27}/)?.[0]);
  // Known on the other side already, so that the confirmation with its button is shown as well.
  const ann = agency.person('ann', { platform: 'terminal' });
  await ann.says('/tasks');
  expect(await ann.says(`/link ${codes[1]}`)).toContain('Anna');

  const bytes = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('\n');
  expect(bytes).toContain('Prostor shop');
  for (const code of codes) {
    expect(code).toBeDefined();
    expect(bytes).not.toContain(code);
  }
  await agency.close();
  rmSync(folder, { recursive: true });
});

it('does not show a code again when the request comes twice', async () => {
  const agency = await openAgency();
  const anna = agency.person('anna');
  const first = await anna.saysAs('request-1', '/invite');
  const again = await anna.saysAs('request-1', '/invite');
  expect(first).toMatch(/[\w-]{27}/);
  expect(again).not.toMatch(/[\w-]{27}/);
  expect(again).toContain('shown once');
  await agency.close();
});
