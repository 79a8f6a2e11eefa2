import { newId, type VendorEvent, type VendorEventType } from '@parley/protocol';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

export interface EventToWrite {
  readonly vendorId: string;
  readonly type: VendorEventType;
  readonly data: VendorEvent['data'];
  /** Default: the database's clock. */
  readonly at?: Date;
  /** What it is told of once. */
  readonly cause?: string;
}

/**
 * Writes an event in the caller's transaction, so that vendors are told of what has happened, all of it, and of nothing else. Where the
 * vendor has a webhook for it, it is due at once. Returns its id.
 */
export async function writeEvent(
  database: Kysely<Tables>,
  { vendorId, type, data, at, cause }: EventToWrite,
): Promise<string> {
  const id = newId('event');
  const timestamp = (at ?? (await timeOf(database))).toISOString();
  const body: VendorEvent = { id, type, timestamp, data };
  await database
    .insertInto('vendor_event')
    .values({
      event_id: id,
      vendor_id: vendorId,
      type,
      consent_id: data.consent_id ?? null,
      sequence: data.sequence ?? null,
      item_id: data.item_id ?? null,
      cause: cause ?? null,
      body: JSON.stringify(body),
      due_at: dueNow(vendorId, type),
    })
    .execute();
  return id;
}

/** What its vendor tries its receiver with comes whatever types it wants. */
const dueNow = (vendorId: string, type: VendorEventType) =>
  sql<Date | null>`(SELECT clock_timestamp() FROM vendor_webhook w
    WHERE w.vendor_id = ${vendorId} AND (w.types IS NULL OR ${type} = ANY(w.types) OR ${type} = 'webhook.test'))` as unknown as Date;

export interface ConsentEventToWrite extends Omit<EventToWrite, 'vendorId'> {
  readonly consent: { readonly id: string; readonly vendor_id: string; readonly version: number };
}

/** The same of a consent whose row the caller has locked: the lock makes its numbers follow each other without a gap. */
export async function writeConsentEvent(
  trx: Transaction<Tables>,
  { consent, data, ...event }: ConsentEventToWrite,
): Promise<string> {
  const { event_sequence: sequence } = await trx
    .updateTable('consent')
    .set({ event_sequence: sql<string>`event_sequence + 1` })
    .where('id', '=', consent.id)
    .returning('event_sequence')
    .executeTakeFirstOrThrow();
  const named = { consent_id: consent.id, consent_version: consent.version, sequence: Number(sequence) };
  return writeEvent(trx, { ...event, vendorId: consent.vendor_id, data: { ...named, ...data } });
}

async function timeOf(database: Kysely<Tables>): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`SELECT clock_timestamp() AS now`.execute(database);
  const [row] = rows;
  if (row === undefined) throw new Error('the database has no clock');
  return row.now;
}
