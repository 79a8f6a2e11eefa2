import { z } from 'zod';
import { instantSchema } from '../instant.ts';

/**
 * Why a vendor is on hold: its document names none of the keys that it had, or an address that was none of its own; or the operator has
 * decided it.
 */
export const holdReasons = ['keys_changed', 'redirect_changed', 'operator'] as const;
export type HoldReason = (typeof holdReasons)[number];

/** What an owner sees of a vendor. All but `held`, `hold` and `clientHost` is the vendor's own word, or the operator's: text of others. */
export const vendorViewSchema = z.object({
  vendorId: z.string(),
  name: z.string(),
  /** Where it is another one than `name`. */
  legalName: z.string().optional(),
  /** How the gateway knows it: the operator entered it, or its own client document says so. */
  knownBy: z.enum(['operator', 'document']),
  /** Of one known by its own document: the host that serves it, and so the one thing that is known for certain. */
  clientHost: z.string().optional(),
  site: z.string().optional(),
  policyUri: z.string().optional(),
  tosUri: z.string().optional(),
  /** Mail addresses, at most 5. */
  contacts: z.array(z.string()).optional(),
  /**
   * It is on hold: nothing is read until the operator lifts that, or the owner for a consent of hers. In the view of such a consent it is
   * `false`, beside `hold`.
   */
  held: z.boolean(),
  /** The hold: why, since when, and whether the owner may lift it. */
  hold: z.object({ reason: z.enum(holdReasons), since: instantSchema, mayLift: z.boolean() }).optional(),
});
export type VendorView = z.output<typeof vendorViewSchema>;
