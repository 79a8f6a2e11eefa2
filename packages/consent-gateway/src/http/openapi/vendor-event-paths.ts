import {
  eventsPageSchema,
  type ProblemCode,
  replayedSchema,
  replayRequestSchema,
  vendorEventSchema,
  webhookRequestSchema,
  webhookSchema,
  webhookTestedSchema,
} from '@parley/protocol';
import { type Json, jsonBody, ok, parameter, problemAnswers, schemaOf } from './parts.ts';
import { ASSERTION, PROOF, UNAUTHENTICATED } from './vendor-paths.ts';

/** How vendors are told what happens. */
export function vendorEventPaths(): Json {
  return {
    '/v1/webhook': { put: registerOperation(), get: showOperation(), delete: removeOperation() },
    '/v1/webhook/test': { post: testOperation() },
    '/v1/events': { get: listOperation() },
    '/v1/events/replay': { post: replayOperation() },
  };
}

const AFTER = (what: string) => parameter('query', 'after', what, { type: 'string' }, false);
const BODY = ['invalid_request', 'payload_too_large', 'unsupported_media_type'] as const;

interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly parameters?: readonly Json[];
  readonly body?: Json;
  readonly answers: Json;
  readonly problems: readonly ProblemCode[];
}

const operation = ({ id, summary, parameters = [], body, answers, problems }: Operation): Json => ({
  operationId: id,
  summary,
  security: [],
  parameters: [ASSERTION, PROOF, ...parameters],
  ...(body === undefined ? {} : { requestBody: { required: true, ...jsonBody(body) } }),
  responses: {
    ...answers,
    ...problemAnswers(...problems, ...UNAUTHENTICATED, 'too_many_requests', 'temporarily_unavailable'),
  },
});

const registerOperation = (): Json =>
  operation({
    id: 'register_webhook',
    summary: 'Where the vendor wants to be told. One a vendor: another one takes its place.',
    body: schemaOf(webhookRequestSchema, 'input'),
    answers: { 200: ok('The webhook.', schemaOf(webhookSchema)) },
    problems: [...BODY, 'webhook_url_refused', 'vendor_held'],
  });

const showOperation = (): Json =>
  operation({
    id: 'get_webhook',
    summary: 'The webhook, how it does, and what was given up',
    parameters: [AFTER('Of the dead letters those behind this one, by its id.')],
    answers: { 200: ok('The webhook.', schemaOf(webhookSchema)) },
    problems: ['invalid_request', 'not_found'],
  });

const removeOperation = (): Json =>
  operation({
    id: 'remove_webhook',
    summary: 'Nothing is sent any more',
    answers: { 204: ok('It is removed.') },
    problems: ['not_found'],
  });

const testOperation = (): Json =>
  operation({
    id: 'test_webhook',
    summary: 'Sends `webhook.test`',
    answers: { 202: ok('It is on its way.', schemaOf(webhookTestedSchema)) },
    problems: ['not_found', 'vendor_held'],
  });

function listOperation(): Json {
  const stream = { 'text/event-stream': { schema: schemaOf(vendorEventSchema) } };
  const page = ok('A page, or a stream of events.', schemaOf(eventsPageSchema));
  return operation({
    id: 'list_events',
    summary: 'What happened, oldest first; with `Accept: text/event-stream` also what happens from now on',
    parameters: [
      AFTER(
        'Only what came after this event. Without it, or where it is not known: from the oldest that is kept.',
      ),
      parameter('query', 'limit', '1 to 200. Default: 100.', { type: 'integer' }, false),
      parameter('header', 'Last-Event-ID', 'Of a stream: as `after`.', { type: 'string' }, false),
    ],
    answers: { 200: { ...page, content: { ...(page['content'] as object), ...stream } } },
    problems: ['invalid_request'],
  });
}

const replayOperation = (): Json =>
  operation({
    id: 'replay_events',
    summary: 'Sends events to the webhook again',
    body: schemaOf(replayRequestSchema, 'input'),
    answers: { 200: ok('How many, and from where there are more.', schemaOf(replayedSchema)) },
    problems: [...BODY, 'vendor_held'],
  });
