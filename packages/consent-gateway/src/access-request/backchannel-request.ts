import type { AuthorizationDetails } from '@parley/protocol';

/** What a vendor asks without a browser, and by which it says whom: digests only, so that each hint costs the same to look up. */
export interface BackchannelRequest {
  readonly requestId: string;
  /** What the vendor polls with. */
  readonly authReqId: string;
  readonly vendorId: string;
  /** Where the vendor is at home: what an invitation for a site is compared with. */
  readonly vendorHost: string | undefined;
  /** The hint as it came: a pairwise subject, if it is one. */
  readonly subject: string;
  readonly invitationHash: string;
  readonly deferralHash: string;
  readonly details: AuthorizationDetails;
  readonly requestJws: string;
  readonly bindingMessage: string;
}

/** How often a vendor may ask one owner by itself. Beyond it nobody is asked, and nobody says so. */
export const ASKING_LIMITS = { waiting: 3, perDay: 5 } as const;

/** How long a request without a browser waits, in seconds. */
export const BACKCHANNEL_SECONDS = 7 * 24 * 60 * 60;

/** Between two polls, in seconds; each poll that comes too soon adds the step. */
export const POLL_PACE = { interval: 30, step: 5, longest: 300 } as const;

/** PORT. */
export interface BackchannelRequestStore {
  /**
   * Keeps the request: in the owner's list where the hint leads to an owner who may be asked, and otherwise where nobody will ever answer
   * it. The caller is not told which, and the work is the same.
   */
  receive(request: BackchannelRequest): Promise<void>;
  /** Notes that the vendor polls, and says whether it does too soon. */
  pollsTooSoon(authReqId: string): Promise<boolean>;
}
