import type { GiveOptions } from './give-consent.ts';
import { completeIntent } from './give-consent.ts';
import { resumeByDate } from './resume-consent.ts';
import { deliverNotices, type StopOptions, stopConsent } from './stop-consent.ts';
import { completeChange } from './widen-consent.ts';

export interface ConsentJobsOptions extends GiveOptions, StopOptions {
  log: { warn(fields: object, message: string): void };
}

const INTERRUPTED_AFTER_SECONDS = 60;
const ENDED_AT_ONCE = 100;
const POD_TIMEOUT_MS = 20_000;

/** What time and interruptions leave to do: end what is over, finish what was begun, tell pods what they missed. One round. */
export async function runConsentJobs(options: ConsentJobsOptions): Promise<void> {
  await attempt('ending consents', options, () => endDue(options));
  await attempt('resuming consents', options, () => resumeDue(options));
  await attempt('finishing consents', options, () => finishInterrupted(options));
  await attempt('telling pods', options, () => deliverNotices(options));
}

async function endDue(options: ConsentJobsOptions): Promise<void> {
  for (const { consentId, reason } of await options.store.listDue(ENDED_AT_ONCE)) {
    await attempt('ending a consent', options, () =>
      stopConsent({ consentId, act: 'expire', by: 'gateway', reason }, options),
    );
  }
}

async function resumeDue(options: ConsentJobsOptions): Promise<void> {
  for (const consentId of await options.store.listResumable(ENDED_AT_ONCE))
    await attempt('resuming a consent', options, () => resumeByDate(consentId, options));
}

/** A giving that was cut off after its intent: the pod may have it. It goes forward, and ends by itself if nobody picks it up. */
async function finishInterrupted(options: ConsentJobsOptions): Promise<void> {
  const interrupted = await options.store.listInterrupted(INTERRUPTED_AFTER_SECONDS);
  const changes = await options.store.listInterruptedChanges(INTERRUPTED_AFTER_SECONDS);
  // All at once: a pod that hangs keeps only its own waiting.
  await Promise.all([
    ...interrupted.map((intent) =>
      attempt('finishing a consent', options, () =>
        completeIntent(intent, options, AbortSignal.timeout(POD_TIMEOUT_MS)),
      ),
    ),
    ...changes.map((change) =>
      attempt('finishing a widening', options, () =>
        completeChange(change, options, AbortSignal.timeout(POD_TIMEOUT_MS)),
      ),
    ),
  ]);
}

async function attempt(
  what: string,
  options: ConsentJobsOptions,
  work: () => Promise<unknown>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // Two processes may come to the same consent: the second finds it ended or resumed.
    if (code !== 'consent_ended' && code !== 'conflict')
      options.log.warn({ what, code }, 'a job did not finish; it is tried again');
  }
}
