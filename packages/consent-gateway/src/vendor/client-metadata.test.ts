import { describe, expect, it } from 'vitest';
import { clientMetadataSchema, isAllowedAddress, toProviderMetadata } from './client-metadata.ts';

const jwk = { kty: 'EC', crv: 'P-256', x: 'eA', y: 'eQ', kid: 'k1' };
const client = {
  client_id: 'https://acme.example/client',
  client_name: 'Acme',
  redirect_uris: ['https://acme.example/back'],
  jwks: { keys: [jwk] },
  token_endpoint_auth_method: 'private_key_jwt',
  dpop_bound_access_tokens: true,
} as const;
const keys = (...list: unknown[]) => ({ jwks: { keys: list } });

describe('what a vendor registers', () => {
  it.each([
    ['the least', {}],
    ['a site', { client_uri: 'https://acme.example/' }],
    ['what owners are shown', { policy_uri: 'https://acme.example/p', tos_uri: 'https://law.example/t' }],
    ['where to ask back', { contacts: ['care@acme.example', 'dpo@acme.example'], legal_name: 'Acme Ltd' }],
    ['keys by address', { jwks: undefined, jwks_uri: 'https://acme.example/jwks.json' }],
    ['ten redirects', { redirect_uris: Array.from({ length: 10 }, (_, at) => `https://acme.example/${at}`) }],
    ['a name in any script', { client_name: 'アクメ社' }],
    ['members that others know', { logo_uri: 'https://acme.example/logo.png', scope: 'all' }],
  ])('may be %s', (_what, changes) => {
    expect(clientMetadataSchema.safeParse({ ...client, ...changes }).error).toBeUndefined();
  });

  const ONE_LINE = 'one line of visible text, without control or direction characters';
  it.each<[string, Record<string, unknown>, string, string | RegExp]>([
    ['no id', { client_id: undefined }, 'client_id', /^Invalid input/],
    ['a long id', { client_id: 'a'.repeat(201) }, 'client_id', /^Too big/],
    ['no name', { client_name: '  ' }, 'client_name', /^Too small/],
    ['a long name', { client_name: 'a'.repeat(81) }, 'client_name', /^Too big/],
    ['an invisible name', { client_name: '\u200b' }, 'client_name', ONE_LINE],
    ['a name of two lines', { client_name: 'Acme\nBank' }, 'client_name', ONE_LINE],
    ['a name turned around', { client_name: 'Acme\u202eknaB' }, 'client_name', ONE_LINE],
    ['a site that is no URL', { client_uri: 'acme' }, 'client_uri', /^Invalid URL/],
    ['terms that are no URL', { tos_uri: 'terms' }, 'tos_uri', /^Invalid URL/],
    [
      'a contact that is no mail address',
      { contacts: ['https://acme.example'] },
      'contacts.0',
      /^Invalid email/,
    ],
    ['no contact', { contacts: [] }, 'contacts', /^Too small/],
    ['six contacts', { contacts: Array(6).fill('care@acme.example') }, 'contacts', /^Too big/],
    ['a legal name of two lines', { legal_name: 'Acme\nBank' }, 'legal_name', ONE_LINE],
    ['no redirect', { redirect_uris: [] }, 'redirect_uris', /^Too small/],
    [
      'eleven redirects',
      { redirect_uris: Array(11).fill('https://acme.example/') },
      'redirect_uris',
      /^Too big/,
    ],
    ['a redirect that is no URL', { redirect_uris: ['/back'] }, 'redirect_uris.0', /^Invalid URL/],
    ['no key', keys(), 'jwks.keys', /^Too small/],
    ['eleven keys', keys(...Array(11).fill(jwk)), 'jwks.keys', /^Too big/],
    ['a key of RSA', keys({ ...jwk, kty: 'RSA' }), 'jwks.keys.0.kty', /^Invalid input/],
    ['a key of another curve', keys({ ...jwk, crv: 'P-384' }), 'jwks.keys.0.crv', /^Invalid input/],
    ['a symmetric key', keys({ kty: 'oct', k: 'AAAA', kid: 'k1' }), 'jwks.keys.0.kty', /^Invalid input/],
    ['a key without an id', keys({ ...jwk, kid: undefined }), 'jwks.keys.0.kid', /^Invalid input/],
    ['a private key', keys({ ...jwk, d: 'ZA' }), 'jwks.keys.0', 'a public key without its private part'],
    ['an inline set with more in it', { jwks: { keys: [jwk], more: 1 } }, 'jwks', /^Unrecognized key/],
    ['a secret', { client_secret: 's3cret' }, 'client_secret', 'no secret'],
    [
      'authentication by secret',
      { token_endpoint_auth_method: 'client_secret_basic' },
      'token_endpoint_auth_method',
      /^Invalid input/,
    ],
    [
      'no authentication',
      { token_endpoint_auth_method: 'none' },
      'token_endpoint_auth_method',
      /^Invalid input/,
    ],
    ['bearer tokens', { dpop_bound_access_tokens: false }, 'dpop_bound_access_tokens', /^Invalid input/],
    [
      'bearer tokens, unsaid',
      { dpop_bound_access_tokens: undefined },
      'dpop_bound_access_tokens',
      /^Invalid input/,
    ],
  ])('is refused with %s', (_what, changes, where, words) => {
    const parsed = clientMetadataSchema.safeParse({ ...client, ...changes });
    expect(parsed.error?.issues.map((issue) => [issue.path.join('.'), issue.message])).toContainEqual([
      where,
      typeof words === 'string' ? words : expect.stringMatching(words),
    ]);
  });

  it('is what the authorization server works with, under our own rules', () => {
    const wild = clientMetadataSchema.parse({
      ...client,
      client_uri: 'https://acme.example/',
      grant_types: ['password', 'client_credentials'],
      subject_type: 'public',
      request_object_signing_alg: 'none',
      require_signed_request_object: false,
      scope: 'everything',
    });
    expect(toProviderMetadata(wild, [jwk])).toEqual({
      client_id: 'https://acme.example/client',
      client_name: 'Acme',
      client_uri: 'https://acme.example/',
      redirect_uris: ['https://acme.example/back'],
      jwks: { keys: [jwk] },
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      id_token_signed_response_alg: 'ES256',
      request_object_signing_alg: 'ES256',
      require_signed_request_object: true,
      require_pushed_authorization_requests: true,
      dpop_bound_access_tokens: true,
      subject_type: 'pairwise',
      grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:jwt-bearer'],
      response_types: ['code'],
      response_modes: ['query'],
      authorization_details_types: ['urn:parley:data-access'],
    });
  });
});

it.each([
  ['another one', 'Acme Ltd', { legal_name: 'Acme Ltd' }],
  ['the same', 'Acme', {}],
])('a legal name that is %s', (_what, legal_name, kept) => {
  const metadata = toProviderMetadata(clientMetadataSchema.parse({ ...client, legal_name }), [jwk]);
  expect(metadata).toEqual({ ...toProviderMetadata(clientMetadataSchema.parse(client), [jwk]), ...kept });
});

describe('an address that a browser may be sent to', () => {
  it.each([
    ['https://acme.example/back', true],
    ['https://acme.example:8443/back?x=1', true],
    ['http://localhost:3000/back', true],
    ['http://localhost:3001/back', false],
    ['http://127.0.0.1:3000/back', false],
    ['http://acme.example/back', false],
    ['https://user@acme.example/back', false],
    ['https://:password@acme.example/back', false],
    ['https://acme.example/back#fragment', false],
    ['javascript:alert(1)', false],
    ['data:text/html,hello', false],
    ['acme://back', false],
    ['file:///etc/passwd', false],
  ])('%s: %s', (address, expected) => {
    expect(isAllowedAddress(address, ['http://localhost:3000'])).toBe(expected);
  });
});
