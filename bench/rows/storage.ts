// What stays in the database of reads and consents, and how fast the sealer makes blocks: by PostgreSQL's own sizes of real rows.

import type pg from 'pg';
import { jobOf } from '../load/run-in-turn.ts';
import { runLoads } from '../load/run-load.ts';
import type { Bench, MeasuredFigure, Row } from '../row.ts';
import { fillIndex } from '../world/fill-index.ts';
import type { Site } from '../world/site.ts';
import { withDatabase } from '../world/with-database.ts';

export const storage: Row = {
  name: 'storage',
  title: 'what a read and a consent leave in the database',
  async measure(bench) {
    const site = await (await bench.world()).addSite();
    try {
      return await withDatabase(site, async (client) => [
        ...(await measureReads(client, site, bench)),
        await measureConsents(client, site, bench),
        await measureSealer(client, bench),
      ]);
    } finally {
      await site.stop();
    }
  },
};

async function measureReads(client: pg.Client, site: Site, { sizes, signal }: Bench) {
  const consent = await site.approved();
  // By itself, so that its block has no other.
  await site.vendor.read(site, consent);
  await untilSealed(client, signal);
  const before = await sizesNow(client);
  const request = await site.vendor.readRequest(site, consent);
  const job = jobOf(request, Math.ceil(sizes.stored.reads / sizes.concurrent), sizes);
  await runLoads([{ ...job, warmUp: 0 }]);
  await untilSealed(client, signal);
  const after = await sizesNow(client);
  const reads = after.entries - before.entries;
  const { alone, further } = await blockBytes(client);
  return [
    {
      what: 'a read: bytes in the journal',
      unit: 'B',
      value: (after.journalBytes - before.journalBytes) / reads,
    },
    { what: 'a read: bytes in the write-ahead log', unit: 'B', value: (after.logAt - before.logAt) / reads },
    { what: 'a block of one entry: bytes', unit: 'B', value: alone },
    { what: 'each further entry of a block: bytes', unit: 'B', value: further },
  ] satisfies MeasuredFigure[];
}

/** With what the sealer does to each row; without a vacuum, as between two of them. */
async function sizesNow(client: pg.Client) {
  const { rows } = await client.query<{ entries: number; journalBytes: number; logAt: number }>(
    `SELECT (SELECT count(*)::int FROM journal) AS entries,
       (SELECT sum(pg_total_relation_size(relid))::float8 FROM pg_partition_tree('journal')) AS "journalBytes",
       (pg_current_wal_lsn() - '0/0')::float8 AS "logAt"`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('The database says nothing of its sizes.');
  return row;
}

/** From the smallest and the largest block there is. */
async function blockBytes(client: pg.Client): Promise<{ alone: number; further: number }> {
  const { rows } = await client.query<{ entries: number; bytes: number }>(
    `SELECT count(*)::int AS entries, min(octet_length(b.jws)) AS bytes
     FROM block b JOIN journal j ON j.owner_id = b.owner_id AND j.block_number = b.number
     GROUP BY b.owner_id, b.number ORDER BY 1`,
  );
  const [least, most] = [rows[0], rows.at(-1)];
  if (least === undefined || most === undefined || least.entries === most.entries)
    throw new Error('There are no two blocks of different sizes.');
  const further = (most.bytes - least.bytes) / (most.entries - least.entries);
  return { further, alone: least.bytes - further * (least.entries - 1) };
}

const SEALED_WITHIN_MS = 120_000;

async function untilSealed(client: pg.Client, signal: AbortSignal): Promise<void> {
  const until = performance.now() + SEALED_WITHIN_MS;
  while (performance.now() < until) {
    signal.throwIfAborted();
    const { rows } = await client.query('SELECT FROM journal WHERE block_number IS NULL LIMIT 1');
    if (rows.length === 0) return;
    await client.query('SELECT pg_sleep(0.2)');
  }
  throw new Error('Reads were not sealed.');
}

const TABLES = [
  ...['consent', 'consent_entry', 'consent_version', 'consent_intent', 'consent_chain'],
  ...['owner', 'owner_chain'],
];

/** Copies of a real one, ten of an owner, with their indexes; and the rows of its tokens. */
async function measureConsents(client: pg.Client, site: Site, { sizes }: Bench): Promise<MeasuredFigure> {
  const { consentId } = await site.approved();
  const { consents } = sizes.stored;
  const before = await bytesOf(client, TABLES);
  await fillIndex({ client, consentId, from: 0, to: consents, ledgerRowsPerConsent: 1 });
  const copied = (await bytesOf(client, TABLES)) - before;
  const { rows } = await client.query<{ bytes: number }>(
    'SELECT coalesce(sum(pg_column_size(i.*)), 0)::float8 AS bytes FROM oidc_item i WHERE grant_id = $1',
    [consentId],
  );
  return {
    what: 'a consent: bytes in the database',
    unit: 'B',
    value: copied / consents + (rows[0]?.bytes ?? 0),
  };
}

/** The copies' reads once more, as if they had just been written down: one gateway process makes a block of each owner's. */
async function measureSealer(client: pg.Client, { signal }: Bench): Promise<MeasuredFigure> {
  const { rows: begun } = await client.query<{ at: Date }>(
    `WITH waiting AS (
       UPDATE journal SET sequence = NULL, link = NULL, block_number = NULL WHERE owner_id LIKE 'owner\\_copy%')
     SELECT clock_timestamp() AS at`,
  );
  await untilSealed(client, signal);
  const { rows } = await client.query<{ perSecond: number }>(
    `SELECT (count(*) / extract(epoch FROM max(sealed_at) - $1::timestamptz))::float8 AS "perSecond"
     FROM block WHERE owner_id LIKE 'owner\\_copy%'`,
    [begun[0]?.at],
  );
  return { what: 'sealer, many owners: blocks', unit: '/s', value: rows[0]?.perSecond ?? Number.NaN };
}

async function bytesOf(client: pg.Client, tables: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ bytes: number }>(
    'SELECT sum(pg_total_relation_size(name::regclass))::float8 AS bytes FROM unnest($1::text[]) name',
    [tables],
  );
  return rows[0]?.bytes ?? Number.NaN;
}
