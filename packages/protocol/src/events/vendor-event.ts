import { z } from 'zod';
import { instantSchema } from '../instant.ts';

/** What a vendor is told of a request or a consent. */
export const consentEventTypes = [
  'consent.requested',
  'consent.given',
  'consent.narrowed',
  'consent.extended',
  'consent.paused',
  'consent.resumed',
  'consent.withdrawn',
  'consent.relinquished',
  'consent.revoked',
  'consent.expired',
  'consent.expiring',
  'consent.deletion_due',
] as const;

/** A vendor tries its own receiver with this one. It stands for nothing. */
export const TEST_EVENT_TYPE = 'webhook.test';

const CHANGED = /^[a-z]{2,40}\.changed$/;

/** A known type, or `<category>.changed` for any category of data. */
export const vendorEventTypeSchema = z.union([
  z.enum([...consentEventTypes, 'message.added', TEST_EVENT_TYPE]),
  z.templateLiteral([z.string(), '.changed']).refine((type) => CHANGED.test(type)),
]);
export type VendorEventType = z.output<typeof vendorEventTypeSchema>;

/**
 * Something that a vendor should know of: that it happened, never what it says. The same JSON is the body of a webhook and the data of an
 * event stream.
 *
 * @see https://www.standardwebhooks.com
 */
export const vendorEventSchema = z.object({
  /** `event_…`: the same at each delivery. Also the header `webhook-id`. */
  id: z.string(),
  type: vendorEventTypeSchema,
  /** When it happened. */
  timestamp: instantSchema,
  data: z.object({
    /** Absent for `consent.requested` and for a test. */
    consent_id: z.string().optional(),
    consent_version: z.int().min(1).optional(),
    /** 1, 2, 3 … of one consent. A gap: something is on its way, or was lost; a delta sync makes it good. */
    sequence: z.int().min(1).optional(),
    /** Of `consent.requested` and `consent.given`: which request, as the vendor signed it. */
    request_sha256: z.string().optional(),
    /** Of `<category>.changed` and `message.added`: the item, by the vendor's own id for it. */
    item_id: z.string().optional(),
    /** Of `consent.expiring`. */
    until: instantSchema.optional(),
    /** Of `consent.paused`, where it ends by itself. */
    resumes_at: instantSchema.optional(),
    /** Of `consent.deletion_due`: by then it has to be gone. */
    delete_by: instantSchema.optional(),
  }),
});
export type VendorEvent = z.output<typeof vendorEventSchema>;
