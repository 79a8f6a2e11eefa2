import {
  CLIENT_ASSERTION_HEADER,
  consentStandingSchema,
  deletionReportedSchema,
  deletionReportRequestSchema,
  relinquishedSchema,
  requestCancelledSchema,
} from '@parley/protocol';
import { type Json, jsonBody, ok, parameter, problemAnswers, schemaOf } from './parts.ts';

export const UNAUTHENTICATED = ['invalid_client', 'invalid_dpop_proof', 'use_dpop_nonce'] as const;
export const ASSERTION = parameter(
  'header',
  CLIENT_ASSERTION_HEADER,
  'A client assertion (RFC 7523) as at the token endpoint, used once.',
  { type: 'string' },
  true,
);
export const PROOF = parameter(
  'header',
  'DPoP',
  'A proof (RFC 9449) with the nonce of the last answer, without `ath`.',
  { type: 'string' },
  true,
);
const CONSENT = parameter('path', 'id', 'The `consent_id` of the token answer, or of the receipt.');

/** What vendors call without a token. */
export function vendorPaths(): Json {
  return {
    '/v1/consents/{id}': { get: standingOperation(), delete: giveBackOperation() },
    '/v1/consents/{id}/deletion-report': { post: reportOperation() },
    '/v1/requests/{digest}/cancel': { post: cancelOperation() },
  };
}

function standingOperation(): Json {
  return {
    operationId: 'get_consent_standing',
    summary: 'Where a consent stands, also for two years after its end. Never data.',
    security: [],
    parameters: [
      CONSENT,
      ASSERTION,
      PROOF,
      parameter(
        'query',
        'since_version',
        'A version that the vendor knows: `changes` says what became different.',
        {
          type: 'integer',
          minimum: 1,
        },
      ),
    ],
    responses: {
      200: ok('The consent.', schemaOf(consentStandingSchema)),
      ...problemAnswers('invalid_request', ...UNAUTHENTICATED, 'not_found', 'temporarily_unavailable'),
    },
  };
}

function giveBackOperation(): Json {
  return {
    operationId: 'give_consent_back',
    summary: 'Gives a consent back without a token: also while it is paused.',
    security: [],
    parameters: [CONSENT, ASSERTION, PROOF],
    responses: {
      200: ok('It has ended, and the pod has it.', schemaOf(relinquishedSchema)),
      202: ok('It has ended; the pod does not know yet.', schemaOf(relinquishedSchema)),
      ...problemAnswers(...UNAUTHENTICATED, 'not_found', 'consent_ended', 'temporarily_unavailable'),
    },
  };
}

function reportOperation(): Json {
  return {
    operationId: 'report_deletion',
    summary: "The vendor's signed word on what became of the data that it may no longer keep",
    security: [],
    parameters: [CONSENT, ASSERTION, PROOF],
    requestBody: { required: true, ...jsonBody(schemaOf(deletionReportRequestSchema, 'input')) },
    responses: {
      200: ok('The same report was taken before.', schemaOf(deletionReportedSchema)),
      201: ok('Taken.', schemaOf(deletionReportedSchema)),
      ...problemAnswers(
        'invalid_request',
        ...UNAUTHENTICATED,
        'not_found',
        'deletion_not_due',
        'payload_too_large',
        'unsupported_media_type',
        'too_many_requests',
        'temporarily_unavailable',
      ),
    },
  };
}

function cancelOperation(): Json {
  return {
    operationId: 'cancel_request',
    summary: 'Take back an access request that waits for a decision or was deferred',
    security: [],
    parameters: [
      parameter('path', 'digest', 'The base64url sha-256 of the signed request.'),
      ASSERTION,
      PROOF,
    ],
    responses: {
      200: ok('It is cancelled.', schemaOf(requestCancelledSchema)),
      ...problemAnswers(
        ...UNAUTHENTICATED,
        'not_found',
        'conflict',
        'request_ended',
        'temporarily_unavailable',
      ),
    },
  };
}
