import type { OwnerEvidence } from '../consent/consent.ts';
import type { OwnerCaller } from '../http/require-owner.ts';

/** Where the browser that carries the request goes on. */
export function continueUrl(gateway: string, interactionUid: string | null, ticket: string): string {
  return `${gateway}/interaction/${interactionUid}/continue?ticket=${ticket}`;
}

/** What is kept with the record as the owner's evidence: the proof signs the path, the path ends in the digest of the body. */
export function evidenceOf(caller: OwnerCaller, path: string, body: string): OwnerEvidence {
  return { kind: 'solid-oidc', token: caller.token, proof: caller.proof, path, body };
}
