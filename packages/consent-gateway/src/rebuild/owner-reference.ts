import type { ReceiptClaims } from '@parley/protocol';
import { z } from 'zod';
import { ownerIdOf, pairwiseSubject } from '../secrets/keyed-ids.ts';
import { unseal } from '../secrets/seal.ts';
import type { Secrets } from '../secrets/secrets.ts';

const referenceSchema = z.object({ webId: z.string() });

/** Who a receipt is of: the owner's reference inside, which only this gateway can read, and the pairwise subject, which only it can make. */
export function createOwnerReference(secrets: Secrets): {
  ownerIdOf(claims: ReceiptClaims): string | undefined;
  isOwners(claims: ReceiptClaims, owner: { readonly ownerId: string }): boolean;
} {
  const key = secrets.derive('owner-encryption');
  const read = (claims: ReceiptClaims): string | undefined => {
    try {
      const sealed = Buffer.from(claims.owner_ref, 'base64url');
      return ownerIdOf(secrets, referenceSchema.parse(unseal(key, 'owner-ref', sealed)).webId);
    } catch {
      return undefined;
    }
  };
  return {
    ownerIdOf: read,
    isOwners: (claims, { ownerId }) =>
      read(claims) === ownerId && claims.sub === pairwiseSubject(secrets, ownerId, claims.aud),
  };
}
