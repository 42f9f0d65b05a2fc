import type { Sender } from '../chat/incoming.ts';
import { isZone } from '../domain/instant.ts';
import { languageOfTag } from '../domain/language.ts';
import type { Identity, Person, Profile } from '../domain/person.ts';
import { NO_PROFILE } from '../domain/person.ts';

interface Known {
  identity: Identity;
  person: Person;
}

const NAME_MAX = 100;

/** What the platform says of an account now, as far as it says something that can be taken over. */
export function profileOf(sender: Sender): Profile {
  // Where the platform could not be asked, nothing is known but the account's id.
  if (sender.standing === 'unsure') return NO_PROFILE;
  return {
    name: presentableName(sender),
    zone: sender.zone && isZone(sender.zone) ? sender.zone : null,
    language: languageOfTag(sender.languageTag) ?? null,
  };
}

/**
 * The account and its person with what the platform says anew; the very same objects where nothing is new. What people
 * chose themselves stays: theirs follows only while it is what the platform said before.
 */
export function followProfile({ identity, person }: Known, sender: Sender): Known {
  const handle = sender.handle ?? identity.handle;
  const directChat = sender.directChat ?? identity.directChat;
  const said = profileOf(sender);
  const profile: Profile = {
    name: said.name ?? identity.profile.name,
    zone: said.zone ?? identity.profile.zone,
    language: said.language ?? identity.profile.language,
  };
  const before = identity.profile;
  const name = follow(person.name, before.name, profile.name);
  const zone = follow(person.zone, before.zone, profile.zone);
  const language = follow(person.language, before.language, profile.language);
  const isSameProfile =
    profile.name === before.name && profile.zone === before.zone && profile.language === before.language;
  const isSameIdentity = isSameProfile && handle === identity.handle && directChat === identity.directChat;
  const isSamePerson = name === person.name && zone === person.zone && language === person.language;
  return {
    identity: isSameIdentity ? identity : { ...identity, handle, directChat, profile },
    person: isSamePerson ? person : { ...person, name, zone, language },
  };
}

function follow<T extends string>(own: T, before: T | null, now: T | null): T {
  return before !== null && now !== null && own === before ? now : own;
}

function presentableName(sender: Sender): string {
  const name = sender.name.replaceAll(/\s+/g, ' ').trim();
  return Array.from(name || sender.handle || sender.externalId)
    .slice(0, NAME_MAX)
    .join('');
}
