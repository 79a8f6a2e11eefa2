import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Lengths tell too: two vendors that compare what was sealed for each of them must not find a common owner by it. */
const STEP_BYTES = 512;

/**
 * AES-256-GCM with a fresh nonce: what rests is unreadable, and cannot be moved to another place (`context`). Filled up with spaces, which
 * JSON does not mind, so that its length tells little.
 */
export function seal(key: Buffer, context: string, value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  const filled = Buffer.alloc(Math.ceil(text.length / STEP_BYTES) * STEP_BYTES, ' ');
  text.copy(filled);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(filled), cipher.final(), cipher.getAuthTag()]);
}

/** The value, or an error where the key, the context or a byte is another. */
export function unseal(key: Buffer, context: string, sealed: Buffer): unknown {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-16));
  return JSON.parse(
    Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8'),
  );
}
