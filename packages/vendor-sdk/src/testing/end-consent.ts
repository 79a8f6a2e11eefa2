import { type EndReasonClass, hasEnded } from '@parley/protocol';
import type { EndedStatus } from '../consent/ended-status.ts';
import { tell, tellWhatIsDue } from './events/fake-events.ts';
import { endOf, type FakeConsent, latestVersion } from './fake-consent.ts';
import type { FakeState } from './fake-state.ts';

/** What time alone does: a pause is over, or the consent is. */
export function letTimePass(consent: FakeConsent, state: FakeState): void {
  const now = state.now();
  const end = endOf(latestVersion(consent));
  if (hasEnded(consent.status)) return;
  if (end <= now) endConsent(consent, { status: 'expired', endReason: 'end_reached', at: end }, state);
  else if (consent.status === 'paused' && consent.resumesAt !== undefined && consent.resumesAt <= now) {
    Object.assign(consent, { status: 'given', since: consent.resumesAt, resumesAt: undefined });
    tell({ type: 'consent.resumed', consent, at: consent.since }, state);
  }
}

/** An end is for good. */
export function endConsent(
  consent: FakeConsent,
  { status, endReason, at }: { status: EndedStatus; endReason: EndReasonClass; at: Date },
  state: FakeState,
): void {
  Object.assign(consent, { status, endReason, since: at, endedAt: at, resumesAt: undefined });
  tell({ type: `consent.${status}`, consent, at }, state);
  tellWhatIsDue(consent, state);
}
