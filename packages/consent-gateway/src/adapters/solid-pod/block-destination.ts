import { openPod, projectEntry, writeBlock } from '@parley/pod-client';
import type { BlockClaims } from '@parley/protocol';
import { decodeJwt } from 'jose';
import type { OwnerDirectory } from '../../consent/owner-directory.ts';
import type { BlockDestination } from '../../ledger/block-destination.ts';
import type { KeepRecordKeys } from './record-keys-in-pod.ts';

/** Blocks go into the owner's pod, one file a block, below the day they were sealed on. */
export function createBlockDestination(options: {
  podFetch: typeof fetch;
  owners: OwnerDirectory;
  keepRecordKeys: KeepRecordKeys;
}): BlockDestination {
  return {
    async put({ ownerId, number, sealedAt, jws, signal }) {
      const owner = await options.owners.find(ownerId);
      if (owner === undefined) throw new Error('the owner has no connected pod');
      const { container } = owner;
      await options.keepRecordKeys({ container, signal });
      const pod = openPod({ container, fetch: options.podFetch, signal });
      const entries = decodeJwt<BlockClaims>(jws).entries.map(projectEntry);
      await writeBlock(pod, { date: sealedAt.toISOString().slice(0, 10), number, jws, entries });
    },
  };
}
