import { type AuthorizationDetails, sha256 } from '@parley/protocol';
import { jwtVerify } from 'jose';
import { GatewayError } from '../gateway-error.ts';
import type { SolidProviders } from '../owner-api/solid-providers.ts';
import { randomToken } from '../secrets/random-token.ts';

/** A decision made on the plain page that waits for the owner's provider to confirm who decided. */
export interface PendingDecision {
  readonly requestId: string;
  readonly interactionUid: string;
  readonly webId: string;
  readonly issuer: string;
  readonly approved: AuthorizationDetails;
  /** The exact text whose sha-256 is the nonce: the provider's signature covers the decision. */
  readonly decision: string;
  /** Set once the provider has confirmed. */
  readonly idToken?: string;
}

/** PORT: kept sealed, for minutes. */
export interface SignInStore {
  begin(stateHash: string, pending: PendingDecision): Promise<void>;
  /** The pending decision of a state that was not answered yet. */
  find(stateHash: string): Promise<PendingDecision | undefined>;
  /** Keeps the provider's answer under a ticket, once. `false`: it was answered before. */
  confirm(stateHash: string, ticketHash: string, confirmed: PendingDecision): Promise<boolean>;
  findConfirmed(requestId: string, ticketHash: string): Promise<PendingDecision | undefined>;
  remove(ticketHash: string): Promise<void>;
}

export interface SignInOptions {
  gateway: string;
  providers: SolidProviders;
  store: SignInStore;
  isAcceptableAddress: (address: string) => boolean;
  now: () => Date;
}

export const CLIENT_DOCUMENT_PATH = '/client.jsonld';
export const CALLBACK_PATH = '/sign-in/callback';

/**
 * Where to send the browser: to the owner's own provider, which is asked for an ID token and nothing else. No access token ever comes
 * to the gateway, so it never holds the owner's authority; the nonce is the digest of the decision, so the answer is its evidence.
 *
 * @throws {GatewayError} `invalid_request` where the WebID is no acceptable address, or its provider answers no ID token
 * @see https://openid.net/specs/openid-connect-core-1_0.html#ImplicitAuthRequest
 */
export async function beginSignIn(
  decided: { requestId: string; interactionUid: string; webId: string; approved: AuthorizationDetails },
  options: SignInOptions,
): Promise<string> {
  if (!URL.canParse(decided.webId) || !options.isAcceptableAddress(decided.webId))
    throw new GatewayError('invalid_request', 'the WebID is no acceptable address');
  const provider = await findProvider(decided.webId, options);
  const state = randomToken();
  const decision = JSON.stringify({
    requestId: decided.requestId,
    approved: decided.approved,
    salt: randomToken(),
  });
  await options.store.begin(await sha256(state), { ...decided, issuer: provider.issuer, decision });
  const url = new URL(provider.authorizationEndpoint);
  const parameters = {
    client_id: options.gateway + CLIENT_DOCUMENT_PATH,
    redirect_uri: options.gateway + CALLBACK_PATH,
    response_type: 'id_token',
    response_mode: 'form_post',
    scope: 'openid webid',
    nonce: await sha256(decision),
    state,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

async function findProvider(webId: string, options: SignInOptions) {
  const named = (await options.providers.issuersOf(webId)).filter((issuer) =>
    options.isAcceptableAddress(issuer),
  );
  for (const issuer of named.slice(0, 3)) {
    const provider = await options.providers.provider(issuer);
    if (
      provider.responseTypes.includes('id_token') &&
      options.isAcceptableAddress(provider.authorizationEndpoint)
    )
      return provider;
  }
  throw new GatewayError(
    'invalid_request',
    'the WebID names no provider that can confirm a decision on this page',
  );
}

/**
 * The provider's answer: whether the named owner confirmed exactly this decision. Returns where the browser goes on, with a ticket
 * that only this browser has; the cookie that only the browser that began has is asked for there.
 *
 * @throws {GatewayError} `access_denied`
 */
export async function confirmSignIn(
  answer: { state: string; idToken: string },
  options: SignInOptions,
): Promise<{ pending: PendingDecision; ticket: string }> {
  const stateHash = await sha256(answer.state);
  const pending = await options.store.find(stateHash);
  if (pending === undefined) throw new GatewayError('access_denied', 'no decision waits for this answer');
  const { keys } = await options.providers.provider(pending.issuer);
  const { payload } = await jwtVerify(answer.idToken, keys, {
    issuer: pending.issuer,
    audience: options.gateway + CLIENT_DOCUMENT_PATH,
    algorithms: ['ES256', 'ES384', 'EdDSA', 'PS256', 'RS256'],
    requiredClaims: ['exp', 'iat', 'nonce'],
    maxTokenAge: '10 minutes',
    clockTolerance: 30,
    currentDate: options.now(),
  }).catch((cause: unknown) => {
    throw new GatewayError('access_denied', "the provider's answer does not hold", { cause });
  });
  const webId = payload['webid'] ?? payload.sub;
  const isConfirmed = payload['nonce'] === (await sha256(pending.decision)) && webId === pending.webId;
  if (!isConfirmed)
    throw new GatewayError('access_denied', 'the provider confirmed another decision or another person');
  if (!(await options.providers.issuersOf(pending.webId)).includes(pending.issuer))
    throw new GatewayError('access_denied', 'the WebID no longer names this provider');
  const ticket = randomToken();
  const isFirst = await options.store.confirm(stateHash, await sha256(ticket), {
    ...pending,
    idToken: answer.idToken,
  });
  if (!isFirst) throw new GatewayError('access_denied', 'this answer came before');
  return { pending, ticket };
}
