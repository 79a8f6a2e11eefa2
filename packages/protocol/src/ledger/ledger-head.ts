import { z } from 'zod';
import { digestSchema } from '../consent-receipt.ts';

/** The `typ` of a signed head. */
export const LEDGER_HEAD_TYP = 'parley-ledger-head+jwt';

/**
 * The claims of a signed head: how far the ledger of one consent reaches, for its vendor, by the gateway's record key. The link covers every
 * entry before it, so whoever keeps a head can show later that one of them was changed or is gone. It is about this consent alone: its
 * number and its link say nothing of another one.
 */
export const ledgerHeadClaimsSchema = z.object({
  /** The gateway's origin. */
  iss: z.url(),
  /** The vendor's client id. */
  aud: z.string(),
  /** By the database's clock, as the entries are. */
  iat: z.int(),
  consent_id: z.string(),
  sequence: z.int().min(1),
  link: digestSchema,
});
export type LedgerHeadClaims = z.output<typeof ledgerHeadClaimsSchema>;
