import { type Categories, categories as published } from '@parley/protocol';
import type { ClientSettings } from './client-settings.ts';
import type { ConsentChanged, DeletionReceipt } from './consent/consent-state.ts';
import { type OnDeletion, settleDeletion } from './consent/settle-deletion.ts';
import { createGatewayClient } from './create-gateway-client.ts';
import { VendorSdkError } from './errors.ts';
import { findGateway, type ReadWebId } from './gateway/find-gateway.ts';
import { gatewayOrigin } from './gateway/gateway-address.ts';
import { createGatewayConnection, type GatewayConnection } from './gateway/gateway-connection.ts';
import type { CallOptions, GatewayClient } from './gateway-client.ts';
import type { Fetch } from './http/attempt.ts';
import { createMemoryReceiptStore, type ReceiptStore } from './receipt/receipt-store.ts';
import { assertVendorKey, type SigningKey, signingKeyOf, type VendorKey } from './vendor-key.ts';

/**
 * Lets a client use gateways at `http://localhost` and other loopback addresses: for a laptop and for tests. A symbol,
 * so that no configuration file can set it.
 */
export const allowInsecureLoopback: unique symbol = Symbol('allowInsecureLoopback');

export interface VendorClientOptions {
  /** The URL of the vendor's client document, or the id that a gateway's operator has given. */
  readonly clientId: string;
  /** The private key whose public half the gateway knows: a P-256 JSON Web Key, or a key pair. */
  readonly key: VendorKey;
  /**
   * Default: the global `fetch`.
   *
   * > [!WARNING]
   * > Where people type the gateway's address, pass one that refuses private addresses.
   */
  readonly fetch?: Fetch;
  /** Default: the system's clock. */
  readonly now?: () => Date;
  /** For one call with its retries, or one page of a listing. Default 30 000. */
  readonly timeoutMs?: number;
  readonly retry?: {
    /** Requests for one call, the first included. Default 3. */
    readonly maxAttempts?: number;
    /** Before the second request; doubled each time, with jitter. Default 250. */
    readonly firstDelayMs?: number;
    /** The longest wait, also where Retry-After asks for more. Default 10 000. */
    readonly maxDelayMs?: number;
  };
  /** Where receipts are kept. Default: in memory, which ends with the process. */
  readonly store?: ReceiptStore;
  /**
   * Told when a consent is narrowed or extended, once the new receipt is saved: reads go on by themselves with what is left. What
   * was taken out has to be deleted in time: `consent.status()` says by when, also where the process ended before it was told.
   */
  readonly onConsentChange?: (change: ConsentChanged) => void;
  /**
   * Deletes what is due after a narrowing or an end, and says what became of it; the client signs and sends that as the deletion report.
   * Called by `consent.sync()` and `handleEnd`, again until a report was taken. Needed for `consent.sync()`.
   */
  readonly onDeletion?: OnDeletion;
  /** What can be asked for and read. Default: the published `categories`; where a gateway has more, those and its own. */
  readonly categories?: Categories;
  /** How `find` reads a WebID: `readWebId` of `@parley/vendor-sdk/webid`. Default: not at all. */
  readonly readWebId?: ReadWebId;
  readonly [allowInsecureLoopback]?: boolean;
}

export interface VendorClient {
  readonly clientId: string;
  /** The gateway at an address such as `https://gateway.example`. @throws {invalid_gateway} */
  at(gateway: string | URL): GatewayClient;
  /**
   * The gateway that an address leads to which a person gave: the gateway's own, the link of an invitation, or, with the option `readWebId`, the
   * WebID of a person who lets it say so. What is found is looked at, so that it is a gateway.
   *
   * > [!WARNING]
   * > It sends requests to where people say. Pass the client a `fetch` that refuses private addresses.
   *
   * @throws {invalid_gateway} when it is nothing of this, or no gateway @throws {gateway_not_found} when the WebID names none
   * @throws {issuer_mismatch} @throws {invalid_response} @throws {network}
   * @example
   * ```ts
   * import type { AccessRequestEntry, PendingRequest, VendorClient } from '@parley/vendor-sdk';
   *
   * async function askWhoGave(link: string, client: VendorClient, details: AccessRequestEntry[]): Promise<PendingRequest> {
   *   const { gateway, invitation } = await client.find(link);
   *   if (invitation === undefined) throw new Error('Please paste the whole invitation.');
   *   return gateway.ask({ details, to: { invitation }, bindingMessage: 'Order 4711' });
   * }
   * ```
   */
  find(address: string, options?: CallOptions): Promise<FoundGateway>;
  /**
   * A consent has ended or was narrowed, as a webhook says, or may have: asks the gateway what is due, has `onDeletion` delete it, and reports that. Doing it
   * twice does no harm.
   *
   * @returns the gateway's signed word for the report; `undefined` when nothing is due that was not reported
   * @throws {on_deletion_required} @throws {not_found} for what is not this vendor's, or ended more than two years ago
   * @throws what `onDeletion` throws: then nothing was reported
   * @example
   * ```ts
   * import { createVendorClient, type VendorClient, type VendorKey } from '@parley/vendor-sdk';
   *
   * function clientThatDeletes(key: VendorKey, erase: (consentId: string, category: string) => Promise<void>): VendorClient {
   *   return createVendorClient({
   *     clientId: 'https://acme.example/client.json',
   *     key,
   *     async onDeletion({ consentId, categories }) {
   *       for (const category of categories) await erase(consentId, category);
   *       return categories.map((category) => ({ category, outcome: 'deleted' }));
   *     },
   *   });
   * }
   *
   * async function onWithdrawn(client: VendorClient, gateway: string, consentId: string): Promise<void> {
   *   await client.handleEnd({ gateway, consentId });
   * }
   * ```
   */
  handleEnd(of: EndToHandle): Promise<DeletionReceipt | undefined>;
}

