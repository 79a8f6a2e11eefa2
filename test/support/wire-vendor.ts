import { randomUUID } from 'node:crypto';
import { CLIENT_ASSERTION_HEADER, sha256 } from '@parley/protocol';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { caught } from './canaries/plant.ts';
import type { TestVendor } from './test-vendor.ts';

/** A vendor that speaks the wire by hand, so that a test can get any part of it wrong. */
export interface WireVendor {
  push(options?: PushOptions): Promise<WireAnswer>;
  /** Asks without a browser: a backchannel request. */
  ask(options: AskOptions): Promise<WireAnswer>;
  /** Any form to any endpoint, without a proof. */
  post(path: string, parameters: Record<string, string>): Promise<WireAnswer>;
  token(parameters: Record<string, string>, options?: CallOptions): Promise<WireAnswer>;
  /** RFC 7009. */
  revoke(token: string): Promise<WireAnswer>;
  /** A read with a proof, as a vendor's engineer would write it. */
  read(path: string, options: ReadOptions): Promise<WireAnswer>;
  /** A call without a token: with a client assertion in its header, and a proof. */
  call(path: string, options?: VendorCallOptions): Promise<WireAnswer>;
  /** A text signed with the vendor's key. */
  sign(
    claims: Record<string, unknown>,
    header?: Record<string, unknown>,
    signedBy?: CryptoKey,
  ): Promise<string>;
  /** The headers of a read, for a test that sends them itself. */
  credentials(method: string, path: string, options: ReadOptions): Promise<Record<string, string>>;
  readonly verifier: string;
  /** Of the vendor's key. */
  readonly kid: string;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

interface CallOptions {
  /** Changes of the client assertion; a text: this one as it is; `false`: none is sent. */
  readonly assertion?:
    | { claims?: Record<string, unknown>; header?: Record<string, unknown>; key?: CryptoKey }
    | string
    | false;
  /** Changes of the proof; a text: this one as it is; `false`: none is sent. */
  readonly proof?: Partial<ProofChanges> | string | false;
}

interface ProofChanges {
  readonly claims: Record<string, unknown>;
  readonly header: Record<string, unknown>;
}

interface PushOptions extends CallOptions {
  readonly details?: unknown;
  /** Changes of the request object; `false`: the parameters are sent unsigned. */
  readonly request?: { claims?: JWTPayload; header?: Record<string, unknown>; key?: CryptoKey } | false;
  readonly parameters?: Record<string, string>;
}

interface VendorCallOptions extends CallOptions {
  readonly method?: string;
  readonly body?: unknown;
}

interface AskOptions extends CallOptions {
  readonly details?: unknown;
  readonly hint?: string | undefined;
  /** Changes of the request object. */
  readonly request?: { claims?: JWTPayload; header?: Record<string, unknown>; key?: CryptoKey };
}

interface ReadOptions extends CallOptions {
  readonly accessToken: string;
  readonly purpose?: string;
  readonly headers?: Record<string, string>;
  readonly method?: string;
  readonly body?: unknown;
}

export async function createWireVendor(
  vendor: Pick<TestVendor, 'clientId' | 'redirectUri' | 'key'>,
  gateway: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Promise<WireVendor> {
  const jwk = vendor.key as JWK & { kid?: string };
  const key = (await importJWK(jwk, 'ES256')) as CryptoKey;
  const kid = jwk.kid ?? (await calculateJwkThumbprint(jwk));
  const dpop = await generateKeyPair('ES256');
  const publicJwk = await exportJWK(dpop.publicKey);
  const verifier = `${randomUUID()}${randomUUID()}`;
  const nonces = new Map<string, string>();
  const now = () => Math.floor(Date.now() / 1000);

  const proofFor = async (method: string, url: string, changes: CallOptions['proof'], ath?: string) => {
    if (changes === false) return undefined;
    if (typeof changes === 'string') return changes;
    const nonce = nonces.get(new URL(url).pathname.startsWith('/v1') ? 'rs' : 'as');
    const [target] = url.split('?');
    const claims = {
      htm: method,
      htu: target,
      jti: randomUUID(),
      iat: now(),
      ...(ath && { ath }),
      ...(nonce && { nonce }),
      ...changes?.claims,
    };
    const header = { alg: 'ES256', typ: 'dpop+jwt', jwk: publicJwk, ...changes?.header };
    return new SignJWT(claims).setProtectedHeader(header).sign(dpop.privateKey);
  };

  async function send(
    url: string,
    init: RequestInit & { method: string },
    options: CallOptions,
    ath?: string,
  ): Promise<WireAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      const headers = new Headers(init.headers);
      const proof = await proofFor(init.method, url, options.proof, ath);
      if (proof !== undefined) headers.set('dpop', proof);
      const body = init.body instanceof URLSearchParams ? await withAssertion(init.body, options) : init.body;
      // A new one for each attempt.
      if (init.headers instanceof Headers && init.headers.has(CLIENT_ASSERTION_HEADER))
        headers.set(CLIENT_ASSERTION_HEADER, await assertionFor(options));
      const response = await fetch(url, {
        ...init,
        headers,
        ...(body === undefined ? {} : { body }),
        redirect: 'manual',
      });
      const nonce = response.headers.get('dpop-nonce');
      if (nonce !== null) nonces.set(new URL(url).pathname.startsWith('/v1') ? 'rs' : 'as', nonce);
      const text = await response.text();
      const answer = {
        status: response.status,
        headers: response.headers,
        text,
        body: text.startsWith('{') ? JSON.parse(text) : {},
      };
      if (response.status >= 400) caught('error-answer', text);
      const wantsNonce = answer.body.error === 'use_dpop_nonce' || answer.body.code === 'use_dpop_nonce';
      if (!wantsNonce || attempt > 1 || options.proof === false) return answer;
    }
  }

