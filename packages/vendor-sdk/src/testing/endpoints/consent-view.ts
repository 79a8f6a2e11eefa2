import { json } from '../answers.ts';
import { checkAccessToken, whyStopped } from '../checks/access-token.ts';
import { endOf, latestVersion } from '../fake-consent.ts';
import { currentReceipt } from '../fake-receipt.ts';
import type { Endpoint } from './endpoint.ts';

/** Where the vendor stands; also while the consent is paused. */
export const consentView: Endpoint = async (request, state) => {
  const presented = await checkAccessToken(request, state);
  const stopped = whyStopped(presented, state);
  if (stopped !== undefined && stopped.answer.status !== 403) throw stopped;
  const { consent } = presented;
  const issued = latestVersion(consent);
  return json({
    consent_id: consent.id,
    consent_version: issued.version,
    status: consent.status,
    until: endOf(issued).toISOString(),
    authorization_details: issued.details,
    receipt: await currentReceipt(consent, state),
  });
};
