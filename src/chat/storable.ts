import type { Incoming, Sender } from './incoming.ts';

/**
 * Half a surrogate pair has no place in UTF-8, and no NUL in a text of PostgreSQL: a database would replace the one
 * without a word and refuse the other. Both are replaced here, once, so that what an answer confirms is what is kept.
 */
function storable(text: string): string {
  // Whole pairs and halves look alike to it, and mostly there is neither.
  if (!/[\0\ud800-\udfff]/.test(text)) return text;
  return text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');
}

/** Nearly all are. */
function isStorable({ text, sender, filled, about, mentions }: Incoming): boolean {
  if (!isWhole(text) || !isWholeSender(sender)) return false;
  if (about && !(isWhole(about.text) && isWhole(about.source))) return false;
  if (filled && !Object.values(filled).every(isWhole)) return false;
  return mentions?.every((mention) => isWhole(mention.text) && isWholeSender(mention.account)) ?? true;
}

function isWhole(text: string): boolean {
  return storable(text) === text;
}

function isWholeSender({ name, handle = '' }: Sender): boolean {
  return isWhole(name) && isWhole(handle);
}

/** The request with all that people typed or call themselves made storable. Ids of the platform stay as they are. */
export function storableRequest(incoming: Incoming): Incoming {
  if (isStorable(incoming)) return incoming;
  const request: Incoming = { ...incoming, text: storable(incoming.text), sender: storableSender(incoming.sender) };
  if (incoming.filled) {
    const filled = Object.entries(incoming.filled).map(([field, value]) => [field, storable(value)] as const);
    request.filled = Object.fromEntries(filled);
  }
  if (incoming.about) {
    request.about = { text: storable(incoming.about.text), source: storable(incoming.about.source) };
  }
  if (!incoming.mentions) return request;
  const mentions = incoming.mentions.map((mention) => ({
    ...mention,
    text: storable(mention.text),
    account: storableSender(mention.account),
  }));
  return { ...request, mentions };
}

function storableSender(sender: Sender): Sender {
  const named = { ...sender, name: storable(sender.name) };
  return sender.handle === undefined ? named : { ...named, handle: storable(sender.handle) };
}
