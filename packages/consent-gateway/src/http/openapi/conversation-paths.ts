import {
  IDEMPOTENCY_KEY_HEADER,
  issueOpenedSchema,
  messageSentSchema,
  type ProblemCode,
  PURPOSE_HEADER,
  PURPOSES,
  sendMessageRequestSchema,
} from '@parley/protocol';
import { type Json, jsonBody, ok, parameter, problemAnswers, schemaOf } from './parts.ts';

/** What vendors say in owners' issues, beside what they read. */
export function conversationPaths(read: Json): Json {
  return {
    ...read,
    '/v1/issues': { ...(read['/v1/issues'] as Json | undefined), post: openOperation() },
    '/v1/issues/{id}/messages': { post: sendOperation() },
  };
}

function openOperation(): Json {
  return {
    operationId: 'open_issue',
    summary:
      "Begins a thread in the owner's pod, which waits there for the owner. Needs the action `converse`.",
    security: [{ vendor: [] }],
    parameters: speakingParameters(),
    requestBody: { required: true, ...jsonBody(schemaOf(sendMessageRequestSchema, 'input')) },
    responses: {
      200: ok('The same thread was begun already.', schemaOf(issueOpenedSchema)),
      201: ok('It waits for the owner, and is in the ledger.', schemaOf(issueOpenedSchema)),
      ...problemAnswers(...PROBLEMS, 'openings_not_wanted'),
    },
  };
}

function sendOperation(): Json {
  return {
    operationId: 'send_message',
    summary: "Answers in an owner's issue, in the owner's pod. Needs the action `converse`.",
    security: [{ vendor: [] }],
    parameters: [
      parameter('path', 'id', 'The issue, by the id that the vendor reads it under.'),
      ...speakingParameters(),
    ],
    requestBody: { required: true, ...jsonBody(schemaOf(sendMessageRequestSchema, 'input')) },
    responses: {
      200: ok('The same message is there already.', schemaOf(messageSentSchema)),
      201: ok('It stands in the thread, and in the ledger.', schemaOf(messageSentSchema)),
      ...problemAnswers(...PROBLEMS, 'not_found'),
    },
  };
}

const speakingParameters = (): Json[] => [
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
];

const PROBLEMS: readonly ProblemCode[] = [
  'invalid_request',
  'invalid_token',
  'invalid_dpop_proof',
  'use_dpop_nonce',
  'insufficient_authorization',
  'vendor_held',
  'consent_paused',
  'idempotency_key_reused',
  'payload_too_large',
  'unsupported_media_type',
  'too_many_requests',
  'temporarily_unavailable',
  'pod_content_rejected',
];
