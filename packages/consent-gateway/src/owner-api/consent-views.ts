import type { ConsentView } from '@parley/protocol';
import type { Consent } from '../consent/consent.ts';
import type { ConsentHistories, ConsentHistory } from '../consent/consent-history.ts';
import { deletionStanding } from '../consent/deletion-standing.ts';
import type { LedgerReader, ReadFigures } from '../ledger/ledger-reader.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { consentView } from './views.ts';

export interface ConsentViewOptions {
  /** The vendors, also while they are on hold, in one statement. */
  readonly findVendors: (vendorIds: readonly string[]) => Promise<ReadonlyMap<string, Vendor>>;
  readonly histories: ConsentHistories;
  readonly store: { now(): Promise<Date> };
  readonly ledger: Pick<LedgerReader, 'readFigures'>;
}

/** What an owner sees of consents, however many: each with its vendor, and with what the vendor has to delete. */
export async function consentViews(
  consents: readonly Consent[],
  options: ConsentViewOptions,
): Promise<ConsentView[]> {
  const vendors = await options.findVendors(consents.map(({ vendorId }) => vendorId));
  const histories = await options.histories.of(consents.map(({ consentId }) => consentId));
  const figures = await figuresOf(consents, options.ledger);
  const now = await options.store.now();
  return consents.map((consent) => {
    const history = histories.get(consent.consentId);
    const deletion = history && deletionOf(consent, history, now);
    return {
      ...consentView(consent, knownVendor(vendors, consent.vendorId), figures.get(consent.consentId)),
      ...(deletion === undefined ? {} : { deletion }),
    };
  });
}

export async function oneConsentView(consent: Consent, options: ConsentViewOptions): Promise<ConsentView> {
  const [view] = await consentViews([consent], options);
  if (view === undefined) throw new Error('a consent has no view');
  return view;
}

/** Of consents of one owner. */
async function figuresOf(
  consents: readonly Consent[],
  ledger: ConsentViewOptions['ledger'],
): Promise<ReadonlyMap<string, ReadFigures>> {
  const [first] = consents;
  if (first === undefined) return new Map();
  return ledger.readFigures(
    first.ownerId,
    consents.map(({ consentId }) => consentId),
  );
}

/** A vendor that something of the owner refers to. */
export function knownVendor(vendors: ReadonlyMap<string, Vendor>, vendorId: string): Vendor {
  const vendor = vendors.get(vendorId);
  if (vendor === undefined) throw new Error('a vendor that something refers to is not in the database');
  return vendor;
}

function deletionOf(consent: Consent, history: ConsentHistory, now: Date): ConsentView['deletion'] {
  const { newestReport: newest, reports } = history;
  const { state, dueBy, what } = deletionStanding(history, { endedAt: consent.endedAt ?? undefined, now });
  if (state === 'not_due' || dueBy === undefined) return undefined;
  return {
    state,
    dueBy: dueBy.toISOString(),
    reports,
    ...(newest === undefined
      ? {}
      : {
          reportedAt: newest.receivedAt.toISOString(),
          what,
        }),
  };
}
