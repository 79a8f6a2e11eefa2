import type { Check, PresentedToken } from './token-check.ts';

/**
 * The token was issued here, and for this API alone: `aud` is one string, not a list.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-4
 */
export const issuerAndAudience: Check<PresentedToken> = ({ claims }, { issuer, audience }) =>
  // > The issuer identifier for the authorization server [...] MUST exactly match the value of the "iss" claim.
  claims['iss'] === issuer && claims['aud'] === audience;
