import { isGatewayError } from '../gateway-error.ts';
import type { ConsentEndings } from './consent-endings.ts';
import { type StopOptions, stopConsent } from './stop-consent.ts';

/**
 * The owner has stopped it without us: the file is gone, or says that it is withdrawn. It counts as the owner's own withdrawal. A file
 * that is gone is never made again; one that only says so gets our signed event beside it.
 */
export function createConsentEndings(options: StopOptions): ConsentEndings {
  return {
    async endedInPod({ consentId, how }) {
      const isDeleted = how === 'deleted';
      await stopConsent(
        {
          consentId,
          act: 'withdraw',
          by: 'owner',
          reason: isDeleted ? 'deleted_in_pod' : 'statement_in_pod',
          podKnows: isDeleted,
        },
        options,
      ).catch((error: unknown) => {
        if (!isGatewayError(error) || error.code !== 'consent_ended') throw error;
      });
    },
  };
}
