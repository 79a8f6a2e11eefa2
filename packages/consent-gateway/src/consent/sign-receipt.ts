import {
  CONSENT_EVENT_TYP,
  type ConsentEventClaims,
  RECEIPT_TYP,
  REPORT_RECEIVED_TYP,
  type ReceiptClaims,
  type ReportReceivedClaims,
} from '@parley/protocol';
import { SignJWT } from 'jose';
import type { SigningKey } from '../secrets/secrets.ts';

type Unsigned<T> = Omit<T, 'iss' | 'iat' | 'jti'>;

/** Signs one version of a consent: the copy for the vendor and the truth in the pod are the same JWS. */
export function signReceipt(options: {
  key: SigningKey;
  gateway: string;
  at: Date;
  recordId: string;
  claims: Unsigned<ReceiptClaims>;
}): Promise<string> {
  return sign(options.key, RECEIPT_TYP, {
    ...options.claims,
    iss: options.gateway,
    iat: seconds(options.at),
    jti: options.recordId,
  });
}

/** Signs what happened to a consent without a new version. */
export function signConsentEvent(options: {
  key: SigningKey;
  gateway: string;
  at: Date;
  claims: Unsigned<ConsentEventClaims>;
}): Promise<string> {
  return sign(options.key, CONSENT_EVENT_TYP, {
    ...options.claims,
    iss: options.gateway,
    iat: seconds(options.at),
    jti: globalThis.crypto.randomUUID(),
  });
}

/** Signs that a deletion report was taken, and its place in the consent's chain. */
export function signReportReceived(options: {
  key: SigningKey;
  gateway: string;
  at: Date;
  claims: Unsigned<ReportReceivedClaims>;
}): Promise<string> {
  return sign(options.key, REPORT_RECEIVED_TYP, {
    ...options.claims,
    iss: options.gateway,
    iat: seconds(options.at),
    jti: globalThis.crypto.randomUUID(),
  });
}

function sign(key: SigningKey, typ: string, claims: object): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'ES256', typ, kid: key.kid })
    .sign(key.privateKey);
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
