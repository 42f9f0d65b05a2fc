import type { Call, Command } from '../chat/command.ts';
import type { DigestId } from '../domain/ids.ts';
import { refuse } from '../domain/refusal.ts';
import type { Digest } from '../ports/messages.ts';
import { digestPage, digestReply, madeDigestReply, makeDigest, nothingOverdueReply } from '../replies/digest.ts';

/** My Friday digest, now. `digest 5` is one that was shown, as it is now, and `digest 5 given 2` a page of it. */
export const digest: Command = {
  name: 'digest',
  async run(call) {
    const page = call.args.match(/^(\d{1,12}) (received|given) (\d{1,5})$/);
    if (page) {
      const shown = await findDigest(call, Number(page[1]));
      return digestPage(call, shown, page[2] === 'given' ? 'given' : 'received', Math.max(1, Number(page[3])));
    }
    const again = call.pressed && /^\d{1,12}$/.test(call.args);
    if (again) return digestReply(call, await findDigest(call, Number(call.args)));
    const made = await makeDigest(call, null);
    return made ? { ...(await madeDigestReply(call, made)), replacesPressed: false } : nothingOverdueReply(call.text);
  },
};

/** One's own; somebody else's is answered like one that does not exist. */
export async function findDigest(call: Call, id: number): Promise<Digest> {
  const found = await call.tx.digests.get(id as DigestId);
  if (!found || found.personId !== call.person.id) return refuse({ kind: 'no such digest' });
  return found;
}
