import { countWrong, isBarred, lookUpCode } from '../changes/redeem-code.ts';
import { addIdentity, isZoneUntold, letIn } from '../chat/admit.ts';
import type { Knock } from '../chat/command.ts';
import { isSameSecret } from '../chat/one-time-code.ts';
import type { Reply } from '../chat/reply.ts';
import type { Route } from '../chat/route.ts';
import type { Person } from '../domain/person.ts';
import type { Refusal } from '../domain/refusal.ts';
import { refusalReply } from '../replies/refusal-reply.ts';
import { welcomeReply } from '../replies/welcome.ts';
import { catalogueOf } from '../text/catalogue.ts';
import { mayInvite } from './invite.ts';

/**
 * Somebody who is not let in. Only a code opens: an invite or the setup code with `/start`, one's own account in
 * another messenger with `/link`. Everything else gets the same words.
 */
export async function knock(who: Omit<Knock, 'args'>, route: Route): Promise<Reply> {
  const command = route.kind === 'command' ? route.command.name : '';
  const code = route.kind === 'command' ? (route.args.split(/\s/)[0] ?? '') : '';
  if (who.chat.kind === 'group') return refused(who, { kind: 'not invited', isInRoom: true });
  if (code !== '' && command === 'start') return enterWithInvite(who, code);
  if (code !== '' && command === 'link') return enterWithLink(who, code);
  return refused(who, await greetingOf(who));
}

/** The first to come is who set the bot up, and has nobody to ask for an invite. */
async function greetingOf({ tx, organisation }: Omit<Knock, 'args'>): Promise<Refusal> {
  const opensByCode = organisation.setupCode !== undefined && organisation.owners.length === 0;
  const isOwnerAwaited = opensByCode && !(await tx.people.any());
  return isOwnerAwaited ? { kind: 'owner awaited' } : { kind: 'not invited', isInRoom: false };
}

async function enterWithInvite(who: Omit<Knock, 'args'>, code: string): Promise<Reply> {
  const { tx, now, sender, organisation } = who;
  if (await isBarred(who, sender)) return refused(who, { kind: 'too many wrong codes' });
  if (organisation.setupCode && isSameSecret(code, organisation.setupCode)) {
    // The setup code is for the first owner only: afterwards it opens nothing.
    const owners = await tx.people.withRole(['owner']);
    if (owners.length === 0) return welcome(who, (await letIn(who, sender, 'owner', who.now)).person);
    await countWrong(who, sender);
    return refused(who, { kind: 'wrong code' });
  }
  const found = await lookUpCode(who, sender, code, 'invite');
  if (found.kind === 'refused') return refused(who, found.refusal);
  const role = found.code.role ?? 'member';
  const issuer = await tx.people.get(found.code.issuedBy);
  // An invite is worth what its issuer could still give now.
  if (!issuer || !mayInvite(issuer, role)) return refused(who, { kind: 'wrong code' });
  const { person } = await letIn(who, sender, role, who.now);
  await tx.codes.markUsed(found.code.hash, person.id, now);
  return welcome(who, person);
}

async function enterWithLink(who: Omit<Knock, 'args'>, code: string): Promise<Reply> {
  const { tx, now, platform, sender } = who;
  const found = await lookUpCode(who, sender, code, 'link');
  if (found.kind === 'refused') return refused(who, found.refusal);
  const person = await tx.people.get(found.code.issuedBy);
  if (!person || person.leftAt) return refused(who, { kind: 'wrong code' });
  const identities = await tx.people.identitiesOf(person.id);
  if (identities.some((identity) => identity.platform === platform)) return refused(who, { kind: 'same platform' });
  await addIdentity(who, sender, person);
  await tx.people.save({ ...person, lastPlatform: platform });
  await tx.deliveries.follow(person.id);
  await tx.codes.markUsed(found.code.hash, person.id, now);
  return welcome(who, person, false);
}

/** Whose other account is here already has said there where they are. */
function welcome(who: Omit<Knock, 'args'>, person: Person, isZoneUnknown = isZoneUntold(who.sender)): Reply {
  return welcomeReply({ text: catalogueOf(person.language), person, now: who.now, isZoneUnknown });
}

function refused(who: Omit<Knock, 'args'>, refusal: Refusal): Reply {
  return refusalReply(refusal, who.text.language);
}
