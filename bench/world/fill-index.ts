// Fills a gateway's database by copying, row by row, what the gateway itself has written for one consent: whatever columns
// there are, the copies have them too. Only names, keys and times differ.

import type pg from 'pg';

export interface FillOptions {
  readonly client: pg.Client;
  readonly consentId: string;
  /** Numbers of the copies. */
  readonly from: number;
  readonly to: number;
  readonly ledgerRowsPerConsent: number;
}

/** So many consents of one owner. */
const CONSENTS_OF_AN_OWNER = 10;
const DAY = `interval '1 day'`;

const consentId = `'consent_copy' || i`;
const ownerId = `'owner_copy' || i / ${CONSENTS_OF_AN_OWNER}`;
/** Long ago, each at its own time: nothing here is due, or new. */
const longAgo = `clock_timestamp() - ${DAY} * (20 + i % 60)`;

interface Copy {
  readonly table: string;
  /** Which row is copied. `$1`: the consent. */
  readonly of: string;
  /** What differs, as SQL over the number `i`. */
  readonly but: Readonly<Record<string, string>>;
}

const ofConsent: readonly Copy[] = [
  {
    table: 'consent',
    of: 'id = $1',
    but: {
      id: consentId,
      request_id: `'request_copy' || i`,
      owner_id: ownerId,
      subject: `'subject_copy' || i`,
      until: `clock_timestamp() + ${DAY} * 300`,
      asked_at: longAgo,
      given_at: longAgo,
      status_since: longAgo,
      pod_checked_at: longAgo,
    },
  },
  {
    table: 'consent_entry',
    of: 'consent_id = $1',
    but: { consent_id: consentId, until: `clock_timestamp() + ${DAY} * 300` },
  },
  { table: 'consent_version', of: 'consent_id = $1', but: { consent_id: consentId, begun_at: longAgo } },
  {
    table: 'consent_intent',
    of: 'consent_id = $1',
    but: {
      consent_id: consentId,
      request_id: `'request_copy' || i`,
      owner_id: ownerId,
      request_sha256: `'request_copy' || i`,
      // Forgotten once it is in the pod.
      sealed: `''::bytea`,
      intended_at: longAgo,
      done_at: longAgo,
    },
  },
  { table: 'consent_chain', of: 'consent_id = $1', but: { consent_id: consentId } },
];

const ofOwner = 'owner_id = (SELECT owner_id FROM consent WHERE id = $1)';
const owner = `'owner_copy' || i`;
const ofOwners: readonly Copy[] = [
  {
    table: 'owner',
    of: ofOwner,
    but: { owner_id: owner, container_hash: `sha256(('copy' || i)::bytea)`, connected_at: longAgo },
  },
  { table: 'owner_chain', of: ofOwner, but: { owner_id: owner, block_at: longAgo } },
];

/** Reads that are chained and in a block: the sealer has done its work. */
const ledgerRow = (rows: number): Copy => ({
  table: 'journal',
  of: `consent_id = $1 AND link IS NOT NULL AND block_number IS NOT NULL AND body LIKE '%"disclosed"%'`,
  but: {
    proof: `sha256(('copy' || i)::bytea)`,
    iat: longAgo,
    at: longAgo,
    consent_id: `'consent_copy' || i / ${rows}`,
    owner_id: `'owner_copy' || i / ${rows * CONSENTS_OF_AN_OWNER}`,
    sequence: `1 + i % ${rows}`,
  },
});

/** Adds copies of one consent, their owners, and reads in the ledger. @throws when there is nothing to copy */
export async function fillIndex(options: FillOptions): Promise<void> {
  const { client, from, to, ledgerRowsPerConsent: rows } = options;
  const owners = { from: Math.ceil(from / CONSENTS_OF_AN_OWNER), to: Math.ceil(to / CONSENTS_OF_AN_OWNER) };
  // Nothing that counts is lost with it.
  await client.query('SET synchronous_commit = off');
  for (const copy of ofOwners) await copyRow(options, copy, owners);
  for (const copy of ofConsent) await copyRow(options, copy, { from, to });
  await copyRow(options, ledgerRow(rows), { from: from * rows, to: to * rows });
}

async function copyRow(
  { client, consentId: id }: FillOptions,
  { table, of, but }: Copy,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  if (from === to) return;
  const { rows: columns } = await client.query<{ name: string }>(
    `SELECT quote_ident(column_name) AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND is_identity = 'NO' ORDER BY ordinal_position`,
    [table],
  );
  const names = columns.map(({ name }) => name);
  const values = names.map((name) => but[name] ?? `o.${name}`);
  const { rowCount } = await client.query(
    `INSERT INTO ${table} (${names.join(', ')})
     SELECT ${values.join(', ')} FROM (SELECT * FROM ${table} WHERE ${of} LIMIT 1) o, generate_series($2::bigint, $3::bigint) i`,
    [id, from, to - 1],
  );
  if (rowCount !== to - from) throw new Error(`${table} has no row of the consent to copy.`);
}
