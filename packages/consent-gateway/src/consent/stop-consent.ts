import { type ConsentStatus, statusAfter } from '@parley/protocol';
import { GatewayError } from '../gateway-error.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Consent, EndReason, OwnerEvidence } from './consent.ts';
import type { ConsentDocuments } from './consent-documents.ts';
import type { ConsentStore, StopRequest } from './consent-store.ts';
import { signConsentEvent } from './sign-receipt.ts';

export interface StopOptions {
  store: ConsentStore;
  documents: ConsentDocuments;
  secrets: Secrets;
  gateway: string;
  /** How long the answer waits for the pod before it says "pending". */
  podPatienceMs: number;
}

export interface Stopping {
  readonly consentId: string;
  readonly ownerId?: string;
  readonly act: StopRequest['act'];
  readonly by: StopRequest['by'];
  readonly reason: EndReason;
  readonly evidence?: OwnerEvidence;
  /** The pod already says so, or the file is gone: it gets no notice. */
  readonly podKnows?: boolean;
}

export interface Stopped {
  readonly consent: Consent;
  readonly pod: 'done' | 'pending';
}

/**
 * Ends a consent. Stopping never waits for the pod: index → answer, the pod by outbox. When this returns no later read passes,
 * on any instance, whatever tokens are alive.
 *
 * @throws {GatewayError} `not_found`; `consent_ended` where it had ended before
 */
export async function stopConsent(stopping: Stopping, options: StopOptions): Promise<Stopped> {
  const stopped = await options.store.stop({
    consentId: stopping.consentId,
    ...(stopping.ownerId === undefined ? {} : { ownerId: stopping.ownerId }),
    act: stopping.act,
    by: stopping.by,
    reason: stopping.reason,
    notice: async (consent, at) =>
      stopping.podKnows === true ? undefined : makeNotice(stopping, consent, at, options),
  });
  if (stopped === undefined) throw new GatewayError('not_found', 'no such consent of this owner');
  if (stopped === 'ended') throw new GatewayError('consent_ended', 'the consent had ended before');
  const { consent, noticeId } = stopped;
  if (noticeId === undefined) return { consent, pod: 'done' };
  return { consent, pod: (await deliverNotices(options, noticeId)) > 0 ? 'done' : 'pending' };
}

/** Tells pods what they do not know yet; what fails stays in the outbox and is tried again. */
export function deliverNotices(
  options: Pick<StopOptions, 'store' | 'documents' | 'podPatienceMs'>,
  only?: string,
): Promise<number> {
  return options.store.deliverNotices(
    (notice) => options.documents.append({ notice, signal: AbortSignal.timeout(options.podPatienceMs) }),
    only,
  );
}

async function makeNotice(stopping: Stopping, consent: Consent, at: Date, options: StopOptions) {
  const [key] = options.secrets.recordKeys;
  const event: ConsentStatus | undefined = statusAfter(consent.status, stopping.act);
  if (key === undefined || event === undefined)
    throw new Error('a consent cannot be stopped without a record key and a next state');
  const jws = await signConsentEvent({
    key,
    gateway: options.gateway,
    at,
    claims: {
      consent_id: consent.consentId,
      consent_version: consent.version,
      event,
      at: at.toISOString(),
      by: stopping.by,
      reason: stopping.reason,
      previous: consent.chainSha256,
    },
  });
  return {
    jws,
    event,
    at: at.toISOString(),
    ...(stopping.evidence === undefined ? {} : { evidence: JSON.stringify(stopping.evidence) }),
  };
}
