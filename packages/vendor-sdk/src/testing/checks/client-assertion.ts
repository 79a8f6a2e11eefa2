import { oauthError } from '../answers.ts';
import type { FakeState } from '../fake-state.ts';
import { type SignedByClient, verifySigned } from './signed-by-client.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const LIFE_SECONDS = 60;
const TOLERANCE_SECONDS = 15;

/** `private_key_jwt`: for exactly this gateway, with a key id and a short life, used once (RFC 7523 section 3). */
export async function checkClientAssertion(form: URLSearchParams, state: FakeState): Promise<void> {
  const refusal = oauthError('invalid_client', { status: 401 });
  const clientId = state.client.client_id;
  if (form.get('client_assertion_type') !== ASSERTION_TYPE) throw refusal;
  const signed = await verifySigned(form.get('client_assertion') ?? '', state);
  if (signed === undefined) throw refusal;
  if (signed.claims.sub !== (form.get('client_id') ?? clientId)) throw oauthError('invalid_request');
  if (!takeAssertion(signed, state)) throw refusal;
}

/** `false`: it does not say who the vendor is. It counts once, whatever it came with. */
export function takeAssertion({ claims }: SignedByClient, state: FakeState): boolean {
  const { iss, sub, aud, exp = 0, iat = Number.POSITIVE_INFINITY, jti = '' } = claims;
  const clientId = state.client.client_id;
  const now = Math.floor(state.now().getTime() / 1000);
  const isForUs = iss === clientId && sub === clientId && aud === state.origin;
  const isShort = exp - now <= LIFE_SECONDS + TOLERANCE_SECONDS && iat <= now + TOLERANCE_SECONDS;
  const isNew = jti !== '' && !state.used.has(`assertion ${jti}`);
  if (!isForUs || !isShort || !isNew) return false;
  state.used.add(`assertion ${jti}`);
  return true;
}
