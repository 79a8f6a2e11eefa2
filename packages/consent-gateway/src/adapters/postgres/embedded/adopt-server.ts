import { realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { poll } from './poll.ts';
import { isRunning, workingFolderOf } from './process-identity.ts';
import { answersAs, readPidFile, serverUrl } from './server-address.ts';

const ANSWER_MS = 60_000;

export interface RunningServer {
  readonly pid: number;
  readonly url: string;
}

/**
 * The server that already runs on the cluster, left over from a gateway that was killed or shared with one that lives.
 * It counts only when its process works in this folder and it answers to our password with this folder's own process number.
 */
export async function adoptServer(options: {
  cluster: string;
  password: string;
  signal: AbortSignal;
}): Promise<RunningServer | undefined> {
  const { cluster, password, signal } = options;
  const found = await readPidFile(cluster);
  if (found === undefined || !isRunning(found.pid)) return undefined;
  if (!(await worksIn(found.pid, cluster))) {
    // The number now belongs to another program; PostgreSQL would take that for a running server and refuse to start.
    await rm(join(cluster, 'postmaster.pid'), { force: true });
    return undefined;
  }
  const url = serverUrl(found.port, password);
  // It may be recovering, or be shutting down: then it is gone in a moment.
  const outcome = await poll(
    async () => {
      if (!isRunning(found.pid)) return 'gone';
      return (await answersAs(found.pid, url)) ? 'answers' : undefined;
    },
    { timeoutMs: ANSWER_MS, intervalMs: 100, signal },
  );
  if (outcome === undefined) {
    throw new EmbeddedPostgresError(
      'start_failed',
      `A PostgreSQL (process ${found.pid}) runs on ${cluster} but does not answer. End it (kill -INT ${found.pid}), then try again.`,
    );
  }
  return outcome === 'answers' ? { pid: found.pid, url } : undefined;
}

/** Where the system does not tell a process's folder, the answer of the server decides. */
async function worksIn(pid: number, cluster: string): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  // Unreadable: a process of another user, so not the server of a folder that is ours.
  const folder = await workingFolderOf(pid);
  return folder !== undefined && folder === (await realpath(cluster));
}
