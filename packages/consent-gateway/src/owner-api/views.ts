import { assurancesOf, type ConsentView, type RequestView } from '@parley/protocol';
import type { AccessRequest } from '../access-request/access-request.ts';
import { applyTerms } from '../access-request/apply-terms.ts';
import type { TermsReading } from '../access-request/standing-terms.ts';
import type { Consent } from '../consent/consent.ts';
import type { ReadFigures } from '../ledger/ledger-reader.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { vendorView } from './vendor-view.ts';

/** `terms`: the standing terms of the owner who looks at it. */
export function requestView(request: AccessRequest, vendor: Vendor, terms: TermsReading): RequestView {
  return {
    requestId: request.requestId,
    status: request.status,
    vendor: vendorView(vendor),
    cameBy: request.cameBy,
    ...(request.bindingMessage === null ? {} : { bindingMessage: request.bindingMessage }),
    details: request.details,
    assurances: assurancesOf(request.details),
    ...applyTerms(request, terms),
    askedAt: request.askedAt.toISOString(),
    expiresAt: request.expiresAt.toISOString(),
  };
}

export function consentView(consent: Consent, vendor: Vendor, reads: ReadFigures | undefined): ConsentView {
  return {
    consentId: consent.consentId,
    version: consent.version,
    status: consent.status,
    vendor: vendorView(vendor, consent.liftedHold),
    details: consent.details,
    givenAt: consent.givenAt.toISOString(),
    until: consent.until.toISOString(),
    ...(consent.resumeAt === null ? {} : { resumeAt: consent.resumeAt.toISOString() }),
    ...(consent.endedAt === null ? {} : { endedAt: consent.endedAt.toISOString() }),
    ...(consent.endReason === null ? {} : { endReason: consent.endReason }),
    firstReadAt: reads?.firstReadAt?.toISOString() ?? null,
    lastReadAt: reads?.lastReadAt?.toISOString() ?? null,
    readsThisMonth: reads?.readsThisMonth ?? 0,
  };
}
