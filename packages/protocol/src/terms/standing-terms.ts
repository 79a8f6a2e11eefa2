import { z } from 'zod';
import { durationSchema } from '../instant.ts';
import { PURPOSES } from '../vocabulary/dpv.ts';
import { agreementIds } from './agreements.ts';

/** What an owner has laid down for whoever asks. It is said of each request what goes beyond; it blocks nothing. */
export const standingTermsSchema = z.strictObject({
  /** How long a consent may run, counted from when it was asked for. */
  longestAccess: durationSchema.optional(),
  /** How long a vendor may keep what it read. */
  longestRetention: durationSchema.optional(),
  /** Exact purpose IRIs of the published list. */
  purposesNever: z
    .array(z.string().refine((iri) => Object.hasOwn(PURPOSES, iri), 'a purpose of the published list'))
    .max(100)
    .default([]),
  /** Whether a vendor may pass data on. */
  recipients: z.enum(['allowed', 'none']).default('allowed'),
  /** The MyTerms agreement that the owner offers. */
  agreement: z.enum(agreementIds).optional(),
});
export type StandingTerms = z.output<typeof standingTermsSchema>;

/** The terms of an owner who has laid down none. */
export const NO_TERMS: StandingTerms = standingTermsSchema.parse({});
