import { join } from 'node:path';
import { startEmbeddedPostgres } from '@parley/consent-gateway/testing';
import pg from 'pg';

const NAME = 'acme';

/** A database of the vendor's own, on the server that the gateway has started anyway. */
export async function openVendorDatabase(options: {
  readonly gatewayData: string;
  readonly signal: AbortSignal;
}): Promise<{ readonly url: string; close(): Promise<void> }> {
  const dataDir = join(options.gatewayData, 'postgres');
  const server = await startEmbeddedPostgres({ dataDir, log: () => {}, signal: options.signal });
  try {
    const admin = new pg.Client({ connectionString: server.url });
    await admin.connect();
    try {
      const { rows } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [NAME]);
      if (rows.length === 0) await admin.query(`CREATE DATABASE ${NAME}`);
    } finally {
      await admin.end();
    }
  } catch (fault) {
    await server.stop();
    throw fault;
  }
  return {
    url: Object.assign(new URL(server.url), { pathname: `/${NAME}` }).href,
    close: () => server.stop(),
  };
}
