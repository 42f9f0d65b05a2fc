import { arriveInZone } from '../changes/arrive-in-zone.ts';
import type { Command } from '../chat/command.ts';
import { isZone } from '../domain/instant.ts';
import { refuse } from '../domain/refusal.ts';
import { parseLanguage } from '../language/setting-value.ts';
import { welcomeReply } from '../replies/welcome.ts';
import { become } from './settings.ts';

/**
 * `welcome uk`, `welcome new uk`: the first message again, in the language that was picked on it; `welcome zone
 * Europe/Kyiv`: where its reader is, with the clock there to confirm.
 */
export const welcome: Command = {
  name: 'welcome',
  hidden: true,
  async run(call) {
    const zone = /^zone (\S+)$/.exec(call.args)?.[1];
    if (zone !== undefined) {
      if (!isZone(zone)) return refuse({ kind: 'nothing asked' });
      await become(call, await arriveInZone(call, { ...call.person, zone }));
      return { ...welcomeReply({ ...call, isZoneUnknown: false }), replacesPressed: true };
    }
    const [, isNew, word = ''] = /^(new )?(\S+)$/.exec(call.args) ?? [];
    const language = parseLanguage(word);
    if (!language) return refuse({ kind: 'nothing asked' });
    await become(call, { ...call.person, language });
    return { ...welcomeReply({ ...call, isZoneUnknown: isNew !== undefined }), replacesPressed: true };
  },
};
