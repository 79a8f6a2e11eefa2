import { z } from 'zod';
import { instantSchema } from '../instant.ts';
import { ledgerEntryBodySchema } from '../ledger/ledger-entry.ts';

const { kind, outcome } = ledgerEntryBodySchema.shape;

/** The query of `GET /ledger`. All that is said has to hold of an entry. */
export const ledgerQuerySchema = z.strictObject({
  consent: z.string().max(100).optional(),
  /** The vendor's client id. */
  vendor: z.string().max(200).optional(),
  kind: kind.optional(),
  outcome: outcome.optional(),
  /** Not before this instant. */
  from: instantSchema.optional(),
  /** Before this instant. */
  to: instantSchema.optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
