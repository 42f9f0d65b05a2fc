import type { Language } from '../domain/language.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';
import { uk } from './uk.ts';

/**
 * All that the bot says, once per language. English sets the shape: a key that is missing in another language does
 * not compile. Values are plain text: what people typed may be part of it, and renderers escape the whole.
 */
export type Catalogue = Omit<typeof en, 'language'> & { language: Language };

const CATALOGUES: Record<Language, Catalogue> = { en, uk, ru };

export function catalogueOf(language: Language): Catalogue {
  return CATALOGUES[language];
}
