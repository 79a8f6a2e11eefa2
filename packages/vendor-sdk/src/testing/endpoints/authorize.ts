import { answerRequest } from '../answer-request.ts';
import { Refused } from '../answers.ts';
import type { Endpoint } from './endpoint.ts';

/** The owner's browser arrives, and goes back at once: this owner gives what is asked. */
export const authorize: Endpoint = async (request, state) => {
  const location = answerRequest(request.url, 'give', state);
  if (location === undefined) throw new Refused(new Response('No such request.', { status: 400 }));
  return new Response(null, { status: 303, headers: { location } });
};
