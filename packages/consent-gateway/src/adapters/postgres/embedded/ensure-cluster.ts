import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DataFolder, readOrMakePassword, syncFolder } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { runCommand } from './run-command.ts';
import type { ServiceUser } from './service-user.ts';

/** The database superuser's name. */
export const SUPERUSER = 'parley';

const INITDB_MS = 180_000;
const DRAFT_PREFIX = 'initdb-';

/**
 * How the server names its own folder. Run by root as another user it may not be able to pass the folders above; its working
 * folder, which root sets before it lets go, it can always reach through /proc.
 */
export function clusterAsSeenByServer(cluster: string, user: ServiceUser | undefined): string {
  return user !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : cluster;
}

/**
 * The cluster's password, after making the cluster when there is none. It is made beside its place and moved there when it is
 * whole and on the disk: a crash in between leaves nothing that a later start would take for a database.
 */
export async function ensureCluster(options: {
  folder: DataFolder;
  binaries: PostgresBinaries;
  user: ServiceUser | undefined;
  log: (message: string) => void;
  signal: AbortSignal;
}): Promise<string> {
  const { folder, binaries } = options;
  await removeDrafts(folder);
  const clusterExists = await checkCluster(folder, binaries);
  const password = await readOrMakePassword(folder, { clusterExists });
  if (!clusterExists) {
    options.log('making the database folder');
    await makeCluster({ ...options, password });
  }
  return password;
}

async function checkCluster(folder: DataFolder, binaries: PostgresBinaries): Promise<boolean> {
  const info = await stat(folder.cluster).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (info === undefined) return false;
  const ownUid = process.geteuid?.();
  if (ownUid !== 0 && info.uid !== ownUid) {
    throw new EmbeddedPostgresError(
      'folder_unusable',
      `${folder.cluster} belongs to another user. Run the gateway as the user who made it (perhaps root), or choose another folder.`,
    );
  }
  const version = await readFile(join(folder.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    throw new EmbeddedPostgresError(
      'folder_unusable',
      `${folder.cluster} is damaged (PG_VERSION is missing). Restore it from a backup; or, to begin without what it holds, move it away.`,
    );
  }
  if (version.trim() !== binaries.majorVersion) {
    throw new EmbeddedPostgresError(
      'folder_unusable',
      `${folder.cluster} was made by PostgreSQL ${version.trim()}, here is ${binaries.majorVersion}. ` +
        'Move the data with pg_dump and pg_restore, or install the gateway version that fits.',
    );
  }
  return true;
}

async function makeCluster(options: {
  folder: DataFolder;
  binaries: PostgresBinaries;
  user: ServiceUser | undefined;
  password: string;
  signal: AbortSignal;
}): Promise<void> {
  const { folder, user } = options;
  const draft = join(folder.root, `${DRAFT_PREFIX}${process.pid}`);
  const cluster = join(draft, 'cluster');
  const passwordFile = join(draft, 'password');
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, `${options.password}\n`, { mode: 0o600 });
  if (user !== undefined) await giveTo(user, [draft, cluster, passwordFile]);
  const seen = clusterAsSeenByServer(cluster, user);
  const result = await runCommand(
    options.binaries.initdb,
    [
      `--pgdata=${seen}`,
      // `..` of /proc/self/cwd is the real folder above, which belongs to the same user.
      `--pwfile=${seen === cluster ? passwordFile : `${seen}/../password`}`,
      `--username=${SUPERUSER}`,
      '--auth=scram-sha-256',
      '--locale=C',
      '--encoding=UTF8',
      '--data-checksums',
      '--no-instructions',
    ],
    { ...user, cwd: cluster, timeoutMs: INITDB_MS, signal: options.signal },
  );
  if (result.code !== 0) {
    await removeDrafts(folder);
    throw new EmbeddedPostgresError(
      'initdb_failed',
      `The database folder could not be made in ${folder.root}. PostgreSQL says: ${result.output.trim().slice(-500)}`,
    );
  }
  await rename(cluster, folder.cluster);
  await syncFolder(folder.root);
  await removeDrafts(folder);
}

async function giveTo(user: ServiceUser, paths: readonly string[]): Promise<void> {
  try {
    for (const path of paths) await chown(path, user.uid, user.gid);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'folder_unusable',
      'The database folder cannot be given to the user that PostgreSQL runs as (root may not run it). ' +
        'Run the gateway as an ordinary user, choose a folder on a local disk, or set DATABASE_URL.',
      { cause },
    );
  }
}

async function removeDrafts(folder: DataFolder): Promise<void> {
  for (const name of await readdir(folder.root)) {
    if (name.startsWith(DRAFT_PREFIX)) await rm(join(folder.root, name), { recursive: true, force: true });
  }
}
