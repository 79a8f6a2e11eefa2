import { DATA_ACCESS, plainTextSchema } from '@parley/protocol';
import { z } from 'zod';

export const RECEIPT_GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

const publicKeySchema = z
  .looseObject({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: z.string().max(64),
    y: z.string().max(64),
    kid: z.string().min(1).max(200),
  })
  .refine((jwk) => !('d' in jwk), 'a public key without its private part');

/**
 * What a vendor may register, by the operator or in its own client document (RFC 7591 names). DPoP cannot be switched off, secrets
 * do not exist, and a redirect goes only to an https address (or an allowed loopback one on a laptop).
 *
 * @see https://www.rfc-editor.org/rfc/rfc7591#section-2
 */
export const clientMetadataSchema = z.looseObject({
  client_id: z.string().min(1).max(200),
  client_name: z
    .string()
    .trim()
    .pipe(plainTextSchema({ max: 80 })),
  client_uri: z.url().max(200).optional(),
  policy_uri: z.url().max(200).optional(),
  tos_uri: z.url().max(200).optional(),
  contacts: z.array(z.email().max(254)).min(1).max(5).optional(),
  /** Not of RFC 7591, which leaves room for more. */
  legal_name: z
    .string()
    .trim()
    .pipe(plainTextSchema({ max: 120 }))
    .optional(),
  redirect_uris: z.array(z.url().max(400)).min(1).max(10),
  jwks: z.strictObject({ keys: z.array(publicKeySchema).min(1).max(10) }).optional(),
  jwks_uri: z.url().max(400).optional(),
  token_endpoint_auth_method: z.literal('private_key_jwt'),
  dpop_bound_access_tokens: z.literal(true),
  backchannel_token_delivery_mode: z.literal('poll').optional(),
  client_secret: z.undefined({ error: 'no secret' }).optional(),
});

export type ClientMetadata = z.output<typeof clientMetadataSchema>;

/** The metadata that the authorization server works with: only what we checked, our own rules for the rest. */
export function toProviderMetadata(client: ClientMetadata, keys: readonly object[]): Record<string, unknown> {
  return {
    client_id: client.client_id,
    client_name: client.client_name,
    ...shownToOwners(client),
    redirect_uris: client.redirect_uris,
    jwks: { keys },
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    id_token_signed_response_alg: 'ES256',
    request_object_signing_alg: 'ES256',
    require_signed_request_object: true,
    require_pushed_authorization_requests: true,
    dpop_bound_access_tokens: true,
    subject_type: 'pairwise',
    grant_types: ['authorization_code', 'refresh_token', RECEIPT_GRANT_TYPE],
    response_types: ['code'],
    response_modes: ['query'],
    authorization_details_types: [DATA_ACCESS],
  };
}

/** What owners are shown of it, beside its name. A legal name only where it is another one. */
function shownToOwners({ client_name, legal_name, ...client }: ClientMetadata): Record<string, unknown> {
  const { client_uri, policy_uri, tos_uri, contacts } = client;
  const shown = {
    client_uri,
    policy_uri,
    tos_uri,
    contacts,
    legal_name: legal_name === client_name ? undefined : legal_name,
  };
  return Object.fromEntries(Object.entries(shown).filter(([, value]) => value !== undefined));
}

/** Addresses that owners are shown as links. */
export const LINKS = ['client_uri', 'policy_uri', 'tos_uri'] as const;

/** Whether an address of a vendor may be used: https with its exact host, or an origin allowed on a laptop. */
export function isAllowedAddress(address: string, localOrigins: readonly string[]): boolean {
  const url = new URL(address);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || localOrigins.includes(url.origin);
}
