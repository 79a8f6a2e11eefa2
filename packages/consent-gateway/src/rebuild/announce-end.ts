import { type ConsentEventClaims, sha256 } from '@parley/protocol';
import type { FoundConsent } from './found-consent.ts';

/** Signs an event with the record key. */
export type SignEnd = (at: Date, claims: Omit<ConsentEventClaims, 'iss' | 'iat' | 'jti'>) => Promise<string>;

/** Where a consent's end has no signed statement in its file yet, the pod is told of it. */
export async function announceEnd(
  { found, ownerId }: { readonly found: FoundConsent; readonly ownerId: string },
  sign: SignEnd,
): Promise<FoundConsent> {
  const { end, consentId, present, sha256s, untold } = found;
  if (end === undefined || end.isSigned) return found;
  const jws = await sign(end.at, {
    consent_id: consentId,
    consent_version: present.consent_version,
    event: end.status,
    at: end.at.toISOString(),
    by: end.by,
    ...(end.reason === undefined ? {} : { reason: end.reason }),
    previous: sha256s.at(-1) ?? '',
  });
  const notice = {
    consentId,
    ownerId,
    jws,
    sequence: sha256s.length + 1,
    event: end.status,
    at: end.at.toISOString(),
  };
  return { ...found, sha256s: [...sha256s, await sha256(jws)], untold: [...untold, notice] };
}
