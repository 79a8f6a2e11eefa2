import { join } from 'node:path';
import { startEmbeddedPostgres } from '../adapters/postgres/embedded/start-embedded-postgres.ts';
import type { Settings } from '../config.ts';

/** Runs work on the configured database; an embedded one that runs already is used and left running. */
export async function withDatabaseUrl<T>(
  settings: Settings,
  work: (url: string) => Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  if (settings.databaseUrl !== undefined) return work(settings.databaseUrl);
  const postgres = await startEmbeddedPostgres({
    dataDir: join(settings.dataDir, 'postgres'),
    log: () => undefined,
    signal,
  });
  try {
    return await work(postgres.url);
  } finally {
    if (!postgres.adopted) await postgres.stop();
  }
}
