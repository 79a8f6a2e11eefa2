import ServerChallenge from 'oidc-provider/lib/helpers/challenge.js';
import { expect, it } from 'vitest';
import { createDpopNonces } from '../dpop-nonce.ts';

it('shares its nonces with the read API, so that a client keeps one for both', () => {
  const key = Buffer.alloc(32, 7);
  const now = new Date();
  const ours = createDpopNonces({ key, now: () => now });
  const theirs = new ServerChallenge(key, 'DPoP');
  expect(theirs.checkChallenge(ours.current())).toBe(true);
  expect(ours.accepts(theirs.nextChallenge())).toBe(true);
});
