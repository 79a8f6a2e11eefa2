// Acme Broadband's support desk: a vendor by its own client document. In: a port, a gateway, a database, a data folder.
// Out: a site that listens, and a copy that follows what is approved.

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
import { type CopyDatabase, openCopyDatabase } from './copy/open-copy-database.ts';
import { createAcmeApp } from './create-acme-app.ts';
import { eraseCopy } from './delete/erase-copy.ts';
import { followCopies } from './follow-copies.ts';
import { type AcmeKeys, loadKeys } from './keys.ts';
import { openSessions } from './visitor/sessions.ts';

export interface AcmeOptions {
  /** 0 takes any free one. */
  readonly port: number;
  /** The gateway behind the button, such as `http://localhost:8080`. */
  readonly gateway: string;
  /** `postgres://…`, of a database for the desk alone: its copy of what is approved. */
  readonly databaseUrl: string;
  /** Keeps keys, receipts and sessions; made when it is not there. */
  readonly dataDir: string;
  /** What browsers and the gateway call this site. Default `http://localhost:<port>`. */
  readonly origin?: string;
  /** The id that the gateway's operator gave. Default: the address of the client document. */
  readonly clientId?: string;
  /** How soon the copy is looked after where no webhook came. */
  readonly pace?: { readonly lookEveryMs: number; readonly staleMs: number };
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
  /** Where the support team works, and what it signs in with. */
  readonly team: { readonly url: string; readonly password: string };
  stop(): Promise<void>;
}

const PACE = { lookEveryMs: 30_000, staleMs: 15 * 60_000 };

export async function startAcme(options: AcmeOptions): Promise<Acme> {
  const { dataDir, now = () => new Date(), log = () => {}, signal } = options;
  signal?.throwIfAborted();
  const keys = await loadKeys(dataDir);
  const database = await openCopyDatabase({ url: options.databaseUrl, log });
  const server = createServer();
  server.listen(options.port, 'localhost');
  await once(server, 'listening', signal === undefined ? {} : { signal });
  const origin = options.origin ?? `http://localhost:${(server.address() as AddressInfo).port}`;
  const clientId = options.clientId ?? `${origin}/client.json`;
  const client = createClient({ options, keys, database, origin, clientId, now });
  const gateway = client.at(options.gateway);
  const follower = followCopies({ gateway, database, origin, log, ...(options.pace ?? PACE) });
  const redirectUri = `${origin}/callback`;
  const document = clientDocument({
    clientId: `${origin}/client.json`,
    clientName: 'Acme Broadband',
    clientUri: origin,
    redirectUris: [redirectUri],
    keys: [await publicVendorJwk(keys.vendorKey)],
  });
  const isHttps = origin.startsWith('https:');
  const sessions = await openSessions({ dataDir, secret: keys.cookieSecret, isHttps, now });
  const { teamPassword } = keys;
  const told = { origin, redirectUri, document, sessions, teamPassword, now, log };
  server.on('request', createAcmeApp({ ...told, ...follower.parts, gateway, database }));
  follower.start();
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= stopServer(server)
      .then(() => follower.stop())
      .then(() => database.close());
    return stopping;
  };
  signal?.addEventListener('abort', () => void stop(), { once: true });
  const team = { url: `${origin}/team`, password: teamPassword };
  return { url: `${origin}/`, clientId, client, team, stop };
}

function createClient(parts: {
  readonly options: AcmeOptions;
  readonly keys: AcmeKeys;
  readonly database: CopyDatabase;
  readonly origin: string;
  readonly clientId: string;
  readonly now: () => Date;
}): VendorClient {
  const { options, keys, database, origin, clientId, now } = parts;
  return createVendorClient({
    clientId,
    key: keys.vendorKey,
    store: createFileReceiptStore({ folder: join(options.dataDir, 'receipts') }),
    onDeletion: eraseCopy(database),
    now,
    // A site on a laptop meets gateways on the same laptop; a site on the web never does.
    [allowInsecureLoopback]: !origin.startsWith('https:'),
  });
}

async function stopServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
