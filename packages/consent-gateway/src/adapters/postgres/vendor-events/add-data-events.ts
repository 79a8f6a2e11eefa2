import type { VendorEventType } from '@parley/protocol';
import { type Selectable, sql, type Transaction } from 'kysely';
import { isStoppedByHold } from '../is-stopped-by-hold.ts';
import { lockConsent, statusFor } from '../lock-consent.ts';
import type { ConsentTable, Tables } from '../tables.ts';
import { writeConsentEvent } from './write-event.ts';

export type DataEventType = Extract<VendorEventType, `${string}.changed`> | 'message.added';

/** That something which a vendor may read is another than before. */
export interface DataEvent {
  readonly consentId: string;
  readonly type: DataEventType;
  /** By the vendor's own id for it. */
  readonly itemId?: string | undefined;
}

/**
 * Adds events about data in the caller's transaction: only while the consent is given, its vendor not on hold, and the category one to which
 * it may `subscribe`. Whatever else is left out in silence. One that waits to be delivered already is not added twice. Locks vendors, then
 * consents, each in the order of their ids.
 */
export async function addDataEvents(trx: Transaction<Tables>, events: readonly DataEvent[]): Promise<void> {
  const consentIds = [...new Set(events.map(({ consentId }) => consentId))].sort();
  if (consentIds.length === 0) return;
  await sql`SELECT FROM vendor WHERE vendor_id IN (SELECT vendor_id FROM consent WHERE id = ANY(${consentIds}))
    ORDER BY vendor_id FOR SHARE`.execute(trx);
  for (const consentId of consentIds) {
    const consent = await lockConsent(trx, { consentId });
    if (consent === undefined || statusFor('narrow', consent) !== 'given' || (await isHeld(trx, consentId)))
      continue;
    for (const event of events)
      if (event.consentId === consentId && maySubscribe(consent, event.type))
        await addOnce(trx, consent, event);
  }
}

async function isHeld(trx: Transaction<Tables>, consentId: string): Promise<boolean> {
  const { rows } = await sql`SELECT FROM consent c JOIN vendor v USING (vendor_id)
    WHERE c.id = ${consentId} AND NOT ${sql.raw(isStoppedByHold('c', 'v'))}`.execute(trx);
  return rows.length === 0;
}

/** Messages are in issues. */
const categoryOf = (type: DataEventType): string =>
  type === 'message.added' ? 'issues' : type.slice(0, -'.changed'.length);

const maySubscribe = ({ details }: Selectable<ConsentTable>, type: DataEventType): boolean =>
  details.some(
    ({ actions, datatypes }) => actions.includes('subscribe') && datatypes.includes(categoryOf(type)),
  );

async function addOnce(
  trx: Transaction<Tables>,
  consent: Selectable<ConsentTable>,
  { consentId, type, itemId }: DataEvent,
): Promise<void> {
  const waiting = await trx
    .selectFrom('vendor_event')
    .select('event_id')
    .where('consent_id', '=', consentId)
    .where('type', '=', type)
    .where(sql<boolean>`item_id IS NOT DISTINCT FROM ${itemId ?? null}`)
    .where('due_at', 'is not', null)
    // What is on its way may have been read before this change.
    .where('attempts', '=', 0)
    .where('is_void', '=', false)
    .executeTakeFirst();
  if (waiting !== undefined) return;
  await writeConsentEvent(trx, { consent, type, data: itemId === undefined ? {} : { item_id: itemId } });
}
