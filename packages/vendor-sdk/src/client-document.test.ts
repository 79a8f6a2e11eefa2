import { describe, expect, it } from 'vitest';
import { clientDocument, generateVendorKey, publicVendorJwk } from './index.ts';

const keys = [await publicVendorJwk(await generateVendorKey())];
const options = {
  clientId: 'https://acme.example/client.json',
  clientName: 'Acme Broadband',
  redirectUris: ['https://acme.example/callback'],
  keys,
};

describe('a client document', () => {
  it('says what a gateway demands', () => {
    expect(clientDocument({ ...options, clientUri: 'https://acme.example' })).toEqual({
      client_id: 'https://acme.example/client.json',
      client_name: 'Acme Broadband',
      client_uri: 'https://acme.example',
      redirect_uris: ['https://acme.example/callback'],
      jwks: { keys },
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      dpop_bound_access_tokens: true,
      grant_types: [
        'authorization_code',
        'refresh_token',
        'urn:ietf:params:oauth:grant-type:jwt-bearer',
        'urn:openid:params:grant-type:ciba',
      ],
      backchannel_token_delivery_mode: 'poll',
      response_types: ['code'],
      authorization_details_types: ['urn:parley:data-access'],
    });
  });

  it('says what owners are shown, where there is something', () => {
    const shown = {
      policyUri: 'https://acme.example/policy',
      tosUri: 'https://acme.example/terms',
      contacts: ['care@acme.example'],
      legalName: 'Acme Broadband Ltd',
    };
    expect(clientDocument({ ...options, ...shown })).toEqual({
      ...clientDocument(options),
      policy_uri: 'https://acme.example/policy',
      tos_uri: 'https://acme.example/terms',
      contacts: ['care@acme.example'],
      legal_name: 'Acme Broadband Ltd',
    });
  });

  it.each([
    ['a client id that is no address', { clientId: 'acme' }],
    ['no redirect URI', { redirectUris: [] }],
    ['a redirect URI elsewhere', { redirectUris: ['https://other.example/callback'] }],
  ])('is refused with %s', (_case, change) => {
    expect(() => clientDocument({ ...options, ...change })).toThrow(
      expect.objectContaining({ code: 'invalid_options' }),
    );
  });
});
