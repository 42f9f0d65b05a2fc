/** Made up, and the same on both sides of the wire. */
export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';
export const BOT_TOKEN = 'xoxb-bench';
export const TEAM = 'T0BENCH';

/** The account of a person of the world, by number. */
export function userOf(person: number): string {
  return `U${person}`;
}

/** The direct chat that the person has with the bot. */
export function directChatOf(userId: string): string {
  return userId.replace('U', 'D');
}
