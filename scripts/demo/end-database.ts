import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const STOP_MS = 30_000;
const STEP_MS = 50;

/**
 * Tells the gateway's own PostgreSQL to end, where a gateway that was killed has left it running. Answers its process. Synchronous,
 * because it may be the last thing that a process does.
 */
export function endDatabase(gatewayData: string): number | undefined {
  const pid = runningDatabase(gatewayData);
  // A fast shutdown.
  if (pid !== undefined) process.kill(pid, 'SIGINT');
  return pid;
}

/** The same, and waits until it is gone. @throws when it does not go */
export async function endDatabaseAndWait(gatewayData: string): Promise<void> {
  const pid = endDatabase(gatewayData);
  if (pid === undefined) return;
  for (let waitedMs = 0; waitedMs < STOP_MS; waitedMs += STEP_MS) {
    if (runningDatabase(gatewayData) !== pid) return;
    await sleep(STEP_MS);
  }
  throw new Error(
    `PostgreSQL (process ${pid}) of an earlier start does not end. End it by hand, then start again.`,
  );
}

/** @see https://www.postgresql.org/docs/18/storage-file-layout.html */
function runningDatabase(gatewayData: string): number | undefined {
  try {
    const text = readFileSync(join(gatewayData, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
    const pid = Number.parseInt(text, 10);
    process.kill(pid, 0);
    return isPostgres(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the number belongs to a PostgreSQL and not to a later process. Where the system does not tell, it counts as one. */
function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return process.platform !== 'linux';
  }
}
