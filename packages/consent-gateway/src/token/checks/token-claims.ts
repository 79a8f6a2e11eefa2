import { accessTokenClaimsSchema } from '@parley/protocol';
import type { Check, PresentedToken } from './token-check.ts';

/** The claims are whole: the consent and its version, what was approved, and exactly one key that the token is bound to. */
export const tokenClaims: Check<PresentedToken> = ({ claims }) =>
  accessTokenClaimsSchema.safeParse(claims).success;
