import { randomBytes } from 'node:crypto';

/** 256 unguessable bits in base64url, for what is shown once: tickets, states, nonces. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}
