import { oauthAnswer, oauthError } from '../answers.ts';
import { checkClientAssertion } from '../checks/client-assertion.ts';
import { detailsOf, readSignedRequest } from '../checks/request-object.ts';
import { requestNamed, tell } from '../events/fake-events.ts';
import type { Endpoint } from './endpoint.ts';

export const AUTH_REQ_ID = 'fake-auth-req-id';
const WAITS_SECONDS = 604_800;
const INTERVAL_SECONDS = 30;

/** A vendor asks while the owner is away (CIBA). Whatever the hint is, the answer is the same. */
export const backchannel: Endpoint = async (request, state) => {
  const form = new URLSearchParams(await request.text());
  await checkClientAssertion(form, state);
  const text = form.get('request');
  if (text === null) throw oauthError('invalid_request');
  const { id, claims } = await readSignedRequest(text, state);
  if (state.used.has(id)) throw oauthError('invalid_request_object');
  state.used.add(id);
  const details = detailsOf(claims['authorization_details'], state);
  const isOffline = String(claims['scope']).split(' ').includes('offline_access');
  state.waiting.asked.push({ request: text, details, isOffline, claims });
  state.seen.set(text, 'waiting');
  tell({ type: 'consent.requested', data: requestNamed(text) }, state);
  return oauthAnswer({ auth_req_id: AUTH_REQ_ID, expires_in: WAITS_SECONDS, interval: INTERVAL_SECONDS });
};
