// Acme Broadband's support desk: a vendor by its own client document. In: a port, a gateway, a data folder.
// Out: a site that listens.

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  allowInsecureLoopback,
  clientDocument,
  createVendorClient,
  publicVendorJwk,
  type VendorClient,
} from '@parley/vendor-sdk';
import { createFileReceiptStore } from '@parley/vendor-sdk/file-store';
import { createAcmeApp } from './create-acme-app.ts';
import { loadKeys } from './keys.ts';
import { openSessions } from './sessions.ts';

export interface AcmeOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** The gateway behind the button, such as `http://localhost:8080`. */
  readonly gateway: string;
  /** Keeps keys, receipts and sessions; made when it is not there. */
  readonly dataDir: string;
  /** What browsers and the gateway call this site. Default `http://localhost:<port>`. */
  readonly origin?: string;
  /** The id that the gateway's operator gave. Default: the address of the client document. */
  readonly clientId?: string;
  /** What is wrong, for the operator. Default: nothing is said. */
  readonly log?: (line: string) => void;
  /** Stops the site. */
  readonly signal?: AbortSignal;
  readonly now?: () => Date;
}

export interface Acme {
  readonly url: string;
  readonly clientId: string;
  /** What the site reads with: for Acme's other programs. */
  readonly client: VendorClient;
  stop(): Promise<void>;
}

export async function startAcme(options: AcmeOptions): Promise<Acme> {
  const { dataDir, gateway, now = () => new Date(), log = () => {}, signal } = options;
  signal?.throwIfAborted();
  const keys = await loadKeys(dataDir);
  const server = createServer();
  server.listen(options.port, 'localhost');
  await once(server, 'listening', signal === undefined ? {} : { signal });
  const origin = options.origin ?? `http://localhost:${(server.address() as AddressInfo).port}`;
  const isHttps = origin.startsWith('https:');
  const clientId = options.clientId ?? `${origin}/client.json`;
  const redirectUri = `${origin}/callback`;
  const client = createVendorClient({
    clientId,
    key: keys.vendorKey,
    store: createFileReceiptStore({ folder: join(dataDir, 'receipts') }),
    now,
    // A site on a laptop meets gateways on the same laptop; a site on the web never does.
    [allowInsecureLoopback]: !isHttps,
  });
  const document = clientDocument({
    clientId: `${origin}/client.json`,
    clientName: 'Acme Broadband',
    clientUri: origin,
    redirectUris: [redirectUri],
    keys: [await publicVendorJwk(keys.vendorKey)],
  });
  const sessions = await openSessions({ dataDir, secret: keys.cookieSecret, isHttps, now });
  const app = createAcmeApp({
    gateway: client.at(gateway),
    document,
    redirectUri,
    origin,
    sessions,
    now,
    log,
  });
  server.on('request', app);
  const stop = (): Promise<void> => stopServer(server);
  signal?.addEventListener('abort', () => void stop(), { once: true });
  return { url: `${origin}/`, clientId, client, stop };
}

async function stopServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
