/** Words of ASCII without a backquote, one space apart: only their case matters. */
const PLAIN = /^[!-_a-~]+(?: [!-_a-~]+)*$/;

/**
 * The form in which names, tags, titles and words are compared: case, width, the kind of apostrophe and the dots of
 * ё do not matter. SQLite knows ASCII case only, so whatever is searched is stored folded as well.
 */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return (
    text
      // Before NFKC, which would take the acute accent apart.
      .replaceAll(/[’ʼ‘`´]/g, "'")
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll('ё', 'е')
      .replaceAll(/\s+/g, ' ')
      .trim()
  );
}
