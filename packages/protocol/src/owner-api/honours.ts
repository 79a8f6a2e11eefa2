import { z } from 'zod';
import { honourActions, honouredVersions, honourReasons } from '../honour/honour-statement.ts';
import { consentMeasuresSchema } from '../measures/measures.ts';

/** The query of `GET /honours`. Default: every vendor. */
export const honoursQuerySchema = z.strictObject({ vendor: z.string().max(2_000).optional() });

/** What one vendor says of one preference that it may see now. */
export const honourViewSchema = z.object({
  consentId: z.string(),
  vendorId: z.string(),
  /** The vendor's name, as the gateway knows it. */
  name: z.string(),
  category: z.string(),
  /** As the owner's app knows it: the item's id in the pod. */
  itemId: z.string(),
  /** Its newest statement on the item as it reads now; where there is none, its newest on an earlier version. Absent: it has said nothing. */
  said: z
    .object({
      action: z.enum(honourActions),
      reason: z.enum(honourReasons).optional(),
      at: z.string(),
      of: z.enum(honouredVersions),
    })
    .optional(),
});
export type HonourView = z.output<typeof honourViewSchema>;

/** `GET /honours`: of each live consent and each preference that its vendor may see. */
export const honourListSchema = z.object({ honours: z.array(honourViewSchema) });

/** The query of `GET /measures`. */
export const measuresQuerySchema = z.strictObject({ vendor: z.string().max(2_000) });

/** `GET /measures`: what index and ledger tell of one vendor. What threads tell is computed where they are: in the owner's app. */
export const vendorMeasuresSchema = z.object({ vendorId: z.string(), measures: consentMeasuresSchema });
