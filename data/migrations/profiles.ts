/** What a platform said of an account last, so that what people chose themselves is told from what it gave them. */
export function profiles(): string[] {
  return [
    'alter table identities add column profile_name text',
    'alter table identities add column profile_zone text',
    "alter table identities add column profile_language text check (profile_language in ('en', 'uk', 'ru'))",
    'alter table identities add column gone_at text',
  ];
}
