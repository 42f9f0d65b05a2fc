/** Made up, and the same on both sides of the wire. */
export const BOT_TOKEN = '1000:bench-bench-bench-bench-bench-bench';
export const WEBHOOK_SECRET = 'bench-secret-bench';
export const BOT = { id: 1000, is_bot: true, first_name: 'Friday', username: 'friday_bot' };

/** The account of a person of the world, by number; their chat with the bot has the same id. */
export function accountOf(person: number): number {
  return 1_000_000 + person;
}
