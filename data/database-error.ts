/** The database cannot be used, said for the person who starts Friday: what is wrong and what to do. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}
