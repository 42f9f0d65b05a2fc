import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 160 random bits; 27 characters that fit a Telegram deep link. Shown once: only the hash is kept. */
export function newCode(): { code: string; hash: string } {
  const code = randomBytes(20).toString('base64url');
  return { code, hash: hashOfCode(code) };
}

export function hashOfCode(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}

/** Compares in constant time, whatever the lengths. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
