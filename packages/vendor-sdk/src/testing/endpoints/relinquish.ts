import { hasEnded } from '@parley/protocol';
import { json, problem } from '../answers.ts';
import { checkAccessToken } from '../checks/access-token.ts';
import { endConsent } from '../end-consent.ts';
import { latestVersion, standing } from '../fake-consent.ts';
import type { Endpoint } from './endpoint.ts';

/** The vendor gives its consent back, with any token of it. */
export const relinquish: Endpoint = async (request, state) => {
  const { consent } = await checkAccessToken(request, state);
  if (hasEnded(consent.status)) throw problem('invalid_token', state.origin, { extra: standing(consent) });
  endConsent(consent, { status: 'relinquished', endReason: 'vendor', at: state.now() }, state);
  const { consent_status: status, ...rest } = standing(consent);
  const { version } = latestVersion(consent);
  return json({ consent_id: consent.id, consent_version: version, status, ...rest, pod: 'done' });
};
