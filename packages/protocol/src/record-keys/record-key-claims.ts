import { z } from 'zod';

/** The `typ` of what introduces a record key. */
export const RECORD_KEY_TYP = 'parley-record-key+jwt';

/**
 * The claims of a record key's statement: signed by the record key before it, so that whoever trusts one key can follow to those after it.
 * The first key introduces itself, which proves nothing more than that the statement is whole.
 */
export const recordKeyClaimsSchema = z.object({
  /** The gateway's origin. */
  iss: z.url(),
  iat: z.int(),
  jwk: z.object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string(),
    y: z.string(),
    kid: z.string(),
  }),
  /** The key that signed this; null for the first. */
  previous: z.string().nullable(),
});
export type RecordKeyClaims = z.output<typeof recordKeyClaimsSchema>;
