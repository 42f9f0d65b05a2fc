export const CODE_LIVES_SECONDS = 24 * 3600;
/** Wrong codes that one account may try within an hour. */
export const WRONG_CODES_PER_HOUR = 5;
