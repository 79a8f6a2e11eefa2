import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, rm, stat } from 'node:fs/promises';
import type { RunningServer } from './adopt-server.ts';
import type { DataFolder } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { clusterAsSeenByServer } from './ensure-cluster.ts';
import { poll } from './poll.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { cleanEnvironment } from './run-command.ts';
import { answersAs, choosePort, serverUrl } from './server-address.ts';
import type { ServiceUser } from './service-user.ts';

const READY_MS = 120_000;
const ATTEMPTS = 40;
const LOG_LIMIT_BYTES = 1_000_000;

/** Given on the command line, they stand above whatever the folder's configuration says. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // No statement, parameter or key value in the log.
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

interface LaunchOptions {
  readonly folder: DataFolder;
  readonly binaries: PostgresBinaries;
  readonly user: ServiceUser | undefined;
  readonly password: string;
  readonly signal: AbortSignal;
}

/** Starts the server and waits until it answers; crash recovery included. */
export async function launchServer(options: LaunchOptions): Promise<RunningServer> {
  let refused: number | undefined;
  let output = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const port = await choosePort(options.folder, { refused });
    const outcome = await tryLaunch(port, options);
    if (outcome.server !== undefined) return outcome.server;
    output = outcome.output;
    if (/could not bind|could not create any TCP\/IP sockets/.test(output)) refused = port;
    // After a kill -9 the old server's workers need a moment to notice.
    else if (!/pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(output))
      break;
    await poll(() => undefined, { timeoutMs: 250, intervalMs: 250, signal: options.signal });
  }
  throw new EmbeddedPostgresError(
    'start_failed',
    `PostgreSQL does not start on ${options.folder.cluster}. Its log (${options.folder.log}) ends with: ${output.slice(-600)}`,
  );
}

async function tryLaunch(
  port: number,
  options: LaunchOptions,
): Promise<{ server?: RunningServer; output: string }> {
  const { folder, signal } = options;
  const log = await openLog(folder.log);
  const child = spawnServer(port, log.file.fd, options);
  await log.file.close();
  const url = serverUrl(port, options.password);
  try {
    const outcome = await poll(
      async () => {
        if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return 'ended';
        return (await answersAs(child.pid, url)) ? 'answers' : undefined;
      },
      { timeoutMs: READY_MS, intervalMs: 25, signal },
    );
    if (outcome === 'answers' && child.pid !== undefined)
      return { server: { pid: child.pid, url }, output: '' };
  } catch (error) {
    child.kill('SIGINT');
    throw error;
  }
  child.kill('SIGINT');
  return { output: (await readFile(folder.log, 'utf8')).slice(log.startsAt).trim() };
}

/** In a session of its own: Ctrl-C on the terminal must not stop the database before the gateway has drained. */
function spawnServer(port: number, logFd: number, options: LaunchOptions): ChildProcess {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const seen = clusterAsSeenByServer(options.folder.cluster, options.user);
  const child = spawn(options.binaries.postgres, ['-D', seen, '-p', String(port), ...settings], {
    ...options.user,
    cwd: options.folder.cluster,
    env: cleanEnvironment,
    stdio: ['ignore', logFd, logFd],
    detached: true,
  });
  child.on('error', () => undefined);
  child.unref();
  return child;
}

async function openLog(path: string): Promise<{ file: Awaited<ReturnType<typeof open>>; startsAt: number }> {
  const size = await stat(path).then(
    (info) => info.size,
    () => 0,
  );
  if (size > LOG_LIMIT_BYTES) await rm(path);
  return { file: await open(path, 'a', 0o600), startsAt: size > LOG_LIMIT_BYTES ? 0 : size };
}

/** Fast shutdown: open transactions are rolled back, everything acknowledged is on the disk. Bounded. */
export async function shutDownServer(server: RunningServer, isGone: () => Promise<boolean>): Promise<void> {
  for (const [signal, timeoutMs] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (await isGone()) return;
    try {
      process.kill(server.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
    }
    const gone = await poll(async () => (await isGone()) || undefined, { timeoutMs, intervalMs: 20 });
    if (gone === true) return;
  }
  throw new EmbeddedPostgresError(
    'stop_failed',
    `PostgreSQL (process ${server.pid}) does not stop. What was acknowledged is safe; end it by hand.`,
  );
}
