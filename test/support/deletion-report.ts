import { randomUUID } from 'node:crypto';
import { DELETION_REPORT_TYP, type ReportedCategory } from '@parley/protocol';
import type { CryptoKey, JWTPayload } from 'jose';
import type { WireAnswer, WireVendor } from './wire-vendor.ts';

interface Reporting {
  readonly gateway: string;
  readonly vendorId: string;
  readonly consentId: string;
  readonly what: readonly ReportedCategory[];
  readonly changes?: { claims?: JWTPayload; header?: Record<string, unknown>; key?: CryptoKey };
}

/** A vendor's signed report, any part of which a test can get wrong. */
export function signReport(wire: WireVendor, options: Reporting): Promise<string> {
  const { gateway, vendorId, consentId, what, changes = {} } = options;
  const claims = {
    iss: vendorId,
    aud: gateway,
    iat: Math.floor(Date.now() / 1000),
    jti: randomUUID(),
    consent_id: consentId,
    deleted_at: new Date().toISOString(),
    lost_until: new Date().toISOString(),
    what,
    ...changes.claims,
  };
  return wire.sign(claims, { typ: DELETION_REPORT_TYP, ...changes.header }, changes.key);
}

export const sendReport = (wire: WireVendor, consentId: string, report: string): Promise<WireAnswer> =>
  wire.call(`/v1/consents/${consentId}/deletion-report`, { method: 'POST', body: { report } });
