// The fake gateway's side of asking without a browser.

import { type AuthorizationDetails, CIBA_GRANT_TYPE } from '@parley/protocol';
import type { JWTPayload } from 'jose';
import type { FakeState } from './fake-state.ts';
import { json, oauthError, verifyAssertion, verifyRequestObject } from './verify-client.ts';

export const AUTH_REQ_ID = 'canary-auth-req-id';

/** What the tests may turn. */
export interface FakeBackchannel {
  /** What the next poll is told, until it is changed; `given`: the tokens, once. */
  says: 'authorization_pending' | 'slow_down' | 'access_denied' | 'expired_token' | 'given' | 'used';
  /** The claims of what was asked. */
  readonly asked: JWTPayload[];
}

const all = new WeakMap<FakeState, FakeBackchannel>();

export function backchannelOf(state: FakeState): FakeBackchannel {
  const known = all.get(state) ?? { says: 'authorization_pending', asked: [] };
  all.set(state, known);
  return known;
}

export async function answerBackchannel(init: RequestInit, state: FakeState): Promise<Response> {
  const body = new URLSearchParams(String(init.body));
  const refusal = await verifyAssertion(body, state);
  if (refusal !== undefined) return refusal;
  const claims = await verifyRequestObject(body.get('request') ?? '', state);
  if (claims === undefined) return oauthError('invalid_request');
  backchannelOf(state).asked.push(claims);
  state.request = body.get('request') ?? '';
  state.asked = claims['authorization_details'] as AuthorizationDetails;
  return json({ auth_req_id: AUTH_REQ_ID, expires_in: 604_800, interval: 30 });
}

/** Of a poll while there is nothing to hand out. */
export function answerWaiting(body: URLSearchParams, state: FakeState): Response | undefined {
  if (body.get('grant_type') !== CIBA_GRANT_TYPE) return undefined;
  const channel = backchannelOf(state);
  if (body.get('auth_req_id') !== AUTH_REQ_ID || channel.says === 'used') return oauthError('invalid_grant');
  if (channel.says !== 'given') return oauthError(channel.says);
  channel.says = 'used';
  return undefined;
}
