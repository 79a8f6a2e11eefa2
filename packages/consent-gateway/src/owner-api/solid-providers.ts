import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { GatewayError } from '../gateway-error.ts';

/** What the gateway needs of an owner's Solid-OIDC provider. */
export interface SolidProvider {
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
  readonly authorizationEndpoint: string;
  readonly responseTypes: readonly string[];
}

/** Owners' identities as the web says now: which providers a WebID names, and a provider's metadata and keys. */
export interface SolidProviders {
  /** The providers that the WebID document names, and nobody else's word. @throws {GatewayError} `temporarily_unavailable` */
  issuersOf(webId: string): Promise<readonly string[]>;
  /** @throws {GatewayError} `temporarily_unavailable`; `invalid_token` where the metadata is another issuer's */
  provider(issuer: string): Promise<SolidProvider>;
}

interface Options {
  /** Guarded: WebIDs and issuers come from outside. */
  fetch: typeof fetch;
  readIssuers: (webId: string, signal: AbortSignal) => Promise<readonly string[]>;
  now: () => Date;
}

/** A change of the WebID document counts after this time at the latest. */
const FRESH_MS = 30_000;
const MAX_REMEMBERED = 1_000;
const TIMEOUT_MS = 5_000;
/** Anybody can name a provider, and what is remembered of one is memory: metadata and keys are a few thousand characters. */
const MAX_DOCUMENT = 65_536;

const metadataSchema = z.object({
  issuer: z.string(),
  jwks_uri: z.url(),
  authorization_endpoint: z.url(),
  response_types_supported: z.array(z.string()).default([]),
});
/** The members of a public key; of anything else that stands beside them nothing is kept. */
const jwksSchema = z.object({
  keys: z
    .array(
      z.object({
        kty: z.string(),
        kid: z.string().optional(),
        alg: z.string().optional(),
        use: z.string().optional(),
        crv: z.string().optional(),
        x: z.string().optional(),
        y: z.string().optional(),
        n: z.string().optional(),
        e: z.string().optional(),
      }),
    )
    .max(50),
});

export function createSolidProviders(options: Options): SolidProviders {
  const issuers = remembering<readonly string[]>(options.now);
  const providers = remembering<SolidProvider>(options.now);
  return {
    issuersOf: (webId) =>
      issuers(webId, () => available(options.readIssuers(webId, AbortSignal.timeout(TIMEOUT_MS)))),
    provider: (issuer) => providers(issuer, () => discover(issuer, options.fetch)),
  };
}

/** OpenID Connect Discovery, with the issuer compared: metadata that names another server is refused. */
async function discover(issuer: string, fetcher: typeof fetch): Promise<SolidProvider> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const metadata = await fetchJson(address, metadataSchema, fetcher);
  if (metadata.issuer !== issuer)
    throw new GatewayError('invalid_token', "a provider's metadata names another issuer");
  const jwks = await fetchJson(metadata.jwks_uri, jwksSchema, fetcher);
  return {
    issuer,
    keys: createLocalJWKSet(jwks as JSONWebKeySet),
    authorizationEndpoint: metadata.authorization_endpoint,
    responseTypes: metadata.response_types_supported,
  };
}

function fetchJson<T extends z.ZodType>(
  address: string,
  schema: T,
  fetcher: typeof fetch,
): Promise<z.output<T>> {
  return available(
    (async () => {
      const response = await fetcher(address, {
        headers: { accept: 'application/json' },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const text = await response.text();
      if (text.length > MAX_DOCUMENT) throw new Error('too large');
      return schema.parse(JSON.parse(text));
    })(),
  );
}

const RETRY_SECONDS = 5;

async function available<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    throw new GatewayError(
      'temporarily_unavailable',
      "an owner's provider or WebID document cannot be read",
      { cause, retryAfterSeconds: RETRY_SECONDS },
    );
  }
}

/** Remembers answers for a short time, never failures; equal questions under way are asked once. */
function remembering<T>(now: () => Date): (key: string, ask: () => Promise<T>) => Promise<T> {
  const known = new Map<string, { at: number; answer: Promise<T> }>();
  return (key, ask) => {
    const found = known.get(key);
    if (found !== undefined && now().getTime() - found.at < FRESH_MS) return found.answer;
    const entry = { at: now().getTime(), answer: ask() };
    entry.answer.catch(() => {
      if (known.get(key) === entry) known.delete(key);
    });
    if (known.size >= MAX_REMEMBERED) known.delete(known.keys().next().value ?? '');
    known.set(key, entry);
    return entry.answer;
  };
}