  async function assertionFor({ assertion = {} }: CallOptions): Promise<string> {
    if (typeof assertion === 'string') return assertion;
    const { claims: changes, header, key: signedBy } = assertion === false ? {} : assertion;
    const claims = {
      iss: vendor.clientId,
      sub: vendor.clientId,
      aud: gateway,
      jti: randomUUID(),
      iat: now(),
      exp: now() + 60,
      ...changes,
    };
    return sign(claims, header, signedBy);
  }

  const sign: WireVendor['sign'] = (claims, header = {}, signedBy = key) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid, ...header }).sign(signedBy);

  async function withAssertion(body: URLSearchParams, options: CallOptions): Promise<URLSearchParams> {
    const complete = new URLSearchParams(body);
    complete.set('client_id', vendor.clientId);
    complete.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    complete.set('client_assertion', await assertionFor(options));
    return complete;
  }

  const signed = (asked: JWTPayload, { claims, header, key: by = key }: NonNullable<AskOptions['request']>) =>
    new SignJWT({
      ...asked,
      iss: vendor.clientId,
      aud: gateway,
      jti: randomUUID(),
      nbf: now(),
      exp: now() + 300,
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', kid, typ: 'oauth-authz-req+jwt', ...header })
      .sign(by);

  return {
    verifier,
    kid,
    sign,
    async call(path, { method = 'GET', body, ...options } = {}) {
      const headers = new Headers();
      if (options.assertion !== false) headers.set(CLIENT_ASSERTION_HEADER, 'made anew');
      if (body !== undefined) headers.set('content-type', 'application/json');
      const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
      return send(`${gateway}${path}`, init, options);
    },
    async push({ details, request = {}, parameters = {}, ...options } = {}) {
      const asked = {
        client_id: vendor.clientId,
        response_type: 'code',
        redirect_uri: vendor.redirectUri,
        scope: 'read offline_access',
        state: randomUUID(),
        code_challenge: await sha256(verifier),
        code_challenge_method: 'S256',
        ...parameters,
      };
      if (request === false) {
        const plain = { ...asked, authorization_details: JSON.stringify(details) };
        return send(`${gateway}/request`, { method: 'POST', body: new URLSearchParams(plain) }, options);
      }
      const jws = await signed({ ...asked, authorization_details: details }, request);
      return send(
        `${gateway}/request`,
        { method: 'POST', body: new URLSearchParams({ request: jws, client_id: vendor.clientId }) },
        options,
      );
    },
    async ask({ details, hint, request = {}, ...options }) {
      const jws = await signed(
        {
          client_id: vendor.clientId,
          scope: 'openid offline_access',
          resource: `${gateway}/v1`,
          binding_message: 'Order 4711',
          login_hint: hint,
          authorization_details: details,
        },
        request,
      );
      return send(
        `${gateway}/backchannel`,
        { method: 'POST', body: new URLSearchParams({ request: jws }) },
        { proof: false, ...options },
      );
    },
    post: (path, parameters) =>
      send(`${gateway}${path}`, { method: 'POST', body: new URLSearchParams(parameters) }, { proof: false }),
    token: (parameters, options = {}) =>
      send(`${gateway}/token`, { method: 'POST', body: new URLSearchParams(parameters) }, options),
    revoke: (token) =>
      send(
        `${gateway}/token/revocation`,
        { method: 'POST', body: new URLSearchParams({ token }) },
        { proof: false },
      ),
    async credentials(method, path, { accessToken, proof, ...options }) {
      const made = await proofFor(method, `${gateway}${path}`, proof, await sha256(accessToken));
      return { ...readHeaders({ accessToken, ...options }), ...(made !== undefined && { dpop: made }) };
    },
    async read(path, { method = 'GET', body, ...options }) {
      const sent = body === undefined ? {} : { 'content-type': 'application/json' };
      const headers = { ...readHeaders(options), ...sent };
      const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
      return send(`${gateway}${path}`, init, options, await sha256(options.accessToken));
    },
  };
}

function readHeaders({ accessToken, purpose, headers = {} }: ReadOptions): Record<string, string> {
  return {
    authorization: `DPoP ${accessToken}`,
    ...(purpose === undefined ? {} : { 'parley-purpose': purpose }),
    ...headers,
  };
}
