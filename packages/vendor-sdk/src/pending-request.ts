import type { PendingRequestHandle } from './access-request-handle.ts';
import type { Consent } from './consent/consent.ts';
import type { VendorSdkError } from './errors.ts';
import type { AccessRequestEntry, CallOptions } from './gateway-client.ts';

export interface AskWithoutBrowserOptions {
  /** One to eight entries, each with a purpose of its own. With a hint: what was asked before it, to the letter. */
  readonly details: readonly AccessRequestEntry[];
  readonly to: AskedOwner;
  /** By what the owner recognises it, such as `Order 4711`: 1 to 40 letters, digits, spaces and `.,:#/-`. */
  readonly bindingMessage: string;
  /** Asks for a refresh token besides the receipt. Default false: the receipt is enough. */
  readonly offlineAccess?: boolean;
  readonly signal?: AbortSignal;
  readonly redirectUri?: never;
}

/**
 * By what a vendor says whom it means, one of: the `subject` of a consent that it has or had; the `invitation` that the owner made for it, as
 * its link; the `hint` of an owner who decides later, once. Never a WebID.
 */
export type AskedOwner =
  | { readonly subject: string; readonly invitation?: never; readonly hint?: never }
  | { readonly invitation: string; readonly subject?: never; readonly hint?: never }
  | { readonly hint: string; readonly subject?: never; readonly invitation?: never };

/** A request that waits for its owner. */
export interface PendingRequest {
  /** Save it: with it `gateway.resumeRequest` goes on waiting after a restart. */
  readonly handle: PendingRequestHandle;
  /**
   * Asks the gateway until there is a decision, not more often than it allows. Gives where the request stands before each pause, and at last
   * the decision. A gateway that cannot be reached is asked again at the next turn.
   *
   * Aborting ends the waiting with the error `aborted`. A poll that is under way then runs to its end: an answer that it brings is saved,
   * and is the first that another `waitForDecision` of the same object gives.
   *
   * @throws {aborted} @throws {client_refused} @throws {receipt_mismatch}
   * @throws {consent_not_picked_up} when it was given, and not polled for within a day
   * @throws {grant_refused} when the answer was fetched before, by whomever holds the handle; or more than 7 days ago
   * @throws {store_failed} when the receipt could not be saved: wait again with the same object
   * @example
   * ```ts
   * import type { Consent, PendingRequest } from '@parley/vendor-sdk';
   *
   * async function decisionOf(request: PendingRequest): Promise<Consent | undefined> {
   *   for await (const state of request.waitForDecision({ signal: AbortSignal.timeout(3_600_000) })) {
   *     if (state.status === 'pending') console.log(`Asked again at ${state.nextPollAt}`);
   *     if (state.status === 'given') return state.consent;
   *   }
   *   return undefined;
   * }
   * ```
   */
  waitForDecision(options?: CallOptions): AsyncIterable<RequestState>;
  /** `gateway.cancel` for this request. Whoever waits with this object is told `cancelled` at the next turn; with another one, nothing. */
  cancel(options?: CallOptions): Promise<void>;
}

export type RequestState = PendingState | Decision;

export interface PendingState {
  readonly status: 'pending';
  /** When the gateway is asked next (RFC 3339). */
  readonly nextPollAt: string;
  /** Why the poll before brought no answer, where it brought none. */
  readonly fault?: VendorSdkError;
}

/**
 * How a request ended. A refusal is said only to a vendor that has a live consent of this owner; to others it looks like
 * nobody answering, and ends as `expired`.
 */
export type Decision =
  | { readonly status: 'given'; readonly consent: Consent }
  | { readonly status: 'refused' }
  | { readonly status: 'expired' | 'cancelled' };
