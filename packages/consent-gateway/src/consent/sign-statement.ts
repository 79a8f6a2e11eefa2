import { type ConsentAct, statusAfter } from '@parley/protocol';
import type { Secrets } from '../secrets/secrets.ts';
import type { EndReason, OwnerEvidence } from './consent.ts';
import type { ActMoment, Statement } from './consent-store.ts';
import { signConsentEvent } from './sign-receipt.ts';

export interface StatementInput extends Pick<ActMoment, 'consent' | 'at'> {
  readonly act: ConsentAct;
  readonly by: 'owner' | 'vendor' | 'operator' | 'gateway';
  readonly reason?: EndReason;
  readonly note?: string;
  readonly resumeAt?: string;
  readonly evidence?: OwnerEvidence;
}

/** Signs what happened to a consent without a new version, for its file in the pod. It names the version in force. */
export async function signStatement(
  input: StatementInput,
  options: { secrets: Secrets; gateway: string },
): Promise<Statement> {
  const { consent, at, act, by, reason, note, resumeAt, evidence } = input;
  const event = statusAfter(consent.status, act);
  if (event === undefined) throw new Error('an act that the state does not allow cannot be signed');
  const jws = await signConsentEvent({
    key: options.secrets.signingKeys('record')[0],
    gateway: options.gateway,
    at,
    claims: {
      consent_id: consent.consentId,
      consent_version: consent.version,
      event,
      at: at.toISOString(),
      by,
      ...(reason === undefined ? {} : { reason }),
      ...(note === undefined ? {} : { note }),
      ...(resumeAt === undefined ? {} : { resumes_at: resumeAt }),
      previous: consent.chainSha256,
    },
  });
  return {
    jws,
    event,
    at: at.toISOString(),
    ...(evidence === undefined ? {} : { evidence: JSON.stringify(evidence) }),
  };
}
