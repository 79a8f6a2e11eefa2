import type { Categories } from '@parley/protocol';
import type { ClientDocument } from '../client-document.ts';
import { assembleFakeGateway } from './assemble-fake-gateway.ts';
import type { FakeOwner } from './fake-owner.ts';
import type { FakeData } from './fake-state.ts';

export interface FakeGatewayOptions {
  /** The one vendor that it knows: what `clientDocument` makes. */
  readonly client: ClientDocument;
  /** What the owner's pod holds for this vendor, by category. Default: nothing. */
  readonly data?: FakeData;
  /** Default: `https://gateway.example`. Over real HTTP: where it is served. */
  readonly origin?: string;
  /** Give client and gateway the same. Default: the system's clock. */
  readonly now?: () => Date;
  /** Takes what is delivered to the registered webhook: the vendor's own handler. Default: nobody, and every delivery succeeds. */
  readonly receive?: (request: Request) => Response | Promise<Response>;
  /** Default: the published categories. */
  readonly categories?: Categories;
}

export interface FakeGateway {
  /** For `client.at`. */
  readonly origin: string;
  /** For the option `fetch` of `createVendorClient`: answers for this gateway's origin, and reaches nothing else. */
  readonly fetch: typeof globalThis.fetch;
  /** The same for a server: `Deno.serve(gateway.handle)`, `Bun.serve({ fetch: gateway.handle })`. */
  handle(request: Request): Promise<Response>;
  /** Decides, and changes their mind. */
  readonly owner: FakeOwner;
  /** Method and path of each request, in order. */
  readonly requests: string[];
  /** The client document as the gateway reads it from now on: a vendor with a new key, or another one. */
  knowClient(client: ClientDocument): void;
  /** Resolves once all webhooks are delivered, or given up after three tries. */
  delivered(): Promise<void>;
  /** Answers the next request whose path starts like this in another way, once: an outage, a refusal. */
  answerNext(path: string, answer: () => Response | Promise<Response>): void;
}

/**
 * A consent gateway for a vendor's own tests: no network, no database, no pod. It checks what the vendor sends as strictly
 * as a real gateway does, and answers alike; the same tests run against both. Its keys are known to everybody.
 *
 * @example
 * ```ts
 * import { clientDocument, createVendorClient, generateVendorKey, publicVendorJwk } from '@parley/vendor-sdk';
 * import { createFakeGateway } from '@parley/vendor-sdk/testing';
 *
 * const key = await generateVendorKey();
 * const client = clientDocument({
 *   clientId: 'https://acme.example/client.json',
 *   clientName: 'Acme Broadband',
 *   redirectUris: ['https://acme.example/callback'],
 *   keys: [await publicVendorJwk(key)],
 * });
 * const gateway = createFakeGateway({ client, data: { issues: [{ id: 'item_1', title: 'The line drops' }] } });
 * const vendor = createVendorClient({ clientId: client.client_id, key, fetch: gateway.fetch });
 * await vendor.at(gateway.origin).check();
 * ```
 */
export function createFakeGateway(options: FakeGatewayOptions): FakeGateway {
  return assembleFakeGateway(options).gateway;
}