export interface EndToHandle extends CallOptions {
  readonly gateway: string | URL;
  readonly consentId: string;
}

export interface FoundGateway {
  readonly gateway: GatewayClient;
  /** Where the address was an invitation: for `gateway.ask`, once. */
  readonly invitation?: string;
}

const MAX_KNOWN_GATEWAYS = 100;
/** A gateway that works on a read says so, or gives up, within this time. */
const MAX_ATTEMPT_MS = 20_000;

/**
 * A vendor's client for any number of consent gateways and owners.
 *
 * @throws {invalid_options}
 * @example
 * ```ts
 * import { createVendorClient, generateVendorKey } from '@parley/vendor-sdk';
 *
 * const client = createVendorClient({
 *   clientId: 'https://acme.example/client.json',
 *   key: await generateVendorKey(),
 * });
 * console.log(client.at('https://gateway.example').origin);
 * ```
 */
export function createVendorClient(options: VendorClientOptions): VendorClient {
  const settings = settingsOf(options);
  const known = new Map<string, GatewayConnection>();
  const connectionTo = (origin: string): GatewayConnection => {
    const connection = known.get(origin) ?? createGatewayConnection(origin, settings);
    known.delete(origin);
    known.set(origin, connection);
    const [oldest] = known.keys();
    if (known.size > MAX_KNOWN_GATEWAYS && oldest !== undefined) known.delete(oldest);
    return connection;
  };
  const at = (gateway: string | URL): GatewayClient =>
    createGatewayClient(connectionTo(gatewayOrigin(gateway, settings.allowsLoopbackHttp)));
  return {
    clientId: settings.clientId,
    at,
    handleEnd: async ({ gateway, consentId, ...calling }) =>
      settleDeletion(connectionTo(gatewayOrigin(gateway, settings.allowsLoopbackHttp)), consentId, calling),
    async find(address, calling = {}) {
      const { origin, invitation } = await findGateway(address, {
        ...calling,
        settings,
        readWebId: options.readWebId,
      });
      const gateway = at(origin);
      await gateway.check(calling);
      return { gateway, ...(invitation !== undefined && { invitation }) };
    },
  };
}

function settingsOf(options: VendorClientOptions): ClientSettings {
  const { clientId, key, timeoutMs = 30_000, retry = {} } = options;
  if (typeof clientId !== 'string' || clientId === '') {
    throw new VendorSdkError('invalid_options', { detail: 'clientId is missing' });
  }
  assertVendorKey(key);
  assertPositive({ timeoutMs, maxAttempts: retry.maxAttempts ?? 1 });
  let signingKey: Promise<SigningKey> | undefined;
  return {
    clientId,
    signingKey: () => {
      signingKey ??= signingKeyOf(key);
      return signingKey;
    },
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    now: options.now ?? (() => new Date()),
    timeoutMs,
    attemptTimeoutMs: Math.min(timeoutMs, MAX_ATTEMPT_MS),
    retry: { maxAttempts: 3, firstDelayMs: 250, maxDelayMs: 10_000, ...retry },
    categories: options.categories ?? published,
    onConsentChange: options.onConsentChange,
    onDeletion: options.onDeletion,
    store: options.store ?? createMemoryReceiptStore(),
    allowsLoopbackHttp: options[allowInsecureLoopback] === true,
  };
}

function assertPositive(numbers: Record<string, number>): void {
  for (const [name, value] of Object.entries(numbers)) {
    if (!(value > 0 && Number.isSafeInteger(value))) {
      throw new VendorSdkError('invalid_options', { detail: `${name} is a whole number from 1 on` });
    }
  }
}
