import { connectParley, openPod } from '@parley/pod-client';
import { afterAll, beforeAll, describe } from 'vitest';
import { attachedFilesContract } from './pod/attached-files.ts';
import type { ConnectedPods, Lack, PodWorld } from './pod/connected-pods.ts';
import { connectionContract } from './pod/connection.ts';
import { gatewayAccessContract } from './pod/gateway-access.ts';
import { inboxContract } from './pod/inbox.ts';
import { openedContract } from './pod/opened.ts';
import { ownersDataContract } from './pod/owners-data.ts';
import { readingContract } from './pod/reading.ts';
import { recordsContract } from './pod/records.ts';

/** How pods have to behave for Parley: run against real servers and against those in memory. */
export function podContract(
  name: string,
  createWorld: () => Promise<PodWorld>,
  lacking: readonly Lack[],
): void {
  describe(`a pod on ${name}`, () => {
    let connected: ConnectedPods;
    const lacks = new Set(lacking);

    beforeAll(async () => {
      const world = await createWorld();
      const { owner, gateway } = world;
      const { container } = await connectParley({ ...owner, gatewayWebId: gateway.webId, nonce: 'nonce-1' });
      connected = {
        ...world,
        container,
        lacks,
        ownersPod: openPod({ container, ...owner }),
        gatewaysPod: openPod({ container, ...gateway }),
      };
    });
    afterAll(async () => {
      await connected?.close?.();
    });

    gatewayAccessContract(() => connected);
    ownersDataContract(() => connected);
    attachedFilesContract(() => connected);
    openedContract(() => connected);
    recordsContract(() => connected);
    readingContract(() => connected);
    inboxContract(() => connected);
    connectionContract(() => connected);
  });
}
