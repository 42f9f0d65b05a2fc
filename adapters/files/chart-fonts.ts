import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

/**
 * The fonts of the pictures come with the project's packages, so that they look the same on every machine: Noto Sans, in
 * its parts by script; DejaVu Sans for signs and scripts that those lack; and emoji in colour.
 */

const require = createRequire(import.meta.url);
const SANS_FOLDER = dirname(require.resolve('@fontsource/noto-sans/package.json'));
const EMOJI_FOLDER = dirname(require.resolve('@fontsource/noto-color-emoji/package.json'));
const SIGNS_FOLDER = dirname(require.resolve('dejavu-fonts-ttf/package.json'));
const SCRIPTS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'vietnamese'] as const;
const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;

const SANS = SCRIPTS.map((script) => `Friday Sans ${script}`);
const EMOJI_FAMILY = 'Friday Emoji';
const SIGNS_FAMILY = 'Friday Signs';

let hasSans = false;
let hasEmoji = false;

/** @returns the families to write these texts with, as CSS has them */
export function fontsFor(texts: readonly string[]): string {
  if (!hasSans) loadSans();
  hasSans = true;
  // It is large and takes a while, and most pictures do without.
  if (!hasEmoji && texts.some((text) => EMOJI.test(text))) {
    load(EMOJI_FAMILY, join(EMOJI_FOLDER, 'files', 'noto-color-emoji-emoji-400-normal.woff2'));
    hasEmoji = true;
  }
  // Signs come last: some of them are emoji in black.
  const families = [...SANS, ...(hasEmoji ? [EMOJI_FAMILY] : []), SIGNS_FAMILY];
  return families.map((family) => `"${family}"`).join(', ');
}

function loadSans(): void {
  for (const [i, script] of SCRIPTS.entries()) {
    for (const weight of [400, 700]) {
      load(SANS[i] ?? '', join(SANS_FOLDER, 'files', `noto-sans-${script}-${weight}-normal.woff2`));
    }
  }
  load(SIGNS_FAMILY, join(SIGNS_FOLDER, 'ttf', 'DejaVuSans.ttf'));
}

function load(family: string, file: string): void {
  if (!GlobalFonts.registerFromPath(file, family)) throw new Error(`The font ${file} cannot be read.`);
}
