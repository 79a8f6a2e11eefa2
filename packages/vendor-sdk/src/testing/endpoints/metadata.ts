// What the gateway says about itself: RFC 8414, RFC 9728, and the keys that sign records.

import { CIBA_GRANT_TYPE, DATA_ACCESS } from '@parley/protocol';
import { JWT_BEARER } from '../../client-document.ts';
import { json } from '../answers.ts';
import { publicRecordKey } from '../fake-keys.ts';
import type { Endpoint } from './endpoint.ts';

const PUBLIC = { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' };

export const serverMetadata: Endpoint = async (_request, { origin }) => json(serverMetadataOf(origin));

export const resourceMetadata: Endpoint = async (_request, { origin }) =>
  json(
    {
      resource: `${origin}/v1`,
      authorization_servers: [origin],
      scopes_supported: ['read'],
      bearer_methods_supported: ['header'],
      dpop_signing_alg_values_supported: ['ES256'],
      dpop_bound_access_tokens_required: true,
      authorization_details_types_supported: [DATA_ACCESS],
      resource_documentation: `${origin}/openapi.json`,
    },
    200,
    PUBLIC,
  );

export const recordKeys: Endpoint = async () => json({ keys: [publicRecordKey()] }, 200, PUBLIC);

export function serverMetadataOf(origin: string): Record<string, unknown> {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/auth`,
    token_endpoint: `${origin}/token`,
    revocation_endpoint: `${origin}/token/revocation`,
    backchannel_authentication_endpoint: `${origin}/backchannel`,
    backchannel_token_delivery_modes_supported: ['poll'],
    pushed_authorization_request_endpoint: `${origin}/request`,
    require_pushed_authorization_requests: true,
    require_signed_request_object: true,
    authorization_response_iss_parameter_supported: true,
    authorization_details_types_supported: [DATA_ACCESS],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token', CIBA_GRANT_TYPE, JWT_BEARER],
    code_challenge_methods_supported: ['S256'],
    dpop_signing_alg_values_supported: ['ES256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['ES256'],
    request_object_signing_alg_values_supported: ['ES256'],
  };
}
