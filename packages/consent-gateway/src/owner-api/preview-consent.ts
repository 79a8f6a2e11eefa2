import { hasEnded, type Preview } from '@parley/protocol';
import { notHeld, type PodConfirmer } from '../consent/confirm-in-pod.ts';
import type { ConsentStore } from '../consent/consent-store.ts';
import { GatewayError } from '../gateway-error.ts';
import type { ConsentFacts, ConsentFactsStore } from '../read/consent-facts.ts';
import type { LiveConsent, LiveConsents } from '../read/live-consent.ts';
import { type PreviewQuery, type PreviewReadOptions, previewReads } from '../read/preview-read.ts';

export interface PreviewConsentOptions {
  readonly store: Pick<ConsentStore, 'now' | 'find'>;
  readonly live: LiveConsents;
  readonly facts: ConsentFactsStore;
  readonly confirmer: Pick<PodConfirmer, 'peek' | 'confirm'>;
  /** What the vendor's own reads are composed with. */
  readonly reading: PreviewReadOptions;
}

interface Asked {
  readonly consentId: string;
  readonly ownerId: string;
  readonly query: PreviewQuery;
  readonly signal: AbortSignal;
}

/**
 * What the vendor would get now; of a paused consent, what it would get once that is resumed.
 *
 * @throws {GatewayError} `not_found`; `not_connected`; `temporarily_unavailable` also where the vendor's reads are held; as `previewReads`
 */
export async function previewConsent(asked: Asked, options: PreviewConsentOptions): Promise<Preview> {
  const consent = await options.store.find(asked.consentId);
  if (consent === undefined || consent.ownerId !== asked.ownerId)
    throw new GatewayError('not_found', 'no such consent of this owner');
  const live = await options.live.find(asked.consentId, asked.signal);
  if (live === undefined || hasEnded(live.status)) return { applies: 'never', parts: [] };
  const facts = await options.facts.find(asked.consentId, live.version, asked.signal);
  if (facts === undefined) throw new GatewayError('not_connected', 'the owner has no connected pod');
  const applies = appliesWhen(live);
  if (applies === 'now' && !(await standsInPod(facts, asked.signal, options)))
    return { applies: 'never', parts: [] };
  const { details, askedAt } = facts;
  const at = await options.store.now();
  const parts = await previewReads({ ...asked, consent: facts, details, askedAt, at }, options.reading);
  const { resumeAt } = live;
  const resumes = applies === 'if_resumed' && resumeAt !== null ? { resumesAt: resumeAt.toISOString() } : {};
  return { applies, ...resumes, parts };
}

function appliesWhen({ isVendorHeld, status }: LiveConsent): Preview['applies'] {
  if (status === 'paused') return 'if_resumed';
  return isVendorHeld ? 'if_released' : 'now';
}

/** As before a read: the pod has confirmed the consent within the staleness bound, or does so now. */
async function standsInPod(
  facts: ConsentFacts,
  signal: AbortSignal,
  { confirmer }: PreviewConsentOptions,
): Promise<boolean> {
  if (confirmer.peek(facts.consentId) === 'confirmed') return true;
  return notHeld(await confirmer.confirm(facts, signal)) === 'confirmed';
}
