import { errors } from 'oidc-provider';
import { ON_HOLD } from '../../vendor/vendor-hold.ts';

/**
 * The last gate before a client is used: whatever its metadata came to say, DPoP stays on and answers come by query.
 * (The vendor directory builds the metadata, so this only fails where that guard was lost.)
 */
export const extraClientMetadata = {
  properties: ['dpop_bound_access_tokens', 'response_modes', ON_HOLD],
  validator(_ctx: unknown, key: string, value: unknown): void {
    if (key === 'dpop_bound_access_tokens' && value !== true)
      throw new errors.InvalidClientMetadata('DPoP is mandatory');
    if (key === 'response_modes' && !(Array.isArray(value) && value.length === 1 && value[0] === 'query')) {
      throw new errors.InvalidClientMetadata('answers come by query');
    }
  },
};

export const clientDefaults = {
  token_endpoint_auth_method: 'private_key_jwt',
  id_token_signed_response_alg: 'ES256',
  dpop_bound_access_tokens: true,
  require_pushed_authorization_requests: true,
  request_object_signing_alg: 'ES256',
  require_signed_request_object: true,
  response_modes: ['query'],
  subject_type: 'pairwise',
  backchannel_token_delivery_mode: 'poll',
} as const;
