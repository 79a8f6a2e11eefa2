import type { KnownVendor, VendorView } from '@parley/protocol';
import { hostOf, webAddress } from '../../requests/who/company-name.ts';

/** The entry whose site is the address of this company, by what is certain about it; none where it belongs to one already. */
export function entryAtHost(vendor: VendorView, entries: readonly KnownVendor[]): KnownVendor | undefined {
  const host = hostOf(vendor);
  if (host === undefined || entries.some(({ clientId }) => clientId === vendor.vendorId)) return undefined;
  return entries.find(({ clientId, site }) => clientId === undefined && webAddress(site)?.host === host);
}
