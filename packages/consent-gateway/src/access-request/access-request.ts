import type { AuthorizationDetails, RequestStatus } from '@parley/protocol';
import type { ListPage, ListQuery } from '../list-page.ts';
import type { Cancellation } from './cancel-access-request.ts';

/** What a vendor asks of an owner. It gives no right: only a consent made from it does. */
export interface AccessRequest {
  readonly requestId: string;
  readonly vendorId: string;
  /** By a browser that carries it; or by the vendor alone, who polls for the answer. */
  readonly cameBy: 'redirect' | 'ciba' | 'invitation';
  /** The vendor's word by which to recognise what it is about, where it came alone. */
  readonly bindingMessage: string | null;
  readonly details: AuthorizationDetails;
  /** The vendor's signed request object (RFC 9101), as it came: what it promised is provable. */
  readonly requestJws: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly status: RequestStatus;
  /** Set once an owner has shown to hold the browser that carries it. */
  readonly ownerId: string | null;
  readonly interactionUid: string | null;
  /** sha-256 of the secret of the app that this browser has bound. */
  readonly appChallenge: string | null;
  readonly consentId: string | null;
}

export interface DeferralHashes {
  readonly continueHash: string;
  readonly hintHash: string;
}

/** PORT. */
export interface AccessRequestStore {
  add(
    request: Pick<AccessRequest, 'requestId' | 'vendorId' | 'details' | 'requestJws' | 'interactionUid'> & {
      lifetimeSeconds: number;
    },
  ): Promise<void>;
  find(requestId: string): Promise<AccessRequest | undefined>;
  findByInteraction(uid: string): Promise<AccessRequest | undefined>;
  /** @throws {GatewayError} `invalid_cursor` */
  listByOwner(query: ListQuery): Promise<ListPage<AccessRequest>>;
  /** Sets the app's challenge, once. `false`: another one is set. */
  bindApp(requestId: string, appChallenge: string): Promise<boolean>;
  /** Makes it this owner's, once. `false`: it is another owner's. */
  claim(requestId: string, ownerId: string): Promise<boolean>;
  /**
   * From requested to refused. `notAgainDays`: and for that long the vendor does not reach the owner by itself. `false`: it is no longer
   * open.
   */
  refuse(
    requestId: string,
    ownerId: string | null,
    continueHash: string | null,
    notAgainDays?: number,
  ): Promise<boolean>;
  /**
   * From requested to deferred: it stays in the owner's list for a while. `hintHash`: of the hint with which the vendor may come back
   * for it. `false`: it is no longer open.
   */
  defer(requestId: string, ownerId: string, hashes: DeferralHashes): Promise<boolean>;
  /** The same for one that no browser carries. */
  deferWaiting(requestId: string, ownerId: string): Promise<boolean>;
  /** To refused, for what no browser carries: deferred, or come without one. `false`: it is not this owner's, or not open. */
  refuseWaiting(requestId: string, ownerId: string, notAgainDays?: number): Promise<boolean>;
  /** From requested and deferred to cancelled, in every browser that has brought it. `requestSha256`: of the signed request. */
  cancel(requestSha256: string, vendorId: string): Promise<Cancellation>;
  /** Lets the browser go on, once: `undefined` where the ticket was never given or is used. */
  useTicket(requestId: string, ticketHash: string): Promise<AccessRequest | undefined>;
}
