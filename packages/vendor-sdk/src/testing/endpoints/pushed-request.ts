import { oauthAnswer, oauthError } from '../answers.ts';
import { checkClientAssertion } from '../checks/client-assertion.ts';
import { checkProof } from '../checks/dpop-proof.ts';
import { readRequestObject } from '../checks/request-object.ts';
import { requestNamed, tell } from '../events/fake-events.ts';
import type { Endpoint } from './endpoint.ts';

const LIFE_SECONDS = 60;

/** A vendor asks (RFC 9126): authenticated, with a proof, in a request that it signed and that counts once. */
export const pushedRequest: Endpoint = async (request, state) => {
  const form = new URLSearchParams(await request.text());
  await checkClientAssertion(form, state);
  const text = form.get('request');
  if (text === null) throw oauthError('invalid_request');
  const { id, ...asked } = await readRequestObject(text, state);
  const jkt = await checkProof(request, state, 'invalid_request');
  if (state.used.has(id)) throw oauthError('invalid_request_object');
  state.used.add(id);
  const uri = `urn:ietf:params:oauth:request_uri:${crypto.randomUUID()}`;
  state.pushed.set(uri, { ...asked, jkt });
  tell({ type: 'consent.requested', data: requestNamed(text) }, state);
  return oauthAnswer({ expires_in: LIFE_SECONDS, request_uri: uri }, 201);
};
