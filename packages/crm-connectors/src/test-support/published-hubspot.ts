// What HubSpot publishes of the requests that the connector makes, from its OpenAPI documents:
// https://github.com/HubSpot/HubSpot-public-api-spec-collection (CRM/Tickets v3: SimplePublicObjectBatchInputUpsert)
// https://developers.hubspot.com/docs/api-reference/communication-preferences-subscriptions-v4/subscription-status/post-communication-preferences-v4-statuses-subscriberIdString
// Default properties of tickets: https://developers.hubspot.com/docs/api-reference/crm-tickets-v3/guide

import { z } from 'zod';

export const batchUpsert = z.strictObject({
  inputs: z
    .array(
      z.strictObject({
        idProperty: z.string().optional(),
        objectWriteTraceId: z.string().optional(),
        id: z.string(),
        properties: z.record(z.string(), z.string()),
      }),
    )
    .min(1)
    .max(100),
});

/** `hs_pipeline_stage` and `subject` may not be empty; every other property may be made so by an empty text. */
export const ticketProperties = z.strictObject({
  hs_pipeline: z.string().min(1),
  hs_pipeline_stage: z.string().min(1),
  subject: z.string().min(1),
  content: z.string().max(65_536).optional(),
  hs_ticket_priority: z.enum(['', 'LOW', 'MEDIUM', 'HIGH', 'URGENT']).optional(),
});

export const statusRequest = z.strictObject({
  channel: z.enum(['EMAIL']),
  statusState: z.enum(['NOT_SPECIFIED', 'SUBSCRIBED', 'UNSUBSCRIBED']),
  subscriptionId: z.int(),
  legalBasis: z
    .enum([
      'CONSENT_WITH_NOTICE',
      'LEGITIMATE_INTEREST_CLIENT',
      'LEGITIMATE_INTEREST_OTHER',
      'LEGITIMATE_INTEREST_PQL',
      'NON_GDPR',
      'PERFORMANCE_OF_CONTRACT',
      'PROCESS_AND_STORE',
    ])
    .optional(),
  legalBasisExplanation: z.string().optional(),
});
