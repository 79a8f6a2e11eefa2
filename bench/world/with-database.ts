import pg from 'pg';
import type { Site } from './site.ts';

/** Work on a site's database, beside its gateway. */
export async function withDatabase<T>(
  { databaseUrl }: Pick<Site, 'databaseUrl'>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return await work(client).finally(() => client.end());
}
