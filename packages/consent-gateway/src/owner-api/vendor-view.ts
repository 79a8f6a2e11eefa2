import type { VendorView } from '@parley/protocol';
import type { Vendor } from '../vendor/vendor-directory.ts';
import { isLiftable } from '../vendor/vendor-hold.ts';

/** What an owner sees of a vendor, also of one that is on hold. `liftedHold`: of the consent beside which she sees it. */
export function vendorView(vendor: Vendor, liftedHold: Date | null = null): VendorView {
  const { vendorId, name, knownBy, metadata, heldAt, hold } = vendor;
  const contacts = metadata['contacts'];
  return {
    vendorId,
    name,
    knownBy,
    held: heldAt !== null && heldAt.getTime() !== liftedHold?.getTime(),
    ...(heldAt !== null && hold !== undefined
      ? { hold: { reason: hold.reason, since: heldAt.toISOString(), mayLift: isLiftable(hold) } }
      : {}),
    ...(knownBy === 'document' ? { clientHost: new URL(vendorId).host } : {}),
    ...text('legalName', metadata['legal_name']),
    ...text('site', metadata['client_uri']),
    ...text('policyUri', metadata['policy_uri']),
    ...text('tosUri', metadata['tos_uri']),
    ...(Array.isArray(contacts) ? { contacts: contacts.map(String) } : {}),
  };
}

const text = <Name extends string>(name: Name, value: unknown): Partial<Record<Name, string>> =>
  (typeof value === 'string' ? { [name]: value } : {}) as Partial<Record<Name, string>>;
