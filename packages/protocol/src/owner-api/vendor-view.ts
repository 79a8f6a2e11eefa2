import { z } from 'zod';

/** What an owner sees of a vendor. All but `held` and `clientHost` is the vendor's own word, or the operator's: text of others. */
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
  /** It is on hold: none of its consents is read until the operator lifts that. */
  held: z.boolean(),
});
export type VendorView = z.output<typeof vendorViewSchema>;
