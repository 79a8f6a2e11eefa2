import { createBackupFile, openBackupFile } from '../adapters/files/backup-file.ts';
import { dumpRows } from '../adapters/postgres/backup/dump-rows.ts';
import { loadRows } from '../adapters/postgres/backup/load-rows.ts';
import { migrateDatabase } from '../adapters/postgres/migrate.ts';
import type { Settings } from '../config.ts';
import { openFileSecrets } from '../secrets/file-secrets.ts';

interface BackupOptions {
  readonly file: string;
  readonly settings: Settings;
  readonly databaseUrl: string;
  readonly signal: AbortSignal;
}

/** Writes one moment of the database into a file, beside a gateway at work. */
export async function backupDatabase(options: BackupOptions): Promise<{ rows: number; bytes: number }> {
  const { file, databaseUrl, signal } = options;
  const writer = await createBackupFile({ path: file, key: await backupKey(options), now: new Date() });
  try {
    for await (const row of dumpRows({ url: databaseUrl, signal, onSchema: writer.begin }))
      await writer.add(row);
    return await writer.finish();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

/** Fills an empty database from a file. What was restored is held until a rebuild has compared it with the pods. */
export async function restoreDatabase(options: BackupOptions): Promise<number> {
  const { file, databaseUrl, signal } = options;
  const backup = await openBackupFile({ path: file, key: await backupKey(options) });
  await migrateDatabase({ url: databaseUrl, log: () => undefined, signal });
  return loadRows({ url: databaseUrl, ...backup });
}

async function backupKey({ settings }: BackupOptions): Promise<Buffer> {
  return (await openFileSecrets({ dataDir: settings.dataDir })).derive('backup');
}
