import { calculateJwkThumbprint, exportJWK, importJWK, type JWK } from 'jose';
import { VendorSdkError } from './errors.ts';

/** A private P-256 key as a JSON Web Key: what a vendor keeps in its secret store. */
export interface PrivateVendorJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly d: string;
  /** Default: the thumbprint (RFC 7638). It must be the one in the published key set. */
  readonly kid?: string;
}

/** The public half, as it stands in the vendor's key set. */
export interface PublicVendorJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly kid: string;
  readonly alg: 'ES256';
  readonly use: 'sig';
}

/** The platform's key type, whether its typings come from the DOM or from Node. */
type PlatformKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** A P-256 pair for ES256. The private half need not be extractable. */
export interface VendorKeyPair {
  readonly privateKey: PlatformKey;
  readonly publicKey: PlatformKey;
}

export type VendorKey = PrivateVendorJwk | VendorKeyPair;

/** What the client signs with. */
export interface SigningKey {
  readonly key: PlatformKey;
  readonly kid: string;
}

/**
 * Makes a new key for a vendor: keep it secret and keep it, it is who the vendor is.
 *
 * @example
 * ```ts
 * import { generateVendorKey, publicVendorJwk } from '@parley/vendor-sdk';
 *
 * const key = await generateVendorKey();
 * const jwks = { keys: [await publicVendorJwk(key)] };
 * console.log(JSON.stringify(jwks));
 * ```
 */
export async function generateVendorKey(): Promise<PrivateVendorJwk & { readonly kid: string }> {
  const pair = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const { x = '', y = '', d = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  const key = { kty: 'EC', crv: 'P-256', x, y, d } as const;
  return { ...key, kid: await calculateJwkThumbprint({ ...key }) };
}

/** The public half of a vendor's key, with its key id: what to publish. */
export async function publicVendorJwk(key: VendorKey): Promise<PublicVendorJwk> {
  const { x, y } = isPair(key) ? await publicPoint(key) : key;
  const point = { kty: 'EC', crv: 'P-256', x, y } as const;
  const kid = (isPair(key) ? undefined : key.kid) ?? (await calculateJwkThumbprint({ ...point }));
  return { ...point, kid, alg: 'ES256', use: 'sig' };
}

/** @throws {invalid_options} when it is not a P-256 signing key. */
export async function signingKeyOf(key: VendorKey): Promise<SigningKey> {
  const { kid } = await publicVendorJwk(key);
  return { kid, key: isPair(key) ? key.privateKey : await importPrivate(key) };
}

/** A P-256 pair whose private half can be used and not taken out again. */
export async function importKeyPair(jwk: PrivateVendorJwk): Promise<VendorKeyPair> {
  const privateKey = await importPrivate(jwk);
  const { kty, crv, x, y } = jwk;
  return {
    privateKey,
    publicKey: await crypto.subtle.importKey('jwk', { kty, crv, x, y }, P256, true, ['verify']),
  };
}

/** Before anything is signed, so that a wrong key shows where it was given. */
export function assertVendorKey(key: unknown): asserts key is VendorKey {
  const isUsable = typeof key === 'object' && key !== null && (isUsablePair(key) || isUsableJwk(key));
  if (isUsable) return;
  const detail =
    'key must be a private P-256 JSON Web Key or a key pair for ES256 with an extractable public key';
  throw new VendorSdkError('invalid_options', { detail });
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;

const isPair = (key: object): key is VendorKeyPair => 'privateKey' in key;

function isUsablePair(pair: object): boolean {
  if (!isPair(pair) || pair.privateKey?.type !== 'private' || pair.publicKey?.type !== 'public') return false;
  const { algorithm } = pair.privateKey;
  const isP256 = 'namedCurve' in algorithm && algorithm.namedCurve === 'P-256' && algorithm.name === 'ECDSA';
  return isP256 && pair.privateKey.usages.includes('sign') && pair.publicKey.extractable;
}

function isUsableJwk(jwk: object): boolean {
  const { kty, crv, x, y, d } = jwk as Record<string, unknown>;
  return (
    kty === 'EC' && crv === 'P-256' && [x, y, d].every((part) => typeof part === 'string' && part !== '')
  );
}

async function publicPoint(pair: VendorKeyPair): Promise<{ x: string; y: string }> {
  const { x = '', y = '' }: JWK = await exportJWK(pair.publicKey);
  return { x, y };
}

async function importPrivate(jwk: PrivateVendorJwk): Promise<PlatformKey> {
  try {
    const { kty, crv, x, y, d } = jwk;
    return (await importJWK({ kty, crv, x, y, d }, 'ES256')) as PlatformKey;
  } catch {
    throw new VendorSdkError('invalid_options', { detail: 'key is not a valid P-256 key' });
  }
}
