// A gateway in a fetch, as far as the unit tests of this package need one: it checks what a real one checks of a
// well-behaved client, and can be told to misbehave.

import type { AuthorizationDetails } from '@parley/protocol';
import { answerBackchannel } from './fake-backchannel.ts';
import { answerRead } from './fake-read-api.ts';
import { CLIENT_ID, createFakeState, type FakeState, GATEWAY } from './fake-state.ts';
import { answerRevocation, answerToken } from './fake-token-endpoint.ts';
import { answerVendor } from './fake-vendor-api.ts';
import { json, oauthError, verifyAssertion, verifyProof, verifyRequestObject } from './verify-client.ts';

export interface FakeGateway {
  readonly fetch: typeof globalThis.fetch;
  readonly state: FakeState;
  /** Method and path of each request, in order. */
  readonly requests: string[];
  /** The queries and proofs of the requests, in the same order. */
  readonly queries: URLSearchParams[];
  readonly dpopHeaders: (string | null)[];
  /** Answers the next request whose path starts like this in another way; several are used up in order. */
  next(path: string, answer: () => Response | Promise<Response>): void;
  /** The owner decides: the address at which the browser comes back. */
  decide(url: string, decision?: 'give' | 'refuse'): string;
}

export async function createFakeGateway(): Promise<FakeGateway> {
  const requests: string[] = [];
  const queries: URLSearchParams[] = [];
  const dpopHeaders: (string | null)[] = [];
  const planned: { path: string; answer: () => Response | Promise<Response> }[] = [];
  const state = await createFakeState();
  const fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    requests.push(`${init.method ?? 'GET'} ${url.pathname}`);
    queries.push(url.searchParams);
    dpopHeaders.push(new Headers(init.headers).get('dpop'));
    init.signal?.throwIfAborted();
    const plan = planned.findIndex(({ path }) => url.pathname.startsWith(path));
    const [planned1] = plan === -1 ? [] : planned.splice(plan, 1);
    if (planned1 !== undefined) return planned1.answer();
    if (url.origin !== GATEWAY) throw new TypeError(`nobody at ${url.origin}`);
    return answerOf(url, init, state);
  };
  return {
    fetch,
    state,
    requests,
    queries,
    dpopHeaders,
    next: (path, answer) => planned.push({ path, answer }),
    decide(url, decision = 'give') {
      const { redirect_uri, state: clientState } = state.signer.requestClaims(state.request);
      const callback = new URL(String(redirect_uri));
      const answer = decision === 'give' ? { code: issueCode(url, state) } : { error: 'access_denied' };
      callback.search = new URLSearchParams({
        ...answer,
        state: String(clientState),
        iss: GATEWAY,
      }).toString();
      return callback.href;
    },
  };
}

async function answerOf(url: URL, init: RequestInit, state: FakeState): Promise<Response> {
  switch (url.pathname) {
    case '/.well-known/oauth-authorization-server':
      return json(serverMetadata());
    case '/.well-known/oauth-protected-resource/v1':
      return json({
        resource: `${GATEWAY}/v1`,
        authorization_servers: [GATEWAY],
        authorization_details_types_supported: ['urn:parley:data-access'],
      });
    case '/.well-known/parley/record-keys':
      return json(state.signer.recordKeys());
    case '/par':
      return answerPar(init, state);
    case '/backchannel':
      return answerBackchannel(init, state);
    case '/token':
      return answerToken(url, init, state);
    case '/token/revocation':
      return answerRevocation(init, state);
    default:
      return /^\/v1\/(consents|requests)\//.test(url.pathname)
        ? answerVendor(url, init, state)
        : answerRead(url, init, state);
  }
}

async function answerPar(init: RequestInit, state: FakeState): Promise<Response> {
  const body = new URLSearchParams(String(init.body));
  const refusal = (await verifyAssertion(body, state)) ?? (await verifyProof(`${GATEWAY}/par`, init, state));
  if (typeof refusal === 'object') return refusal;
  const claims = await verifyRequestObject(body.get('request') ?? '', state);
  if (claims === undefined) return oauthError('invalid_request_object');
  state.request = body.get('request') ?? '';
  state.asked = claims['authorization_details'] as AuthorizationDetails;
  return json({ request_uri: 'urn:ietf:params:oauth:request_uri:one', expires_in: 60 }, 201);
}

function issueCode(url: string, state: FakeState): string {
  const { searchParams } = new URL(url);
  const isPushed = searchParams.get('request_uri') === 'urn:ietf:params:oauth:request_uri:one';
  if (!isPushed || searchParams.get('client_id') !== CLIENT_ID) throw new Error('not the pushed request');
  const { code_challenge: challenge, redirect_uri: redirectUri } = state.signer.requestClaims(state.request);
  const code = `canary-code-${state.codes.size}`;
  const jkt = state.proofs.at(-1)?.jkt ?? '';
  state.codes.set(code, { challenge: String(challenge), redirectUri: String(redirectUri), jkt });
  return code;
}

export const serverMetadata = (): Record<string, unknown> => ({
  issuer: GATEWAY,
  authorization_endpoint: `${GATEWAY}/auth`,
  token_endpoint: `${GATEWAY}/token`,
  revocation_endpoint: `${GATEWAY}/token/revocation`,
  backchannel_authentication_endpoint: `${GATEWAY}/backchannel`,
  pushed_authorization_request_endpoint: `${GATEWAY}/par`,
  authorization_response_iss_parameter_supported: true,
  require_pushed_authorization_requests: true,
  dpop_signing_alg_values_supported: ['ES256'],
});
