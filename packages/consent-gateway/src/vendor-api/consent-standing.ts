import { type ConsentStanding, differenceOf, type EndReasonClass } from '@parley/protocol';
import { deletionStanding } from '../consent/deletion-standing.ts';
import { GatewayError } from '../gateway-error.ts';
import type { SignLedgerHead } from '../ledger/ledger-heads.ts';
import type { VendorConsent, VendorConsents } from './vendor-consents.ts';

/**
 * Where a consent stands, for its vendor: never data.
 *
 * @throws {GatewayError} `not_found`; `invalid_request` where there was no such version to begin with
 */
export async function consentStanding(
  of: { consentId: string; vendorId: string; sinceVersion: number | undefined },
  { consents, signHead }: { consents: VendorConsents; signHead: SignLedgerHead },
): Promise<ConsentStanding> {
  const consent = await consents.find(of);
  if (consent === undefined) throw new GatewayError('not_found', 'no such consent of this vendor');
  const { status, version, resumeAt, endedAt } = consent;
  const head = await signHead(of);
  return {
    consent_id: consent.consentId,
    consent_version: version,
    status,
    since: consent.since.toISOString(),
    until: consent.until.toISOString(),
    ...(status === 'paused' && resumeAt !== null ? { resumes_at: resumeAt.toISOString() } : {}),
    ...(endedAt === undefined
      ? {}
      : { ended_at: endedAt.toISOString(), end_reason: END_REASONS[consent.endReason ?? 'end_reached'] }),
    held: consent.isVendorHeld,
    authorization_details: consent.details,
    receipt: consent.receipt,
    ...(head === undefined ? {} : { ledger_head: head }),
    ...(of.sinceVersion === undefined ? {} : { changes: changesSince(of.sinceVersion, consent) }),
    ...deletionsOf(consent),
  };
}

/** What an owner did is the owner's act, however it was done. */
const END_REASONS: Readonly<Record<string, EndReasonClass>> = {
  owner_act: 'owner',
  deleted_in_pod: 'owner',
  statement_in_pod: 'owner',
  disconnected: 'owner',
  vendor_act: 'vendor',
  operator_act: 'operator',
  end_reached: 'end_reached',
  not_picked_up: 'not_picked_up',
};

function changesSince(version: number, { versions, details }: VendorConsent) {
  const before = versions.find((each) => each.version === version);
  if (before === undefined) throw new GatewayError('invalid_request', 'there was no such version in force');
  return differenceOf(before.details, details);
}

function deletionsOf(consent: VendorConsent): Pick<ConsentStanding, 'deletions' | 'deletion_report'> {
  const { endedAt, now, reports, newestReport: newest } = consent;
  const { deletions, state, dueBy } = deletionStanding(consent, { endedAt, now });
  return {
    deletions,
    deletion_report: {
      state,
      ...(dueBy === undefined ? {} : { due_by: dueBy.toISOString() }),
      count: reports,
      ...(newest === undefined
        ? {}
        : {
            newest: {
              report_sha256: newest.reportSha256,
              received_at: newest.receivedAt.toISOString(),
              acknowledgement: newest.acknowledgement,
            },
          }),
    },
  };
}
