// An owner's Solid-OIDC provider for tests: makes tokens and proofs, right and wrong ones.
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWK,
  SignJWT,
} from 'jose';
import type { SolidProvider, SolidProviders } from '../owner-api/solid-providers.ts';
import { sha256Bytes } from '../secrets/digests.ts';

type Changes = Record<string, unknown>;

export interface TestProvider {
  readonly issuer: string;
  /** What WebIDs name and providers say; each may be replaced. */
  readonly providers: SolidProviders;
  /** The provider that each WebID names, besides `issuer` for the owner's. */
  readonly named: Map<string, readonly string[]>;
  readonly metadata: { -readonly [K in keyof SolidProvider]: SolidProvider[K] };
  readonly jwk: JWK;
  /** Access tokens and ID tokens alike: claims and header as given, signed by the provider. */
  sign(claims: Changes, header?: Changes): Promise<string>;
  accessToken(changes?: Changes, header?: Changes): Promise<string>;
  proof(
    request: { method: string; url: string; token: string },
    changes?: Changes,
    header?: Changes,
  ): Promise<string>;
}

export async function createTestProvider(options: { webId: string; now: () => Date }): Promise<TestProvider> {
  const issuer = 'https://idp.example/';
  const signing = await generateKeyPair('ES256', { extractable: true });
  const holder = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(holder.publicKey);
  const jkt = await calculateJwkThumbprint(jwk);
  const key = { ...(await exportJWK(signing.publicKey)), kid: 'idp-1', alg: 'ES256' };
  const named = new Map<string, readonly string[]>([[options.webId, [issuer]]]);
  const metadata = {
    issuer,
    keys: createLocalJWKSet({ keys: [key] }),
    authorizationEndpoint: 'https://idp.example/authorize?tenant=1',
    responseTypes: ['code', 'id_token'],
  };
  const seconds = (): number => Math.floor(options.now().getTime() / 1000);
  const sign = (claims: Changes, header: Changes = {}) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', kid: 'idp-1', ...header })
      .sign(signing.privateKey);
  return {
    issuer,
    named,
    metadata,
    jwk,
    sign,
    providers: {
      issuersOf: async (webId) => named.get(webId) ?? [],
      provider: async () => metadata,
    },
    accessToken: (changes = {}, header = {}) =>
      sign(
        {
          ...{ iss: issuer, aud: 'solid', sub: options.webId, webid: options.webId },
          ...{ client_id: 'https://app.example/client', iat: seconds(), exp: seconds() + 600, cnf: { jkt } },
          ...changes,
        },
        { typ: 'at+jwt', ...header },
      ),
    proof: ({ method, url, token }, changes = {}, header = {}) =>
      new SignJWT({
        ...{ htm: method, htu: url, iat: seconds(), jti: globalThis.crypto.randomUUID() },
        ath: sha256Bytes(token).toString('base64url'),
        ...changes,
      })
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header })
        .sign(holder.privateKey),
  };
}
