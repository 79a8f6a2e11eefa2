import { honourRequestSchema, honourTakenSchema, ownerApi, PURPOSE_HEADER, PURPOSES } from '@parley/protocol';
import type { Operation } from './owner-paths.ts';
import { type Json, jsonBody, ok, parameter, problemAnswers, schemaOf } from './parts.ts';

/** What vendors say that they did with what they have read. */
export function honourPaths(): Json {
  return {
    '/v1/preferences/{id}/honours': {
      post: {
        operationId: 'honour_preference',
        summary: 'Says, signed, what the vendor did with a preference as it had read it.',
        security: [{ vendor: [] }],
        parameters: [
          parameter('path', 'id', 'The preference, by the id that the vendor reads it under.'),
          parameter(
            'header',
            PURPOSE_HEADER,
            'Exactly one that was approved.',
            { type: 'string', enum: Object.keys(PURPOSES) },
            true,
          ),
        ],
        requestBody: { required: true, ...jsonBody(schemaOf(honourRequestSchema, 'input')) },
        responses: {
          200: ok('The same statement was taken before.', schemaOf(honourTakenSchema)),
          201: ok("It is in the owner's pod, and in the ledger.", schemaOf(honourTakenSchema)),
          ...problemAnswers(
            'invalid_request',
            'invalid_token',
            'invalid_dpop_proof',
            'use_dpop_nonce',
            'insufficient_authorization',
            'vendor_held',
            'consent_paused',
            'not_found',
            'idempotency_key_reused',
            'payload_too_large',
            'unsupported_media_type',
            'too_many_requests',
            'temporarily_unavailable',
            'pod_content_rejected',
          ),
        },
      },
    },
  };
}

/** The same for owners, and how it went. */
export function honourViewPaths(operation: (parts: Operation) => Json): Json {
  const vendor = (required: boolean) =>
    parameter('query', 'vendor', 'Only of the vendor with this client id.', { type: 'string' }, required);
  return {
    '/owner/v1/honours': {
      get: operation({
        id: 'list_honours',
        summary: 'What each vendor says that it did with each preference that it may see',
        answer: ownerApi.honourListSchema,
        parameters: [vendor(false)],
        problems: ['invalid_request', 'pod_content_rejected'],
      }),
    },
    '/owner/v1/measures': {
      get: operation({
        id: 'read_measures',
        summary: 'How it went with one vendor, as far as index and ledger tell',
        answer: ownerApi.vendorMeasuresSchema,
        parameters: [vendor(true)],
        problems: ['invalid_request', 'pod_content_rejected'],
      }),
    },
  };
}
