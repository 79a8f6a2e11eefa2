import { calculateJwkThumbprint, type JWK } from 'jose';
import { GatewayError } from '../gateway-error.ts';
import {
  type ClientMetadata,
  clientMetadataSchema,
  isAllowedAddress,
  LINKS,
  toProviderMetadata,
} from './client-metadata.ts';

export interface CheckedClient {
  readonly name: string;
  readonly metadata: Record<string, unknown>;
  /** RFC 7638 thumbprints of its keys: pinned. */
  readonly keyThumbprints: readonly string[];
}

interface Options {
  /** Guarded: it refuses private addresses, redirects, and large or slow answers. */
  fetch: typeof fetch;
  localOrigins: readonly string[];
  signal: AbortSignal;
}

const MAX_CLIENT_ID = 200;

/** Whether a client id has the form of a client document's address. Decided before anything is fetched. */
export function isClientDocumentAddress(clientId: string, localOrigins: readonly string[]): boolean {
  if (!URL.canParse(clientId)) return false;
  const url = new URL(clientId);
  const isExact =
    url.href === clientId &&
    !/[?#]/.test(clientId) &&
    url.username === '' &&
    url.password === '' &&
    url.pathname !== '/';
  const isLocal = localOrigins.includes(url.origin);
  return (
    clientId.length <= MAX_CLIENT_ID &&
    isExact &&
    (isLocal || (url.protocol === 'https:' && url.port === '' && !/^[\d.]+$|^\[/.test(url.hostname)))
  );
}

/**
 * A vendor by its own document (OAuth Client ID Metadata Document): fetched, checked, keys resolved.
 *
 * @throws {GatewayError} `invalid_request` where the document is not there or not acceptable
 * @see https://datatracker.ietf.org/doc/draft-ietf-oauth-client-id-metadata-document/
 */
export async function readClientDocument(clientId: string, options: Options): Promise<CheckedClient> {
  const document = clientMetadataSchema.safeParse(await fetchJson(clientId, options));
  if (!document.success)
    throw unacceptable(document.error.issues.map((issue) => issue.path.join('.')).join(', '));
  if (document.data.client_id !== clientId) throw unacceptable('client_id');
  const { origin } = new URL(clientId);
  const addresses = [
    ...document.data.redirect_uris,
    ...(document.data.jwks_uri === undefined ? [] : [document.data.jwks_uri]),
  ];
  if (addresses.some((address) => new URL(address).origin !== origin))
    throw unacceptable('an address on another origin');
  return checkClient(document.data, options);
}

/** The checks that hold for every vendor, however it became known. */
export async function checkClient(client: ClientMetadata, options: Options): Promise<CheckedClient> {
  if (client.redirect_uris.some((uri) => !isAllowedAddress(uri, options.localOrigins)))
    throw unacceptable('redirect_uris');
  for (const name of LINKS) {
    const link = client[name];
    if (link !== undefined && !isAllowedAddress(link, options.localOrigins)) throw unacceptable(name);
  }
  if ((client.jwks === undefined) === (client.jwks_uri === undefined))
    throw unacceptable('exactly one of jwks and jwks_uri');
  const keys = client.jwks?.keys ?? (await fetchKeys(client.jwks_uri ?? '', options));
  const keyThumbprints = await Promise.all(keys.map((key) => calculateJwkThumbprint(key as JWK)));
  return { name: client.client_name, metadata: toProviderMetadata(client, keys), keyThumbprints };
}

async function fetchKeys(address: string, options: Options): Promise<readonly object[]> {
  const set = clientMetadataSchema.shape.jwks.safeParse(await fetchJson(address, options));
  if (!set.success || set.data === undefined) throw unacceptable('jwks_uri');
  return set.data.keys;
}

async function fetchJson(address: string, options: Options): Promise<unknown> {
  try {
    const response = await options.fetch(address, {
      headers: { accept: 'application/json' },
      signal: options.signal,
    });
    if (response.status !== 200 || !/[/+]json\b/.test(response.headers.get('content-type') ?? ''))
      throw unacceptable('no JSON document');
    const text = await response.text();
    if (text.length > MAX_DOCUMENT) throw unacceptable('too large');
    return JSON.parse(text);
  } catch (cause) {
    throw cause instanceof GatewayError
      ? cause
      : new GatewayError('invalid_request', 'a client document cannot be fetched', { cause });
  }
}

const MAX_DOCUMENT = 10_240;

function unacceptable(what: string): GatewayError {
  return new GatewayError('invalid_request', `a client document is not acceptable: ${what}`);
}
