import { z } from 'zod';
import { type AuthorizationDetails, coveredFields, dataAccessSchema } from '../authorization-details.ts';

const { actions, filter, access, retention, recipients, benefit, terms } = dataAccessSchema.shape;

/** One entry of a request, told apart: what the gateway enforces at each read, and what only the vendor's word stands for. */
export const assuranceSchema = z.object({
  enforced: z.object({
    /** Stated at each read, and compared. */
    purpose: z.string(),
    actions,
    /** By category. */
    fields: z.record(z.string(), z.array(z.string())),
    filter,
    access,
  }),
  promised: z.object({ retention, recipients, benefit, terms }),
});
export type Assurance = z.output<typeof assuranceSchema>;

/** What stands behind each part of a request, entry by entry. */
export function assurancesOf(details: AuthorizationDetails): Assurance[] {
  return details.map((entry) => ({
    enforced: {
      purpose: entry.purpose,
      actions: entry.actions,
      fields: Object.fromEntries(entry.datatypes.map((name) => [name, [...coveredFields(entry, name)]])),
      filter: entry.filter,
      access: entry.access,
    },
    promised: {
      retention: entry.retention,
      recipients: entry.recipients,
      ...(entry.benefit === undefined ? {} : { benefit: entry.benefit }),
      ...(entry.terms === undefined ? {} : { terms: entry.terms }),
    },
  }));
}
