import { isVendorSdkError, VendorSdkError } from './errors.ts';

/** Before the consent was picked up nothing else could have ended it but the wait. */
export function orNotPickedUp(error: unknown): never {
  if (!isVendorSdkError(error, 'consent_expired')) throw error;
  throw new VendorSdkError('consent_not_picked_up', { status: error.status, cause: error });
}
