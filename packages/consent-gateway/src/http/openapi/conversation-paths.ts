import {
  IDEMPOTENCY_KEY_HEADER,
  messageSentSchema,
  PURPOSE_HEADER,
  PURPOSES,
  sendMessageRequestSchema,
} from '@parley/protocol';
import { type Json, jsonBody, ok, parameter, problemAnswers, schemaOf } from './parts.ts';

/** What vendors say in owners' issues. */
export function conversationPaths(): Json {
  return { '/v1/issues/{id}/messages': { post: sendOperation() } };
}

function sendOperation(): Json {
  return {
    operationId: 'send_message',
    summary: "Answers in an owner's issue, in the owner's pod. Needs the action `converse`.",
    security: [{ vendor: [] }],
    parameters: [
      parameter('path', 'id', 'The issue, by the id that the vendor reads it under.'),
      parameter(
        'header',
        PURPOSE_HEADER,
        'Exactly one that was approved.',
        { type: 'string', enum: Object.keys(PURPOSES) },
        true,
      ),
      parameter(
        'header',
        IDEMPOTENCY_KEY_HEADER,
        'The `jti` of the message: sent again, it is the same message.',
        { type: 'string', pattern: '^[\\w-]{16,64}$' },
        true,
      ),
    ],
    requestBody: { required: true, ...jsonBody(schemaOf(sendMessageRequestSchema, 'input')) },
    responses: {
      200: ok('The same message is there already.', schemaOf(messageSentSchema)),
      201: ok('It stands in the thread, and in the ledger.', schemaOf(messageSentSchema)),
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
  };
}
