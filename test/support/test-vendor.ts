import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  type AccessRequestEntry,
  allowInsecureLoopback,
  type Consent,
  clientDocument,
  createVendorClient,
  type GatewayClient,
  generateVendorKey,
  publicVendorJwk,
  type VendorClientOptions,
  type VendorKey,
} from '@parley/vendor-sdk';
import { type Browser, createBrowser } from '../../scripts/support/browser.ts';
import { freePort } from '../../scripts/support/free-port.ts';
import type { ClaimedRequest, OwnerApp } from '../../scripts/support/owner-app.ts';

export interface TestVendor {
  readonly origin: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly key: VendorKey;
  /** What it serves as its client document; may be changed. */
  document: object;
  /** Takes what is posted to it, at any path; may be changed. */
  receive: (request: Request) => Response | Promise<Response>;
  at(gateway: string): GatewayClient;
  /** The whole way of a consent: asks, has the owner's app decide, and redeems the code. */
  obtain(options: ObtainOptions): Promise<Consent>;
  stop(): void;
}

export interface ObtainOptions {
  readonly gateway: string;
  readonly details: readonly AccessRequestEntry[];
  readonly owner: OwnerApp;
  readonly offlineAccess?: boolean;
  readonly browser?: Browser;
  /** What the owner gives. Default: what was asked. */
  readonly decide?: (request: ClaimedRequest) => ClaimedRequest['details'];
}

/** A vendor known by its own client document, on a port of its own. */
export async function startTestVendor(
  options: { name?: string } & Partial<
    Pick<VendorClientOptions, 'categories' | 'store' | 'onConsentChange' | 'onDeletion'>
  > = {},
): Promise<TestVendor> {
  const { name, ...known } = options;
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const clientId = `${origin}/client.json`;
  const redirectUri = `${origin}/callback`;
  const key = await generateVendorKey();
  const vendor: TestVendor = {
    origin,
    clientId,
    redirectUri,
    key,
    document: clientDocument({
      clientId,
      clientName: name ?? 'Acme Broadband',
      redirectUris: [redirectUri],
      keys: [await publicVendorJwk(key)],
    }),
    receive: () => new Response(null, { status: 404 }),
    at: (gateway) =>
      createVendorClient({ ...known, clientId, key, [allowInsecureLoopback]: true }).at(gateway),
    obtain: (way) => obtainConsent(vendor, way),
    stop: () => void server.close(),
  };
  const server = createServer((request, response) => {
    if (request.method === 'POST') return void passOn(request, response, vendor);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(vendor.document));
  }).listen(port, 'localhost');
  return vendor;
}

async function passOn(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  vendor: TestVendor,
): Promise<void> {
  const body = await text(incoming);
  const headers = new Headers(incoming.headers as Record<string, string>);
  const request = new Request(`${vendor.origin}${incoming.url}`, { method: 'POST', headers, body });
  const response = await vendor.receive(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text());
}

async function obtainConsent(vendor: TestVendor, way: ObtainOptions): Promise<Consent> {
  const browser = way.browser ?? createBrowser();
  const client = vendor.at(way.gateway);
  const { offlineAccess = true } = way;
  const asked = await client.ask({ details: way.details, redirectUri: vendor.redirectUri, offlineAccess });
  const page = await browser.open(asked.url);
  const request = await way.owner.claim(page.url, browser);
  const { continueUrl } = await request.give(way.decide?.(request) ?? request.details);
  const back = await browser.open(continueUrl, { stopAt: [vendor.redirectUri] });
  return client.exchange({ callbackUrl: back.url, handle: asked.handle });
}
