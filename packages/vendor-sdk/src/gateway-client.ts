import type { Consent } from './consent/consent.ts';
import type { GatewayConnection } from './gateway/gateway-connection.ts';
import { type ExchangeOptions, redeemCode } from './redeem-code.ts';
import { type AccessRequest, type AskOptions, requestAccess } from './request-access.ts';
import { resumeConsent } from './resume-consent.ts';

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
   * Redeems the owner's decision when the browser comes back. The receipt is verified and saved before this resolves.
   *
   * @throws {access_denied} when the owner has refused, or has not decided
   * @throws {state_mismatch} @throws {issuer_mismatch} @throws {receipt_mismatch} @throws {grant_refused}
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
}

export function createGatewayClient(connection: GatewayConnection): GatewayClient {
  const { origin, settings } = connection;
  return {
    origin,
    async check({ signal } = {}) {
      await connection.metadata(signal);
    },
    ask: (options) => requestAccess(connection, options),
    exchange: (options) => redeemCode(connection, options),
    resume: (receipt, { signal } = {}) => resumeConsent(connection, receipt, signal),
    async resumeSaved(consentId, { signal } = {}) {
      const saved = await settings.store.find(consentId);
      return saved?.gateway === origin ? resumeConsent(connection, saved.receipt, signal) : undefined;
    },
  };
}
