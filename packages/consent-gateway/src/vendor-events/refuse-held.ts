import { GatewayError } from '../gateway-error.ts';
import type { Vendor } from '../vendor/vendor-directory.ts';

/** A vendor on hold sees where it stands, and changes nothing. @throws {GatewayError} `vendor_held` */
export function refuseHeld(vendor: Vendor): Vendor {
  if (vendor.heldAt !== null) throw new GatewayError('vendor_held', 'a vendor on hold');
  return vendor;
}
