import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto';
import { keyedDigest } from './digests.ts';

const IV_BYTES = 16;

/**
 * Seals a text so that equal texts in an equal context give equal results: what is sealed can be part of an answer that has an
 * ETag. The start value is the keyed digest of context and text (the SIV construction), so none is ever used for two texts.
 */
export function sealStable(key: Buffer, context: string, text: string): string {
  const iv = keyedDigest(key, 'start value', context, text).subarray(0, IV_BYTES);
  const cipher = createCipheriv('aes-256-ctr', keyedDigest(key, 'cipher key'), iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]).toString('base64url');
}

/** The text, or `undefined` where the key, the context or any character is another. */
export function unsealStable(key: Buffer, context: string, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length <= IV_BYTES || bytes.toString('base64url') !== sealed) return undefined;
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv('aes-256-ctr', keyedDigest(key, 'cipher key'), iv);
  const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]).toString('utf8');
  const expected = keyedDigest(key, 'start value', context, text).subarray(0, IV_BYTES);
  return timingSafeEqual(expected, iv) ? text : undefined;
}
