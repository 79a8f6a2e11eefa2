import { base64url } from './ids.ts';

/**
 * The sha-256 of a text (UTF-8) or of bytes, in base64url: 43 characters.
 *
 * An owner's act goes to a path that ends in this digest of its body, so that the browser's DPoP proof signs the decision.
 */
export async function sha256(input: string | Uint8Array): Promise<string> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : new Uint8Array(input);
  return base64url(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes)));
}
