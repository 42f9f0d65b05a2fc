/**
 * What a failed connection says of itself. Fetch says no more than that it failed, and keeps the reason as its cause; of
 * an address with several numbers each was tried. Only the codes are safe to be shown: the words may hold the address.
 * @returns `ECONNREFUSED` with `connect`; both '' where nothing is said
 */
export function networkErrorOf(error: unknown): { code: string; syscall: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return networkErrorOf(error.errors[0]);
  if (!(error instanceof Error)) return { code: '', syscall: '' };
  const { code, syscall } = error as NodeJS.ErrnoException;
  const isOfNetwork = typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code);
  if (isOfNetwork) return { code, syscall: syscall ?? '' };
  return networkErrorOf(error.cause);
}
