/** The page that a list is asked for with `page 2` at the end of the line, by default the first, and what stands before. */
export function takePage(args: string): { page: number; rest: string } {
  const found = /(?<!\S)page (\d{1,6})$/.exec(args);
  if (!found) return { page: 1, rest: args };
  return { page: Math.max(1, Number(found[1])), rest: args.slice(0, found.index).trimEnd() };
}
