import { GatewayError } from '../gateway-error.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Consent, EndReason, OwnerEvidence } from './consent.ts';
import type { ConsentDocuments } from './consent-documents.ts';
import type {
  ActMoment,
  ActOutcome,
  ActRefusal,
  ConsentStore,
  StoppedInIndex,
  StopRequest,
} from './consent-store.ts';
import { signStatement } from './sign-statement.ts';
import type { UntoldNotices } from './untold-notices.ts';

export interface StopOptions {
  store: ConsentStore;
  documents: ConsentDocuments;
  secrets: Secrets;
  gateway: string;
  untold: UntoldNotices;
  /** How long the answer waits for the pod before it says "pending". */
  podPatienceMs: number;
}

export interface Stopping {
  readonly consentId: string;
  readonly ownerId?: string;
  readonly vendorId?: string;
  readonly act: StopRequest['act'];
  readonly by: StopRequest['by'];
  readonly reason?: EndReason;
  readonly evidence?: OwnerEvidence;
  /** The operator's own words. */
  readonly note?: string;
  /** The pod already says so, or the file is gone: it gets no notice. */
  readonly podKnows?: boolean;
  /** Default: a signed event. */
  readonly outcome?: (moment: ActMoment) => Promise<ActOutcome>;
}

export interface Stopped {
  readonly consent: Consent;
  readonly pod: 'done' | 'pending';
}

/**
 * Stops a consent: ends, pauses or narrows it. Stopping never waits for the pod: index → answer, the pod by outbox. When this returns no
 * later read passes that the act forbids, on any instance, whatever tokens are alive.
 *
 * @throws {GatewayError} `not_found`; `consent_ended` where it had ended before; `conflict` where its state does not allow the act
 */
export async function stopConsent(stopping: Stopping, options: StopOptions): Promise<Stopped> {
  const { consent, noticeId, notices } = await stopInIndex(stopping, options);
  if (noticeId === undefined) return { consent, pod: 'done' };
  const isDone = (await deliverNotices(options, noticeId)) > 0;
  // What is acknowledged and not in the pod has to survive the loss of the database too.
  await Promise.all((isDone ? notices.slice(0, -1) : notices).map((notice) => options.untold.keep(notice)));
  return { consent, pod: isDone ? 'done' : 'pending' };
}

/** The half that counts. The pod is told by whoever delivers notices next. */
export async function stopInIndex(
  stopping: Stopping,
  options: Pick<StopOptions, 'store' | 'secrets' | 'gateway'>,
): Promise<StoppedInIndex> {
  const { consentId, ownerId, vendorId, act, by, reason } = stopping;
  const stopped = await options.store.stop({
    consentId,
    ...(ownerId === undefined ? {} : { ownerId }),
    ...(vendorId === undefined ? {} : { vendorId }),
    ...(reason === undefined ? {} : { reason }),
    act,
    by,
    outcome: stopping.outcome ?? ((moment) => eventOutcome(stopping, moment, options)),
  });
  return allowed(stopped);
}

/** @throws {GatewayError} where an act was refused: `not_found`, `consent_ended`, `conflict` */
export function allowed<T extends object>(result: T | ActRefusal | undefined): T {
  if (result === undefined) throw new GatewayError('not_found', 'no such consent of this caller');
  if (result === 'ended') throw new GatewayError('consent_ended', 'the consent had ended before');
  if (result === 'not_allowed')
    throw new GatewayError('conflict', 'the state of the consent does not allow this act');
  return result;
}

/** Tells pods what they do not know yet; what fails stays in the outbox and is tried again. */
export function deliverNotices(
  options: Pick<StopOptions, 'store' | 'documents' | 'untold' | 'podPatienceMs'>,
  only?: string,
): Promise<number> {
  return options.store.deliverNotices(async (notice) => {
    await options.documents.append({ notice, signal: AbortSignal.timeout(options.podPatienceMs) });
    await options.untold.forget(notice);
  }, only);
}

async function eventOutcome(
  stopping: Stopping,
  moment: ActMoment,
  options: Pick<StopOptions, 'secrets' | 'gateway'>,
): Promise<ActOutcome> {
  if (stopping.podKnows === true) return {};
  return { statement: await signStatement({ ...stopping, ...moment }, options) };
}
