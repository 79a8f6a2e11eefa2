import { createHmac, hash, hkdfSync, timingSafeEqual } from 'node:crypto';

/** The sha-256 of a text. Without a promise: the read path makes several for each read. */
export function sha256Bytes(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}

/** The same in base64url: 43 characters. */
export function sha256Text(text: string): string {
  return hash('sha256', text, 'base64url');
}

/** HMAC-SHA-256 of a list of texts, each kept apart from the next. */
export function keyedDigest(key: Buffer, ...parts: readonly string[]): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(parts)).digest();
}

/** Whether two texts are equal, in a time that does not tell where they differ. */
export function areEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** HKDF-SHA-256: 32 bytes that only who has the key can make. */
export function derivedKey(key: Buffer, parts: { readonly salt: Buffer; readonly info: string }): Buffer {
  return Buffer.from(hkdfSync('sha256', key, parts.salt, parts.info, 32));
}
