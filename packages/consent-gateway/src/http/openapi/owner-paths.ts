import { ownerApi, type ProblemCode } from '@parley/protocol';
import type { z } from 'zod';
import { askingPaths } from './asking-paths.ts';
import { honourViewPaths } from './honour-paths.ts';
import { ledgerPaths } from './ledger-paths.ts';
import { noticePaths } from './notice-paths.ts';
import { type Json, jsonBody, PAGE, parameter, problemAnswers, schemaOf } from './parts.ts';
import { previewPaths } from './preview-paths.ts';

const ID = parameter('path', 'id', 'From the list.');
const DIGEST = parameter(
  'path',
  'digest',
  'base64url sha-256 of the exact body, so that the proof signs the decision.',
);
const SECURITY = [{ owner: [] }];
const AUTHENTICATED = ['invalid_token', 'invalid_dpop_proof', 'temporarily_unavailable'] as const;

export interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly body?: z.ZodType;
  readonly answer?: z.ZodType;
  /** Instead of JSON: of what type, with the schema of what comes in it. */
  readonly answersAs?: string;
  readonly parameters?: readonly Json[];
  readonly problems?: readonly ProblemCode[];
  /** Instead of 200. */
  readonly status?: 200 | 201;
}

/** What the owner's apps call. */
export function ownerPaths(): Json {
  return {
    '/owner/v1/connection': {
      get: operation({
        id: 'get_connection',
        summary: 'Whether a pod is connected',
        answer: ownerApi.connectionSchema,
      }),
      put: operation({
        id: 'connect',
        summary: 'Connect the pod: the gateway reads its nonce back',
        body: ownerApi.connectRequestSchema,
        answer: ownerApi.connectionSchema,
        problems: ['invalid_request', 'pod_not_proven'],
      }),
      delete: operation({
        id: 'disconnect',
        summary: 'Disconnect the pod: every consent ends',
        answer: ownerApi.connectionSchema,
      }),
    },
    '/owner/v1/connection/challenge': {
      post: operation({
        id: 'challenge_connection',
        summary: 'A nonce to write into connection.ttl',
        body: ownerApi.connectionChallengeRequestSchema,
        answer: ownerApi.connectionChallengeSchema,
        status: 201,
        problems: ['invalid_request'],
      }),
    },
    ...requestPaths(),
    ...consentPaths(),
    ...previewPaths(operation),
    ...honourViewPaths(operation),
    ...askingPaths(operation),
    ...ledgerPaths(operation),
    ...noticePaths(operation),
  };
}

function requestPaths(): Json {
  const act = (name: string, summary: string, body: z.ZodType, answer: z.ZodType, status?: 201) => ({
    [`/owner/v1/requests/{id}/${name}/{digest}`]: {
      post: operation({
        id: `${name}_request`,
        summary,
        body,
        answer,
        ...(status === undefined ? {} : { status }),
        parameters: [ID, DIGEST],
        problems: [
          'invalid_request',
          'digest_mismatch',
          'access_denied',
          'app_not_allowed',
          'insufficient_authorization',
          'not_found',
          'not_connected',
          'request_ended',
          'request_cancelled',
          'conflict',
        ],
      }),
    },
  });
  return {
    '/owner/v1/requests': {
      get: operation({
        id: 'list_requests',
        summary: 'Access requests, newest first',
        answer: ownerApi.requestListSchema,
        parameters: PAGE,
        problems: ['invalid_request', 'invalid_cursor'],
      }),
    },
    '/owner/v1/requests/{id}': {
      get: operation({
        id: 'get_request',
        summary: 'One access request',
        answer: ownerApi.requestViewSchema,
        parameters: [ID],
        problems: ['not_found'],
      }),
    },
    ...act(
      'claim',
      'Bind a request to the owner, in the browser that carries it',
      ownerApi.claimRequestSchema,
      ownerApi.requestViewSchema,
    ),
    ...act('give', 'Give what was asked, or less', ownerApi.giveRequestSchema, ownerApi.decidedSchema, 201),
    ...act('refuse', 'Refuse', ownerApi.refuseRequestSchema, ownerApi.decidedSchema),
    ...act(
      'defer',
      'Decide later: it stays in the list for 7 days',
      ownerApi.deferRequestSchema,
      ownerApi.decidedSchema,
    ),
  };
}

function consentPaths(): Json {
  return {
    '/owner/v1/consents': {
      get: operation({
        id: 'list_consents',
        summary: 'Consents, newest first, also ended ones',
        answer: ownerApi.consentListSchema,
        parameters: PAGE,
        problems: ['invalid_request', 'invalid_cursor'],
      }),
    },
    '/owner/v1/consents/{id}': {
      get: operation({
        id: 'get_owner_consent',
        summary: 'One consent, with its receipt',
        answer: ownerApi.consentWithReceiptSchema,
        parameters: [ID],
        problems: ['not_found'],
      }),
    },
    ...act('withdraw', `Withdraw: no later read passes. ${PENDING}`, ownerApi.withdrawRequestSchema),
    ...act(
      'pause',
      `Pause: no later read passes until it is resumed, by the owner or by its date. ${PENDING}`,
      ownerApi.pauseRequestSchema,
    ),
    ...act(
      'narrow',
      `Narrow: all that stays. No later read passes with a token of the version before. ${PENDING}`,
      ownerApi.narrowRequestSchema,
    ),
    ...widening('extend', 'Extend: a later end, at most 12 months ahead', ownerApi.extendRequestSchema),
    ...widening('resume', 'Resume a paused consent', ownerApi.resumeRequestSchema),
    ...widening(
      'lift-hold',
      'Lift the hold of the vendor for this consent, as it was seen',
      ownerApi.liftHoldRequestSchema,
    ),
  };
}

const PENDING = '202, with the same body, where the pod does not know yet.';
const ACT_PROBLEMS = [
  'invalid_request',
  'digest_mismatch',
  'insufficient_authorization',
  'not_found',
  'conflict',
  'consent_ended',
] as const;

function act(name: string, summary: string, body: z.ZodType): Json {
  return actPath(name, { summary, body, answer: ownerApi.stoppedSchema, problems: ACT_PROBLEMS });
}

function widening(name: string, summary: string, body: z.ZodType): Json {
  const problems = [...ACT_PROBLEMS, 'app_not_allowed', 'not_connected'] as const;
  return actPath(name, { summary, body, answer: ownerApi.widenedSchema, problems });
}

function actPath(name: string, parts: Omit<Operation, 'id' | 'parameters'>): Json {
  const post = operation({ ...parts, id: `${name.replaceAll('-', '_')}_consent`, parameters: [ID, DIGEST] });
  return { [`/owner/v1/consents/{id}/${name}/{digest}`]: { post } };
}

function operation({
  id,
  summary,
  body,
  answer,
  answersAs = 'application/json',
  parameters = [],
  problems = [],
  status = 200,
}: Operation): Json {
  const content = answer === undefined ? {} : { content: { [answersAs]: { schema: schemaOf(answer) } } };
  const success = { [status]: { description: 'Done.', ...content } };
  return {
    operationId: id,
    summary,
    security: SECURITY,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: { required: true, ...jsonBody(schemaOf(body, 'input')) } }),
    responses: { ...success, ...problemAnswers(...problems, ...AUTHENTICATED) },
  };
}
