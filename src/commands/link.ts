import { joinPeople } from '../changes/join-people.ts';
import { lookUpCode } from '../changes/redeem-code.ts';
import type { Call, Command } from '../chat/command.ts';
import { newCode } from '../chat/one-time-code.ts';
import type { Reply } from '../chat/reply.ts';
import { buttons, line, typed } from '../chat/reply.ts';
import { CODE_LIVES_SECONDS } from '../domain/code.ts';
import { addSeconds } from '../domain/instant.ts';
import { refuse } from '../domain/refusal.ts';
import { refusalReply } from '../replies/refusal-reply.ts';

/**
 * `/link` gives a code; `/link CODE` in the other messenger joins the two. Whoever is known there already is asked
 * first, since joining cannot be taken back.
 */
export const link: Command = {
  name: 'link',
  async run(call) {
    if (call.args === '') return giveCode(call);
    const [code = '', sure = ''] = call.args.split(/\s+/);
    const found = await lookUpCode(call, { externalId: call.identity.externalId }, code, 'link');
    if (found.kind === 'refused') return refusalReply(found.refusal, call.person.language);
    const other = await call.tx.people.get(found.code.issuedBy);
    if (!other || other.leftAt) return refuse({ kind: 'wrong code' });
    if (other.id === call.person.id) return refuse({ kind: 'same platform' });
    const identities = await call.tx.people.identitiesOf(other.id);
    const mine = await call.tx.people.identitiesOf(call.person.id);
    if (identities.some((identity) => mine.some((each) => each.platform === identity.platform))) {
      refuse({ kind: 'same platform' });
    }
    if (await call.tx.timeEntries.overlapBetween(call.person.id, other.id)) refuse({ kind: 'cannot be one person' });
    const { text } = call;
    if (sure !== 'yes') {
      return {
        blocks: [
          line(text.codes.joinQuestion(call.person.name, other.name)),
          line(text.codes.joinWarning),
          buttons(
            { label: text.button.join, command: `link ${code} yes`, style: 'primary' },
            { label: text.button.cancel, command: 'cancel' },
          ),
        ],
        place: 'private',
        holdsSecret: true,
      };
    }
    call.person = await joinPeople(call, call.person, other);
    await call.tx.codes.markUsed(found.code.hash, other.id, call.now);
    return { blocks: [line(text.codes.joined(other.name))], place: 'private' };
  },
};

async function giveCode(call: Call): Promise<Reply> {
  const { text, tx, person, now } = call;
  const { code, hash } = newCode();
  const opens = call.organisation.deepLink?.(`link ${code}`, call.platform);
  const expiresAt = addSeconds(now, CODE_LIVES_SECONDS);
  await tx.codes.add({ hash, kind: 'link', role: null, issuedBy: person.id, createdAt: now, expiresAt });
  return {
    blocks: [
      line(text.codes.link),
      line(typed(`link ${code}`)),
      ...(opens ? [line(text.codes.orOpen), line(opens)] : []),
      line(text.codes.once),
    ],
    place: 'private',
    holdsSecret: true,
  };
}
