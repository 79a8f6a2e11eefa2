import { approvedRead } from './approved-read.ts';
import { authorize } from './authorize.ts';
import { consentView } from './consent-view.ts';
import type { Endpoint } from './endpoint.ts';
import { recordKeys, resourceMetadata, serverMetadata } from './metadata.ts';
import { pushedRequest } from './pushed-request.ts';
import { relinquish } from './relinquish.ts';
import { token } from './token.ts';

/** Each endpoint by method and path. Any other GET below `/v1/` is an approved read. */
const endpoints: Readonly<Record<string, Endpoint>> = {
  'GET /.well-known/oauth-authorization-server': serverMetadata,
  'GET /.well-known/oauth-protected-resource/v1': resourceMetadata,
  'GET /.well-known/parley/record-keys': recordKeys,
  'POST /request': pushedRequest,
  'GET /auth': authorize,
  'POST /token': token,
  'GET /v1/consent': consentView,
  'DELETE /v1/consent': relinquish,
};

export function findEndpoint(method: string, path: string): Endpoint | undefined {
  const name = `${method} ${path}`;
  if (Object.hasOwn(endpoints, name)) return endpoints[name];
  return method === 'GET' && path.startsWith('/v1/') ? approvedRead : undefined;
}
