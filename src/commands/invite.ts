import type { Command } from '../chat/command.ts';
import { newCode } from '../chat/one-time-code.ts';
import { line, typed } from '../chat/reply.ts';
import { CODE_LIVES_SECONDS } from '../domain/code.ts';
import { addSeconds } from '../domain/instant.ts';
import type { Person, Role } from '../domain/person.ts';
import { isManager } from '../domain/person.ts';
import { refuse } from '../domain/refusal.ts';
import { parseRole } from '../language/setting-value.ts';

/** Managers let members in. A manager who could invite managers could make as many of them as they like. */
export function mayInvite(person: Person, role: Role): boolean {
  if (person.leftAt || role === 'owner') return false;
  return role === 'manager' ? person.role === 'owner' : isManager(person);
}

/** `/invite [manager|member]`: a code that lets one new person in. */
export const invite: Command = {
  name: 'invite',
  async run(call) {
    const { text, tx, person, now } = call;
    if (!isManager(person)) refuse({ kind: 'managers only' });
    const role = parseRole(call.args || 'member');
    if (!role || role === 'owner') return refuse({ kind: 'not a role', typed: call.args, command: 'invite' });
    if (!mayInvite(person, role)) refuse({ kind: 'owners only' });
    const { code, hash } = newCode();
    const expiresAt = addSeconds(now, CODE_LIVES_SECONDS);
    const opens = call.organisation.deepLink?.(`start ${code}`);
    await tx.codes.add({ hash, kind: 'invite', role, issuedBy: person.id, createdAt: now, expiresAt });
    return {
      blocks: [
        line(text.codes.invite(text.people.roles[role])),
        ...(opens ? [line(opens), line(text.codes.orSend)] : []),
        line(typed(`start ${code}`)),
        line(text.codes.once),
      ],
      place: 'private',
      holdsSecret: true,
    };
  },
};
