import type { Language } from '../domain/language.ts';

/** Each in itself, so that everybody finds their own. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', uk: 'Українська', ru: 'Русский' };
