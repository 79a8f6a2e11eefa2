import { addDuration, sha256 } from '@parley/protocol';
import { GatewayError } from '../gateway-error.ts';
import type { Consent, OwnerEvidence } from './consent.ts';
import { type NextVersionOptions, nextVersion } from './next-version.ts';
import { type Widened, type WidenOptions, widenConsent } from './widen-consent.ts';

/** How far ahead a consent may end. */
export const LONGEST_CONSENT = 'P12M';

export interface Extending {
  readonly consentId: string;
  readonly ownerId: string;
  /** The new end (RFC 3339): of every purpose that ends before it. */
  readonly until: string;
  readonly evidence: OwnerEvidence;
  readonly signal: AbortSignal;
}

/**
 * The owner lets a consent last longer. Nothing else becomes more: that takes a new access request. It widens, so it waits for the pod.
 *
 * @throws {GatewayError} `invalid_request` where the end is not later than now, or more than 12 months ahead; `not_found`,
 * `consent_ended`, `conflict`, `temporarily_unavailable`
 */
export async function extendConsent(
  { consentId, ownerId, until, evidence, signal }: Extending,
  options: WidenOptions & NextVersionOptions,
): Promise<Widened> {
  return widenConsent(
    {
      consentId,
      ownerId,
      act: 'extend',
      decisionSha256: await sha256(`extend ${until}`),
      async outcome(moment) {
        checkEnd(until, moment.consent, moment.at);
        const details = moment.consent.details.map((entry) =>
          Date.parse(entry.access.until) < Date.parse(until)
            ? { ...entry, access: { ...entry.access, until } }
            : entry,
        );
        return nextVersion(moment, { details, status: 'given', evidence }, options);
      },
    },
    signal,
    options,
  );
}

function checkEnd(until: string, consent: Consent, at: Date): void {
  if (Date.parse(until) <= consent.until.getTime())
    throw new GatewayError('invalid_request', 'the new end is not later than the present one');
  if (Date.parse(until) > addDuration(at, LONGEST_CONSENT, 1).getTime())
    throw new GatewayError('invalid_request', 'the new end is more than 12 months ahead');
}
