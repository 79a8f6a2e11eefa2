import { z } from 'zod';
import { authorizationDetailsSchema } from './authorization-details.ts';
import { digestSchema } from './consent-receipt.ts';

/**
 * The claims of an access token: RFC 9068, bound to the vendor's key (RFC 9449), with the consent it stands for.
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-2.2
 */
export const accessTokenClaimsSchema = z.object({
  iss: z.url(),
  sub: z.string().min(1),
  aud: z.string().min(1),
  client_id: z.string().min(1),
  iat: z.int(),
  exp: z.int(),
  jti: z.string().min(1).max(100),
  cnf: z.strictObject({ jkt: digestSchema }),
  authorization_details: authorizationDetailsSchema,
  consent_id: z.string(),
  consent_version: z.int().min(1),
  receipt_sha256: digestSchema,
});
export type AccessTokenClaims = z.output<typeof accessTokenClaimsSchema>;
