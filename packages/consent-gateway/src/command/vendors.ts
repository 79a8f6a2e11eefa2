import { readFile } from 'node:fs/promises';
import { type Database, openDatabase } from '../adapters/postgres/open-database.ts';
import { createVendorHolds } from '../adapters/postgres/vendor-holds.ts';
import { createVendorStore, type StoredVendor } from '../adapters/postgres/vendor-store.ts';
import type { Settings } from '../config.ts';
import { createSafeFetch } from '../http/safe-fetch.ts';
import { clientMetadataSchema } from '../vendor/client-metadata.ts';
import { checkClient, readClientDocument } from '../vendor/read-client-document.ts';

interface Options {
  settings: Settings;
  databaseUrl: string;
}

/** The operator enters a vendor: what it may register is checked exactly as in a vendor's own document. */
export async function addVendor(
  vendor: {
    clientId: string;
    name: string;
    redirectUris: readonly string[];
    keysFile: string;
    site?: string;
  },
  options: Options,
): Promise<StoredVendor> {
  const { localOrigins } = options.settings;
  const metadata = clientMetadataSchema.safeParse({
    client_id: vendor.clientId,
    client_name: vendor.name,
    redirect_uris: vendor.redirectUris,
    ...(vendor.site === undefined ? {} : { client_uri: vendor.site }),
    jwks: await readKeys(vendor.keysFile),
    token_endpoint_auth_method: 'private_key_jwt',
    dpop_bound_access_tokens: true,
  });
  if (!metadata.success)
    throw new Error(
      `This vendor cannot be added: ${metadata.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
    );
  const fetcher = createSafeFetch({ localOrigins, maxBytes: 65_536, timeoutMs: 5_000 });
  const client = await checkClient(metadata.data, {
    fetch: fetcher,
    localOrigins,
    signal: AbortSignal.timeout(10_000),
  });
  return withVendors(options, (vendors) => vendors.save(vendor.clientId, 'operator', client));
}

export function listVendors(options: Options): Promise<StoredVendor[]> {
  return withVendors(options, (vendors) => vendors.list());
}

/** Stops all consents of a vendor until it is released. */
export async function holdVendor(vendorId: string, options: Options): Promise<void> {
  const isHeld = await withDatabase(options, ({ db }) => createVendorHolds({ database: db }).hold(vendorId));
  if (!isHeld) throw new Error('There is no such vendor, or it is on hold already.');
}

/** Lifts a hold, whoever set it. Where the vendor has a document of its own, what it says now is accepted. */
export async function releaseVendor(vendorId: string, options: Options): Promise<void> {
  const { localOrigins } = options.settings;
  await withDatabase(options, async ({ db: database, pool }) => {
    const vendor = await createVendorStore({ database, pool }).find(vendorId);
    if (vendor === undefined) throw new Error('There is no such vendor.');
    const client =
      vendor.knownBy === 'operator'
        ? undefined
        : await readClientDocument(vendorId, {
            fetch: createSafeFetch({ localOrigins, maxBytes: 65_536, timeoutMs: 5_000 }),
            localOrigins,
            signal: AbortSignal.timeout(10_000),
          });
    if (!(await createVendorHolds({ database }).release(vendorId, client)))
      throw new Error('This vendor is not on hold.');
  });
}

async function readKeys(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`The key file ${file} cannot be read (${error.code}).`);
  });
  try {
    const content = JSON.parse(text) as { keys?: unknown };
    return 'keys' in content ? content : { keys: [content] };
  } catch {
    throw new Error(
      `The key file ${file} is not JSON. It holds the vendor's public keys, as a JWK or a JWK Set.`,
    );
  }
}

function withVendors<T>(
  options: Options,
  work: (vendors: ReturnType<typeof createVendorStore>) => Promise<T>,
): Promise<T> {
  return withDatabase(options, ({ db, pool }) => work(createVendorStore({ database: db, pool })));
}

async function withDatabase<T>(options: Options, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ url: options.databaseUrl, poolSize: 2, log: () => undefined });
  return work(database).finally(() => database.close());
}
