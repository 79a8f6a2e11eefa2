import { z } from 'zod';

/** Every way in which a request can go beyond standing terms, or beyond the agreement that it names itself. */
export const breachCodes = [
  'end_too_late',
  'retention_too_long',
  'kept_after_end',
  'purpose_never',
  'recipients_not_allowed',
  'purpose_outside_agreement',
  'recipients_outside_agreement',
  'agreement_differs',
] as const;
export type BreachCode = (typeof breachCodes)[number];

export const breachSchema = z.object({
  code: z.enum(breachCodes),
  /** Of the entry that it concerns: each has a purpose of its own. */
  purpose: z.string(),
  /** One sentence for the owner. */
  words: z.string(),
});
export type Breach = z.output<typeof breachSchema>;
