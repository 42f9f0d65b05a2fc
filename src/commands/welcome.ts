import type { Command } from '../chat/command.ts';
import { refuse } from '../domain/refusal.ts';
import { parseLanguage } from '../language/setting-value.ts';
import { welcomeReply } from '../replies/welcome.ts';
import { become } from './settings.ts';

/** `welcome uk`, `welcome new uk`: the first message again, in the language that was picked on it. */
export const welcome: Command = {
  name: 'welcome',
  hidden: true,
  async run(call) {
    const [, isNew, word = ''] = /^(new )?(\S+)$/.exec(call.args) ?? [];
    const language = parseLanguage(word);
    if (!language) return refuse({ kind: 'nothing asked' });
    await become(call, { ...call.person, language });
    return { ...welcomeReply({ ...call, isZoneUnknown: isNew !== undefined }), replacesPressed: true };
  },
};
