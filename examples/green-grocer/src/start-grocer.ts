// Green Grocer: a vendor by its own client document. In: a port, a gateway, a data folder. Out: a shop that is open.

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  allowInsecureLoopback,
  clientDocument,
  createVendorClient,
  publicVendorJwk,
} from '@parley/vendor-sdk';
import { createFileReceiptStore } from '@parley/vendor-sdk/file-store';
import { readWebId } from '@parley/vendor-sdk/webid';
import session from 'express-session';
import { createOutsideFetch } from './ask/outside-fetch.ts';
import { createOpenConsents } from './consent/open-consents.ts';
import { createGrocerApp } from './create-grocer-app.ts';
import { SHOP } from './text/en.ts';
import { FileSessionStore } from './visit/file-session-store.ts';
import { loadShopKeys } from './visit/shop-keys.ts';

export interface GrocerOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** The gateway behind the button, such as `http://localhost:8080`. */
  readonly gateway: string;
  /** That gateway's dashboard. Default: the gateway's front page leads to it. */
  readonly dashboard?: string;
  /** Keeps keys, receipts and visits; made when it is not there. */
  readonly dataDir: string;
  /** What browsers and gateways call this site. Default `http://localhost:<port>`. */
  readonly origin?: string;
  /** How long a page waits for a gateway before it shows the shop without preferences. Default 8 000. */
  readonly timeoutMs?: number;
  /** What is wrong, for the operator. Default: nothing is said. */
  readonly log?: (line: string) => void;
  /** Closes the shop. */
  readonly signal?: AbortSignal;
  readonly now?: () => Date;
}

export interface Grocer {
  readonly url: string;
  readonly clientId: string;
  stop(): Promise<void>;
}

const VISIT_MS = 30 * 24 * 60 * 60 * 1000;

export async function startGrocer(options: GrocerOptions): Promise<Grocer> {
  const { dataDir, now = () => new Date(), log = () => {}, timeoutMs = 8_000, signal } = options;
  signal?.throwIfAborted();
  const keys = await loadShopKeys(dataDir);
  const store = await FileSessionStore.open(join(dataDir, 'visits.json'));
  const server = createServer();
  server.listen(options.port, 'localhost');
  await once(server, 'listening', signal === undefined ? {} : { signal });
  const origin = options.origin ?? `http://localhost:${(server.address() as AddressInfo).port}`;
  const isHttps = origin.startsWith('https:');
  const redirectUri = `${origin}/callback`;
  const document = clientDocument({
    clientId: `${origin}/client.json`,
    clientName: SHOP,
    clientUri: origin,
    redirectUris: [redirectUri],
    keys: [await publicVendorJwk(keys.vendorKey)],
  });
  const client = createVendorClient({
    clientId: document.client_id,
    key: keys.vendorKey,
    store: createFileReceiptStore({ folder: join(dataDir, 'receipts') }),
    fetch: createOutsideFetch({ allowsLoopback: !isHttps }),
    readWebId,
    timeoutMs,
    now,
    // A shop on a laptop meets gateways on the same laptop; one on the web never does.
    [allowInsecureLoopback]: !isHttps,
  });
  const parts = {
    ...{ client, document, redirectUri, origin, now, log },
    gateway: client.at(options.gateway),
    dashboard: options.dashboard,
    consents: createOpenConsents(client),
  };
  const visits = session({
    name: 'grocer_visit',
    secret: keys.cookieSecret,
    store,
    resave: false,
    saveUninitialized: false,
    proxy: isHttps,
    cookie: { httpOnly: true, sameSite: 'lax', secure: isHttps, maxAge: VISIT_MS },
  });
  server.on('request', createGrocerApp(parts, visits));
  const stop = (): Promise<void> => close(server);
  signal?.addEventListener('abort', () => void stop(), { once: true });
  return { url: `${origin}/`, clientId: client.clientId, stop };
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
