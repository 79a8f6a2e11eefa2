import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { freePort } from '../../scripts/support/free-port.ts';
import { type RawAnswer, rawRequest } from './raw-request.ts';

type Claims = Readonly<Record<string, unknown>>;

/** A Solid-OIDC provider with one person, made by hand, so that a test can get any part of it wrong. */
export interface TestProvider {
  readonly issuer: string;
  readonly webId: string;
  /** Which providers the WebID document names. */
  named: string[];
  /** Changes of its metadata. */
  metadata: Record<string, unknown>;
  /** The paths that were asked for. */
  readonly visits: string[];
  sign(claims: Claims, header?: Claims, key?: CryptoKey): Promise<string>;
  /** A call of the owner API with a token of this provider and a proof; each may be changed. */
  call(
    target: { gateway: string; path: string; method?: string; body?: string },
    changes?: CallChanges,
  ): Promise<RawAnswer>;
  stop(): void;
}

export interface CallChanges {
  readonly token?: Claims;
  readonly tokenHeader?: Claims;
  /** Instead of a token made here. */
  readonly accessToken?: string;
  readonly proof?: Claims | false;
  readonly proofHeader?: Claims;
  readonly scheme?: string;
}

export async function startTestProvider(): Promise<TestProvider> {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const webId = `${issuer}/people/ann#me`;
  const signing = await generateKeyPair('ES256');
  const dpop = await generateKeyPair('ES256');
  const dpopJwk = await exportJWK(dpop.publicKey);
  const kid = 'provider-key';
  const jwks = { keys: [{ ...(await exportJWK(signing.publicKey)), kid, alg: 'ES256', use: 'sig' }] };
  const visits: string[] = [];
  const now = () => Math.floor(Date.now() / 1000);
  const sign: TestProvider['sign'] = (claims, header = {}, key = signing.privateKey) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid, ...header }).sign(key);

  const provider: TestProvider = {
    issuer,
    webId,
    named: [issuer],
    metadata: {},
    visits,
    sign,
    async call({ gateway, path, method = 'GET', body }, changes = {}) {
      const claims = {
        iss: issuer,
        aud: 'solid',
        sub: webId,
        webid: webId,
        client_id: `${issuer}/app`,
        cnf: { jkt: await calculateJwkThumbprint(dpopJwk) },
        iat: now(),
        exp: now() + 300,
        ...changes.token,
      };
      const accessToken =
        changes.accessToken ?? (await sign(claims, { typ: 'at+jwt', ...changes.tokenHeader }));
      const proof = {
        htm: method,
        htu: `${gateway}${path.split('?')[0]}`,
        jti: randomUUID(),
        iat: now(),
        ...(changes.proof === false ? {} : changes.proof),
      };
      const proofHeader = { alg: 'ES256', typ: 'dpop+jwt', jwk: dpopJwk, ...changes.proofHeader };
      const dpopProof = await new SignJWT(proof).setProtectedHeader(proofHeader).sign(dpop.privateKey);
      return rawRequest({
        origin: gateway,
        path,
        method,
        ...(body === undefined ? {} : { body }),
        headers: {
          authorization: `${changes.scheme ?? 'DPoP'} ${accessToken}`,
          ...(changes.proof === false ? {} : { dpop: dpopProof }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
      });
    },
    stop: () => void server.close(),
  };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    visits.push(path);
    if (path === '/people/ann') {
      const issuers = provider.named.map((each) => `<${each}>`).join(', ');
      const statement = issuers === '' ? '' : `; <http://www.w3.org/ns/solid/terms#oidcIssuer> ${issuers}`;
      response.setHeader('content-type', 'text/turtle');
      return response.end(`<#me> a <http://xmlns.com/foaf/0.1/Person>${statement}.`);
    }
    response.setHeader('content-type', 'application/json');
    if (path === '/jwks') return response.end(JSON.stringify(jwks));
    const metadata = {
      issuer,
      jwks_uri: `${issuer}/jwks`,
      authorization_endpoint: `${issuer}/authorize`,
      response_types_supported: ['id_token'],
      ...provider.metadata,
    };
    if (path === '/.well-known/openid-configuration') return response.end(JSON.stringify(metadata));
    response.statusCode = 404;
    return response.end('{}');
  }).listen(port, 'localhost');
  return provider;
}
