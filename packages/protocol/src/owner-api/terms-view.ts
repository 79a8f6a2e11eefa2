import { z } from 'zod';
import { dataAccessSchema } from '../authorization-details.ts';
import { breachSchema } from '../terms/breach.ts';

/** `none`: the owner has laid down none. The last three: there may be terms, and they could not be applied. */
export const termsStatuses = ['applied', 'none', 'malformed', 'unreadable', 'not_connected'] as const;

/** What the owner's standing terms say of a request. They are applied when the owner looks at it; a breach blocks nothing. */
export const termsViewSchema = z.object({
  termsStatus: z.enum(termsStatuses),
  /** Where they are malformed: the term, if it is known which. */
  malformedTerm: z.string().optional(),
  /** Null: the terms could not be applied, so nobody knows. */
  breaches: z.array(breachSchema).nullable(),
  /** What could be given without a breach: `approved` as it may be given. Empty: nothing could. Null: nobody knows. */
  withinTerms: z.array(dataAccessSchema).nullable(),
});
export type TermsView = z.output<typeof termsViewSchema>;
