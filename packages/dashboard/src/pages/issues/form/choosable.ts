import type { ParsedVendors } from '@parley/pod-client';
import type { ConsentView, DataItem, KnownVendor } from '@parley/protocol';
import { plainWords } from '../../../design/plain-words.ts';
import { webAddress } from '../../requests/who/company-name.ts';

const PREFIX = 'from-consent-';

/** Whom an issue can be for: those that the person has listed, and those that something was shared with and that are not listed yet. */
export function choosableOf(known: ParsedVendors, consents: readonly ConsentView[]): ParsedVendors {
  const listed = new Set(known.vendors.map(({ clientId }) => clientId));
  const met = new Map<string, KnownVendor>();
  for (const { vendor, status } of consents) {
    const isLive = status === 'given' || status === 'paused';
    if (isLive && !listed.has(vendor.vendorId)) met.set(vendor.vendorId, entryFor(vendor));
  }
  return { ...known, vendors: [...known.vendors, ...met.values()] };
}

/** Those of an audience that have to be listed before an issue can be for them. */
export function notListed(
  audience: DataItem['audience'],
  choosable: ParsedVendors | undefined,
): readonly KnownVendor[] {
  if (audience === 'everyone') return [];
  return (choosable?.vendors ?? []).filter(({ id }) => id.startsWith(PREFIX) && audience.includes(id));
}

/** The same entry each time, so that a draft still means it after a reload. */
function entryFor(vendor: ConsentView['vendor']): KnownVendor {
  const site = webAddress(vendor.site)?.href;
  return {
    id: PREFIX + vendor.vendorId.replace(/[^\w.~-]+/g, '-').slice(0, 150),
    name: plainWords(vendor.name).slice(0, 80),
    clientId: vendor.vendorId,
    circles: [],
    ...(site === undefined ? {} : { site }),
  };
}
