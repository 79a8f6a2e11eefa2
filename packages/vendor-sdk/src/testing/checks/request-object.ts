import { askedDetailsSchema } from '@parley/protocol';
import type { JWTPayload } from 'jose';
import { oauthError } from '../answers.ts';
import type { FakeState, PushedRequest } from '../fake-state.ts';
import { verifySigned } from './signed-by-client.ts';

const LONGEST_SECONDS = 600;

/** A request that was pushed for a browser. */
export async function readRequestObject(
  request: string,
  state: FakeState,
): Promise<Omit<PushedRequest, 'jkt'> & { readonly id: string }> {
  const { id, claims } = await readSignedRequest(request, state);
  return { id, request, ...parametersOf(claims, state) };
}

/** What the vendor has signed (RFC 9101): typed, short-lived, and for exactly this gateway. */
export async function readSignedRequest(
  request: string,
  state: FakeState,
): Promise<{ readonly id: string; readonly claims: JWTPayload }> {
  const refusal = oauthError('invalid_request_object');
  const signed = await verifySigned(request, state);
  if (signed === undefined || signed.header.typ !== 'oauth-authz-req+jwt') throw refusal;
  const { claims } = signed;
  const { exp = 0, nbf = 0, jti = '', aud, iss } = claims;
  const isShort = nbf > 0 && exp > nbf && exp - nbf <= LONGEST_SECONDS;
  if (!isShort || jti === '' || aud !== state.origin || iss !== state.client.client_id) throw refusal;
  return { id: `request ${jti}`, claims };
}

function parametersOf(claims: Record<string, unknown>, state: FakeState) {
  const text = (name: string): string => (typeof claims[name] === 'string' ? claims[name] : '');
  const codeChallenge = text('code_challenge');
  if (!/^[\w-]{43}$/.test(codeChallenge) || text('code_challenge_method') !== 'S256')
    throw oauthError('invalid_request');
  if (text('response_type') !== 'code') throw oauthError('unsupported_response_type');
  if (!state.client.redirect_uris.includes(text('redirect_uri'))) throw oauthError('invalid_request');
  if ((text('resource') || state.resource) !== state.resource) throw oauthError('invalid_target');
  return {
    redirectUri: text('redirect_uri'),
    state: text('state') || undefined,
    isOffline: text('scope').split(' ').includes('offline_access'),
    codeChallenge,
    details: detailsOf(claims['authorization_details'], state),
  };
}

export function detailsOf(asked: unknown, state: FakeState): PushedRequest['details'] {
  const { success, data } = askedDetailsSchema(state.categories).safeParse(asked);
  const now = state.now().getTime();
  const isFit =
    success &&
    data.every(({ locations, access }) => locations[0] === state.resource && Date.parse(access.until) > now);
  if (!isFit) throw oauthError('invalid_authorization_details');
  return data;
}
