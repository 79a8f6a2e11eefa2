import { GatewayError } from '../gateway-error.ts';
import type { OwnerEvidence } from './consent.ts';
import { signStatement } from './sign-statement.ts';
import { type StopOptions, type Stopped, stopConsent } from './stop-consent.ts';

export interface Pausing {
  readonly consentId: string;
  readonly ownerId: string;
  /** RFC 3339. Without it the pause lasts until the owner resumes the consent. */
  readonly resumeAt?: string | undefined;
  readonly evidence: OwnerEvidence;
}

/**
 * The owner pauses a consent. It is a stop: no later read passes until it is resumed, by the owner or by its date.
 *
 * @throws {GatewayError} `not_found`, `consent_ended`, `conflict`; `invalid_request` where the date lies in the past or after the end
 */
export function pauseConsent(pausing: Pausing, options: StopOptions): Promise<Stopped> {
  const { consentId, ownerId, resumeAt, evidence } = pausing;
  const act = { act: 'pause', by: 'owner', evidence } as const;
  return stopConsent(
    {
      consentId,
      ownerId,
      ...act,
      async outcome(moment) {
        const { consent, at } = moment;
        if (
          resumeAt !== undefined &&
          !(Date.parse(resumeAt) > at.getTime() && Date.parse(resumeAt) < +consent.until)
        )
          throw new GatewayError('invalid_request', 'the date to resume at is past, or after the end');
        const more = resumeAt === undefined ? {} : { resumeAt };
        return { ...more, statement: await signStatement({ ...act, ...moment, ...more }, options) };
      },
    },
    options,
  );
}
