/** SQLite's own name of what went wrong, such as `SQLITE_BUSY`; '' where it was not SQLite's error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
