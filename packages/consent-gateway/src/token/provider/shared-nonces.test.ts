import DPoPNonces from 'oidc-provider/lib/helpers/dpop_nonces.js';
import { expect, it } from 'vitest';
import { createDpopNonces } from '../dpop-nonce.ts';

it('shares its nonces with the read API, so that a client keeps one for both', () => {
  const key = Buffer.alloc(32, 7);
  const now = new Date();
  const ours = createDpopNonces({ key, now: () => now });
  const theirs = new DPoPNonces(key);
  expect(theirs.checkNonce(ours.current())).toBe(true);
  expect(ours.accepts(theirs.nextNonce())).toBe(true);
});
