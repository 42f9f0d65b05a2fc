import type { MessageEntity } from 'telegraf/types';
import { callableName } from '../../../src/chat/callable-name.ts';
import type { Mention } from '../../../src/chat/incoming.ts';
import { senderOf } from './sender.ts';

export interface Read {
  text: string;
  /** those without a username, whom Telegram names by their account */
  mentions: Mention[];
}

/**
 * What was typed. Somebody who was picked from a list because they have no username stands there with their bare name:
 * it gets the `@` that makes it a mention.
 */
export function readText(raw: string, entities: readonly MessageEntity[] = []): Read {
  const mentions: Mention[] = [];
  let text = '';
  let from = 0;
  for (const entity of entities) {
    if (entity.type !== 'text_mention' || entity.offset < from) continue;
    const account = senderOf(entity.user);
    const known = mentions.find((mention) => mention.account.externalId === account.externalId);
    const name =
      known?.text ??
      callableName(
        account,
        mentions.map((mention) => mention.text),
      );
    if (!known) mentions.push({ text: name, account });
    text += `${raw.slice(from, entity.offset)}@${name}`;
    from = entity.offset + entity.length;
  }
  return { text: asTypedBefore(text + raw.slice(from)), mentions };
}

/** Whoever copies our words copies what keeps `@names` and `/words` in them from being links; see render/literal. */
function asTypedBefore(text: string): string {
  return text.replace(/([@/])\u2060(?=\w)/g, '$1');
}
