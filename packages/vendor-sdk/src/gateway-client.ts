import type { DataAccessInput, VendorEvent } from '@parley/protocol';
import type { AccessRequestHandle, PendingRequestHandle } from './access-request-handle.ts';
import type { Consent, StatusOptions } from './consent/consent.ts';
import type { ConsentState } from './consent/consent-state.ts';
import type { EventsOptions } from './events/follow-events.ts';
import type { AskWithoutBrowserOptions, PendingRequest } from './pending-request.ts';
import type { Webhooks } from './webhooks/webhooks.ts';

/** One thing that a vendor asks for: categories and fields, one purpose, an end, and what it promises. */
export type AccessRequestEntry = Omit<DataAccessInput, 'type' | 'locations'>;

export interface AskOptions {
  /** One to eight entries, each with a purpose of its own. */
  readonly details: readonly AccessRequestEntry[];
  /** Where the browser comes back to: one of the vendor's registered redirect URIs, without a query. */
  readonly redirectUri: string;
  /** Asks for a refresh token besides the receipt. Default false: the receipt is enough. */
  readonly offlineAccess?: boolean;
  readonly signal?: AbortSignal;
  readonly to?: never;
}

export interface AccessRequest {
  /** Send the browser here within a minute. */
  readonly url: string;
  readonly handle: AccessRequestHandle;
  /** `gateway.cancel` for this request. */
  cancel(options?: CallOptions): Promise<void>;
}

export interface ExchangeOptions {
  /** The address that the browser called, with its query. Only the query counts, so a path as a server sees it will do. */
  readonly callbackUrl: string | URL;
  /** What `ask` gave for this browser. */
  readonly handle: AccessRequestHandle;
  readonly signal?: AbortSignal;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** One consent gateway. It is looked at with the first call: its issuer and its read API must be its own. */
export interface GatewayClient {
  readonly origin: string;
  /**
   * Looks at the gateway now, to see early whether the address is one.
   *
   * @throws {invalid_gateway} @throws {issuer_mismatch} @throws {invalid_response} @throws {network}
   */
  check(options?: CallOptions): Promise<void>;
  /**
   * Asks the owner who is at the browser. Keep the handle, then redirect to the url.
   *
   * @throws {invalid_options} @throws {client_refused} @throws {invalid_request}
   * @example
   * ```ts
   * import type { AccessRequest, GatewayClient } from '@parley/vendor-sdk';
   *
   * function askForIssues(gateway: GatewayClient): Promise<AccessRequest> {
   *   return gateway.ask({
   *     redirectUri: 'https://acme.example/callback',
   *     details: [
   *       {
   *         actions: ['read'],
   *         datatypes: ['issues'],
   *         purpose: 'https://w3id.org/dpv#CustomerCare',
   *         fields: { issues: { required: ['title', 'state'], optional: ['description'] } },
   *         access: { until: '2027-02-22T00:00:00Z' },
   *         retention: { duration: 'P30D', location: 'EU', onEnd: 'delete' },
   *         recipients: [],
   *       },
   *     ],
   *   });
   * }
   * ```
   */
  ask(options: AskOptions): Promise<AccessRequest>;
  /**
   * Asks an owner who is not at a browser. The answer is the same whether it reached anybody or not, so mind the limits: the same
   * `details` not twice while they wait. It is sent once: when the answer is lost, it may have been asked.
   *
   * @throws {invalid_options} @throws {client_refused} @throws {invalid_request}
   * @example
   * ```ts
   * import type { AccessRequestEntry, GatewayClient, PendingRequestHandle } from '@parley/vendor-sdk';
   *
   * async function askAbout(
   *   order: string,
   *   options: { gateway: GatewayClient; invitation: string; details: AccessRequestEntry[] },
   * ): Promise<PendingRequestHandle> {
   *   const { gateway, invitation, details } = options;
   *   const request = await gateway.ask({ details, to: { invitation }, bindingMessage: `Order ${order}` });
   *   return request.handle;
   * }
   * ```
   */
  ask(options: AskWithoutBrowserOptions): Promise<PendingRequest>;
  /**
   * A request without a browser from its saved handle, after a restart or on another machine. Nothing is sent yet.
   *
   * @throws {invalid_options} when it is not such a handle, or one of another gateway
   */
  resumeRequest(handle: PendingRequestHandle): PendingRequest;
  /**
   * Takes a request back that waits for the owner's decision, or that the owner has put off. Once more does no harm.
   *
   * @throws {request_ended} when it was decided, or its time is over; `consentStatus` where it became a consent
   * @throws {conflict} when the owner is giving it at this moment
   * @throws {not_found} when no browser has brought it to the gateway yet: it ends by itself within a minute
   */
  cancel(handle: AccessRequestHandle | PendingRequestHandle, options?: CallOptions): Promise<void>;
  /**
   * Redeems the owner's decision when the browser comes back. The receipt is verified and saved before this resolves.
   *
   * @throws {access_denied} when the owner has refused, or has not decided; `laterHint` where the owner decides later
   * @throws {grant_refused} when the code is more than a minute old, or was redeemed before
   * @throws {consent_not_picked_up} when it is so old that the consent has ended: after ten minutes
   * @throws {state_mismatch} @throws {issuer_mismatch} @throws {receipt_mismatch}
   * @example
   * ```ts
   * import type { AccessRequestHandle, Consent, VendorClient } from '@parley/vendor-sdk';
   *
   * function onCallback(client: VendorClient, url: string, handle: AccessRequestHandle): Promise<Consent> {
   *   return client.at(handle.gateway).exchange({ callbackUrl: url, handle });
   * }
   * ```
   */
  exchange(options: ExchangeOptions): Promise<Consent>;
  /**
   * A consent from its saved receipt alone, after a restart or on another machine.
   *
   * @throws {receipt_mismatch} when this gateway did not sign it for this client
   */
  resume(receipt: string, options?: CallOptions): Promise<Consent>;
  /** The same with the receipt from the client's store. `undefined`: the store has none from this gateway. */
  resumeSaved(consentId: string, options?: CallOptions): Promise<Consent | undefined>;
  /**
   * Where a consent stands, by its id or by any of its receipts: also while it is paused, and for two years after its end.
   *
   * @throws {not_found} for what is not this vendor's, never was, or ended more than two years ago
   * @throws {receipt_mismatch} for a receipt that this gateway did not sign for this client
   */
  status(consent: string, options?: StatusOptions): Promise<ConsentState>;
  /** Where the gateway tells this vendor what happens. */
  readonly webhooks: Webhooks;
  /**
   * The same events over a connection that this side opens, for a vendor without a public address: all that happened after the event `after`, then
   * each as it happens, until the loop is left or the signal aborted. A connection that breaks is opened again by itself, and nothing is missed.
   *
   * @throws {aborted} @throws {client_refused} @throws {too_many_requests} when eight are open already
   * @example
   * ```ts
   * import type { GatewayClient } from '@parley/vendor-sdk';
   *
   * async function follow(gateway: GatewayClient, saved: { last?: string }): Promise<void> {
   *   for await (const event of gateway.events({ ...(saved.last && { after: saved.last }) })) {
   *     if (event.type === 'consent.withdrawn') console.log('stop working with', event.data.consent_id);
   *     saved.last = event.id;
   *   }
   * }
   * ```
   */
  events(options?: EventsOptions): AsyncIterable<VendorEvent>;
}
