import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { type DataFolder, writeDurably } from './data-folder.ts';
import { SUPERUSER } from './ensure-cluster.ts';

const CONNECT_MS = 2_000;

/** The port of the last start where it is still free, so that the address stays; else a free one. Kept in the folder. */
export async function choosePort(
  folder: DataFolder,
  options: { refused: number | undefined },
): Promise<number> {
  const kept = Number(await readFile(folder.port, 'utf8').catch(() => ''));
  if (Number.isInteger(kept) && kept > 0 && kept !== options.refused && (await listenOnce(kept)) === kept)
    return kept;
  const port = await listenOnce(0);
  if (port === undefined) throw new Error('no free port on 127.0.0.1');
  await writeDurably(folder.port, `${port}\n`);
  return port;
}

export function serverUrl(port: number, password: string): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
}

/** What PostgreSQL wrote into `postmaster.pid`: the process and port of the running server of this folder. */
export async function readPidFile(cluster: string): Promise<{ pid: number; port: number } | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  return parsePidFile(text);
}

/** Whether the server at this address answers, and is the one that runs as `pid` on the cluster we look at. */
export async function answersAs(pid: number, url: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: CONNECT_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ text: string }>("SELECT pg_read_file('postmaster.pid') AS text");
    return parsePidFile(rows[0]?.text ?? '')?.pid === pid;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Line 1 is the process, line 4 the port. @see https://www.postgresql.org/docs/18/storage-file-layout.html */
function parsePidFile(text: string): { pid: number; port: number } | undefined {
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return Number.isInteger(pid) && pid > 0 && Number.isInteger(port) ? { pid, port } : undefined;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
