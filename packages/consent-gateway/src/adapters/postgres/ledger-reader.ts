import { type Kysely, type RawBuilder, sql } from 'kysely';
import { GatewayError } from '../../gateway-error.ts';
import type { LedgerPage, LedgerQuery, LedgerReader } from '../../ledger/ledger-reader.ts';
import { orUnavailable } from './database-fault.ts';
import { RFC_3339 } from './instants.ts';
import { readActivity, readFigures } from './read-figures.ts';
import { readUse } from './read-use.ts';
import { REFUSAL_COLUMNS, type RefusalRow, refusalEntry } from './refusal-entry.ts';
import type { Tables } from './tables.ts';

/** Entries are sorted by time, then by a key that is unique. */
interface Place {
  readonly at: string;
  /** Hexadecimal. */
  readonly key: string;
}

type Placed = Place & { readonly entry: LedgerPage['entries'][number] };

const MAX_LIMIT = 200;

export function createLedgerReader({ db }: { db: Kysely<Tables> }): LedgerReader {
  return {
    listLedger: (query) => orUnavailable(() => listLedger(db, query)),
    readActivity: (query) => orUnavailable(() => readActivity(db, query)),
    readFigures: (ownerId, consentIds) => orUnavailable(() => readFigures(db, { ownerId, consentIds })),
    readUse: (ownerId, consentIds) => orUnavailable(() => readUse(db, { ownerId, consentIds })),
  };
}

async function listLedger(db: Kysely<Tables>, query: LedgerQuery): Promise<LedgerPage> {
  const limit = Math.min(Math.max(Math.trunc(query.limit), 1), MAX_LIMIT);
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
  // One snapshot for both: an hour that is closed meanwhile is seen once, as counted or as closed.
  const found = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => [
      ...(await journalled(trx, { query, after, limit: limit + 1 })),
      ...(await counted(trx, { query, after, limit: limit + 1 })),
    ]);
  const sorted = found.sort((a, b) => (`${a.at} ${a.key}` < `${b.at} ${b.key}` ? 1 : -1));
  const page = sorted.slice(0, limit);
  const last = page.at(-1);
  return {
    entries: page.map(({ entry }) => entry),
    ...(sorted.length > limit && last !== undefined && { nextCursor: writeCursor(last) }),
  };
}

interface Part {
  readonly query: LedgerQuery;
  readonly after: Place | undefined;
  readonly limit: number;
}

async function journalled(trx: Kysely<Tables>, { query, after, limit }: Part): Promise<Placed[]> {
  const { rows } = await sql<{
    at: string;
    key: string;
    consent_id: string;
    sequence: number | null;
    body: string;
    block_number: number | null;
    in_pod: boolean;
  }>`
    SELECT ${sql.raw(RFC_3339('j.at'))} AS at, encode(j.proof, 'hex') AS key, j.consent_id, j.sequence, j.body, j.block_number,
      b.in_pod_at IS NOT NULL AS in_pod
    FROM journal j LEFT JOIN block b ON b.owner_id = j.owner_id AND b.number = j.block_number
    WHERE j.owner_id = ${query.ownerId} ${only(query)} ${within(query, sql`j.at`)} ${fits(query)}
      ${behind(after, sql`(j.at, j.proof)`)}
    ORDER BY j.at DESC, j.proof DESC LIMIT ${limit}`.execute(trx);
  return rows.map((row) => ({
    at: row.at,
    key: row.key,
    entry: {
      consentId: row.consent_id,
      sequence: row.sequence,
      at: row.at,
      body: row.body,
      blockNumber: row.block_number,
      inPod: row.in_pod,
    },
  }));
}

/** At their first refusal, which does not change: counting on does not move them from page to page. */
async function counted(trx: Kysely<Tables>, { query, after, limit }: Part): Promise<Placed[]> {
  if ((query.kind ?? 'read') !== 'read' || (query.outcome ?? 'refused') !== 'refused') return [];
  const key = sql`sha256(convert_to(consent_id || ' ' || reason || ' ' || extract(epoch FROM hour), 'UTF8'))`;
  const { rows } = await sql<RefusalRow & { key: string }>`
    SELECT ${sql.raw(REFUSAL_COLUMNS)}, encode(${key}, 'hex') AS key
    FROM refused_read j
    WHERE owner_id = ${query.ownerId} ${only(query)} ${within(query, sql`j.first_at`)}
      ${query.vendorId === undefined ? sql`` : sql`AND j.vendor_id = ${query.vendorId}`}
      ${behind(after, sql`(j.first_at, ${key})`)}
    ORDER BY j.first_at DESC, key DESC LIMIT ${limit}`.execute(trx);
  return rows.map((row) => ({
    at: row.first_at,
    key: row.key,
    entry: {
      consentId: row.consent_id,
      sequence: null,
      at: row.first_at,
      body: JSON.stringify(refusalEntry(row)),
      blockNumber: null,
      inPod: false,
    },
  }));
}

const only = ({ consentId }: LedgerQuery): RawBuilder<unknown> =>
  consentId === undefined ? sql`` : sql`AND j.consent_id = ${consentId}`;

const within = ({ from, to }: LedgerQuery, at: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  ${from === undefined ? sql`` : sql`AND ${at} >= ${from}::timestamptz`}
  ${to === undefined ? sql`` : sql`AND ${at} < ${to}::timestamptz`}`;

/** What an entry has to say of itself, as JSON. */
const fits = ({ vendorId, kind, outcome }: LedgerQuery): RawBuilder<unknown> =>
  vendorId === undefined && kind === undefined && outcome === undefined
    ? sql``
    : sql`AND j.body::jsonb @> ${JSON.stringify({ vendorId, kind, outcome })}::jsonb`;

const behind = (after: Place | undefined, place: RawBuilder<unknown>): RawBuilder<unknown> =>
  after === undefined ? sql`` : sql`AND ${place} < (${after.at}::timestamptz, decode(${after.key}, 'hex'))`;

function writeCursor({ at, key }: Place): string {
  return Buffer.from(`${at} ${key}`).toString('base64url');
}

function readCursor(cursor: string): Place {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) ([0-9a-f]{64})$/.exec(
    Buffer.from(cursor, 'base64url').toString(),
  );
  const [, at, key] = match ?? [];
  if (at === undefined || key === undefined || !isInstant(at)) {
    throw new GatewayError('invalid_cursor', 'The cursor of a ledger page is not one.');
  }
  return { at, key };
}

/** JavaScript takes 30 February for 2 March; PostgreSQL does not take it at all. */
function isInstant(at: string): boolean {
  const date = new Date(at);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 19) === at.slice(0, 19);
}
