import { openPod, putRequestNotice, wantsRequestNotices } from '@parley/pod-client';
import type { PutRequestNotice } from '../../access-request/request-notices.ts';
import type { OwnerDirectory } from '../../consent/owner-directory.ts';
import { isContentFault } from './pod-fault.ts';

const TIMEOUT_MS = 10_000;

/** Notices go into the inbox of the owner's pod, where the gateway can only add. */
export function createInbox(options: {
  readonly podFetch: typeof fetch;
  readonly owners: OwnerDirectory;
  readonly gateway: string;
}): PutRequestNotice {
  return async ({ ownerId, requestId, vendorName, askedAt, expiresAt }) => {
    const owner = await options.owners.find(ownerId);
    // Without a pod there is no inbox.
    if (owner === undefined) return;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const pod = openPod({ container: owner.container, fetch: options.podFetch, signal });
    // Settings that cannot be understood do not say no.
    const isWanted = await wantsRequestNotices(pod).catch((fault: unknown) => {
      if (!isContentFault(fault)) throw fault;
      return true;
    });
    if (!isWanted) return;
    await putRequestNotice(pod, {
      id: requestId,
      summary: `${vendorName} asks to see some of your data.`,
      request: `${options.gateway}/owner/v1/requests/${requestId}`,
      askedAt: askedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    });
  };
}
