import { randomBytes } from 'node:crypto';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { poll } from './poll.ts';
import { identityLives, processIdentity } from './process-identity.ts';

const WAIT_MS = 120_000;

/**
 * Runs `work` while no other process works on the folder. A lock left behind by a process that was killed is taken over.
 *
 * @throws {EmbeddedPostgresError} folder_busy when another process does not finish within two minutes
 */
export async function withFolderLock<T>(
  path: string,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const got = await poll(() => tryLock(path), {
    timeoutMs: WAIT_MS,
    intervalMs: 50,
    ...(signal && { signal }),
  });
  if (got === undefined) {
    throw new EmbeddedPostgresError(
      'folder_busy',
      `Another process is starting or stopping the database (${path}). Wait for it or end it, then try again.`,
    );
  }
  try {
    return await work();
  } finally {
    await unlink(path).catch(() => undefined);
  }
}

/** A linked file appears with its content in one step, so that no one ever sees a lock without its holder. */
async function tryLock(path: string): Promise<true | undefined> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, processIdentity(process.pid), { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    await removeStaleLock(path);
    return undefined;
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

async function removeStaleLock(path: string): Promise<void> {
  const seen = await readFile(path, 'utf8').catch(() => undefined);
  if (seen === undefined || identityLives(seen)) return;
  // Two that see the same stale lock: rename moves it once. Who moved a newer one instead puts it back.
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  const moved = await rename(path, aside).then(
    () => true,
    () => false,
  );
  if (!moved) return;
  if ((await readFile(aside, 'utf8')) !== seen) await link(aside, path).catch(() => undefined);
  await unlink(aside).catch(() => undefined);
}
