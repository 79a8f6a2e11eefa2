import { randomBytes } from 'node:crypto';
import { access, constants, mkdir, open, readFile, realpath, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** What lies in the folder of an embedded database. */
export interface DataFolder {
  readonly root: string;
  /** PostgreSQL's own folder (PGDATA). */
  readonly cluster: string;
  readonly lock: string;
  readonly holders: string;
  readonly log: string;
  readonly port: string;
  readonly password: string;
}

export async function openDataFolder(dataDir: string): Promise<DataFolder> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const root = await realpath(dataDir);
    await access(root, constants.W_OK | constants.X_OK);
    const file = (name: string): string => join(root, name);
    return {
      root,
      cluster: file('cluster'),
      lock: file('lock'),
      holders: file('holders'),
      log: file('server.log'),
      port: file('port'),
      password: file('password'),
    };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'folder_unusable',
      `The database folder ${dataDir} cannot be made or written. Choose another one, or give it to the user that runs the gateway.`,
      { cause },
    );
  }
}

/** The superuser's password: made once, readable by this user only. */
export async function readOrMakePassword(
  folder: DataFolder,
  options: { clusterExists: boolean },
): Promise<string> {
  const kept = await readFile(folder.password, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw new EmbeddedPostgresError(
      'folder_unusable',
      `${folder.password} cannot be read (${error.code ?? 'unknown'}). Run the gateway as the user who made the folder.`,
    );
  });
  if (kept.trim() !== '') return kept.trim();
  if (options.clusterExists) {
    throw new EmbeddedPostgresError(
      'folder_unusable',
      `The database in ${folder.cluster} is there but its password file is missing. Restore ${folder.password} from a backup.`,
    );
  }
  const password = randomBytes(32).toString('base64url');
  await writeDurably(folder.password, `${password}\n`);
  return password;
}

/** The file is there with all of its content or not at all, also after a power cut. */
export async function writeDurably(path: string, content: string): Promise<void> {
  const draft = `${path}.new`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(join(path, '..'));
}

export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}
