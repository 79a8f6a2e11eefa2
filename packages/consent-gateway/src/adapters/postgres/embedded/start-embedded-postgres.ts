import { adoptServer, type RunningServer } from './adopt-server.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { ensureCluster } from './ensure-cluster.ts';
import { withFolderLock } from './folder-lock.ts';
import { type Holder, hold } from './holders.ts';
import { launchServer, shutDownServer } from './launch-server.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { isRunning } from './process-identity.ts';
import { readPidFile } from './server-address.ts';
import { serviceUser } from './service-user.ts';

export interface EmbeddedPostgresOptions {
  /** The folder for the database and what belongs to it; made when missing. */
  readonly dataDir: string;
  /** Told what happens, in plain words. Never a password. */
  readonly log: (message: string) => void;
  /** Ends the start. To end the running server, call `stop`. */
  readonly signal: AbortSignal;
}

export interface EmbeddedPostgres {
  /** `postgres://…` with the superuser's password: a secret. */
  readonly url: string;
  /** Whether it already ran: left over from a process that was killed, or used by another one. */
  readonly adopted: boolean;
  /** Fast shutdown, at most 40 s. While another live process uses the same database, it goes on for that one. */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that npm brought, on a folder, for this machine only (127.0.0.1, no socket file, random password).
 *
 * It keeps running when this process is killed with -9, and the next start adopts it. It is in a session of its own, so Ctrl-C
 * does not reach it before the gateway has drained; when the process exits without `stop`, it is told to shut down.
 *
 * As root, who may not run PostgreSQL, it runs as user `postgres` (made when missing, else `nobody`). The folder may still lie
 * where only root can go. The binaries may not: then they are copied once to `/var/lib/parley`. File modes are set
 * whatever the umask is.
 *
 * @throws {EmbeddedPostgresError} with what to do
 * @throws the signal's reason when aborted
 * @see docs/adr/0004-embedded-postgres-launcher.md
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    throw new EmbeddedPostgresError(
      'binaries_unusable',
      'The embedded database runs on Linux and macOS. Set DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  }
  const folder = await openDataFolder(options.dataDir);
  return withFolderLock(folder.lock, options.signal, async () => {
    const { server, adopted } = await adoptOrLaunch(folder, options);
    options.log(adopted ? 'the database was still running' : 'the database is running');
    return running(folder, server, adopted);
  });
}

async function adoptOrLaunch(
  folder: DataFolder,
  options: EmbeddedPostgresOptions,
): Promise<{ server: RunningServer; adopted: boolean }> {
  const { log, signal } = options;
  const user = await serviceUser(folder.cluster);
  const binaries = await postgresBinaries(user);
  const password = await ensureCluster({ folder, binaries, user, log, signal });
  const found = await adoptServer({ cluster: folder.cluster, password, signal });
  if (found !== undefined) return { server: found, adopted: true };
  log('starting the database');
  return { server: await launchServer({ folder, binaries, user, password, signal }), adopted: false };
}

function running(folder: DataFolder, server: RunningServer, adopted: boolean): EmbeddedPostgres {
  const holder = hold(folder.holders);
  const onExit = (): void => endWithProcess(holder, server);
  process.on('exit', onExit);
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await withFolderLock(folder.lock, undefined, async () => {
      if (holder.release()) await shutDownServer(server, () => isGone(folder, server));
    });
    process.off('exit', onExit);
  };
  return {
    url: server.url,
    adopted,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** The last thing a process does that was not stopped in order: there is no waiting here. */
function endWithProcess(holder: Holder, server: RunningServer): void {
  try {
    if (holder.release()) process.kill(server.pid, 'SIGINT');
  } catch {
    // Gone already, or the folder is.
  }
}

/** The server removes its file at the very end. An adopted one is not our child: its number may linger as a zombie. */
async function isGone(folder: DataFolder, server: RunningServer): Promise<boolean> {
  if (!isRunning(server.pid)) return true;
  return (await readPidFile(folder.cluster))?.pid !== server.pid;
}
