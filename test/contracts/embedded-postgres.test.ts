import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import {
  createLedgerStore,
  createTestDatabase,
  type EmbeddedPostgres,
  openDatabase,
  seedConsent,
  startEmbeddedPostgres,
} from '@parley/consent-gateway/testing';
import { afterEach, describe, expect, it } from 'vitest';

const signal = new AbortController().signal;
const log = (): void => undefined;
const fixture = fileURLToPath(new URL('./fixtures/hold-postgres.ts', import.meta.url));

const started: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];
const folders: string[] = [];

afterEach(async () => {
  // A process that is only about to end still counts as one that uses the server.
  await Promise.all(
    children.splice(0).map((child) => child.exitCode ?? child.signalCode ?? killed(child, 'SIGKILL')),
  );
  await Promise.all(started.splice(0).map((postgres) => postgres.stop().catch(() => undefined)));
  // What a killed child left behind.
  for (const folder of folders.splice(0)) {
    const pid = await serverOf(join(folder, 'data')).catch(() => undefined);
    if (pid !== undefined)
      await start(join(folder, 'data')).then(
        (postgres) => postgres.stop(),
        () => undefined,
      );
    await rm(folder, { recursive: true, force: true });
  }
  started.splice(0);
});

/** Mode 700, as `mkdtemp` makes it: as root this is a folder that the database's own user may not enter. */
async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-launcher-'));
  folders.push(folder);
  return join(folder, 'data');
}
async function start(dataDir: string, during = signal): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, log, signal: during });
  started.push(postgres);
  return postgres;
}
async function startInChild(
  dataDir: string,
  ...more: string[]
): Promise<{ child: ChildProcess; url: string; adopted: boolean }> {
  const child = spawn(process.execPath, ['--conditions=@parley/source', fixture, dataDir, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  children.push(child);
  const [line] = await once(createInterface({ input: child.stdout! }), 'line');
  return { child, ...JSON.parse(line) };
}
const killed = async (child: ChildProcess, how: NodeJS.Signals): Promise<void> => {
  const gone = once(child, 'exit');
  child.kill(how);
  await gone;
};
const serverOf = async (dataDir: string): Promise<number> =>
  Number((await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
async function query<T>(url: string, text: string): Promise<T[]> {
  const { pool, close } = await openDatabase({ url, poolSize: 1, log });
  try {
    return (await pool.query(text)).rows;
  } finally {
    await close();
  }
}

describe('a start', () => {
  it('makes a durable server for this machine only, and keeps its secrets to itself', async () => {
    const dataDir = await newFolder();
    const { url, adopted } = await start(dataDir);
    expect(adopted).toBe(false);
    const settings = await query<Record<string, string>>(
      url,
      `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages, current_setting('synchronous_commit') AS commit,
         current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets,
         current_setting('lc_collate', true) AS "collate", current_setting('server_encoding') AS encoding,
         (SELECT datcollate FROM pg_database WHERE datname = current_database()) AS locale,
         (SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules) AS auth`,
    );
    expect(settings[0]).toMatchObject({
      fsync: 'on',
      pages: 'on',
      commit: 'on',
      addresses: '127.0.0.1',
      sockets: '',
      encoding: 'UTF8',
      locale: 'C',
      auth: 'scram-sha-256',
    });
    expect(((await stat(join(dataDir, 'password'))).mode & 0o777).toString(8)).toBe('600');
    expect(((await stat(join(dataDir, 'cluster'))).mode & 0o777).toString(8)).toBe('700');
    const wrong = Object.assign(new URL(url), { password: 'wrong' }).href;
    await expect(query(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('finds again what was there, at the same address', async () => {
    const dataDir = await newFolder();
    const first = await start(dataDir);
    await query(first.url, 'CREATE TABLE kept (n int)');
    await first.stop();
    await expect(query(first.url, 'SELECT 1')).rejects.toMatchObject({ code: 'temporarily_unavailable' });
    const again = await start(dataDir);
    expect(again).toMatchObject({ url: first.url, adopted: false });
    expect(await query(again.url, 'SELECT * FROM kept')).toEqual([]);
  });

  it('takes another port where somebody else has taken its own', async () => {
    const dataDir = await newFolder();
    const first = await start(dataDir);
    await first.stop();
    const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
    await once(squatter, 'listening');
    const again = await start(dataDir);
    expect(again.url).not.toBe(first.url);
    await query(again.url, 'SELECT 1');
    squatter.close();
  });

  it('is done once by two at the same time', async () => {
    const dataDir = await newFolder();
    const both = await Promise.all([start(dataDir), start(dataDir)]);
    expect(both.map(({ adopted }) => adopted).toSorted()).toEqual([false, true]);
    expect(both[0]?.url).toBe(both[1]?.url);
  });
});

describe('after an accident', () => {
  it('a server left over from a killed process is adopted, with what it holds, and stopped', async () => {
    const dataDir = await newFolder();
    const { child, url } = await startInChild(dataDir);
    await query(url, 'CREATE TABLE kept (n int)');
    const server = await serverOf(dataDir);
    await killed(child, 'SIGKILL');
    const adopted = await start(dataDir);
    expect(adopted).toMatchObject({ url, adopted: true });
    expect(await serverOf(dataDir)).toBe(server);
    expect(await query(url, 'SELECT * FROM kept')).toEqual([]);
    await adopted.stop();
    await expect(serverOf(dataDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('every acknowledged row is there when the database was killed with -9 under load', async () => {
    const dataDir = await newFolder();
    const postgres = await start(dataDir);
    const testDatabase = await createTestDatabase({ serverUrl: postgres.url });
    const database = await testDatabase.open();
    const consent = await seedConsent(database);
    const ledger = createLedgerStore(database);
    const acknowledged: string[] = [];
    let isUp = true;
    const readers = Array.from({ length: 8 }, async () => {
      while (isUp) {
        const read = consent.read();
        const result = await ledger.disclose(read, signal).catch(() => undefined);
        if (result?.disclosed) acknowledged.push(read.body.id);
        else isUp = false;
      }
    });
    await expect.poll(() => acknowledged.length).toBeGreaterThan(200);
    process.kill(await serverOf(dataDir), 'SIGKILL');
    await Promise.all(readers);
    const again = await start(dataDir);
    expect(again.adopted).toBe(false);
    const url = Object.assign(new URL(again.url), { pathname: new URL(testDatabase.url).pathname }).href;
    const rows = await query<{ id: string }>(url, `SELECT body::json ->> 'id' AS id FROM journal`);
    const present = new Set(rows.map((row) => row.id));
    expect(acknowledged.filter((id) => !present.has(id))).toEqual([]);
  });

  it('a worker of the killed server that is slow to notice only makes the next start wait', async () => {
    const dataDir = await newFolder();
    const { url } = await start(dataDir);
    const { pool, close } = await openDatabase({ url, poolSize: 1, log });
    const worker: number = (await pool.query('SELECT pg_backend_pid() AS pid')).rows[0].pid;
    process.kill(worker, 'SIGSTOP');
    process.kill(await serverOf(dataDir), 'SIGKILL');
    const starting = start(dataDir);
    await expect
      .poll(() => readFile(join(dataDir, 'server.log'), 'utf8'), { timeout: 10_000 })
      .toContain('pre-existing shared memory block');
    process.kill(worker, 'SIGCONT');
    expect(await starting).toMatchObject({ adopted: false });
    await close();
  });

  it('a first start that was cut off leaves nothing in the way', async () => {
    const dataDir = await newFolder();
    const cut = new AbortController();
    const interrupted = start(dataDir, cut.signal);
    await expect
      .poll(() => readdir(dataDir).catch(() => []))
      .toContainEqual(expect.stringMatching(/^initdb-/));
    cut.abort(new Error('cut off'));
    await expect(interrupted).rejects.toThrow('cut off');
    await mkdir(join(dataDir, 'initdb-1', 'cluster'), { recursive: true });
    await writeFile(join(dataDir, 'initdb-1', 'cluster', 'PG_VERSION'), '18\n');
    await query((await start(dataDir)).url, 'SELECT 1');
    expect((await readdir(dataDir)).filter((name) => name.startsWith('initdb-'))).toEqual([]);
  });

  it('the lock of a process that is no more is taken over', async () => {
    const dataDir = await newFolder();
    await mkdir(dataDir);
    const past = spawn(process.execPath, ['--eval', '']);
    await once(past, 'exit');
    await writeFile(join(dataDir, 'lock'), `${past.pid}-1`);
    await query((await start(dataDir)).url, 'SELECT 1');
  });

  it('a process number that now belongs to another program is not taken for the server', async () => {
    const dataDir = await newFolder();
    const first = await start(dataDir);
    const pidFile = await readFile(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8');
    await first.stop();
    await writeFile(join(dataDir, 'cluster', 'postmaster.pid'), pidFile.replace(/^\d+/, String(process.pid)));
    expect(await start(dataDir)).toMatchObject({ adopted: false });
  });
});

describe('a process', () => {
  it('leaves the server to another live one that uses it, and the last one stops it', async () => {
    const dataDir = await newFolder();
    const { child, url } = await startInChild(dataDir);
    const beside = await start(dataDir);
    expect(beside).toMatchObject({ url, adopted: true });
    await beside.stop();
    await query(url, 'SELECT 1');
    const last = await start(dataDir);
    await killed(child, 'SIGKILL');
    await last.stop();
    await expect(serverOf(dataDir)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('that exits without stopping it takes it along', async () => {
    const dataDir = await newFolder();
    const { child } = await startInChild(dataDir, 'exit');
    if (child.exitCode === null) await once(child, 'exit');
    await expect.poll(() => serverOf(dataDir).catch(() => 'gone'), { timeout: 10_000 }).toBe('gone');
  });

  it('and its server do not share Ctrl-C: the gateway drains first', async () => {
    const dataDir = await newFolder();
    const { child, url } = await startInChild(dataDir);
    process.kill(-child.pid!, 'SIGINT');
    await expect(query(url, 'SELECT pg_sleep(0.3)')).resolves.toHaveLength(1);
  });
});

describe('a folder that cannot be used', () => {
  it('is refused with what to do, and taken again once that is done', async () => {
    const dataDir = await newFolder();
    await (await start(dataDir)).stop();
    const cases: [string, string | undefined, RegExp][] = [
      ['cluster/PG_VERSION', undefined, /damaged.*Restore it from a backup/],
      ['cluster/PG_VERSION', '12\n', /made by PostgreSQL 12, here is 18/],
      ['password', undefined, /password file is missing. Restore/],
    ];
    for (const [name, content, message] of cases) {
      const path = join(dataDir, name);
      const kept = await readFile(path);
      await (content === undefined ? rm(path) : writeFile(path, content));
      const refused = {
        name: 'EmbeddedPostgresError',
        code: 'folder_unusable',
        message: expect.stringMatching(message),
      };
      await expect(start(dataDir)).rejects.toMatchObject(refused);
      await writeFile(path, kept);
    }
    await (await start(dataDir)).stop();
    await writeFile(join(dataDir, 'cluster', 'postgresql.conf'), 'no_such_setting = on\n');
    await expect(start(dataDir)).rejects.toMatchObject({
      code: 'start_failed',
      message: expect.stringContaining('no_such_setting'),
    });
  });

  it('is refused where it is not a folder', async () => {
    const dataDir = await newFolder();
    await writeFile(dataDir, '');
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'folder_unusable' });
  });
});
