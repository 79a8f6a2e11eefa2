import { sha256 } from '@parley/protocol';
import type { OwnerEvidence } from './consent.ts';
import { signStatement } from './sign-statement.ts';
import { type StopOptions, type Stopped, stopConsent } from './stop-consent.ts';
import { type Widened, type WidenOptions, widenConsent } from './widen-consent.ts';

/**
 * The owner resumes a paused consent. It widens, so it waits for the pod.
 *
 * @throws {GatewayError} `not_found`, `consent_ended`, `conflict`, `temporarily_unavailable`
 */
export async function resumeConsent(
  resuming: { consentId: string; ownerId: string; evidence: OwnerEvidence; signal: AbortSignal },
  options: WidenOptions,
): Promise<Widened> {
  const { consentId, ownerId, evidence, signal } = resuming;
  const act = { act: 'resume', by: 'owner', evidence } as const;
  return widenConsent(
    {
      consentId,
      ownerId,
      act: 'resume',
      decisionSha256: await sha256('resume'),
      outcome: async (moment) => ({ statement: await signStatement({ ...act, ...moment }, options) }),
    },
    signal,
    options,
  );
}

/** A pause whose date has come. The pod knows the date from the pause itself, so nothing waits for it. */
export function resumeByDate(consentId: string, options: StopOptions): Promise<Stopped> {
  return stopConsent({ consentId, act: 'resume', by: 'gateway' }, options);
}
