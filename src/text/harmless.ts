// Embeddings, overrides and isolates reorder what stands around them; LRM, RLM and ALM do not and may stay.
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;

/** Anything of that, or what may be half a character: most texts have none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a screen
const DOUBTFUL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/;

/**
 * People's words with what must reach no screen shown as symbols or left out: control characters, half characters and
 * what reorders the text around it. Tabs and line feeds stay.
 */
export function withoutControls(text: string): string {
  if (!DOUBTFUL.test(text)) return text;
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a screen
      .replace(/[\u0000-\u0008\u000b-\u001f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
      .replaceAll('\u007f', '\u2421')
      .replace(/[\u0080-\u009f]/g, '\ufffd')
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .replace(BIDI_CONTROLS, '')
  );
}
