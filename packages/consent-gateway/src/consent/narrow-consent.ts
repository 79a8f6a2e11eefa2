import { type AuthorizationDetails, isWithin } from '@parley/protocol';
import { GatewayError } from '../gateway-error.ts';
import type { Consent, OwnerEvidence } from './consent.ts';
import { type NextVersionOptions, nextVersion } from './next-version.ts';
import { latestEnd } from './sign-version.ts';
import { type StopOptions, type Stopped, stopConsent } from './stop-consent.ts';

export interface Narrowing {
  readonly consentId: string;
  readonly ownerId: string;
  /** What stays: inside what is given now. */
  readonly details: AuthorizationDetails;
  readonly evidence: OwnerEvidence;
}

/**
 * The owner gives less than before: fields, filters, time, reads a day, lookback, or a whole purpose taken out. A stop: tokens of the
 * version before read nothing from now on; the vendor refreshes, and gets a token for what stays. A paused consent stays paused.
 *
 * @throws {GatewayError} `insufficient_authorization` where anything lies outside what is given now; `invalid_request` where nothing
 * changes, or its end lies in the past; `not_found`, `consent_ended`
 */
export function narrowConsent(
  narrowing: Narrowing,
  options: StopOptions & NextVersionOptions,
): Promise<Stopped> {
  const { details, evidence, ...target } = narrowing;
  return stopConsent(
    {
      ...target,
      act: 'narrow',
      by: 'owner',
      async outcome(moment) {
        checkNarrower(details, moment.consent, moment.at);
        const status = moment.consent.status === 'paused' ? 'paused' : 'given';
        return nextVersion(moment, { details, status, evidence }, options);
      },
    },
    options,
  );
}

function checkNarrower(details: AuthorizationDetails, { details: given }: Consent, at: Date): void {
  if (!isWithin(details, given))
    throw new GatewayError('insufficient_authorization', 'what is to stay was not given');
  if (isWithin(given, details)) throw new GatewayError('invalid_request', 'nothing is narrower than before');
  if (latestEnd(details) <= at) throw new GatewayError('invalid_request', 'the end lies in the past');
}
