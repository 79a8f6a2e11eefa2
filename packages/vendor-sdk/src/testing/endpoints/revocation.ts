import { hasEnded } from '@parley/protocol';
import { checkClientAssertion } from '../checks/client-assertion.ts';
import { endConsent, letTimePass } from '../end-consent.ts';
import type { Endpoint } from './endpoint.ts';

/** The vendor gives its consent back with the refresh token, also while it is paused (RFC 7009). */
export const revocation: Endpoint = async (request, state) => {
  const form = new URLSearchParams(await request.text());
  await checkClientAssertion(form, state);
  const token = form.get('token');
  const consent = state.consents.find(({ refreshToken }) => refreshToken === token);
  if (consent !== undefined) letTimePass(consent, state);
  if (consent !== undefined && !hasEnded(consent.status))
    endConsent(consent, { status: 'relinquished', endReason: 'vendor', at: state.now() }, state);
  return new Response(null, { status: 200 });
};
