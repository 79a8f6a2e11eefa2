import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** The sha-256 of a text. Without a promise: the read path makes several for each read. */
export function sha256Bytes(text: string): Buffer {
  return createHash('sha256').update(text).digest();
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
