import { randomBytes } from 'node:crypto';
import { type AuthorizationDetails, newId } from '@parley/protocol';
import type { Database } from '../adapters/postgres/open-database.ts';
import type { ReadIntent } from '../ledger/ledger.ts';

export interface SeededConsent {
  readonly consentId: string;
  readonly ownerId: string;
  readonly vendorId: string;
  /** A read that this consent allows, with a proof that was never used. */
  read(changes?: Partial<ReadIntent>): ReadIntent;
}

export interface SeedOptions {
  readonly ownerId?: string;
  readonly vendorId?: string;
  readonly purpose?: string;
  readonly maxReads?: number | null;
  /** Default: nothing. */
  readonly details?: AuthorizationDetails;
  /** Default: a day. */
  readonly days?: number;
}

/** A live consent in the index, as `give` leaves it, confirmed in the pod just now. */
export async function seedConsent(database: Database, options: SeedOptions = {}): Promise<SeededConsent> {
  const { pool } = database;
  const consentId = newId('consent');
  const ownerId = options.ownerId ?? newId('owner');
  const vendorId = options.vendorId ?? 'https://acme.example/client';
  const purpose = options.purpose ?? 'https://w3id.org/dpv#CustomerCare';
  await pool.query(
    `INSERT INTO vendor (vendor_id, known_by, name, metadata, key_thumbprints) VALUES ($1, 'operator', 'Acme', '{}', '{}') ON CONFLICT DO NOTHING`,
    [vendorId],
  );
  await pool.query(
    `INSERT INTO owner (owner_id, sealed, container_hash, nonce) VALUES ($1, '', $2, 'nonce') ON CONFLICT DO NOTHING`,
    [ownerId, randomBytes(32)],
  );
  await pool.query(
    `INSERT INTO consent (id, request_id, owner_id, vendor_id, subject, version, status, details, until, asked_at, given_at,
       receipt, receipt_sha256, chain_sha256, pod_checked_at)
     VALUES ($1, $2, $3, $4, 'subject', 1, 'given', $5, now() + $6 * interval '1 day', now(), now(), '', '', '', clock_timestamp())`,
    [
      consentId,
      newId('request'),
      ownerId,
      vendorId,
      JSON.stringify(options.details ?? []),
      options.days ?? 1,
    ],
  );
  await pool.query(
    `INSERT INTO consent_entry (consent_id, purpose, until, max_reads) VALUES ($1, $2, now() + interval '1 day', $3)`,
    [consentId, purpose, options.maxReads ?? null],
  );
  return {
    consentId,
    ownerId,
    vendorId,
    read: (changes = {}) => ({
      consentId,
      version: 1,
      purpose,
      proof: randomBytes(32),
      issuedAt: new Date(),
      body: {
        id: newId('entry'),
        kind: 'read',
        outcome: 'disclosed',
        consentId,
        version: 1,
        vendorId,
        purpose,
      },
      ...changes,
    }),
  };
}
