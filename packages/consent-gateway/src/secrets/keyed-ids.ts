import { idFromBytes } from '@parley/protocol';
import { keyedDigest } from './digests.ts';
import type { Secrets } from './secrets.ts';

/** The opaque id of an owner at this gateway: the same on every process and after a rebuild. */
export function ownerIdOf(secrets: Secrets, webId: string): string {
  return idFromBytes('owner', keyedDigest(secrets.derive('owner-id'), webId));
}

/** The subject that one vendor sees for one owner, and no other vendor does. */
export function pairwiseSubject(secrets: Secrets, ownerId: string, vendorId: string): string {
  return keyedDigest(secrets.derive('pairwise'), ownerId, vendorId).toString('base64url');
}

/** A keyed digest of a container's address: unique in the database without the address being there. */
export function containerHash(secrets: Secrets, container: string): Buffer {
  return keyedDigest(secrets.derive('container'), container);
}
