import { type StopOptions, stopConsent } from '../consent/stop-consent.ts';
import { isGatewayError } from '../gateway-error.ts';

interface Options extends StopOptions {
  owners: { disconnect(ownerId: string): Promise<void> };
}

/**
 * Forgets the owner's container. Without a pod there is nothing left to consent to: every live consent ends first, all at once, so that
 * a pod which does not answer is waited for once.
 */
export async function disconnectPod(ownerId: string, options: Options): Promise<void> {
  const live = await options.store.listLive(ownerId);
  await Promise.all(live.map((consentId) => end(consentId, ownerId, options)));
  await options.owners.disconnect(ownerId);
}

async function end(consentId: string, ownerId: string, options: Options): Promise<void> {
  await stopConsent(
    { consentId, ownerId, act: 'withdraw', by: 'owner', reason: 'disconnected' },
    options,
  ).catch((error: unknown) => {
    // It has ended meanwhile: that is all that was wanted.
    if (!isGatewayError(error) || error.code !== 'consent_ended') throw error;
  });
}
