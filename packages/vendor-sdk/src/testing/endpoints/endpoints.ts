import { approvedRead } from './approved-read.ts';
import { attachment } from './attachment.ts';
import { authorize } from './authorize.ts';
import { backchannel } from './backchannel.ts';
import { cancelRequest } from './cancel-request.ts';
import { changes } from './changes.ts';
import { consentStanding } from './consent-standing.ts';
import { consentView } from './consent-view.ts';
import { deletionReport } from './deletion-report.ts';
import type { Endpoint } from './endpoint.ts';
import { listEvents, replayEvents } from './events.ts';
import { honour } from './honour.ts';
import { recordKeys, resourceMetadata, serverMetadata } from './metadata.ts';
import { openIssue } from './open-issue.ts';
import { pushedRequest } from './pushed-request.ts';
import { relinquish } from './relinquish.ts';
import { revocation } from './revocation.ts';
import { sendMessage } from './send-message.ts';
import { token } from './token.ts';
import { registerWebhook, removeWebhook, showWebhook, testWebhook } from './webhook.ts';

/** Each endpoint by method and path. Any other GET below `/v1/` is an approved read. */
const endpoints: Readonly<Record<string, Endpoint>> = {
  'GET /.well-known/oauth-authorization-server': serverMetadata,
  'GET /.well-known/oauth-protected-resource/v1': resourceMetadata,
  'GET /.well-known/parley/record-keys': recordKeys,
  'POST /request': pushedRequest,
  'GET /auth': authorize,
  'POST /backchannel': backchannel,
  'POST /token': token,
  'POST /token/revocation': revocation,
  'GET /v1/changes': changes,
  'GET /v1/consent': consentView,
  'DELETE /v1/consent': relinquish,
  'GET /v1/consents/{id}': consentStanding,
  'POST /v1/consents/{id}/deletion-report': deletionReport,
  'POST /v1/requests/{id}/cancel': cancelRequest,
  'POST /v1/issues': openIssue,
  'POST /v1/issues/{id}/messages': sendMessage,
  'PUT /v1/webhook': registerWebhook,
  'GET /v1/webhook': showWebhook,
  'DELETE /v1/webhook': removeWebhook,
  'POST /v1/webhook/test': testWebhook,
  'GET /v1/events': listEvents,
  'POST /v1/events/replay': replayEvents,
  'POST /v1/preferences/{id}/honours': honour,
};

const ATTACHMENT = /^\/v1\/issues\/[\w-]+\/attachments\/[\w-]+$/;

export function findEndpoint(method: string, path: string): Endpoint | undefined {
  if (method === 'GET' && ATTACHMENT.test(path)) return attachment;
  const name = `${method} ${path.replace(/^(\/v1\/(?:consents|requests|(?:issues|preferences)(?=\/[^/]+\/))\/)[^/]+/, '$1{id}')}`;
  if (Object.hasOwn(endpoints, name)) return endpoints[name];
  return method === 'GET' && path.startsWith('/v1/') ? approvedRead : undefined;
}
