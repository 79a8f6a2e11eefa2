import type { AuthorizationDetails, ConsentStatus } from '@parley/protocol';
import type { ConsentHistory } from '../consent/consent-history.ts';

/** A consent as its vendor may know it, by the database's clock. */
export interface VendorConsent extends ConsentHistory {
  readonly consentId: string;
  readonly version: number;
  /** As it is now: one whose time is over has expired, one whose pause is over is given. */
  readonly status: ConsentStatus;
  /** Since when it is so. */
  readonly since: Date;
  readonly until: Date;
  readonly resumeAt: Date | null;
  readonly endedAt: Date | undefined;
  readonly endReason: string | null;
  readonly isVendorHeld: boolean;
  readonly details: AuthorizationDetails;
  readonly receipt: string;
  /** The time of this answer. */
  readonly now: Date;
}

/** PORT. */
export interface VendorConsents {
  /** `undefined`: there is none, it is another vendor's, or it ended more than two years ago. */
  find(of: { consentId: string; vendorId: string }): Promise<VendorConsent | undefined>;
}
