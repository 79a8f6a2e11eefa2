import { CIBA_GRANT_TYPE, DATA_ACCESS } from '@parley/protocol';
import { VendorSdkError } from './errors.ts';
import type { PublicVendorJwk } from './vendor-key.ts';

/** The grant type by which a saved receipt becomes a token, RFC 7523 section 2.1. */
export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

export interface ClientDocumentOptions {
  /** The https URL at which the document will stand. It is the vendor's client id. */
  readonly clientId: string;
  /** What the owner reads. */
  readonly clientName: string;
  /** On the origin of the client id. */
  readonly redirectUris: readonly string[];
  /** Newest first. Publish a new key beside the old one before signing with it. */
  readonly keys: readonly PublicVendorJwk[];
  readonly clientUri?: string;
  /** Where owners find the privacy policy and the terms of service: https, on any host. */
  readonly policyUri?: string;
  readonly tosUri?: string;
  /** 1 to 5 mail addresses at which owners may ask back. */
  readonly contacts?: readonly string[];
  /** Where it is another one than `clientName`. */
  readonly legalName?: string;
}

/** A vendor's own words about itself, as a gateway demands them. */
export interface ClientDocument {
  readonly client_id: string;
  readonly client_name: string;
  readonly client_uri?: string;
  readonly policy_uri?: string;
  readonly tos_uri?: string;
  readonly contacts?: readonly string[];
  readonly legal_name?: string;
  readonly redirect_uris: readonly string[];
  readonly jwks: { readonly keys: readonly PublicVendorJwk[] };
  readonly token_endpoint_auth_method: 'private_key_jwt';
  readonly token_endpoint_auth_signing_alg: 'ES256';
  readonly dpop_bound_access_tokens: true;
  readonly grant_types: readonly string[];
  readonly backchannel_token_delivery_mode: 'poll';
  readonly response_types: readonly ['code'];
  readonly authorization_details_types: readonly string[];
}

/**
 * The Client ID Metadata Document that a vendor serves at its client id, so that any gateway knows it without a
 * registration.
 *
 * @see https://datatracker.ietf.org/doc/draft-ietf-oauth-client-id-metadata-document/
 * @example
 * ```ts
 * import { clientDocument, generateVendorKey, publicVendorJwk } from '@parley/vendor-sdk';
 *
 * const document = clientDocument({
 *   clientId: 'https://acme.example/client.json',
 *   clientName: 'Acme Broadband',
 *   redirectUris: ['https://acme.example/callback'],
 *   keys: [await publicVendorJwk(await generateVendorKey())],
 * });
 * console.log(JSON.stringify(document));
 * ```
 */
export function clientDocument(options: ClientDocumentOptions): ClientDocument {
  const { clientId, redirectUris } = options;
  const origin = URL.canParse(clientId) ? new URL(clientId).origin : undefined;
  const isOnOrigin = (uri: string): boolean => URL.canParse(uri) && new URL(uri).origin === origin;
  if (origin === undefined || redirectUris.length === 0 || !redirectUris.every(isOnOrigin)) {
    const detail = 'the client id is a URL, and each redirect URI lies on its origin';
    throw new VendorSdkError('invalid_options', { detail });
  }
  return {
    client_id: clientId,
    client_name: options.clientName,
    ...(options.clientUri !== undefined && { client_uri: options.clientUri }),
    ...(options.policyUri !== undefined && { policy_uri: options.policyUri }),
    ...(options.tosUri !== undefined && { tos_uri: options.tosUri }),
    ...(options.contacts !== undefined && { contacts: options.contacts }),
    ...(options.legalName !== undefined && { legal_name: options.legalName }),
    redirect_uris: redirectUris,
    jwks: { keys: options.keys },
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    dpop_bound_access_tokens: true,
    grant_types: ['authorization_code', 'refresh_token', JWT_BEARER, CIBA_GRANT_TYPE],
    backchannel_token_delivery_mode: 'poll',
    response_types: ['code'],
    authorization_details_types: [DATA_ACCESS],
  };
}
