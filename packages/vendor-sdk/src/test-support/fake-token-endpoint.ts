import { CIBA_GRANT_TYPE, sha256 } from '@parley/protocol';
import { answerWaiting } from './fake-backchannel.ts';
import { CONSENT_ID } from './fake-signer.ts';
import { type FakeState, GATEWAY } from './fake-state.ts';
import { json, oauthError, verifyAssertion, verifyProof } from './verify-client.ts';

export const REFRESH_TOKEN = 'canary-refresh';
export const TOKEN_LIFE_SECONDS = 300;

export async function answerToken(url: URL, init: RequestInit, state: FakeState): Promise<Response> {
  const body = new URLSearchParams(String(init.body));
  const refusal = await verifyAssertion(body, state);
  if (refusal !== undefined) return refusal;
  const jkt = await verifyProof(url.href, init, state);
  if (typeof jkt !== 'string') return jkt;
  const waiting = answerWaiting(body, state);
  if (waiting !== undefined) return waiting;
  const isGranted = await acceptGrant(body, jkt, state);
  if (!isGranted) return oauthError('invalid_grant');
  if (state.status !== 'given' || isSuperseded(body, state))
    return oauthError('invalid_grant', standing(state));
  return json(await state.alterToken(await tokenBody(body, jkt, state)));
}

/** A receipt of an older version is no handle any more. */
function isSuperseded(body: URLSearchParams, state: FakeState): boolean {
  const receipt = body.get('assertion');
  return receipt !== null && state.signer.requestClaims(receipt)['consent_version'] !== state.version;
}

export const standing = ({ status, version, resumesAt, deleteBy }: FakeState): Record<string, unknown> => ({
  consent_status: status,
  consent_version: version,
  ...(status === 'paused' && { resumes_at: resumesAt }),
  ...(status !== 'paused' && status !== 'given' && { delete_by: deleteBy }),
});

/** RFC 7009: the vendor gives it back. */
export async function answerRevocation(init: RequestInit, state: FakeState): Promise<Response> {
  const body = new URLSearchParams(String(init.body));
  const refusal = await verifyAssertion(body, state);
  if (refusal !== undefined) return refusal;
  if (body.get('token') === REFRESH_TOKEN) state.status = 'relinquished';
  return new Response(null, { status: 200 });
}

async function acceptGrant(body: URLSearchParams, jkt: string, state: FakeState): Promise<boolean> {
  switch (body.get('grant_type')) {
    case 'authorization_code': {
      const code = state.codes.get(body.get('code') ?? '');
      state.codes.delete(body.get('code') ?? '');
      const challenge = await sha256(body.get('code_verifier') ?? '');
      return (
        code?.challenge === challenge && code.redirectUri === body.get('redirect_uri') && code.jkt === jkt
      );
    }
    case CIBA_GRANT_TYPE:
      return true;
    case 'refresh_token':
      return state.knowsRefreshTokens && body.get('refresh_token') === REFRESH_TOKEN;
    default:
      return state.signer.requestClaims(body.get('assertion') ?? '')['consent_id'] === CONSENT_ID;
  }
}

async function tokenBody(
  body: URLSearchParams,
  jkt: string,
  state: FakeState,
): Promise<Record<string, unknown>> {
  const { now, version } = state;
  const expiresAt = Math.floor(now.getTime() / 1000) + TOKEN_LIFE_SECONDS;
  const claims = { aud: `${GATEWAY}/v1`, jti: crypto.randomUUID(), cnf: { jkt } };
  const wantsRefresh = body.get('grant_type') === 'authorization_code' && asksOffline(state);
  return {
    access_token: await state.signer.accessToken(claims, expiresAt),
    token_type: 'DPoP',
    expires_in: TOKEN_LIFE_SECONDS,
    ...(wantsRefresh && { refresh_token: REFRESH_TOKEN }),
    consent_id: CONSENT_ID,
    consent_version: version,
    receipt: await receiptInForce(state),
  };
}

export function receiptInForce(state: FakeState): Promise<string> {
  const { now, version, request, asked = [] } = state;
  return state.signer.receipt({
    now,
    version,
    request,
    details: state.give(asked),
    alter: state.alterReceipt,
  });
}

const asksOffline = (state: FakeState): boolean =>
  String(state.signer.requestClaims(state.request)['scope']).includes('offline_access');
